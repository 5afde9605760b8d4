// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The bootstrap distribution of a few values without drawing: all nⁿ resamples.
///
/// Resamples that hold the same values are one outcome with its multinomial weight, so that twelve
/// values need 1.4 million outcomes, not 9·10¹² resamples. A quantile is the smallest outcome
/// with enough resamples at or below it.
///
/// ### Accuracy
/// Matches Golden/bootstrap_exact.jsonl.
/// ### Reference
/// Efron (1979). Annals of Statistics 7(1), 1–26. Fisher, Hall (1991). Statistics & Probability
/// Letters 12(4), 323–329.
public struct ExactBootstrap: Sendable, Hashable {
    /// The largest number of values.
    public static let maximumCount = 12

    /// The mean of the statistic over all resamples.
    public let mean: Double
    /// Its standard deviation over all resamples.
    public let standardError: Double
    private let outcomes: [Double]
    /// How many resamples give an outcome or a smaller one.
    private let cumulative: [Double]

    /// Enumerates the resamples of one to twelve finite values.
    ///
    /// - Returns: The distribution; too-few-units without values or where a resample has no such
    ///   statistic, out-of-domain with too many.
    public static func make(
        _ values: [Double], statistic: SampleStatistic
    ) -> Estimated<ExactBootstrap> {
        guard values.allSatisfy(\.isFinite), values.count <= maximumCount else {
            return .notEstimable(.outOfDomain)
        }
        guard let table = try? ValueTable(values), table.count > 0 else {
            return .notEstimable(.tooFewUnits)
        }
        var listing = Listing(table: table, statistic: statistic)
        listing.place(0, left: table.count, ways: 1)
        guard listing.found.count == listing.visited else { return .notEstimable(.tooFewUnits) }
        return .estimated(ExactBootstrap(listing.found))
    }

    private init(_ found: [(value: Double, ways: Double)]) {
        let sorted = found.sorted { $0.value < $1.value }
        outcomes = sorted.map(\.value)
        var total = 0.0
        cumulative = sorted.map { outcome in
            total += outcome.ways
            return total
        }
        let pivot = outcomes[0]
        let shift = sorted.reduce(0) { $0 + ($1.value - pivot) * ($1.ways / total) }
        mean = pivot + shift
        let squares = sorted.reduce(0) { sum, outcome in
            let deviation = outcome.value - pivot - shift
            return sum + deviation * deviation * (outcome.ways / total)
        }
        standardError = squares.squareRoot()
    }

    /// The smallest outcome that at least a share p of all resamples do not exceed.
    public func quantile(_ probability: Double) -> Double {
        let share = min(max(probability, 0), 1)
        // Counts are whole; only the rounding of the product is allowed for.
        let needed = (share - 4e-16) * cumulative[cumulative.count - 1]
        return outcomes[min(cumulative.partitioningIndex { $0 >= needed }, outcomes.count - 1)]
    }

    /// All ways to choose as many values as there are, by how often each distinct one is chosen.
    private struct Listing {
        let table: ValueTable
        let statistic: SampleStatistic
        var found: [(value: Double, ways: Double)] = []
        var visited = 0
        private var chosen: [Double] = []

        init(table: ValueTable, statistic: SampleStatistic) {
            self.table = table
            self.statistic = statistic
        }

        mutating func place(_ slot: Int, left: Int, ways: Double) {
            let (value, count) = (table.values[slot], Double(table.counts[slot]))
            let isLast = slot == table.values.count - 1
            var ways = ways
            let start = chosen.count
            for times in 0...left {
                if times > 0 {
                    // times-th factor of count^times · binomial(left, times)
                    ways *= count * Double(left - times + 1) / Double(times)
                    chosen.append(value)
                }
                if isLast && times < left { continue }
                if isLast {
                    visited += 1
                    if let result = statistic.value(ofSorted: chosen) {
                        found.append((result, ways.rounded()))
                    }
                } else {
                    place(slot + 1, left: left - times, ways: ways)
                }
            }
            chosen.removeLast(chosen.count - start)
        }
    }
}
