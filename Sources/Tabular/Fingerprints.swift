// SPDX-License-Identifier: GPL-3.0-or-later

/// The 64-bit fingerprints of the ids of one block, made by a worker.
///
/// Equal ids always have equal fingerprints; different ids almost always have different ones, and
/// ``DuplicateDetector`` verifies the exceptions. Ids in increasing order repeat nothing, so the rows
/// at the start of a block need no fingerprints as long as they are in order.
public struct Fingerprints: Sendable {
    /// Rows whose ids increase: shorter ones first, those of one length by their bytes.
    struct OrderedRun: Sendable {
        var rows: Range<Int>
        var first: [UInt8]
        var last: [UInt8]
    }

    @usableFromInline var values: [UInt64] = []
    /// The rows at the start of the block that were in order; they have no fingerprints here.
    private(set) var ordered: OrderedRun?

    /// Creates an empty list with room for the records of a block.
    public init(capacity: Int = 0) {
        values.reserveCapacity(capacity)
    }

    /// The number of ids.
    public var count: Int { values.count }

    /// Adds the id of the next record.
    @inlinable @inline(__always)
    public mutating func append(_ id: FieldBytes) {
        values.append(Fingerprints.of(id))
    }

    /// Adds the ids of the next records of a block, of those that are kept.
    public mutating func append(
        _ positions: Range<Int>, of block: RecordBlock, column: Int, where isKept: (Int) -> Bool
    ) {
        if let even = block.evenColumn(column) {
            append(positions, block, isKept) { even[$0] }
        } else {
            append(positions, block, isKept) { block.bytes(column, of: $0) }
        }
    }

    @inline(__always)
    private mutating func append(
        _ positions: Range<Int>, _ block: RecordBlock, _ isKept: (Int) -> Bool,
        _ field: (Int) -> FieldBytes
    ) {
        if values.isEmpty {
            if extend(positions, block, isKept, field) { return }
            values.reserveCapacity(block.recordCount)
        }
        // Written in one go: an array asks at each append whether it has room and is its own.
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: positions.count) { found in
            var count = 0
            for position in positions where isKept(position) {
                found[count] = Fingerprints.of(field(position))
                count &+= 1
            }
            values.append(contentsOf: UnsafeBufferPointer(rebasing: found[0..<count]))
        }
    }

    /// Makes the run in order longer by some records; false and unchanged if they are not in order.
    @inline(__always)
    private mutating func extend(
        _ positions: Range<Int>, _ block: RecordBlock, _ isKept: (Int) -> Bool,
        _ field: (Int) -> FieldBytes
    ) -> Bool {
        guard let start = positions.first(where: isKept) else { return true }
        let first = field(start)
        if let ordered {
            let follows = ordered.last.withUnsafeBytes {
                FieldBytes($0)?.precedes(first) ?? !first.isEmpty
            }
            guard follows else { return false }
        }
        var last = first
        for position in start &+ 1..<positions.upperBound where isKept(position) {
            let id = field(position)
            guard last.precedes(id) else { return false }
            last = id
        }
        let end = block.firstRow + positions.upperBound
        var run =
            ordered
            ?? OrderedRun(
                rows: block.firstRow + start..<end, first: Array(first.buffer), last: [])
        run.rows = run.rows.lowerBound..<end
        run.last = Array(last.buffer)
        ordered = run
        return true
    }

    /// The fingerprint of an id; never zero.
    ///
    /// Eight bytes at a time are folded through a 64 by 64 to 128 bit product, the last ones with an
    /// overlap; the length goes in first, so that padding cannot make two ids equal.
    @inlinable @inline(__always)
    public static func of(_ id: FieldBytes) -> UInt64 {
        let raw = UnsafeRawPointer(id.start)
        let count = id.count
        var state = fold(UInt64(count) ^ 0x9E37_79B9_7F4A_7C15, 0xD1B5_4A32_D192_ED03)
        var position = 0
        while position &+ 8 < count {
            state = fold(state ^ word(raw + position), 0xABC9_8388_FB8F_AC03)
            position &+= 8
        }
        let last: UInt64
        if count >= 8 {
            last = word(raw + (count &- 8))
        } else if count >= 4 {
            let low = raw.loadUnaligned(as: UInt32.self)
            let high = raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
            last = UInt64(UInt32(littleEndian: low)) | UInt64(UInt32(littleEndian: high)) &<< 32
        } else if count > 0 {
            last =
                UInt64(id.start[0]) | UInt64(id.start[count &>> 1]) &<< 8
                | UInt64(id.start[count &- 1]) &<< 16
        } else {
            last = 0
        }
        let value = fold(fold(state ^ last, 0x8EBC_6AF0_9C88_C6E3) ^ state, 0x5899_65CC_7537_4CC3)
        return value == 0 ? 1 : value
    }

    @inlinable @inline(__always)
    static func word(_ place: UnsafeRawPointer) -> UInt64 {
        UInt64(littleEndian: place.loadUnaligned(as: UInt64.self))
    }

    @inlinable @inline(__always)
    static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
