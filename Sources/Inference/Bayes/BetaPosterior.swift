// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A belief about a rate before the data: a Beta distribution.
public struct BetaPrior: Sendable, Hashable {
    /// The pseudo-count of events.
    public let a: Double
    /// The pseudo-count of units without event.
    public let b: Double

    /// Every rate is as likely as any other.
    public static let uniform = BetaPrior(unchecked: 1, 1)
    /// Jeffreys's prior.
    public static let jeffreys = BetaPrior(unchecked: 0.5, 0.5)

    private init(unchecked a: Double, _ b: Double) {
        self.a = a
        self.b = b
    }

    /// Creates a prior with pseudo-counts that `Beta` accepts.
    public init(a: Double, b: Double) throws(StatisticsError) {
        let beta = try Beta(a, b)
        self.init(unchecked: beta.a, beta.b)
    }
}

/// What is known about a rate after the data, as a Beta distribution.
///
///     posterior = Beta(a + x, b + n − x)
///
/// ### Accuracy
/// Matches Golden/beta_binomial.jsonl, which holds counts up to 1e9.
/// ### Reference
/// Gelman et al. (2013). Bayesian Data Analysis, third edition, chapter 2.
public struct BetaPosterior: Sendable, Hashable {
    private let beta: Beta
    private let mirrored: Beta

    /// Creates the posterior of a rate.
    ///
    /// - Throws: ``StatisticsError`` if the counts are too large.
    public init(_ data: Proportion, prior: BetaPrior = .uniform) throws(StatisticsError) {
        try self.init(a: prior.a + Double(data.successes), b: prior.b + Double(data.failures))
    }

    /// Creates a Beta distribution.
    public init(a: Double, b: Double) throws(StatisticsError) {
        beta = try Beta(a, b)
        mirrored = try Beta(b, a)
    }

    /// The first shape: events and pseudo-events.
    public var a: Double { beta.a }
    /// The second shape: the others.
    public var b: Double { beta.b }
    /// The mean.
    public var mean: Double { a / (a + b) }

    /// The interval that leaves the same probability on either side.
    ///
    /// - Parameter level: The probability inside, strictly between 0 and 1.
    /// - Returns: The interval.
    /// - Throws: ``StatisticsError`` if the level is outside its domain.
    public func equalTailed(level: Double) throws(StatisticsError) -> Interval {
        let tail = try SignificanceLevel.tail(confidence: level)
        return Interval(low: try quantile(tail), high: try upperQuantile(tail))
    }

    /// The shortest interval: every rate inside is more likely than any outside.
    ///
    /// One-sided where the density only falls (a ≤ 1) or only rises (b ≤ 1); the equal-tailed one
    /// where it does both or neither.
    ///
    /// - Parameter level: The probability inside, strictly between 0 and 1.
    /// - Returns: The interval.
    /// - Throws: ``StatisticsError`` if the level is outside its domain.
    public func highestDensity(level: Double) throws(StatisticsError) -> Interval {
        let outside = 2 * (try SignificanceLevel.tail(confidence: level))
        if a <= 1 && b <= 1 { return try equalTailed(level: level) }
        // On the side of 0, where a distance keeps its digits.
        if a > b {
            let other = try BetaPosterior(a: b, b: a).highestDensity(level: level)
            return Interval(low: 1 - other.high, high: 1 - other.low)
        }
        if a <= 1 { return Interval(low: 0, high: try upperQuantile(outside)) }
        func excess(_ logTail: Double) -> Double {
            let tail = exp(logTail)
            do throws(StatisticsError) {
                let (low, high) = (try quantile(tail), try upperQuantile(outside - tail))
                guard low > 0 else { return -.greatestFiniteMagnitude }
                return try beta.logDensity(low) - (try beta.logDensity(high))
            } catch { return .nan }
        }
        // The longer tail is above; the one below may be of no size at all.
        let (least, most) = (log(outside * 1e-80), log(outside / 2))
        let tail: Double
        if excess(least) >= 0 {
            tail = exp(least)
        } else if excess(most) <= 0 {
            tail = exp(most)
        } else {
            tail = exp(try BrentRoot.find(from: least, to: most, relativeTolerance: 1e-12, excess))
        }
        return Interval(low: try quantile(tail), high: try upperQuantile(outside - tail))
    }

    /// The rate below which lies the probability `p`.
    public func quantile(_ p: Double) throws(StatisticsError) -> Double { try beta.quantile(p) }

    /// The rate above which lies the probability `p`.
    public func upperQuantile(_ p: Double) throws(StatisticsError) -> Double {
        try beta.upperQuantile(p)
    }

    // MARK: on the logit scale

    /// Where the density of the logit has its peak, and its width.
    var logitPeak: LogitMesh.Feature {
        LogitMesh.Feature(center: log(a / b), width: (1 / a + 1 / b).squareRoot())
    }

    /// The logarithm of the density of the logit.
    func logDensity(_ at: LogitPoint) throws(StatisticsError) -> Double {
        let density =
            at.rate <= 0.5 ? try beta.logDensity(at.rate) : try mirrored.logDensity(at.rest)
        return density + log(at.rate) + log(at.rest)
    }

    /// The probability of a lower rate.
    func lowerTail(_ at: LogitPoint) throws(StatisticsError) -> Double {
        at.rate <= 0.5 ? try beta.lowerTail(at.rate) : try mirrored.upperTail(at.rest)
    }

    /// The logarithm of the probability of a lower rate, with all digits where it is almost 1.
    func logLowerTail(_ at: LogitPoint) throws(StatisticsError) -> Double {
        let lower = try lowerTail(at)
        if lower < 0.5 { return log(lower) }
        return log1p(
            -(at.rate <= 0.5 ? try beta.upperTail(at.rate) : try mirrored.lowerTail(at.rest)))
    }

    /// The range of logits outside of which there is nothing worth counting.
    func logitRange() throws(StatisticsError) -> ClosedRange<Double> {
        let peak = logitPeak
        let top = try logDensity(LogitPoint(peak.center))
        var edges: [Double] = []
        for direction in [-1.0, 1] {
            var distance = peak.width
            while abs(peak.center + direction * distance) < 650,
                try logDensity(LogitPoint(peak.center + direction * distance)) > top - 45
            {
                distance *= 1.25
            }
            edges.append(peak.center + direction * distance)
        }
        return edges[0]...edges[1]
    }
}
