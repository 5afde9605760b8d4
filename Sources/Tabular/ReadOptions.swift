// SPDX-License-Identifier: GPL-3.0-or-later

/// What the user declared about a file, and the limits of reading; `nil` means "detect and say so".
public struct ReadOptions: Sendable {
    /// The delimiter.
    public var delimiter: Delimiter?
    /// The encoding.
    public var encoding: TextEncoding?
    /// The decimal convention of every numeric column.
    public var decimal: DecimalConvention?
    /// Whether the first record holds the names of the columns.
    public var hasHeader: Bool?
    /// The bytes read at a time; results never depend on it.
    public var blockSize: Int
    /// The longest record in bytes, so that an unclosed quote cannot swallow a file.
    public var recordLimit: Int
    /// Whether the digest of the raw bytes is computed along with the first pass.
    public var computesDigest: Bool

    /// Creates options; the defaults detect everything and read blocks of 4 MiB.
    public init(
        delimiter: Delimiter? = nil, encoding: TextEncoding? = nil,
        decimal: DecimalConvention? = nil, hasHeader: Bool? = nil,
        blockSize: Int = 4 << 20, recordLimit: Int = 16 << 20, computesDigest: Bool = false
    ) {
        self.delimiter = delimiter
        self.encoding = encoding
        self.decimal = decimal
        self.hasHeader = hasHeader
        self.blockSize = blockSize
        self.recordLimit = recordLimit
        self.computesDigest = computesDigest
    }
}
