// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Wilson's score interval of one proportion: the default for a single rate.
///
///     (p̂ + z²/2n ± z√(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n)
///
/// Exactly 0 at the low end without events and exactly 1 at the high end without non-events.
///
/// ### Accuracy
/// Matches Golden/wilson.jsonl.
/// ### Reference
/// Wilson (1927). JASA 22(158), 209–212. <https://doi.org/10.1080/01621459.1927.10502953>
public struct Wilson: Sendable, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    /// The interval of one proportion.
    public func interval(_ proportion: Proportion) -> Estimated<Interval> {
        guard proportion.count > 0 else { return .notEstimable(.tooFewUnits) }
        return estimate { () throws(StatisticsError) in
            let z = try Normal.upperQuantile(try SignificanceLevel.tail(confidence: confidence))
            return .estimated(Self.interval(proportion, z: z))
        }
    }

    static func interval(_ proportion: Proportion, z: Double) -> Interval {
        Interval(
            low: lowEnd(proportion, z: z), high: 1 - lowEnd(proportion.complement, z: z))
    }

    /// The low end in a form that does not subtract: p̂² / (p̂ + z²/2n + z√…).
    static func lowEnd(_ proportion: Proportion, z: Double) -> Double {
        let n = Double(proportion.count)
        let p = proportion.rate
        let square = z * z / n
        let root = z * (p * (Double(proportion.failures) / n) / n + square / (4 * n)).squareRoot()
        return p * p / (p + square / 2 + root)
    }
}

/// Newcombe's hybrid score interval of a difference of proportions.
///
///     L = d − √((p̂1 − l1)² + (u0 − p̂0)²)      U = d + √((u1 − p̂1)² + (p̂0 − l0)²)
///
/// Built from the two Wilson intervals; defined at 0 % and 100 %. Has no test of its own.
///
/// ### Accuracy
/// Matches Golden/newcombe_rd.jsonl.
/// ### Reference
/// Newcombe (1998). Statistics in Medicine 17(8), 873–890, method 10.
public struct Newcombe: ComparisonMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    /// Compares treatment with control: the absolute interval only.
    public func compare(control: Proportion, treatment: Proportion) -> ComparisonOutcome {
        ComparisonOutcome(
            method: .newcombe, absolute: absolute(control, treatment),
            relative: .notEstimable(.notApplicable), p: .notEstimable(.notApplicable))
    }

    private func absolute(
        _ control: Proportion, _ treatment: Proportion
    ) -> Estimated<EffectEstimate> {
        guard control.count > 0, treatment.count > 0 else { return .notEstimable(.tooFewUnits) }
        return estimate { () throws(StatisticsError) in
            let z = try Normal.upperQuantile(try SignificanceLevel.tail(confidence: confidence))
            let ends = Self.interval(control: control, treatment: treatment, z: z)
            let variance = treatment.varianceOfRate + control.varianceOfRate
            return .estimated(
                EffectEstimate(
                    estimate: treatment.difference(from: control),
                    standardError: variance > 0 ? variance.squareRoot() : nil, low: ends.low,
                    high: ends.high))
        }
    }

    static func interval(control: Proportion, treatment: Proportion, z: Double) -> Interval {
        let (p1, p0) = (treatment.rate, control.rate)
        let i1 = Wilson.interval(treatment, z: z)
        let i0 = Wilson.interval(control, z: z)
        return Interval(
            low: p1 - p0 - hypot(p1 - i1.low, i0.high - p0),
            high: p1 - p0 + hypot(i1.high - p1, p0 - i0.low))
    }

    /// Tells where the difference of rates lies against a bar.
    public func position(
        control: Proportion, treatment: Proportion, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        guard !bar.isNaN else { return .notEstimable(.outOfDomain) }
        return absolute(control, treatment).map { $0.interval.position(against: bar) }
    }

    /// Has no relative interval.
    public func position(
        control: Proportion, treatment: Proportion, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        .notEstimable(.notApplicable)
    }
}

/// Katz's interval of a ratio of proportions on the logarithmic scale.
///
///     ln(p̂1/p̂0) ± z√(1/x1 − 1/n1 + 1/x0 − 1/n0)
///
/// Needs events in both groups; a continuity of 0.5 adds half a unit to each of the four cells.
///
/// ### Accuracy
/// Matches Golden/katz_log_rr.jsonl.
/// ### Reference
/// Katz, Baptista, Azen, Pike (1978). Biometrics 34(3), 469–474. Walter (1975). Biometrika 62, 371–374.
public struct Katz: ComparisonMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double
    /// What is added to each of the four cells; 0 for nothing.
    public let continuity: Double

    /// Creates the method.
    public init(confidence: Double = 0.95, continuity: Double = 0) {
        self.confidence = confidence
        self.continuity = continuity
    }

    /// The logarithm of the ratio and its standard error.
    func logRatio(
        _ control: Proportion, _ treatment: Proportion
    ) -> Estimated<(logRatio: Double, ratio: Double, standardError: Double)> {
        guard control.count > 0, treatment.count > 0 else { return .notEstimable(.tooFewUnits) }
        guard continuity >= 0, continuity.isFinite else { return .notEstimable(.outOfDomain) }
        let x1 = Double(treatment.successes) + continuity
        let x0 = Double(control.successes) + continuity
        guard x1 > 0 || x0 > 0 else { return .notEstimable(.noEvents) }
        guard x0 > 0 else { return .notEstimable(.controlNotPositive) }
        guard x1 > 0 else { return .notEstimable(.meanNotPositive) }
        let n1 = Double(treatment.count) + 2 * continuity
        let n0 = Double(control.count) + 2 * continuity
        let ratio = (x1 / n1) / (x0 / n0)
        let variance = (n1 - x1) / (x1 * n1) + (n0 - x0) / (x0 * n0)
        guard variance > 0 else { return .notEstimable(.zeroVariance) }
        return .estimated((log(ratio), ratio, variance.squareRoot()))
    }

    /// Compares treatment with control: the relative interval and its test.
    public func compare(control: Proportion, treatment: Proportion) -> ComparisonOutcome {
        switch logRatio(control, treatment) {
        case .notEstimable(let reason):
            return ComparisonOutcome(method: .katz, notEstimable: reason)
        case .estimated(let (logRatio, ratio, error)):
            let relative: Estimated<EffectEstimate> = estimate { () throws(StatisticsError) in
                let tail = try SignificanceLevel.tail(confidence: confidence)
                let half = try Normal.upperQuantile(tail) * error
                return .estimated(
                    EffectEstimate(
                        estimate: ratio - 1, standardError: ratio * error,
                        low: expm1(logRatio - half), high: expm1(logRatio + half)))
            }
            let p: Estimated<Double> = estimate { () throws(StatisticsError) in
                .estimated(try Normal.twoSidedTail(logRatio / error))
            }
            return ComparisonOutcome(
                method: .katz, absolute: .notEstimable(.notApplicable), relative: relative, p: p,
                statistic: logRatio / error)
        }
    }

    /// Has no absolute interval.
    public func position(
        control: Proportion, treatment: Proportion, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        .notEstimable(.notApplicable)
    }

    /// Tells where the relative effect lies against a bar.
    public func position(
        control: Proportion, treatment: Proportion, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        guard !bar.isNaN else { return .notEstimable(.outOfDomain) }
        return compare(control: control, treatment: treatment).relative.map {
            $0.interval.position(against: bar)
        }
    }
}
