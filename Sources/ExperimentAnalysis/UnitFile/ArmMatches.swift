// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular

/// The texts of the variant column that mean each variant, laid out for comparison without ARC.
struct ArmMatches: Sendable {
    private let bytes: [UInt8]
    private let ends: [Int]
    /// The variant that each text means.
    private let arms: [Int32]
    /// The texts as words, where each variant has one of one to eight bytes; else empty.
    let words: [UInt64]

    /// Creates the table of the texts of each variant, in plan order.
    init(_ texts: [[String]]) {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        var arms: [Int32] = []
        for (arm, matches) in texts.enumerated() {
            for text in matches {
                bytes += text.utf8
                ends.append(bytes.count)
                arms.append(Int32(arm))
            }
        }
        self.bytes = bytes
        self.ends = ends
        self.arms = arms
        let single = texts.compactMap { $0.count == 1 ? $0.first : nil }
        let isShort =
            single.count == texts.count && single.allSatisfy { (1...8).contains($0.utf8.count) }
        words = isShort ? single.map { $0.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) } } : []
    }

    /// Calls a body with a finder that is valid only inside.
    @inline(__always)
    func withFinder<Result>(_ body: (Finder) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { bytes in
            try ends.withUnsafeBufferPointer { ends in
                try arms.withUnsafeBufferPointer { arms in
                    try body(Finder(bytes: bytes, ends: ends, arms: arms))
                }
            }
        }
    }

    /// Finds the variant that a field means.
    struct Finder {
        let bytes: UnsafeBufferPointer<UInt8>
        let ends: UnsafeBufferPointer<Int>
        let arms: UnsafeBufferPointer<Int32>

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
                if end &- start == text.count, equal(text, start) { return arms[place] }
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
