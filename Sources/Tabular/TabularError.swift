// SPDX-License-Identifier: GPL-3.0-or-later

/// What went wrong while reading or writing a delimited file: what, where, why and what to do.
///
/// The code is stable and machine-readable; the texts are for people. A command turns this value into
/// a diagnostic without having to understand each code.
public struct TabularError: Error, Sendable, Equatable {
    /// The stable identities of the problems this module reports.
    public enum Code: String, Sendable, CaseIterable {
        /// No file at the path.
        case fileMissing = "file-missing"
        /// The path is a folder or another thing that cannot be read as a file.
        case notAFile = "not-a-file"
        /// The operating system refused the permission.
        case permissionDenied = "permission-denied"
        /// Reading failed in the operating system.
        case readFailed = "read-failed"
        /// The file became shorter or was rewritten while it was read.
        case fileChanged = "file-changed"
        /// The file has no bytes, or only blank lines.
        case fileEmpty = "file-empty"
        /// The gzip data ends before its end mark.
        case gzipTruncated = "gzip-truncated"
        /// The gzip data is damaged.
        case gzipDamaged = "gzip-damaged"
        /// A byte sequence is not valid in the encoding of the file.
        case invalidEncoding = "invalid-encoding"
        /// A NUL byte, which no text file holds.
        case nulByte = "nul-byte"
        /// A quote was opened and never closed.
        case unclosedQuote = "unclosed-quote"
        /// One record is longer than the limit.
        case recordTooLong = "record-too-long"
        /// More than one delimiter explains the file.
        case delimiterAmbiguous = "delimiter-ambiguous"
        /// The delimiter that was given does not divide the file, and another one would.
        case delimiterWrong = "delimiter-wrong"
        /// The first row may be names or data.
        case headerAmbiguous = "header-ambiguous"
        /// Decimal point and decimal comma both explain the column.
        case decimalAmbiguous = "decimal-ambiguous"
        /// The numbers of one column follow both conventions.
        case decimalMixed = "decimal-mixed"
        /// A column that was asked for is not in the header.
        case columnMissing = "column-missing"
        /// A column that was asked for stands in the header more than once.
        case columnDuplicate = "column-duplicate"
        /// An option has a value that cannot work.
        case optionInvalid = "option-invalid"
        /// The folder of a file to write does not exist.
        case folderMissing = "folder-missing"
        /// A file may not be written.
        case writeDenied = "write-denied"
        /// The disk is full.
        case diskFull = "disk-full"
        /// Writing failed in the operating system.
        case writeFailed = "write-failed"
        /// The output exists and overwriting was not allowed.
        case outputExists = "output-exists"
        /// The reader of the output went away.
        case brokenPipe = "broken-pipe"
    }

    /// The place in the input, as far as it is known.
    public struct Place: Sendable, Equatable {
        /// The path as the user gave it, or `-`.
        public var file: String?
        /// The data row, counted from 1, header and blank lines left out.
        public var row: Int?
        /// The line of the file, counted from 1.
        public var line: Int?
        /// The name of the column.
        public var column: String?
        /// The byte in the file, counted from 0.
        public var byteOffset: Int?

        /// Creates a place from the parts that are known.
        public init(
            file: String? = nil, row: Int? = nil, line: Int? = nil, column: String? = nil,
            byteOffset: Int? = nil
        ) {
            self.file = file
            self.row = row
            self.line = line
            self.column = column
            self.byteOffset = byteOffset
        }
    }

    /// The stable identity of the problem.
    public var code: Code
    /// What is wrong, with the value seen, as a sentence without a full stop.
    public var what: String
    /// Where it is.
    public var place: Place
    /// Why it matters or how it comes about.
    public var why: String
    /// What the user can do.
    public var fix: String

    /// Creates an error from its parts.
    public init(_ code: Code, _ what: String, at place: Place = Place(), why: String, fix: String) {
        self.code = code
        self.what = what
        self.place = place
        self.why = why
        self.fix = fix
    }
}

extension TabularError: CustomStringConvertible {
    /// The whole error as plain text.
    public var description: String {
        var parts: [String] = []
        if let file = place.file { parts.append(file) }
        if let row = place.row { parts.append("row \(row)") }
        if let line = place.line { parts.append("line \(line)") }
        if let column = place.column { parts.append("column \(column)") }
        if let byte = place.byteOffset { parts.append("byte \(byte)") }
        let location = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
        return "\(code.rawValue): \(what)\(location)\n  why: \(why)\n  fix: \(fix)"
    }
}
