// SPDX-License-Identifier: GPL-3.0-or-later

/// Takes the rows that do not count, in file order: those that could not be used, and those left out
/// because of their id.
///
/// A file may have to be read again, with another decimal mark or without duplicates; then `begin` is
/// called again, and what was taken before does not count.
public protocol RejectSink: AnyObject {
    /// Starts a pass over the file.
    func begin() throws
    /// Says that the rows from here on stand in another file; never called for data of one file.
    func begin(file: String) throws
    /// Takes one row.
    func add(row: Int, column: String, code: String, value: String) throws
}

extension RejectSink {
    /// Does nothing: for a sink that need not tell files apart.
    public func begin(file: String) throws {}
}
