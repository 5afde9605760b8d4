// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The largest of several statistics that share one control: Dunnett's many-to-one distribution.
///
///     T(i) = (λ(i)·Z + √(1 − λ(i)²)·E(i)) / s          corr(T(i), T(j)) = λ(i)·λ(j)
///     P(max |T| > t) = ∫ f(s) ∫ φ(z) { 1 − Π(1 − tail(i)) } dz ds
///
/// Z is the noise of the control, s² ~ chi-square(df)/df is dropped for infinite degrees of freedom.
/// The braces are −expm1(Σ log1p(−tail)), so that a p-value of 1e-100 keeps its digits.
///
/// - Domain: loadings between 0 and 1, at most ``maximumCount`` of them; degrees of freedom from 1.
/// - Complexity: O(distinct loadings) for a tail, with a fixed number of points.
///
/// ### Accuracy
/// Matches Golden/dunnett_critical.jsonl, dunnett.jsonl and dunnett_large_sample.jsonl; orthant
/// probabilities and single statistics to 1e-10.
/// ### Reference
/// Dunnett (1955). JASA 50, 1096–1121. Dunnett (1964). Biometrics 20, 482–491.
public struct Dunnett: Sendable, Hashable {
    /// Which deviations count.
    public enum Sides: Sendable, Hashable {
        /// The largest absolute value.
        case two
        /// The largest value.
        case one
    }

    /// The largest number of statistics.
    public static let maximumCount = 200
    private static let normalLimit = 1e12

    /// λ of each statistic, between 0 and 1.
    public let loadings: [Double]
    /// The degrees of freedom of the variance estimate, possibly infinite.
    public let degreesOfFreedom: Double
    /// Which deviations count.
    public let sides: Sides

    /// Equal loadings are handled once.
    private let groups: [Group]

    private struct Group: Sendable, Hashable {
        let loading: Double
        let rest: Double
        var count: Double
    }

    /// Creates the distribution of the largest of several statistics.
    ///
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public init(
        loadings: [Double], degreesOfFreedom: Double = .infinity, sides: Sides = .two
    ) throws(StatisticsError) {
        guard !loadings.isEmpty, loadings.count <= Self.maximumCount else {
            throw .outOfDomain(argument: "number of comparisons", value: Double(loadings.count))
        }
        for loading in loadings where !(loading >= 0 && loading <= 1) {
            throw .outOfDomain(argument: "loading", value: loading)
        }
        guard degreesOfFreedom >= 1 else {
            throw .outOfDomain(argument: "degrees of freedom", value: degreesOfFreedom)
        }
        self.loadings = loadings
        self.degreesOfFreedom = degreesOfFreedom
        self.sides = sides
        var groups: [Group] = []
        for loading in loadings.sorted() {
            if groups.last?.loading == loading {
                groups[groups.count - 1].count += 1
            } else {
                // So little own noise stands for none: it is far below every tolerance.
                let rest = max(((1 - loading) * (1 + loading)).squareRoot(), 1e-10)
                groups.append(Group(loading: loading, rest: rest, count: 1))
            }
        }
        self.groups = groups
    }

    /// Creates the distribution from the variances of the means that are compared.
    ///
    ///     λ(i) = √(v(C) / (v(C) + v(i)))
    public init(
        controlVariance: Double, treatmentVariances: [Double],
        degreesOfFreedom: Double = .infinity, sides: Sides = .two
    ) throws(StatisticsError) {
        guard controlVariance >= 0, controlVariance.isFinite else {
            throw .outOfDomain(argument: "control variance", value: controlVariance)
        }
        var loadings: [Double] = []
        for variance in treatmentVariances {
            guard variance >= 0, variance.isFinite, variance + controlVariance > 0 else {
                throw .outOfDomain(argument: "treatment variance", value: variance)
            }
            loadings.append((controlVariance / (controlVariance + variance)).squareRoot())
        }
        try self.init(loadings: loadings, degreesOfFreedom: degreesOfFreedom, sides: sides)
    }

    /// The probability that the largest statistic exceeds one that was observed: its adjusted p.
    ///
    /// - Parameter statistic: The observed statistic; its sign counts only for one side.
    /// - Returns: The probability, at most 1.
    /// - Throws: ``StatisticsError`` if the statistic is not finite.
    public func adjustedP(_ statistic: Double) throws(StatisticsError) -> Double {
        guard statistic.isFinite else {
            throw .outOfDomain(argument: "statistic", value: statistic)
        }
        let t = sides == .two ? abs(statistic) : statistic
        if loadings.count == 1 {
            let single = try StudentT(degreesOfFreedom: degreesOfFreedom)
            return sides == .two ? try single.twoSidedTail(t) : try single.upperTail(t)
        }
        let panels = try GaussLegendre(.panel)
        guard degreesOfFreedom < Self.normalLimit else { return normalTail(t, panels) }
        let scale = try ScaledChi(degreesOfFreedom: degreesOfFreedom)
        return min(
            1,
            try scale.mean(
                degreesOfFreedom < 30 ? .long : .side, guidedBy: { Self.roughLogTail(t * $0) }
            ) {
                log(normalTail(t * $0, panels))
            })
    }

    /// The value that the largest statistic exceeds with probability α.
    ///
    /// - Parameter alpha: From 1e-99 to below 1 for two sides, below ½ for one.
    /// - Returns: The critical value.
    /// - Throws: ``StatisticsError`` if α is outside its domain.
    public func criticalValue(alpha: Double) throws(StatisticsError) -> Double {
        guard alpha >= 1e-99, alpha < (sides == .two ? 1 : 0.5) else {
            throw .outOfDomain(argument: "alpha", value: alpha)
        }
        let single = try StudentT(degreesOfFreedom: degreesOfFreedom)
        let tail = sides == .two ? alpha / 2 : alpha
        // Between no correction and Bonferroni's.
        let low = try single.upperQuantile(tail)
        if loadings.count == 1 { return low }
        let high = try single.upperQuantile(tail / Double(loadings.count))
        guard high.isFinite else { throw .noConvergence(function: "Dunnett quantile") }
        var failure: StatisticsError?
        func excess(_ t: Double) -> Double {
            do throws(StatisticsError) { return log(try adjustedP(t) / alpha) } catch {
                failure = error
                return .nan
            }
        }
        let (atLow, atHigh) = (excess(low), excess(high))
        if let failure { throw failure }
        if atLow <= 0 { return low }
        if atHigh >= 0 { return high }
        let root = try BrentRoot.find(
            from: low, to: high, relativeTolerance: 1e-13, excess)
        if let failure { throw failure }
        return root
    }

    /// About log P(Z > x), for the search of the peak only.
    private static func roughLogTail(_ x: Double) -> Double {
        guard x > 0 else { return 0 }
        return -0.5 * x * x - log((x + (x * x + 8 / Double.pi).squareRoot()) / 1.6)
    }

    /// P(max > x) for a known standard deviation.
    private func normalTail(_ x: Double, _ rule: GaussLegendre) -> Double {
        // Beyond 40 all that is left is below the smallest double.
        guard x < 40 else { return 0 }
        let end = 9.5 + abs(x)
        let root2 = 2.0.squareRoot()
        func integrand(_ z: Double) -> Double {
            var logNone = 0.0
            for group in groups {
                let shift = group.loading * z
                let scale = group.rest * root2
                var tail = 0.5 * erfc((x - shift) / scale)
                // The far tail is e^(−4·x·shift/scale²) of the near one, at most.
                if sides == .two, 4 * x * shift < 40 * scale * scale {
                    tail += 0.5 * erfc((x + shift) / scale)
                }
                logNone += group.count * log1p(-min(1, tail))
                if logNone < -40 { break }
            }
            return -expm1(logNone) * exp(-0.5 * z * z)
        }
        let edges = self.edges(from: sides == .two ? 0 : -end, to: end, x)
        let sum = rule.integrate(over: edges, integrand) / (2 * Double.pi).squareRoot()
        return min(1, sides == .two ? 2 * sum : sum)
    }

    /// Panels no wider than 2, finer where a factor rises or a peak may stand.
    private func edges(from low: Double, to high: Double, _ x: Double) -> [Double] {
        var edges = [low]
        var at = low
        while at < high {
            var step = 2.0
            for group in groups {
                for center in [x / max(group.loading, 1e-3), group.loading * x] {
                    step = min(step, max(group.rest, abs(at - center) / 2))
                }
            }
            at += step
            edges.append(min(at, high))
        }
        return edges
    }
}
