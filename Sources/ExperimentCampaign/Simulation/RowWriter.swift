// SPDX-License-Identifier: GPL-3.0-or-later

/// Builds delimited rows from whole numbers and from labels that were quoted beforehand.
struct RowWriter {
    private(set) var bytes: [UInt8] = []
    let delimiter: UInt8
    let decimalMark: UInt8

    /// A label as the bytes of one field, in quotes where it needs them.
    func field(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        let special: Set<UInt8> = [delimiter, UInt8(ascii: "\""), 10, 13]
        let needsQuotes =
            bytes.contains(where: special.contains) || bytes.first == 32 || bytes.last == 32
        guard needsQuotes else { return bytes }
        let quote = UInt8(ascii: "\"")
        return [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }

    mutating func append(_ field: [UInt8]) { bytes += field }
    mutating func endField() { bytes.append(delimiter) }

    /// Ends the row; the last field's delimiter becomes the line end.
    mutating func endRow() { bytes[bytes.count - 1] = 10 }

    mutating func append(_ number: Int, width: Int = 1) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = number
            var at = 20
            repeat {
                at -= 1
                digits[at] = UInt8(48 + rest % 10)
                rest /= 10
            } while rest > 0 || 20 - at < width
            bytes.append(contentsOf: digits[at...])
        }
    }

    /// An amount in cents with two decimals; nothing is `0`.
    mutating func append(cents: Int) {
        guard cents > 0 else {
            bytes.append(48)
            return
        }
        let quoted = decimalMark == delimiter
        if quoted { bytes.append(UInt8(ascii: "\"")) }
        append(cents / 100)
        bytes.append(decimalMark)
        append(cents % 100, width: 2)
        if quoted { bytes.append(UInt8(ascii: "\"")) }
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
