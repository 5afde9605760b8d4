// SPDX-License-Identifier: GPL-3.0-or-later

/// Encodes records as delimited text, quoting only what needs it, so that values stay byte-exact.
///
/// A worker can encode its block on its own and hand the ``bytes`` to the writer in file order.
public struct RecordEncoder: Sendable {
    /// The encoded text so far.
    public private(set) var bytes: [UInt8] = []
    @usableFromInline let delimiter: UInt8
    private let lineEnding: [UInt8]
    private var fieldsInRecord = 0
    private var recordStart = 0

    /// Creates an encoder for the delimiter and line ending of a dialect.
    public init(dialect: DelimitedDialect = DelimitedDialect(), reserving capacity: Int = 0) {
        delimiter = dialect.delimiter.byte
        lineEnding = dialect.lineEnding.bytes
        bytes.reserveCapacity(capacity)
    }

    /// Adds a field.
    public mutating func field(_ field: FieldBytes) {
        self.field(field.buffer)
    }

    /// Adds a field.
    public mutating func field(_ text: String) {
        var text = text
        text.withUTF8 { field(UnsafeRawBufferPointer($0)) }
    }

    /// Adds a field.
    public mutating func field(_ number: Int) {
        field(String(number))
    }

    /// Adds a field of UTF-8 bytes.
    public mutating func field(_ value: UnsafeRawBufferPointer) {
        separate()
        guard value.contains(where: needsQuotes) else {
            bytes.append(contentsOf: value)
            return
        }
        bytes.append(0x22)
        for byte in value {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// Adds fields that are already encoded with this delimiter, such as a whole raw record.
    public mutating func encoded(_ fields: FieldBytes) {
        separate()
        bytes.append(contentsOf: fields.buffer)
    }

    /// Adds fields that are already encoded with this delimiter.
    public mutating func encoded(_ fields: [UInt8]) {
        separate()
        bytes.append(contentsOf: fields)
    }

    /// Ends the record.
    public mutating func endRecord() {
        // A record of one empty field would read back as a blank line.
        if bytes.count == recordStart { bytes.append(contentsOf: [0x22, 0x22]) }
        bytes.append(contentsOf: lineEnding)
        fieldsInRecord = 0
        recordStart = bytes.count
    }

    /// Forgets the text so far and keeps its memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        fieldsInRecord = 0
        recordStart = 0
    }

    private mutating func separate() {
        if fieldsInRecord > 0 { bytes.append(delimiter) }
        fieldsInRecord += 1
    }

    private func needsQuotes(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == 0x22 || byte == 0x0A || byte == 0x0D
    }
}

extension FieldBytes {
    /// Whether a spreadsheet would run the field as a formula instead of showing it.
    public var looksLikeFormula: Bool {
        guard let first = buffer.first else { return false }
        switch first {
        case 0x3D, 0x40, 0x09, 0x0D: return true
        case 0x2B, 0x2D: return !FieldParser.looksNumeric(self)
        default: return false
        }
    }
}
