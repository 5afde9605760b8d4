// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Who owns which points of the split within one band, for looking up.
struct SplitTable: Sendable {
    /// The first point behind each range, ascending.
    let ends: [UInt32]
    /// The variant of each range.
    let codes: [UInt8]

    init(owners: [Ownership], variants: [String]) {
        ends = owners.map { UInt32($0.points.to) }
        codes = owners.map { owner in
            UInt8(truncatingIfNeeded: variants.firstIndex(of: owner.variant) ?? 0)
        }
    }

    @inline(__always)
    func code(at point: UInt32) -> UInt8 {
        var index = 0
        while index < ends.count - 1, point >= ends[index] { index += 1 }
        return codes[index]
    }
}

/// Which slots of a layer a test owns, a bit each.
struct SlotTable: Sendable {
    /// The points of one slot.
    static let slotPoints = UInt32(Allocation.pointCount / Layer.slotCount)

    private let words: [UInt64]

    init(slots: [PointRange]) {
        var words = [UInt64](repeating: 0, count: (Layer.slotCount + 63) / 64)
        for range in slots {
            for slot in range.from..<range.to { words[slot / 64] |= 1 << UInt64(slot % 64) }
        }
        self.words = words
    }

    @inline(__always)
    func owns(point: UInt32) -> Bool {
        let slot = Int(point / SlotTable.slotPoints)
        return words[slot / 64] >> UInt64(slot % 64) & 1 == 1
    }
}

extension [PointRange] {
    /// Whether one of the ranges, which are few, holds a point.
    @inline(__always)
    func holds(_ point: UInt32) -> Bool {
        for range in self where range.contains(Int(point)) { return true }
        return false
    }
}
