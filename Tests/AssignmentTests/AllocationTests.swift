// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Testing

@Suite struct AllocationTests {
    private func shares(_ fractions: [(Int, Int)]) throws -> [Share] {
        try fractions.map { try #require(Share($0.0, over: $0.1)) }
    }

    @Test func `even thirds give the first variant the point that is left`() throws {
        let sizes = [333_334, 333_333, 333_333]
        #expect(try Allocation(evenOver: 3).ranges.map(\.count) == sizes)
        #expect(
            try Allocation(shares: shares([(1, 3), (1, 3), (1, 3)])).ranges.map(\.count) == sizes)
    }

    @Test func `the largest remainder gets the point, not the first`() throws {
        // 142,857.142…, 428,571.428… and 428,571.428…: two points left for the two .428.
        let allocation = try Allocation(shares: shares([(1, 7), (3, 7), (3, 7)]))
        #expect(allocation.ranges.map(\.count) == [142_857, 428_572, 428_571])
    }

    @Test func `ranges are half-open, in order, and are the whole ring`() throws {
        let allocation = try Allocation(shares: shares([(1, 10), (45, 100), (45, 100)]))
        #expect(allocation.ranges == [0..<100_000, 100_000..<550_000, 550_000..<1_000_000])
        #expect(allocation.variantIndex(at: 0) == 0)
        #expect(allocation.variantIndex(at: 99_999) == 0)
        #expect(allocation.variantIndex(at: 100_000) == 1)
        #expect(allocation.variantIndex(at: 549_999) == 1)
        #expect(allocation.variantIndex(at: 550_000) == 2)
        #expect(allocation.variantIndex(at: 999_999) == 2)
        #expect(allocation.plannedShare(1) == 0.45)
    }

    @Test func `a variant with weight zero owns no point`() throws {
        let allocation = try Allocation(shares: shares([(0, 1), (1, 2), (0, 1), (1, 2)]))
        #expect(Set((0..<1_000_000).map(allocation.variantIndex(at:))) == [1, 3])
    }

    @Test(arguments: [[(45, 100), (45, 100), (9, 100)], [(999_999, 1_000_000)], [(1, 2), (2, 3)]])
    func `shares that are not exactly the whole are refused`(_ fractions: [(Int, Int)]) throws {
        let shares = try shares(fractions)
        #expect(throws: AssignmentError.weightsSum(shares.reduce(0) { $0 + $1.fraction })) {
            try Allocation(shares: shares)
        }
    }

    @Test func `no variants is an error`() {
        #expect(throws: AssignmentError.noVariants) { try Allocation(evenOver: 0) }
        #expect(throws: AssignmentError.noVariants) { try Allocation(shares: []) }
    }

    @Test func `many random shares always sum to the ring and stay within a point`() throws {
        var generator = Multiplier(state: 7)
        for _ in 0..<200 {
            let parts = (0...Int(generator.next() % 12)).map { _ in Int(generator.next() % 1_000) }
            let whole = parts.reduce(0, +)
            guard whole > 0 else { continue }
            let allocation = try Allocation(shares: shares(parts.map { ($0, whole) }))
            #expect(allocation.ranges.reduce(0) { $0 + $1.count } == 1_000_000)
            for (range, part) in zip(allocation.ranges, parts) {
                let quota = 1_000_000 * Double(part) / Double(whole)
                #expect(abs(Double(range.count) - quota) < 1)
            }
        }
    }
}
