// SPDX-License-Identifier: GPL-3.0-or-later

/// The fingerprints that occurred more than once, for a quick look per row.
struct CandidateSet: Sendable {
    private var slots: [UInt64]
    private let mask: Int

    init(_ values: [UInt64]) {
        var size = 64
        while size < values.count * 4 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        mask = size - 1
        for value in values {
            var slot = Int(truncatingIfNeeded: value) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = value
        }
    }

    @inline(__always)
    func contains(_ value: UInt64) -> Bool {
        slots.withUnsafeBufferPointer { slots in
            var slot = Int(truncatingIfNeeded: value) & mask
            while slots[slot] != 0 {
                if slots[slot] == value { return true }
                slot = (slot &+ 1) & mask
            }
            return false
        }
    }
}

/// The ids of one block whose fingerprint is a candidate.
struct IdHits: Sendable {
    private var entries: [(fingerprint: UInt64, row: Int, end: Int)] = []
    private var text: [UInt8] = []

    mutating func append(_ fingerprint: UInt64, row: Int, _ id: FieldBytes) {
        text.append(contentsOf: id.buffer)
        entries.append((fingerprint, row, text.count))
    }

    func forEach(_ body: (UInt64, Int, ArraySlice<UInt8>) -> Void) {
        var start = 0
        for entry in entries {
            body(entry.fingerprint, entry.row, text[start..<entry.end])
            start = entry.end
        }
    }
}

/// The first row of each candidate id, the ids themselves compared.
struct KnownIds {
    private struct Entry {
        var firstRow: Int
        var start: Int
        var end: Int
        /// The next id with the same fingerprint.
        var next: Int32
        var isRepeated: Bool
    }

    private var heads: [UInt64: Int32]
    private var entries: [Entry] = []
    private var text: [UInt8] = []

    init(capacity: Int) {
        heads = Dictionary(minimumCapacity: capacity)
    }

    /// The row where the id stood first and whether this is its second occurrence; nil for a new id.
    mutating func firstRow(
        _ fingerprint: UInt64, row: Int, id: ArraySlice<UInt8>
    ) -> (row: Int, isSecond: Bool)? {
        let head = heads[fingerprint] ?? -1
        var place = head
        while place >= 0 {
            let entry = entries[Int(place)]
            if text[entry.start..<entry.end] == id {
                entries[Int(place)].isRepeated = true
                return (entry.firstRow, !entry.isRepeated)
            }
            place = entry.next
        }
        let start = text.count
        text.append(contentsOf: id)
        heads[fingerprint] = Int32(entries.count)
        entries.append(
            Entry(
                firstRow: row, start: start, end: text.count, next: head, isRepeated: false))
        return nil
    }
}
