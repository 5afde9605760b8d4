// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// Cuts extreme values down to quantiles of all values, so that a few units do not decide.
///
///     quantile at p: linear between neighbours at rank 1 + (n − 1)·p of the ascending values (type 7)
///
/// The quantiles must be those of all groups together, or the caps would differ by group. Where most
/// values are zero, quantiles ``ofNonZero`` values alone may be taken: a report must say so. Zeros are
/// then never changed.
///
/// ### Accuracy
/// Matches Golden/winsorize.jsonl.
/// ### Reference
/// Hyndman, Fan (1996). The American Statistician 50(4), 361–365.
public struct Winsorisation: Sendable, Hashable {
    /// The quantile below which values are raised to it; nil leaves low values.
    public let lower: Double?
    /// The quantile above which values are cut down to it; nil leaves high values.
    public let upper: Double?
    /// Whether the quantiles are those of the values other than zero.
    public let ofNonZero: Bool

    /// Creates the rule.
    ///
    /// - Throws: ``StatisticsError`` unless 0 ≤ lower ≤ upper ≤ 1.
    public init(
        lower: Double? = nil, upper: Double? = 0.99, ofNonZero: Bool = false
    ) throws(StatisticsError) {
        for part in [lower, upper].compactMap({ $0 }) where !(part >= 0 && part <= 1) {
            throw .outOfDomain(argument: "quantile", value: part)
        }
        if let lower, let upper, lower > upper {
            throw .outOfDomain(argument: "lower quantile", value: lower)
        }
        self.lower = lower
        self.upper = upper
        self.ofNonZero = ofNonZero
    }

    /// The values at which others are cut.
    public struct Caps: Sendable, Hashable {
        /// What lower values are raised to; nil leaves them.
        public let low: Double?
        /// What higher values are cut down to; nil leaves them.
        public let high: Double?
        /// Whether zeros stay zero.
        public let keepsZero: Bool

        /// The value, cut where it is too low or too high.
        public func callAsFunction(_ value: Double) -> Double {
            if keepsZero && value == 0 { return value }
            if let high, value > high { return high }
            if let low, value < low { return low }
            return value
        }

        /// The values, each cut where it is too low or too high.
        public func callAsFunction(_ values: [Double]) -> [Double] {
            values.map { self($0) }
        }

        /// The table of the values, each cut where it is too low or too high.
        public func callAsFunction(_ table: ValueTable) -> ValueTable {
            var result = ValueTable.empty
            let cut = table.values.map { self($0) }
            // Zeros that stay may lie outside the caps, and then out of order.
            for index in cut.indices.sorted(by: { (cut[$0], $0) < (cut[$1], $1) }) {
                result.append(cut[index], table.counts[index])
            }
            return result
        }
    }

    /// The caps that all values together give.
    ///
    /// - Parameter pooled: The values of all groups.
    /// - Returns: The caps; `no-values` if there is no value, or none but zero with ``ofNonZero``.
    public func caps(_ pooled: ValueTable) -> Estimated<Caps> {
        let table = ofNonZero ? pooled.withoutZero : pooled
        guard !table.values.isEmpty else { return .notEstimable(.noValues) }
        let ranks = OrderStatistics(table)
        return .estimated(
            Caps(
                low: lower.map { ranks.quantile($0) }, high: upper.map { ranks.quantile($0) },
                keepsZero: ofNonZero))
    }

    /// The caps that the values of several groups together give; all must be finite.
    public func caps(_ groups: [Double]...) -> Estimated<Caps> {
        estimate { () throws(StatisticsError) in caps(try ValueTable(groups.flatMap { $0 })) }
    }
}

extension ValueTable {
    /// The table without the value zero.
    fileprivate var withoutZero: ValueTable {
        guard let index = values.firstIndex(of: 0) else { return self }
        var (values, counts) = (values, counts)
        values.remove(at: index)
        counts.remove(at: index)
        return ValueTable(sorted: values, counts: counts)
    }
}
