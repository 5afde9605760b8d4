// SPDX-License-Identifier: GPL-3.0-or-later

/// The character that stands between two fields.
public enum Delimiter: String, Sendable, CaseIterable {
    /// `,`
    case comma
    /// `;`
    case semicolon
    /// The tab character.
    case tab
    /// `|`
    case pipe

    /// The delimiter as an ASCII byte.
    public var byte: UInt8 {
        switch self {
        case .comma: 0x2C
        case .semicolon: 0x3B
        case .tab: 0x09
        case .pipe: 0x7C
        }
    }
}

/// The encoding of a text file.
public enum TextEncoding: String, Sendable, CaseIterable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "utf-8"
    /// Windows-1252, the Western European code page of Windows.
    case windows1252 = "windows-1252"
    /// UTF-16, least significant byte first.
    case utf16LittleEndian = "utf-16le"
    /// UTF-16, most significant byte first.
    case utf16BigEndian = "utf-16be"
}

/// The character that stands before the fraction of a number.
public enum DecimalConvention: String, Sendable, CaseIterable {
    /// `1,234.56`
    case point
    /// `1.234,56`
    case comma
}

/// The characters that end a line.
public enum LineEnding: String, Sendable, CaseIterable {
    /// Line feed, as on Linux and macOS.
    case lineFeed = "LF"
    /// Carriage return and line feed, as on Windows.
    case carriageReturnLineFeed = "CRLF"
    /// Carriage return alone, as in very old exports.
    case carriageReturn = "CR"

    /// The bytes of the line ending.
    public var bytes: [UInt8] {
        switch self {
        case .lineFeed: [0x0A]
        case .carriageReturnLineFeed: [0x0D, 0x0A]
        case .carriageReturn: [0x0D]
        }
    }
}

/// How a delimited file is written: delimiter, encoding, line ending, header.
public struct DelimitedDialect: Sendable, Equatable {
    /// The character between fields.
    public var delimiter: Delimiter
    /// The encoding of the bytes.
    public var encoding: TextEncoding
    /// The decimal convention if the user declared one; columns decide for themselves otherwise.
    public var decimal: DecimalConvention?
    /// Whether the first record holds the names of the columns.
    public var hasHeader: Bool
    /// The line ending of the first lines.
    public var lineEnding: LineEnding
    /// Whether the file opens with a byte order mark.
    public var hasByteOrderMark: Bool

    /// Creates a dialect; the defaults describe a plain comma-separated file.
    public init(
        delimiter: Delimiter = .comma, encoding: TextEncoding = .utf8,
        decimal: DecimalConvention? = nil, hasHeader: Bool = true,
        lineEnding: LineEnding = .lineFeed, hasByteOrderMark: Bool = false
    ) {
        self.delimiter = delimiter
        self.encoding = encoding
        self.decimal = decimal
        self.hasHeader = hasHeader
        self.lineEnding = lineEnding
        self.hasByteOrderMark = hasByteOrderMark
    }
}
