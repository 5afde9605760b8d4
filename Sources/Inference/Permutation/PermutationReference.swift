// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// The reference distribution of a permutation test, from which every confidence level is read.
public struct PermutationReference: Sendable {
    private let contrast: LinearContrast
    /// The statistics of the reassignments, ascending; infinite where a reassignment had no spread.
    public let statistics: [Double]
    /// The statistic of the groups as observed.
    public let observed: Double
    /// Whether values were binned to four significant digits for the reference distribution.
    public let isBinned: Bool

    init(contrast: LinearContrast, statistics: [Double], isBinned: Bool) {
        self.contrast = contrast
        let t = contrast.statistic
        observed = t
        // What equals the observed statistic up to rounding is the same arrangement: a tie.
        let tolerance = 1e-9 * max(1, abs(t))
        self.statistics = statistics.map { abs($0 - t) <= tolerance ? t : $0 }.sorted()
        self.isBinned = isBinned
    }

    /// The summary of control.
    public var control: Moments { contrast.control }

    /// The summary of treatment.
    public var treatment: Moments { contrast.treatment }

    /// The two-sided p-value; never below 2/(replicates + 1).
    public var p: Double {
        let below = statistics.partitioningIndex { $0 >= observed }
        let notAbove = statistics.partitioningIndex { $0 > observed }
        let upper = 1 + statistics.count - below
        let lower = 1 + notAbove
        return min(1, 2 * Double(min(upper, lower)) / Double(statistics.count + 1))
    }

    /// The smallest p-value that this many reassignments can give.
    public var smallestP: Double { 2 / Double(statistics.count + 1) }

    /// The two order statistics that bound the central part of the reference.
    ///
    /// Their rank is the largest k with 2k/(B + 1) < α, so that the intervals exclude 0 exactly when
    /// p < α; infinite where the reassignments are too few for the level.
    func criticalValues(confidence: Double) throws(StatisticsError) -> (low: Double, high: Double) {
        let alpha = SignificanceLevel.alpha(confidence: confidence)
        guard alpha > 0, alpha < 1 else {
            throw .outOfDomain(argument: "confidence", value: confidence)
        }
        let rank = Double(statistics.count + 1) * alpha / 2
        let nearest = rank.rounded()
        let isWhole = abs(rank - nearest) < 1e-9 * max(1, rank)
        let k = Int(isWhole ? nearest - 1 : rank.rounded(.down))
        guard k >= 1 else { return (-.infinity, .infinity) }
        return (statistics[k - 1], statistics[statistics.count - k])
    }

    /// The comparison at a confidence level.
    public func outcome(confidence: Double = 0.95) -> ComparisonOutcome {
        do {
            let (low, high) = try criticalValues(confidence: confidence)
            let absolute = EffectEstimate(
                estimate: contrast.difference, standardError: contrast.standardError,
                low: end(high), high: end(low))
            return ComparisonOutcome(
                method: .permutation, absolute: .estimated(absolute), relative: relative(low, high),
                p: .estimated(p), statistic: observed)
        } catch {
            return ComparisonOutcome(method: .permutation, notEstimable: NotEstimableReason(error))
        }
    }

    /// d − q·se, exactly zero where q is the observed statistic.
    private func end(_ q: Double) -> Double {
        q == observed ? 0 : contrast.difference - q * contrast.standardError
    }

    private func relative(_ low: Double, _ high: Double) -> Estimated<EffectEstimate> {
        contrast.relative(from: low, to: high).map { effect in
            EffectEstimate(
                estimate: effect.estimate, standardError: effect.standardError,
                low: high == observed ? 0 : effect.low, high: low == observed ? 0 : effect.high)
        }
    }

    /// Tells where the absolute effect lies against a bar.
    public func position(
        againstAbsolute bar: Double, confidence: Double = 0.95
    ) -> Estimated<BarPosition> {
        estimate { () throws(StatisticsError) in
            let (low, high) = try criticalValues(confidence: confidence)
            return contrast.position(absolute: bar, from: low, to: high)
        }
    }

    /// Tells where the relative effect lies against a bar, tested linearly.
    public func position(
        againstRelative bar: Double, confidence: Double = 0.95
    ) -> Estimated<BarPosition> {
        estimate { () throws(StatisticsError) in
            let (low, high) = try criticalValues(confidence: confidence)
            return contrast.position(relative: bar, from: low, to: high)
        }
    }
}
