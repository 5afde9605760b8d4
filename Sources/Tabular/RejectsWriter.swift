// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes the rows that could not be used, with the reason, and counts them.
///
/// The file has the columns `row`, `column`, `code` and `value`, one line per problem, in file order;
/// rows of several files have a column `file` before them.
public final class RejectsWriter {
    /// One problem of one row.
    public struct Reject: Sendable, Equatable {
        /// The data row, counted from 1.
        public var row: Int
        /// The name of the column; empty if the whole row is meant.
        public var column: String
        /// The stable reason code.
        public var code: String
        /// The value seen, fit to be shown.
        public var value: String
        /// The name of the file, where there are several.
        public var file: String

        /// Creates a reject; the value is cut at 80 characters, control characters made visible.
        public init(
            row: Int, column: String, code: String, value: FieldBytes, file: String = ""
        ) {
            self.file = file
            self.row = row
            self.column = column
            self.code = code
            self.value = VisibleText.shown(value)
        }
    }

    /// The file, for a commit together with others.
    public let writer: DelimitedWriter
    private let namesFiles: Bool
    private var last = (file: "", row: 0)
    /// The number of rejected rows; a row with two problems counts once.
    public private(set) var rowCount = 0
    /// The number of problems by code.
    public private(set) var counts: [String: Int] = [:]

    /// Opens the rejects file and writes its header.
    ///
    /// - Parameters:
    ///   - path: The file to write.
    ///   - dialect: How it is written.
    ///   - overwrites: Whether an earlier file may be replaced.
    ///   - namesFiles: Whether the rows come from several files, so that each line names its own.
    /// - Throws: When the file cannot be created.
    public init(
        path: String, dialect: DelimitedDialect = DelimitedDialect(), overwrites: Bool = true,
        namesFiles: Bool = false
    ) throws(TabularError) {
        writer = try DelimitedWriter(path: path, dialect: dialect, overwrites: overwrites)
        self.namesFiles = namesFiles
        try writer.write((namesFiles ? ["file"] : []) + ["row", "column", "code", "value"])
    }

    /// Adds problems, which must come in the order of files and rows.
    public func add(_ rejects: [Reject]) throws(TabularError) {
        for reject in rejects {
            if (reject.file, reject.row) != last { rowCount += 1 }
            last = (reject.file, reject.row)
            counts[reject.code, default: 0] += 1
            try writer.write(
                (namesFiles ? [reject.file] : [])
                    + [String(reject.row), reject.column, reject.code, reject.value])
        }
    }

    /// Gives the file its name.
    public func commit() throws(TabularError) { try writer.commit() }

    /// Leaves nothing behind.
    public func discard() { writer.discard() }
}

/// Values fit to be shown: short, and without characters that act on a terminal.
enum VisibleText {
    static func shown(_ field: FieldBytes, limit: Int = 80) -> String {
        var text = ""
        var characters = 0
        // Four bytes per character are enough for the part that is shown.
        let head = UnsafeRawBufferPointer(rebasing: field.buffer.prefix(limit * 4 + 4))
        for scalar in String(decoding: head, as: UTF8.self).unicodeScalars {
            guard characters < limit else { return text + "…" }
            switch scalar {
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator:
                    text += "\\u{\(String(scalar.value, radix: 16))}"
                default: text.unicodeScalars.append(scalar)
                }
            }
            characters += 1
        }
        return text
    }
}
