// SPDX-License-Identifier: GPL-3.0-or-later

/// Takes the rows that do not count, in file order: those that could not be used, and those left out
/// because of their id.
///
/// A file may have to be read again, with another decimal mark or without duplicates; then `begin` is
/// called again, and what was taken before does not count.
public protocol RejectSink: AnyObject {
    /// Starts a pass over the file.
    func begin() throws
    /// Takes one row.
    func add(row: Int, column: String, code: String, value: String) throws
}
