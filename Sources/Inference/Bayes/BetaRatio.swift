// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What is known about a rate relative to another: treatment over control, minus one.
///
///     P(p(T)/p(C) ≤ 1 + ρ) = ∫ f(C) F(T)((1 + ρ)·p) dp
///     E p(T)/p(C)          = E p(T) · (a(C) + b(C) − 1)/(a(C) − 1)       for a(C) > 1
///
/// ### Accuracy
/// Matches Golden/beta_ratio_posterior.jsonl.
public struct BetaRatio: Sendable, Hashable {
    /// The posterior of the control's rate.
    public let control: BetaPosterior
    /// The posterior of the treatment's rate.
    public let treatment: BetaPosterior

    /// Creates the posterior of the ratio of two rates.
    public init(control: BetaPosterior, treatment: BetaPosterior) {
        self.control = control
        self.treatment = treatment
    }

    /// The mean of the relative effect; nil where it is infinite, with too few events in control.
    public var mean: Double? {
        guard control.a > 1 else { return nil }
        return treatment.mean * ((control.a + control.b - 1) / (control.a - 1)) - 1
    }

    /// The relative effect below which lies the probability `p`.
    ///
    /// - Parameter p: From 1e-15 to 1 − 1e-15.
    /// - Returns: The relative effect, above −1.
    /// - Throws: ``StatisticsError`` if `p` is outside its domain.
    public func quantile(_ p: Double) throws(StatisticsError) -> Double {
        guard p >= 1e-15, p <= 1 - 1e-15 else { throw .outOfDomain(argument: "p", value: p) }
        let rule = try GaussLegendre(.panel)
        let range = try control.logitRange()
        var failure: StatisticsError?
        func excess(_ logRatio: Double) -> Double {
            do throws(StatisticsError) {
                return try lowerTail(logRatio: logRatio, over: range, rule) - p
            } catch {
                failure = error
                return .nan
            }
        }
        let spread = control.logitPeak.width + treatment.logitPeak.width
        var (low, high) = (logOfMeans - spread, logOfMeans + spread)
        while excess(low) > 0, low > -650 { low -= 2 * (high - low) }
        while excess(high) < 0, high < 650 { high += 2 * (high - low) }
        if let failure { throw failure }
        let root = try BrentRoot.find(
            from: low, to: high, absoluteTolerance: 1e-10 * spread, excess)
        return expm1(root)
    }

    /// The logarithm of the ratio of the means.
    private var logOfMeans: Double { log(treatment.mean / control.mean) }

    private func lowerTail(
        logRatio: Double, over range: ClosedRange<Double>, _ rule: GaussLegendre
    ) throws(StatisticsError) -> Double {
        let (ratio, relative) = (exp(logRatio), expm1(logRatio))
        var features = [control.logitPeak]
        // The control's rate at which the treatment's distribution function rises, and reaches 1.
        let rest = treatment.b / (treatment.a + treatment.b)
        for (rate, gap) in [(treatment.mean, relative + rest), (1, relative)] where gap > 0 {
            features.append(
                LogitMesh.Feature(
                    center: log(rate / gap), width: treatment.logitPeak.width * rest))
        }
        var sum = 0.0
        for node in rule.nodes(over: LogitMesh.edges(over: range, features: features)) {
            let point = LogitPoint(node.point)
            let rest = point.rest - relative * point.rate
            let tail =
                rest <= 0
                ? 1 : try treatment.lowerTail(LogitPoint(rate: ratio * point.rate, rest: rest))
            sum += node.weight * exp(try control.logDensity(point)) * tail
        }
        return sum
    }
}
