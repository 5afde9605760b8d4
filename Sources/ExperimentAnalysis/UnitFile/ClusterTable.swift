// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular

/// The sum and the number of units of each cluster while rows go by, by the bytes of its label.
///
/// An open hash table whose labels lie in one run of bytes, so that a row allocates nothing.
struct ClusterTable: Sendable {
    private var text: [UInt8] = []
    private var ends: [Int] = []
    private(set) var sums: [Double] = []
    private(set) var sizes: [Int] = []
    /// Place + 1 of the cluster in each slot; zero where there is none.
    private var slots = [Int32](repeating: 0, count: 64)
    /// Where the last row's cluster stands: files are often sorted by it.
    private var last = 0
    /// Units without a cluster, each one by itself.
    private var singles: [(row: Int, value: Double)] = []

    /// Adds a unit that has no cluster: a customer without a household is a household of one.
    mutating func addSingle(_ value: Double, row: Int) { singles.append((row, value)) }

    /// Adds a unit to its cluster.
    mutating func add(_ value: Double, to label: FieldBytes) {
        let place = find(label.trimmed)
        sums[place] += value
        sizes[place] += 1
    }

    /// Every cluster with its label, in no order.
    func forEach(_ body: (_ label: String, _ sum: Double, _ size: Int) -> Void) {
        for place in ends.indices {
            let start = place == 0 ? 0 : ends[place - 1]
            body(
                String(decoding: text[start..<ends[place]], as: UTF8.self), sums[place],
                sizes[place])
        }
        // No label of a file starts with this character.
        for single in singles { body("\u{0}\(single.row)", single.value, 1) }
    }

    private mutating func find(_ label: FieldBytes) -> Int {
        if last < ends.count, equals(last, label) { return last }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Self.hash(label)) & mask
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if equals(place, label) {
                last = place
                return place
            }
            slot = (slot + 1) & mask
        }
        return insert(label, at: slot)
    }

    private mutating func insert(_ label: FieldBytes, at slot: Int) -> Int {
        text.append(contentsOf: label.buffer)
        ends.append(text.count)
        sums.append(0)
        sizes.append(0)
        slots[slot] = Int32(truncatingIfNeeded: ends.count)
        last = ends.count - 1
        if ends.count * 2 > slots.count { grow() }
        return last
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        var wider = [Int32](repeating: 0, count: slots.count * 2)
        for place in ends.indices {
            let start = place == 0 ? 0 : ends[place - 1]
            let hash = text[start..<ends[place]].withUnsafeBytes { bytes in
                FieldBytes(bytes).map(Self.hash) ?? 0
            }
            var slot = Int(truncatingIfNeeded: hash) & mask
            while wider[slot] != 0 { slot = (slot + 1) & mask }
            wider[slot] = Int32(truncatingIfNeeded: place + 1)
        }
        slots = wider
    }

    private func equals(_ place: Int, _ label: FieldBytes) -> Bool {
        let start = place == 0 ? 0 : ends[place - 1]
        guard ends[place] - start == label.count else { return false }
        for offset in 0..<label.count where text[start + offset] != label[offset] { return false }
        return true
    }

    /// FNV-1a, its high bits folded in: only this table's slots depend on it.
    private static func hash(_ label: FieldBytes) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in label.buffer { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash ^ (hash &>> 32)
    }
}
