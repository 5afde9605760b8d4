// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Events over an exposure, such as calls per month.
public struct EventRate: Sendable, Hashable {
    /// The largest number of events, for which the exact interval can be computed.
    public static let maximumEvents = 499_999_999_999

    /// How many events.
    public let events: Int
    /// The time or the number of units in which they could happen.
    public let exposure: Double

    /// Creates a rate.
    ///
    /// - Throws: ``StatisticsError`` unless 0 ≤ events ≤ ``maximumEvents`` and the exposure is positive and finite.
    public init(events: Int, exposure: Double) throws(StatisticsError) {
        guard events >= 0, events <= Self.maximumEvents else {
            throw .outOfDomain(argument: "events", value: Double(events))
        }
        guard exposure > 0, exposure.isFinite else {
            throw .outOfDomain(argument: "exposure", value: exposure)
        }
        self.events = events
        self.exposure = exposure
    }

    /// Events per unit of exposure.
    public var rate: Double { Double(events) / exposure }
}

/// Compares two Poisson rates exactly, given the total of events.
///
///     x(T) | k ~ Binomial(k, π)      k = x(T) + x(C)      π = t(T)/(t(T) + t(C))
///     central p = 2·min(P(X ≤ x), P(X ≥ x))      interval of the ratio from Clopper–Pearson of π
///     log-Wald: ln ratio ± z·√(1/x(T) + 1/x(C))      score: z = (x(T) − kπ)/√(kπ(1 − π))
///
/// The central p and the exact interval agree at every level; they are what ``compare(control:treatment:)``
/// returns. Events must be independent of each other: where one unit causes many, use
/// ``QuasiPoisson`` or ``Welch`` of the events per unit. Not estimable without events.
///
/// ### Accuracy
/// Matches R `poisson.test` and SciPy to the tolerance in Golden/poisson_rate_ratio.jsonl.
/// ### Reference
/// Przyborowski, Wilenski (1940). Biometrika 31(3–4), 313–323. Gu et al. (2008). Biometrical Journal
/// 50(2), 283–298.
public struct PoissonRateRatio: ComparisonMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    /// Compares treatment with control: the relative effect and the central exact p-value.
    public func compare(control: EventRate, treatment: EventRate) -> ComparisonOutcome {
        let pair = EventRatePair(control: control, treatment: treatment)
        guard pair.total > 0 else {
            return ComparisonOutcome(method: .poissonExact, notEstimable: .noEvents)
        }
        let relative: Estimated<EffectEstimate> = estimate { () throws(StatisticsError) in
            guard let ratio = pair.ratio else { return .notEstimable(.controlNotPositive) }
            let interval = try pair.exactInterval(
                tail: try SignificanceLevel.tail(confidence: confidence))
            return .estimated(
                EffectEstimate(
                    estimate: ratio - 1, low: interval.low - 1, high: interval.high - 1))
        }
        return ComparisonOutcome(
            method: .poissonExact, absolute: .notEstimable(.notApplicable), relative: relative,
            p: estimate { () throws(StatisticsError) in .estimated(try pair.centralP()) })
    }

    /// Tells nothing about the difference of rates: the method is about their ratio.
    public func position(
        control: EventRate, treatment: EventRate, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> { .notEstimable(.notApplicable) }

    /// Tells where the relative effect lies against a bar.
    public func position(
        control: EventRate, treatment: EventRate, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        let pair = EventRatePair(control: control, treatment: treatment)
        guard pair.total > 0 else { return .notEstimable(.noEvents) }
        guard !bar.isNaN else { return .notEstimable(.outOfDomain) }
        return estimate { () throws(StatisticsError) in
            let interval = try pair.exactInterval(
                tail: try SignificanceLevel.tail(confidence: confidence))
            return .estimated(interval.position(against: 1 + bar))
        }
    }
}

/// Two rates with the tests and intervals of their ratio.
public struct EventRatePair: Sendable, Hashable {
    /// The rate of control.
    public let control: EventRate
    /// The rate of treatment.
    public let treatment: EventRate

    /// Creates the pair.
    public init(control: EventRate, treatment: EventRate) {
        self.control = control
        self.treatment = treatment
    }

    var total: Int { control.events + treatment.events }

    /// The share of treatment in the exposure, and the rest, each with all its digits.
    private var shares: (treatment: Double, control: Double) {
        let odds = treatment.exposure / control.exposure
        return (1 / (1 + 1 / odds), 1 / (1 + odds))
    }

    /// Whether a double can hold the smaller share of the exposure.
    var isComparable: Bool { min(shares.treatment, shares.control) > 0 }

    /// The rate of treatment over that of control; nil without events in control.
    public var ratio: Double? {
        control.events > 0 ? treatment.rate / control.rate : nil
    }

    /// The standard error of the logarithm of the ratio; nil without events in a group.
    public var logStandardError: Double? {
        guard control.events > 0, treatment.events > 0 else { return nil }
        return (1 / Double(treatment.events) + 1 / Double(control.events)).squareRoot()
    }

    /// The distribution of the events of the group with less exposure: its probability keeps digits.
    private func conditional() throws(StatisticsError) -> (events: Int, Binomial, isTreatment: Bool)
    {
        let (ofTreatment, ofControl) = shares
        let isTreatment = ofTreatment <= ofControl
        let group = isTreatment ? treatment : control
        let binomial = try Binomial(trials: total, probability: min(ofTreatment, ofControl))
        return (group.events, binomial, isTreatment)
    }

    /// Twice the smaller tail, at most 1; agrees with the exact interval.
    public func centralP() throws(StatisticsError) -> Double {
        let (events, binomial, _) = try conditional()
        return min(
            1, 2 * min(try binomial.lowerTail(events), try binomial.upperTail(from: events)))
    }

    /// The probability of all outcomes that are at most as likely, as R computes it.
    public func minimumLikelihoodP() throws(StatisticsError) -> Double {
        let (events, binomial, _) = try conditional()
        return try binomial.twoSidedTail(events)
    }

    /// The score test's p-value, the normal approximation of the conditional test.
    public func scoreP() throws(StatisticsError) -> Double {
        let (ofTreatment, ofControl) = shares
        let k = Double(total)
        let deviation = Double(treatment.events) * ofControl - Double(control.events) * ofTreatment
        return try Normal.twoSidedTail(deviation / (k * ofTreatment * ofControl).squareRoot())
    }

    /// The exact interval of the ratio.
    func exactInterval(tail: Double) throws(StatisticsError) -> Interval {
        let (x, y) = (Double(treatment.events), Double(control.events))
        let scale = control.exposure / treatment.exposure
        // The odds of a quantile, each part from its own distribution.
        var (low, high) = (0.0, Double.infinity)
        if x > 0 {
            low =
                try Beta(x, y + 1).quantile(tail) / (try Beta(y + 1, x).upperQuantile(tail)) * scale
        }
        if y > 0 {
            high =
                try Beta(x + 1, y).upperQuantile(tail) / (try Beta(y, x + 1).quantile(tail)) * scale
        }
        guard !low.isNaN, !high.isNaN else { throw .noConvergence(function: "rate ratio interval") }
        return Interval(low: low, high: high)
    }

    /// The log-Wald interval of the ratio; nil without events in a group.
    func logInterval(tail: Double) throws(StatisticsError) -> Interval? {
        guard let ratio, let error = logStandardError else { return nil }
        let reach = exp(try Normal.upperQuantile(tail) * error)
        return Interval(low: ratio / reach, high: ratio * reach)
    }
}
