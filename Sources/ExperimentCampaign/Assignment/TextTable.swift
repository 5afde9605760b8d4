// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular

/// Texts by their bytes, numbered in the order in which they were added.
///
/// An open hash table whose texts lie in one run of bytes, so that a look-up allocates nothing.
struct TextTable: Sendable {
    private var text: [UInt8] = []
    private var ends: [Int] = []
    /// Place + 1 of the text in each slot; zero where there is none.
    private var slots = [UInt32](repeating: 0, count: 64)

    /// The number of texts.
    var count: Int { ends.count }

    /// The text at a place.
    subscript(place: Int) -> String { String(decoding: bytes(at: place), as: UTF8.self) }

    /// The bytes of the text at a place.
    func bytes(at place: Int) -> ArraySlice<UInt8> {
        text[(place == 0 ? 0 : ends[place - 1])..<ends[place]]
    }

    /// The place of a text; -1 when it is not there.
    func find(_ field: FieldBytes) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Fingerprints.of(field)) & mask
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if equals(place, field) { return place }
            slot = (slot + 1) & mask
        }
        return -1
    }

    /// The place of a text, which is added when it is not there.
    mutating func insert(_ field: FieldBytes) -> Int {
        if ends.count * 2 >= slots.count { grow() }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Fingerprints.of(field)) & mask
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if equals(place, field) { return place }
            slot = (slot + 1) & mask
        }
        text.append(contentsOf: field.buffer)
        ends.append(text.count)
        slots[slot] = UInt32(ends.count)
        return ends.count - 1
    }

    private func equals(_ place: Int, _ field: FieldBytes) -> Bool {
        let start = place == 0 ? 0 : ends[place - 1]
        guard ends[place] - start == field.count else { return false }
        return text.withUnsafeBufferPointer { text in
            for position in 0..<field.count where text[start + position] != field[position] {
                return false
            }
            return true
        }
    }

    private mutating func grow() {
        let size = slots.count * 2
        slots = [UInt32](repeating: 0, count: size)
        for place in ends.indices {
            var slot = 0
            text.withUnsafeBytes { bytes in
                let start = place == 0 ? 0 : ends[place - 1]
                let own = UnsafeRawBufferPointer(rebasing: bytes[start..<ends[place]])
                slot =
                    FieldBytes(own).map {
                        Int(truncatingIfNeeded: Fingerprints.of($0)) & (size - 1)
                    }
                    ?? 0
            }
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = UInt32(place + 1)
        }
    }
}

extension String {
    /// Calls a body with the text as the bytes of a field.
    func withField<Answer>(_ body: (FieldBytes) throws -> Answer) rethrows -> Answer? {
        var text = self
        return try text.withUTF8 { bytes in
            try FieldBytes(UnsafeRawBufferPointer(bytes)).map(body)
        }
    }
}
