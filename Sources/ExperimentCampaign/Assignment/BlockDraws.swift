// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import Tabular

/// The outcome of every row of a block, and the units that wait for their draws.
///
/// Everything that is touched per row lies in plain memory, allocated once per block.
struct BlockDraws: ~Copyable {
    /// The byte of a row that needs no draw; no draw gives it.
    private static let decided: UInt8 = 250

    private let origin: UnsafeRawPointer
    private let outcomes: UnsafeMutableBufferPointer<UInt16>
    private let codes: UnsafeMutableBufferPointer<UInt8>
    private let offsets: UnsafeMutableBufferPointer<UInt32>
    private let counts: UnsafeMutableBufferPointer<UInt32>
    /// The bytes of units that do not stand in the block.
    private var copies: [UInt8] = []
    /// Whether units lie in ``copies``; a plan has all of its units in one place or the other.
    private var isCopied = false
    private var filled = 0

    /// Creates room for the rows of a block.
    ///
    /// - Parameters:
    ///   - capacity: The number of rows.
    ///   - origin: A place before every byte of the block.
    init(capacity: Int, origin: UnsafeRawPointer) {
        self.origin = origin
        outcomes = .allocate(capacity: capacity)
        codes = .allocate(capacity: capacity)
        offsets = .allocate(capacity: capacity)
        counts = .allocate(capacity: capacity)
    }

    deinit {
        outcomes.deallocate()
        codes.deallocate()
        offsets.deallocate()
        counts.deallocate()
    }

    /// Adds a row that is decided.
    @inline(__always)
    mutating func decide(_ outcome: UInt16) {
        outcomes.initializeElement(at: filled, to: outcome)
        codes.initializeElement(at: filled, to: Self.decided)
        offsets.initializeElement(at: filled, to: 0)
        counts.initializeElement(at: filled, to: 0)
        filled += 1
    }

    /// Adds a row whose unit stands in the block.
    @inline(__always)
    mutating func wait(_ unit: UnsafeRawBufferPointer) {
        guard !isCopied, let start = unit.baseAddress else { return wait(copying: unit) }
        outcomes.initializeElement(at: filled, to: OutcomeTable.waiting)
        codes.initializeElement(at: filled, to: DrawCode.waiting.rawValue)
        offsets.initializeElement(at: filled, to: UInt32(truncatingIfNeeded: start - origin))
        counts.initializeElement(at: filled, to: UInt32(truncatingIfNeeded: unit.count))
        filled += 1
    }

    /// Adds a row whose unit has to be kept.
    mutating func wait(copying unit: some Collection<UInt8>) {
        if !isCopied { moveToCopies() }
        outcomes.initializeElement(at: filled, to: OutcomeTable.waiting)
        codes.initializeElement(at: filled, to: DrawCode.waiting.rawValue)
        offsets.initializeElement(at: filled, to: UInt32(truncatingIfNeeded: copies.count))
        counts.initializeElement(at: filled, to: UInt32(truncatingIfNeeded: unit.count))
        copies.append(contentsOf: unit)
        filled += 1
    }

    /// Copies the units of the rows so far, so that all lie in one place.
    private mutating func moveToCopies() {
        isCopied = true
        for position in 0..<filled where codes[position] != Self.decided {
            let bytes = UnsafeRawBufferPointer(
                start: origin + Int(offsets[position]), count: Int(counts[position]))
            offsets[position] = UInt32(truncatingIfNeeded: copies.count)
            copies.append(contentsOf: bytes)
        }
    }

    /// Makes the draws of the rows that wait.
    mutating func draw(_ pipeline: Pipeline, _ table: OutcomeTable) {
        let (offsets, counts, codes, filled) = (offsets, counts, codes, filled)
        withMemory { memory in
            pipeline.draw(
                in: memory, offsets: UnsafeBufferPointer(rebasing: offsets[..<filled]),
                counts: UnsafeBufferPointer(rebasing: counts[..<filled]),
                into: UnsafeMutableBufferPointer(rebasing: codes[..<filled]))
        }
        table.drawn.withUnsafeBufferPointer { drawn in
            for position in 0..<filled where codes[position] != Self.decided {
                outcomes[position] = drawn[Int(codes[position])]
            }
        }
    }

    /// Replaces drawn variants by those of exact quotas.
    mutating func apply(_ quotas: RowQuotas, firstRow: Int, variants: Int) {
        for position in 0..<filled where Int(outcomes[position]) < variants {
            guard let variant = quotas.variant(of: firstRow + position) else { continue }
            outcomes[position] = UInt16(variant)
        }
    }

    private borrowing func withMemory(_ body: (UnsafeRawBufferPointer) -> Void) {
        if isCopied {
            copies.withUnsafeBytes(body)
        } else {
            // Every byte of the block lies behind its first record, fields without quotes included.
            body(UnsafeRawBufferPointer(start: origin, count: Int(UInt32.max)))
        }
    }

    /// What became of a row.
    @inline(__always)
    borrowing func outcome(_ position: Int) -> UInt16 { outcomes[position] }

    /// Calls a body with the unit of a row that was drawn.
    borrowing func withUnit(_ position: Int, _ body: (FieldBytes) -> Void) {
        let (offset, count) = (Int(offsets[position]), Int(counts[position]))
        withMemory { memory in
            let unit = UnsafeRawBufferPointer(rebasing: memory[offset..<offset + count])
            if let field = FieldBytes(unit) { body(field) }
        }
    }

    /// The number of rows of one outcome.
    borrowing func count(of outcome: UInt16) -> Int {
        var count = 0
        for position in 0..<filled where outcomes[position] == outcome { count += 1 }
        return count
    }

    /// Adds the number of rows of each outcome.
    borrowing func countOutcomes(into counts: inout [Int]) {
        counts.withUnsafeMutableBufferPointer { counts in
            for position in 0..<filled { counts[Int(outcomes[position])] += 1 }
        }
    }
}
