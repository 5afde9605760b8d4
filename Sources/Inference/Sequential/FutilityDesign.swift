// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// A group-sequential test of one direction that may also stop because success has become unlikely.
///
/// Beside the boundary b(k) above, a boundary a(k) below spends the error of the second kind β under
/// the drift θ that the test is planned for:
///
///     P_θ(no stop before, Z(k) < a(k)) = β(t(k)) − β(t(k−1))
///
/// θ is such that both boundaries meet at the last look, where the power is then 1 − β exactly. Where
/// futility is not binding the boundary above ignores it, so that going on in spite of it does no harm
/// to α; where it is binding b(k) is a little lower.
///
/// ### Accuracy
/// Matches R rpact to the tolerance in Golden/gs_futility.jsonl (not binding).
/// ### Reference
/// Jennison, Turnbull (2000). Group Sequential Methods, section 7.3. Pampallona, Tsiatis, Kim (2001).
/// Drug Inf J 35, 1113–1121.
public struct FutilityDesign: Sendable, Hashable {
    /// The boundary of success at each look.
    public let criticalValues: [Double]
    /// The boundary of futility at each look but the last; minus infinity where none.
    public let futilityValues: [Double]
    /// The drift θ at which the power is 1 − β.
    public let drift: Double
    /// θ² over that of a test with one look.
    public let inflationFactor: Double

    /// Plans a test.
    ///
    /// - Parameters:
    ///   - information: The information fraction at each look, increasing to 1.
    ///   - alpha: The error probability of the first kind.
    ///   - beta: The error probability of the second kind; α + β < 1.
    ///   - spending: How α is used up.
    ///   - betaSpending: How β is used up.
    ///   - isBinding: Whether the test must stop at the lower boundary.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain or the search fails.
    public init(
        information: [Double], alpha: Double, beta: Double, spending: SpendingFunction,
        betaSpending: SpendingFunction, isBinding: Bool = false
    ) throws(StatisticsError) {
        guard beta > 0, beta < 1, alpha + beta < 1 else {
            throw .outOfDomain(argument: "beta", value: beta)
        }
        guard let last = information.last, abs(last - 1) < 1e-9 else {
            throw .outOfDomain(argument: "information", value: information.last ?? 0)
        }
        // Checks the rest of the arguments too.
        let design = try GroupSequentialDesign(
            information: information, alpha: alpha, sided: .one, spending: spending)
        var spent: [Double] = []
        for t in information { spent.append(try betaSpending.spent(at: t, of: beta)) }
        spent[spent.count - 1] = beta
        let search = FutilitySearch(
            information: information, alphaSpent: design.alphaSpent, betaSpent: spent,
            criticalValues: isBinding ? nil : design.criticalValues)
        let fixed = try Normal.upperQuantile(alpha) + (try Normal.upperQuantile(beta))
        let excess = { (drift: Double) in (try? search.boundaries(drift: drift).excess) ?? .nan }
        var high = max(0.5, fixed)
        _ = try search.boundaries(drift: high)
        while excess(high) > 0, high < 1e3 { high *= 1.3 }
        drift = try BrentRoot.find(from: 0, to: high, absoluteTolerance: 1e-11, excess)
        let found = try search.boundaries(drift: drift)
        criticalValues = found.upper
        futilityValues = found.lower
        inflationFactor = drift * drift / (fixed * fixed)
    }
}

/// Both boundaries of a test for one drift.
private struct FutilitySearch {
    let information: [Double]
    let alphaSpent: [Double]
    let betaSpent: [Double]
    /// The boundary above where it does not depend on the one below.
    let criticalValues: [Double]?

    /// The boundaries, and how much the error of the second kind at the last look exceeds what is left.
    func boundaries(
        drift: Double
    ) throws(StatisticsError) -> (upper: [Double], lower: [Double], excess: Double) {
        let highest = try Normal.upperQuantile(alphaSpent.last ?? 0.5)
        var density = ScoreDensity.start
        var (upper, lower): ([Double], [Double]) = ([], [])
        var (alphaUsed, betaUsed) = (0.0, 0.0)
        for (look, t) in information.enumerated() {
            let critical: Double
            if let criticalValues {
                critical = criticalValues[look]
            } else {
                critical = try above(density, alphaSpent[look] - alphaUsed, t, upper.last)
            }
            if critical < .infinity { alphaUsed = alphaSpent[look] }
            upper.append(critical)
            let rest = betaSpent[look] - betaUsed
            let tilted = density.tilted(by: drift, toward: t)
            guard look + 1 < information.count else {
                return (upper, lower, tilted.below(critical, at: t) - rest)
            }
            let futility = min(critical, try below(tilted, rest, t, drift))
            if futility > -.infinity { betaUsed = betaSpent[look] }
            lower.append(futility)
            guard critical < .infinity || futility > -.infinity else { continue }
            // Without a boundary above the paths end where no drift and no later look would find them.
            let top = 9 + max(highest, drift * t.squareRoot())
            density = try density.advanced(
                to: t, lower: max(futility, -9), upper: critical < .infinity ? critical : top,
                next: information[look + 1])
        }
        return (upper, lower, 0)
    }

    /// The least that a look must be granted to have a boundary.
    private static func smallest(_ spent: [Double]) -> Double {
        min(1e-15, (spent.last ?? 0) * 1e-12)
    }

    private func above(
        _ density: ScoreDensity, _ increment: Double, _ t: Double, _ guess: Double?
    ) throws(StatisticsError) -> Double {
        guard increment >= Self.smallest(alphaSpent) else { return .infinity }
        return try density.boundary(spending: increment, at: t, near: guess)
    }

    private func below(
        _ density: ScoreDensity, _ increment: Double, _ t: Double, _ drift: Double
    ) throws(StatisticsError) -> Double {
        guard increment >= Self.smallest(betaSpent) else { return -.infinity }
        return -(try density.mirrored.boundary(spending: increment, at: t, drift: -drift))
    }
}
