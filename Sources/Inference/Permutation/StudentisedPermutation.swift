// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Compares two means by reassigning the units at random: for skewed values and unequal groups.
///
///     t* = (m(T)* − m(C)*)/se*      p = min(1, 2·min(1 + #{t* ≥ t}, 1 + #{t* ≤ t})/(B + 1))
///     absolute = [d − q(hi)·se, d − q(lo)·se]
///     relative = { ρ : q(lo) ≤ (m(T) − ρ·m(C))/√(v(T) + ρ²·v(C)) ≤ q(hi) } − 1
///
/// Exact when the two groups have the same distribution, and right in large samples when they only
/// have the same mean, because t* is studentised. The smaller group is drawn without replacement from
/// the pooled table: the common values by their hypergeometric counts, the rare ones one by one.
///
/// - Complexity: O(B·k): k is the smaller of the group's rare values and the distinct values.
///
/// ### Reference
/// Janssen (1997). Statistics & Probability Letters 36(1), 9–21. Chung, Romano (2013). Annals of
/// Statistics 41(2), 484–507. Phipson, Smyth (2010). SAGMB 9(1), 39.
public struct StudentisedPermutation: Sendable, Hashable {
    /// Above this many distinct values the reference is drawn from binned values.
    public static let maximumDistinctValues = 1_000_000

    /// How many reassignments.
    public let replicates: Int
    /// The seed.
    public let seed: UInt64
    /// The substream, one per comparison.
    public let stream: UInt64

    /// Creates the method; at least one reassignment is made.
    public init(replicates: Int = 9_999, seed: UInt64, stream: UInt64 = 0) {
        self.replicates = max(1, replicates)
        self.seed = seed
        self.stream = stream
    }

    /// Draws the reference distribution of two tables.
    ///
    /// - Returns: The reference, or why there is none: fewer than two units in a group, or no spread.
    public func reference(
        control: ValueTable, treatment: ValueTable
    ) -> Estimated<PermutationReference> {
        LinearContrast.make(control: control.moments, treatment: treatment.moments)
            .flatMap { contrast in
                var pooled = control.merged(with: treatment)
                let isBinned = pooled.values.count > Self.maximumDistinctValues
                if isBinned { pooled = pooled.rounded(significantDigits: 4) }
                let isTreatmentSmaller = contrast.treatment.count <= contrast.control.count
                let smaller = min(contrast.treatment.count, contrast.control.count)
                return estimate { () throws(StatisticsError) in
                    var draw = try Reassignment(pooled, smaller: smaller)
                    var generator = MersenneTwister(seed: seed, stream: stream)
                    var statistics = [Double](repeating: 0, count: replicates)
                    for index in statistics.indices {
                        let t = draw.statistic(using: &generator)
                        statistics[index] = isTreatmentSmaller ? t : -t
                    }
                    return .estimated(
                        PermutationReference(
                            contrast: contrast, statistics: statistics, isBinned: isBinned))
                }
            }
    }
}

/// One random reassignment after another of a pooled table.
private struct Reassignment {
    private struct Common {
        let deviation: Double
        let count: Int
    }

    private let smaller: Int
    private let larger: Int
    /// Values drawn by their counts, the most common first.
    private var common: [Common] = []
    /// Values drawn one by one; kept in whatever order the last draw left them.
    private var rare: [Double] = []
    private let mostCommon: HypergeometricSampler?
    private var sum = 0.0
    private var squares = 0.0
    private var rareSum = 0.0
    private var rareSquares = 0.0

    init(_ table: ValueTable, smaller: Int) throws(StatisticsError) {
        let total = table.count
        let moments = table.moments
        self.smaller = smaller
        larger = total - smaller
        let share = Double(smaller) / Double(total)
        for (value, count) in zip(table.values, table.counts) {
            let deviation = value - moments.mean
            sum += deviation * Double(count)
            squares += deviation * deviation * Double(count)
            // One conditional draw costs about as much as sixteen single ones.
            if Double(count) * share > 16 {
                common.append(Common(deviation: deviation, count: count))
            } else {
                rare.append(contentsOf: repeatElement(deviation, count: count))
                rareSum += deviation * Double(count)
                rareSquares += deviation * deviation * Double(count)
            }
        }
        common.sort { ($0.count, $0.deviation) > ($1.count, $1.deviation) }
        mostCommon = try common.first.map { first throws(StatisticsError) in
            HypergeometricSampler(
                try Hypergeometric(
                    marked: first.count, unmarked: total - first.count, drawn: smaller))
        }
    }

    /// The studentised difference, smaller group minus larger, of one reassignment.
    mutating func statistic(using generator: inout MersenneTwister) -> Double {
        var (drawnSum, drawnSquares) = (0.0, 0.0)
        var population = smaller + larger
        var left = smaller
        for (index, value) in common.enumerated() {
            let taken: Int
            if index == 0, let mostCommon {
                taken = mostCommon.draw(using: &generator)
            } else {
                taken = generator.hypergeometric(
                    marked: value.count, unmarked: population - value.count, drawn: left)
            }
            population -= value.count
            left -= taken
            let share = value.deviation * Double(taken)
            drawnSum += share
            drawnSquares += share * value.deviation
        }
        drawRare(left, using: &generator, &drawnSum, &drawnSquares)
        return studentised(drawnSum, drawnSquares)
    }

    /// Chooses rare values by the first steps of a shuffle, or those left out where they are fewer.
    private mutating func drawRare(
        _ count: Int, using generator: inout MersenneTwister, _ drawnSum: inout Double,
        _ drawnSquares: inout Double
    ) {
        let isComplement = 2 * count > rare.count
        let steps = isComplement ? rare.count - count : count
        var (first, second) = (0.0, 0.0)
        rare.withUnsafeMutableBufferPointer { items in
            for index in 0..<steps {
                let other = index + Int(generator.below(UInt32(items.count - index)))
                let value = items[other]
                items[other] = items[index]
                items[index] = value
                first += value
                second += value * value
            }
        }
        drawnSum += isComplement ? rareSum - first : first
        drawnSquares += isComplement ? rareSquares - second : second
    }

    /// A reassignment whose groups have no spread has t* = ±∞ by the sign of its difference, which is
    /// more extreme than anything observed, and 0 where the groups are equal too.
    private func studentised(_ drawnSum: Double, _ drawnSquares: Double) -> Double {
        let (n, m) = (Double(smaller), Double(larger))
        let restSum = sum - drawnSum
        let tolerance = 1e-12 * squares
        var own = drawnSquares - drawnSum * drawnSum / n
        var rest = squares - drawnSquares - restSum * restSum / m
        if own < tolerance { own = 0 }
        if rest < tolerance { rest = 0 }
        let variance = own / ((n - 1) * n) + rest / ((m - 1) * m)
        let difference = drawnSum / n - restSum / m
        if variance > 0 { return difference / variance.squareRoot() }
        if difference * difference * n <= tolerance { return 0 }
        return difference > 0 ? .infinity : -.infinity
    }
}
