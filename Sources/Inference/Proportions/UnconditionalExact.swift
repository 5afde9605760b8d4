// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Boschloo's and Barnard's exact tests of two proportions: the total of events is not given.
///
///     p = max over π of P(a pair of counts at least as extreme; both rates π)
///     Boschloo: extreme by Fisher's one-sided p; two-sided min(1, 2·min(greater, less))
///     Barnard:  extreme by the pooled |z|
///
/// Never less powerful than Fisher's test, which fixes the total. Statistics are compared exactly
/// (Barnard, in whole numbers) or with a tolerance of 1e-10 (Boschloo), so that ties stay ties.
///
/// - Domain: groups of at least one unit, the product of their sizes at most ``largestProduct``.
/// - Complexity: 4,400 sums of O(n(T) + n(C)) for each of the three probabilities.
///
/// ### Accuracy
/// Matches SciPy `boschloo_exact` and `barnard_exact` to the tolerance in
/// Golden/boschloo_barnard.jsonl.
/// ### Reference
/// Barnard (1947). Biometrika 34, 123–138. Boschloo (1970). Statistica Neerlandica 24, 1–35.
public struct UnconditionalExact: Sendable, Hashable {
    /// The largest product of the two sizes.
    public static let largestProduct = 1_000_000

    /// Boschloo's p-value of more events in treatment.
    public let boschlooGreater: Double
    /// Boschloo's p-value of fewer events in treatment.
    public let boschlooLess: Double
    /// Barnard's two-sided p-value with the pooled statistic.
    public let barnardTwoSided: Double

    /// Boschloo's two-sided p-value.
    public var boschlooTwoSided: Double { min(1, 2 * min(boschlooGreater, boschlooLess)) }

    /// Tests treatment against control.
    ///
    /// - Throws: ``StatisticsError`` if a group is empty or the groups are too large.
    public init(control: Proportion, treatment: Proportion) throws(StatisticsError) {
        guard control.count > 0, treatment.count > 0 else {
            throw .outOfDomain(argument: "count", value: 0)
        }
        let (product, isTooLarge) = control.count.multipliedReportingOverflow(by: treatment.count)
        guard !isTooLarge, product <= Self.largestProduct else {
            throw .outOfDomain(
                argument: "product of the sizes",
                value: Double(control.count) * Double(treatment.count))
        }
        boschlooGreater = try Self.boschloo(control, treatment)
        boschlooLess = try Self.boschloo(treatment, control)
        barnardTwoSided = try Self.barnard(control, treatment)
    }

    private static func boschloo(
        _ control: Proportion, _ treatment: Proportion
    ) throws(StatisticsError) -> Double {
        let bar =
            try fisher(control.count, treatment.count, control.successes, treatment.successes)
            * (1 + 1e-10)
        var failure: StatisticsError?
        let region = RejectionRegion(
            control: control.count, treatment: treatment.count,
            isHigh: { x, y in
                do throws(StatisticsError) {
                    return try fisher(control.count, treatment.count, x, y) <= bar
                } catch {
                    failure = error
                    return false
                }
            })
        if let failure { throw failure }
        return try region.largestProbability()
    }

    /// Fisher's one-sided p-value of more events in treatment.
    private static func fisher(
        _ control: Int, _ treatment: Int, _ x: Int, _ y: Int
    ) throws(StatisticsError) -> Double {
        let distribution = try Hypergeometric(marked: treatment, unmarked: control, drawn: x + y)
        let mass = exp(try distribution.logMass(y))
        if y >= distribution.mode { return min(1, mass * distribution.relativeUpperSum(from: y)) }
        return min(1, 1 - mass * (distribution.relativeLowerSum(from: y) - 1))
    }

    private static func barnard(
        _ control: Proportion, _ treatment: Proportion
    ) throws(StatisticsError) -> Double {
        let (n, m) = (treatment.count, control.count)
        // z² is N·cross²/(n·m·events·others); the common factors drop out.
        func parts(_ x: Int, _ y: Int) -> (cross: Int, spread: Int) {
            (y * m - x * n, (x + y) * (n + m - x - y))
        }
        let (cross, spread) = parts(control.successes, treatment.successes)
        guard cross != 0 else { return 1 }
        let bar = Int128(cross) * Int128(cross)
        func isExtreme(_ x: Int, _ y: Int, _ sign: Int) -> Bool {
            let (own, ownSpread) = parts(x, y)
            guard own.signum() == sign else { return false }
            return Int128(own) * Int128(own) * Int128(spread) >= bar * Int128(ownSpread)
        }
        return try RejectionRegion(
            control: m, treatment: n, isHigh: { isExtreme($0, $1, 1) },
            isLow: { isExtreme($0, $1, -1) }
        ).largestProbability()
    }
}
