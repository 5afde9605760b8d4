// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular

/// The texts of the variant column that mean each variant, laid out for comparison without ARC.
struct ArmMatches: Sendable {
    private let bytes: [UInt8]
    private let ends: [Int]
    /// The texts as words, where each has one to eight bytes; else empty.
    let words: [UInt64]

    /// Creates the table of one text per variant, in plan order.
    init(_ texts: [String]) {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for text in texts {
            bytes += text.utf8
            ends.append(bytes.count)
        }
        self.bytes = bytes
        self.ends = ends
        let isShort = texts.allSatisfy { (1...8).contains($0.utf8.count) }
        words = isShort ? texts.map { $0.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) } } : []
    }

    /// Calls a body with a finder that is valid only inside.
    @inline(__always)
    func withFinder<Result>(_ body: (Finder) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { bytes in
            try ends.withUnsafeBufferPointer { try body(Finder(bytes: bytes, ends: $0)) }
        }
    }

    /// Finds the variant that a field means.
    struct Finder {
        let bytes: UnsafeBufferPointer<UInt8>
        let ends: UnsafeBufferPointer<Int>

        /// The place of the variant, or -1; spaces around the text do not count.
        @inline(__always)
        func arm(_ field: FieldBytes) -> Int32 {
            let found = exact(field)
            return found >= 0 ? found : trimmed(field)
        }

        private func trimmed(_ field: FieldBytes) -> Int32 {
            let text = field.trimmed
            return text.count == field.count ? -1 : exact(text)
        }

        @inline(__always)
        private func exact(_ field: FieldBytes) -> Int32 {
            let text = field.buffer
            var start = 0
            for place in 0..<ends.count {
                let end = ends[place]
                if end &- start == text.count, equal(text, start) { return Int32(place) }
                start = end
            }
            return -1
        }

        @inline(__always)
        private func equal(_ text: UnsafeRawBufferPointer, _ start: Int) -> Bool {
            for position in 0..<text.count where text[position] != bytes[start &+ position] {
                return false
            }
            return true
        }
    }
}
