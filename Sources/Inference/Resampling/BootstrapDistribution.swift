// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// The interval of a bootstrap, with the way it was made.
public struct BootstrapInterval: Sendable, Hashable {
    /// The low end.
    public let low: Double
    /// The high end.
    public let high: Double
    /// Whether the asked correction could not be made and this is the percentile interval.
    public let isFallback: Bool

    /// The two ends.
    public var interval: Interval { Interval(low: low, high: high) }
}

/// An estimate with its bootstrap replicates, from which every interval is read.
///
///     percentile   [θ*(α/2), θ*(1 − α/2)]        basic   [2θ̂ − θ*(1 − α/2), 2θ̂ − θ*(α/2)]
///     BCa          θ* at Φ(z0 + (z0 + z)/(1 − a(z0 + z))) for z = ∓z(1 − α/2)
///     z0 = Φ⁻¹((#{θ* < θ̂} + #{θ* ≤ θ̂})/2B)
///
/// Quantiles are of type 7. Where all replicates lie on one side of the estimate z0 is infinite, and
/// where the acceleration is too large the correction has no value: the percentile interval stands in
/// and says so.
///
/// ### Accuracy
/// Matches Golden/bootstrap_ci.jsonl, that is SciPy's `bootstrap` for the same replicates.
/// ### Reference
/// Efron (1987). JASA 82(397), 171–185. Davison, Hinkley (1997), chapter 5.
public struct BootstrapDistribution: Sendable, Hashable {
    /// The estimate from the values themselves.
    public let estimate: Double
    /// The estimates from the resamples, ascending.
    public let replicates: [Double]
    /// Efron's a, from the jackknife; nil where there is none.
    public let acceleration: Double?
    /// The standard deviation of the replicates, with divisor B − 1.
    public let standardError: Double

    /// Creates the distribution from at least two replicates; all must be finite.
    public init(
        estimate: Double, replicates: [Double], acceleration: Double? = nil
    ) throws(StatisticsError) {
        guard estimate.isFinite else {
            throw .outOfDomain(argument: "estimate", value: estimate)
        }
        guard replicates.count > 1 else {
            throw .outOfDomain(argument: "number of replicates", value: Double(replicates.count))
        }
        for value in replicates where !value.isFinite {
            throw .outOfDomain(argument: "replicate", value: value)
        }
        self.estimate = estimate
        self.replicates = replicates.sorted()
        self.acceleration = acceleration.flatMap { $0.isFinite ? $0 : nil }
        let moments = try Moments(self.replicates)
        standardError = (moments.variance ?? 0).squareRoot()
    }

    /// Efron's z0, the bias correction; nil where all replicates lie on one side of the estimate.
    public var biasCorrection: Double? {
        let below = replicates.partitioningIndex { $0 >= estimate }
        let notAbove = replicates.partitioningIndex { $0 > estimate }
        let share = Double(below + notAbove) / Double(2 * replicates.count)
        return try? Normal.quantile(share)
    }

    /// The percentile interval.
    public func percentile(confidence: Double = 0.95) -> Estimated<BootstrapInterval> {
        read(confidence) { percentile(tail: $0) }
    }

    /// The basic interval: the percentile interval reflected at the estimate.
    public func basic(confidence: Double = 0.95) -> Estimated<BootstrapInterval> {
        read(confidence) { basic(tail: $0) }
    }

    /// The bias-corrected and accelerated interval, or the percentile interval where it has no value.
    public func bca(confidence: Double = 0.95) -> Estimated<BootstrapInterval> {
        read(confidence) { tail throws(StatisticsError) in try bca(tail: tail) }
    }

    private func read(
        _ confidence: Double, _ interval: (Double) throws(StatisticsError) -> BootstrapInterval
    ) -> Estimated<BootstrapInterval> {
        guard standardError > 0 else { return .notEstimable(.zeroVariance) }
        return Inference.estimate { () throws(StatisticsError) in
            .estimated(try interval(try SignificanceLevel.tail(confidence: confidence)))
        }
    }

    func percentile(tail: Double, isFallback: Bool = false) -> BootstrapInterval {
        BootstrapInterval(
            low: SortedQuantile.of(replicates, tail),
            high: SortedQuantile.of(replicates, 1 - tail), isFallback: isFallback)
    }

    func basic(tail: Double) -> BootstrapInterval {
        let inner = percentile(tail: tail)
        return BootstrapInterval(
            low: 2 * estimate - inner.high, high: 2 * estimate - inner.low, isFallback: false)
    }

    func bca(tail: Double) throws(StatisticsError) -> BootstrapInterval {
        let z = try Normal.upperQuantile(tail)
        guard let z0 = biasCorrection, let a = acceleration, 1 - a * (z0 + z) > 0,
            1 - a * (z0 - z) > 0
        else { return percentile(tail: tail, isFallback: true) }
        func level(_ z: Double) throws(StatisticsError) -> Double {
            try Normal.lowerTail(z0 + (z0 + z) / (1 - a * (z0 + z)))
        }
        return BootstrapInterval(
            low: SortedQuantile.of(replicates, try level(-z)),
            high: SortedQuantile.of(replicates, try level(z)), isFallback: false)
    }
}
