// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Tabular

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
    /// The variables of a metric with covariates; nil for others.
    var adjusted: MultivariateAccumulator?
    /// The clusters of a metric that has them; nil for others.
    var clusters: ClusterTable?
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

    /// Adds rows of outcomes with their covariates.
    mutating func addAdjusted(
        _ use: AdjustedUse, _ batch: RowBatch, _ rows: UnsafeBufferPointer<Int32>, cap: Double,
        zeroForMissing: Bool
    ) throws {
        var sums = try adjusted ?? MultivariateAccumulator(dimension: use.dimension)
        adjusted = nil
        withUnsafeTemporaryAllocation(of: Double.self, capacity: use.dimension) { row in
            for position in rows {
                guard
                    use.fill(
                        row, batch, Int(position), cap: cap, zeroForMissing: zeroForMissing)
                else {
                    missing += 1
                    continue
                }
                sums.add(UnsafeBufferPointer(row))
                if count < Self.sampleSize { sample.append(row[0]) }
                count += 1
                zeros += row[0] == 0 ? 1 : 0
            }
        }
        adjusted = sums
    }

    /// Adds rows of outcomes to their clusters; a unit without one is a cluster of its own.
    ///
    /// - Parameters:
    ///   - values: The outcomes by position.
    ///   - rows: The positions to add.
    ///   - cap: Where outcomes are cut.
    ///   - zeroForMissing: Whether a missing outcome is zero.
    ///   - first: The number of the row at position zero.
    ///   - label: The cluster at a position; nil where there is none.
    mutating func addClustered(
        _ values: UnsafePointer<Double>, _ rows: UnsafeBufferPointer<Int32>, cap: Double,
        zeroForMissing: Bool, first: Int, label: (Int) -> FieldBytes?
    ) {
        var table = clusters ?? ClusterTable()
        clusters = nil
        for position in rows {
            var value = values[Int(position)]
            if value != value, zeroForMissing { value = 0 }
            guard value == value else {
                missing += 1
                continue
            }
            value = value > cap ? cap : value
            if let label = label(Int(position)) {
                table.add(value, to: label)
            } else {
                table.addSingle(value, row: first + Int(position))
            }
            count += 1
            successes += value == 1 ? 1 : 0
        }
        clusters = table
    }
}
