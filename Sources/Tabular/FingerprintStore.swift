// SPDX-License-Identifier: GPL-3.0-or-later

/// Fingerprints in partitions by their top bits, in 8 MiB of memory and a temporary file beyond it.
final class FingerprintStore {
    static let partitionCount = 256
    private let slots: Int
    private let buffer: UnsafeMutablePointer<UInt64>
    private var filled = [Int](repeating: 0, count: partitionCount)
    /// The places in the spill file, counted in buffers, of each partition.
    private var segments = [[Int]](repeating: [], count: partitionCount)
    private var spilled = 0
    private var spill: SpillFile?
    private let folder: String

    init(slotsPerPartition: Int, folder: String) {
        slots = slotsPerPartition
        self.folder = folder
        buffer = .allocate(capacity: slots * Self.partitionCount)
    }

    deinit { buffer.deallocate() }

    func add(_ values: [UInt64]) throws(TabularError) {
        var next = 0
        while next < values.count {
            next = values.withUnsafeBufferPointer { source in
                filled.withUnsafeMutableBufferPointer { filled in
                    scatter(source, from: next, filled)
                }
            }
            if next < values.count { try flush(Int(values[next] &>> 56)) }
        }
    }

    /// Copies values to their partitions up to the first one whose partition is full.
    private func scatter(
        _ source: UnsafeBufferPointer<UInt64>, from first: Int,
        _ filled: UnsafeMutableBufferPointer<Int>
    ) -> Int {
        let (slots, buffer) = (slots, buffer)
        var position = first
        while position < source.count {
            let value = source[position]
            let partition = Int(value &>> 56)
            let used = filled[partition]
            guard used < slots else { break }
            buffer[partition &* slots &+ used] = value
            filled[partition] = used &+ 1
            position &+= 1
        }
        return position
    }

    private func flush(_ partition: Int) throws(TabularError) {
        let file: SpillFile
        if let spill { file = spill } else { file = try SpillFile(folder: folder) }
        spill = file
        let size = slots * MemoryLayout<UInt64>.stride
        let bytes = UnsafeRawBufferPointer(start: buffer + partition * slots, count: size)
        try file.write(bytes, at: spilled * size)
        segments[partition].append(spilled)
        spilled += 1
        filled[partition] = 0
    }

    func count(_ partition: Int) -> Int { segments[partition].count * slots + filled[partition] }

    /// The number of rounds in which a partition is looked at, so that at most two million values
    /// are held in a table at a time.
    func rounds(_ partition: Int) -> UInt64 { UInt64(max(count(partition) - 1, 0) >> 21 + 1) }

    /// Visits all values of a partition, run by run.
    func forEachRun(
        _ partition: Int, _ body: (UnsafePointer<UInt64>, Int) -> Void
    ) throws(TabularError) {
        if let spill, !segments[partition].isEmpty {
            let values = UnsafeMutablePointer<UInt64>.allocate(capacity: slots)
            defer { values.deallocate() }
            let size = slots * MemoryLayout<UInt64>.stride
            for segment in segments[partition] {
                try spill.read(
                    into: UnsafeMutableRawBufferPointer(start: values, count: size),
                    at: segment * size)
                body(values, slots)
            }
        }
        body(buffer + partition * slots, filled[partition])
    }

    /// The values that occur more than once in a partition, sorted.
    func repeated(_ partition: Int) throws(TabularError) -> [UInt64] {
        let total = count(partition)
        guard total > 1 else { return [] }
        let rounds = rounds(partition)
        var found: Set<UInt64> = []
        for round in 0..<rounds {
            var table = FingerprintTable(expecting: total / Int(rounds) + 1)
            try forEachRun(partition) { values, amount in
                table.insert(values, amount, round: round, of: rounds, repeated: &found)
            }
        }
        return found.sorted()
    }
}

/// An open-addressing set of non-zero fingerprints.
struct FingerprintTable: ~Copyable {
    private var slots: UnsafeMutablePointer<UInt64>
    private var mask: Int
    private var count = 0

    init(expecting wanted: Int) {
        var size = 16
        while size < wanted * 2 { size *= 2 }
        mask = size - 1
        slots = .allocate(capacity: size)
        slots.initialize(repeating: 0, count: size)
    }

    deinit { slots.deallocate() }

    mutating func insert(
        _ values: UnsafePointer<UInt64>, _ amount: Int, round: UInt64, of rounds: UInt64,
        repeated: inout Set<UInt64>
    ) {
        for position in 0..<amount {
            let value = values[position]
            if rounds > 1, (value &>> 32) % rounds != round { continue }
            if !insert(value) { repeated.insert(value) }
        }
    }

    /// Adds a value; false if it was there.
    @inline(__always)
    mutating func insert(_ value: UInt64) -> Bool {
        if count &* 4 > mask &* 3 { grow() }
        var slot = Int(truncatingIfNeeded: value) & mask
        while slots[slot] != 0 {
            if slots[slot] == value { return false }
            slot = (slot &+ 1) & mask
        }
        slots[slot] = value
        count &+= 1
        return true
    }

    private mutating func grow() {
        var larger = FingerprintTable(expecting: mask + 1)
        for slot in 0...mask where slots[slot] != 0 { _ = larger.insert(slots[slot]) }
        swap(&slots, &larger.slots)
        swap(&mask, &larger.mask)
        count = larger.count
    }
}
