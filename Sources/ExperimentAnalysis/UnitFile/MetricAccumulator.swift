// SPDX-License-Identifier: GPL-3.0-or-later
import Inference

/// One metric in one arm or cell while rows go by.
struct MetricAccumulator: Sendable {
    /// Enough values to show that a hundred differ from the most common one.
    static let sampleSize = 512

    var count = 0
    var successes = 0
    var missing = 0
    var zeros = 0
    var mean = MomentsAccumulator()
    var ratio = BivariateAccumulator()
    var sample: [Double] = []

    /// Adds rows of zeros and ones; NaN is a missing value.
    mutating func addProportions(
        _ values: UnsafePointer<Double>, _ rows: UnsafeBufferPointer<Int32>, zeroForMissing: Bool
    ) {
        // Without branches, which nobody can predict: of 0, 1 and NaN two have this bit of the
        // exponent set, and the next one up only NaN.
        var ones: UInt64 = 0
        var absent: UInt64 = 0
        for row in rows {
            let bits = values[Int(row)].bitPattern
            ones &+= (bits &>> 61) & 1
            absent &+= (bits &>> 62) & 1
        }
        let gaps = Int(absent)
        successes += Int(ones) - gaps
        missing += gaps
        count += zeroForMissing ? rows.count : rows.count - gaps
    }

    /// Adds rows of numbers, cut at the cap; NaN is a missing value.
    mutating func addMeans(
        _ values: UnsafePointer<Double>, _ rows: UnsafeBufferPointer<Int32>, cap: Double,
        zeroForMissing: Bool
    ) {
        // Present values first, so that the sums run over neighbours without a look at each.
        withUnsafeTemporaryAllocation(of: Double.self, capacity: rows.count + 1) { present in
            var (added, nothing) = (0, 0)
            let substitute = zeroForMissing ? 0 : Double.nan
            var gaps = 0
            for row in rows {
                var value = values[Int(row)]
                let isMissing = value != value
                gaps &+= isMissing ? 1 : 0
                value = isMissing ? substitute : value
                value = value > cap ? cap : value
                present[added] = value
                added &+= value == value ? 1 : 0
                nothing &+= value == 0 ? 1 : 0
            }
            let found = UnsafeBufferPointer(rebasing: present[0..<added])
            mean.add(contentsOf: found)
            if count < Self.sampleSize { sample += found.prefix(Self.sampleSize - count) }
            count += added
            zeros += nothing
            missing += gaps
        }
    }

    /// Adds rows of numerators, cut at the cap, and denominators; a unit lacking either is missing.
    mutating func addRatios(
        _ numerators: UnsafePointer<Double>, _ denominators: UnsafePointer<Double>,
        _ rows: UnsafeBufferPointer<Int32>, cap: Double, zeroForMissing: Bool
    ) {
        var local = ratio
        var (added, nothing, gaps) = (0, 0, 0)
        for row in rows {
            var (y, x) = (numerators[Int(row)], denominators[Int(row)])
            if y != y || x != x {
                gaps &+= 1
                guard zeroForMissing else { continue }
                if y != y { y = 0 }
                if x != x { x = 0 }
            }
            y = y < cap ? y : cap
            added &+= 1
            nothing &+= y == 0 && x == 0 ? 1 : 0
            local.add(y: y, x: x)
            // Two units share a linearised value only where both parts agree, but for accidents.
            if count &+ added <= Self.sampleSize { sample.append(y * 0.731 + x) }
        }
        ratio = local
        count += added
        zeros += nothing
        missing += gaps
    }
}

/// One metric in one arm or cell after a block: what merges.
struct MetricSum: Sendable {
    var proportion = (successes: 0, count: 0)
    var mean = Moments.empty
    var ratio = BivariateMoments.empty
    var missing = 0
    var zeros = 0
    var sample: [Double] = []

    init() {}

    /// The sums of a finished accumulator.
    ///
    /// - Throws: When a value was too large to be squared or cubed.
    init(_ accumulator: MetricAccumulator) throws {
        proportion = (accumulator.successes, accumulator.count)
        mean = try accumulator.mean.moments()
        ratio = try accumulator.ratio.moments()
        missing = accumulator.missing
        zeros = accumulator.zeros
        sample = accumulator.sample
    }

    mutating func merge(_ other: MetricSum) {
        proportion.successes += other.proportion.successes
        proportion.count += other.proportion.count
        if other.mean.count > 0 { mean.merge(other.mean) }
        if other.ratio.count > 0 { ratio.merge(other.ratio) }
        missing += other.missing
        zeros += other.zeros
        let room = MetricAccumulator.sampleSize - sample.count
        if room > 0 { sample += other.sample.prefix(room) }
    }

    /// The tally, by what the metric is made of.
    func tally(_ use: ColumnPlan.Use) throws -> MetricTally {
        let moments: MetricMoments =
            switch use {
            case .proportion:
                .proportion(
                    try Proportion(successes: proportion.successes, count: proportion.count))
            case .mean: .mean(mean)
            case .ratio: .ratio(ratio)
            }
        return MetricTally(moments, missing: missing, valuesOffMode: valuesOffMode)
    }

    /// A lower bound of the units whose value is not the most common one.
    ///
    /// If zero is the most common value the units off it are those that are not zero; if another
    /// value is, all zeros are off it. A sample gives a second bound: among its values, those that
    /// are not the most common of the sample differ from any one value.
    private var valuesOffMode: Int? {
        let count = max(proportion.count, 0)
        guard count > 0 else { return nil }
        var seen: [Double: Int] = [:]
        for value in sample { seen[value, default: 0] += 1 }
        let bySample = sample.count - (seen.values.max() ?? 0)
        return max(min(zeros, count - zeros), bySample)
    }
}
