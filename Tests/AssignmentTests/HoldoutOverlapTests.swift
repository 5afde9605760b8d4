// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Testing

@Suite struct HoldoutOverlapTests {
    static let periods = 24
    static let points: [UInt32] = (try? Salt("gc-2026")).map { Population.million.points($0) } ?? []

    /// Share, overlap in percent.
    @Test(arguments: [(5, 0), (5, 20), (10, 50), (2, 100), (50, 0), (33, 37), (62, 40), (1, 99)])
    func `consecutive periods share exactly what is declared`(
        percent: Int, overlap: Int
    ) throws {
        let ring = try HoldoutRing(
            holdout: Designs.holdout(
                share: Designs.share(percent), overlap: Designs.share(overlap), clear: nil))
        let declared = percent * 10_000 * overlap / 100
        #expect(ring.size == percent * 10_000)
        #expect(ring.overlap == declared)

        // A bit per period at every point of the ring.
        var held = [UInt32](repeating: 0, count: 1_000_000)
        for period in 0..<Self.periods {
            for arc in ring.arcs(of: period) {
                held.withUnsafeMutableBufferPointer { held in
                    for point in arc.from..<arc.to { held[point] |= 1 << UInt32(period) }
                }
            }
        }
        let (sizes, shared) = tally(of: held)
        #expect(sizes == [Int](repeating: ring.size, count: Self.periods))
        #expect(shared == [Int](repeating: declared, count: Self.periods - 1))

        // The same over ids: none too many where nothing is shared, else as many as chance allows.
        let (people, both) = Self.points.withUnsafeBufferPointer { points in
            held.withUnsafeBufferPointer { held in tally(of: points.map { held[Int($0)] }) }
        }
        let units = Double(Self.points.count)
        for (count, expected) in Array(zip(people, sizes)) + Array(zip(both, shared)) {
            let share = Double(expected) / 1_000_000
            let deviation = (share * (1 - share) * units).squareRoot()
            #expect(abs(Double(count) - share * units) <= 5 * deviation)
        }
    }

    /// How many bits there are per period, and how many that two consecutive periods share.
    private func tally(of masks: [UInt32]) -> (sizes: [Int], shared: [Int]) {
        var sizes = [Int](repeating: 0, count: Self.periods)
        var shared = [Int](repeating: 0, count: Self.periods - 1)
        masks.withUnsafeBufferPointer { masks in
            for mask in masks where mask != 0 {
                var rest = mask
                while rest != 0 {
                    let period = rest.trailingZeroBitCount
                    sizes[period] += 1
                    if period > 0, mask >> UInt32(period - 1) & 1 == 1 { shared[period - 1] += 1 }
                    rest &= rest - 1
                }
            }
        }
        return (sizes, shared)
    }

    @Test func `an overlap that is no whole number of points is rounded once, not per period`()
        throws
    {
        // 5 % of the ring with a third shared: 16,667 of 50,000 points, so steps of 33,333.
        let ring = try HoldoutRing(
            holdout: Designs.holdout(overlap: Designs.share(1, 3), clear: nil))
        #expect(ring.overlap == 16_667)
        #expect(ring.step == 33_333)
        #expect(
            ring.arcs(of: 29) == [PointRange(0, 16_657), PointRange(966_657, 1_000_000)])
    }

    @Test func `nobody is held out again before everybody was`() throws {
        let ring = try HoldoutRing(holdout: Designs.holdout(clear: nil))
        let arcs = (0..<20).flatMap { ring.arcs(of: $0) }.sorted { $0.from < $1.from }
        #expect(arcs.first?.from == 0 && arcs.last?.to == 1_000_000)
        #expect(zip(arcs, arcs.dropFirst()).allSatisfy { $0.to == $1.from })
        #expect(ring.arcs(of: 20) == ring.arcs(of: 0))
    }
}
