// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Any comparison, read at one look of a test that is read several times.
///
/// The rule's critical value of Z is turned into the confidence level that it has when read once, and
/// the comparison is made at that level: Pocock's significance-level approach, which carries the
/// boundary over to Student's t, score tests and any other p-value. p is the rule's p of the Z-value
/// with the comparison's own p, so p, absolute and relative interval agree as they do in the
/// comparison itself. Where no result would count at this look, or the level cannot be told from 1,
/// the intervals are infinite.
///
/// ### Reference
/// Pocock (1977). Biometrika 64(2), 191–199. <https://doi.org/10.1093/biomet/64.2.191>
/// Jennison, Turnbull (2000). Group Sequential Methods, section 3.8.
public struct SequentialComparison<Base: ComparisonMethod>: ComparisonMethod {
    /// When a result counts.
    public let rule: SequentialRule
    /// The comparison, at the level of this look.
    public let base: Base
    /// Whether any result could count at this look.
    public let isDecisive: Bool
    /// One minus the error probability over all looks.
    public var confidence: Double { 1 - rule.alpha }

    /// Creates the method for one look.
    ///
    /// - Parameters:
    ///   - rule: When a result counts.
    ///   - base: Makes the comparison of a given two-sided confidence level.
    public init(_ rule: SequentialRule, base: (Double) -> Base) {
        self.rule = rule
        let level = rule.nominalConfidence
        isDecisive = level != nil
        self.base = base(level ?? 0.95)
    }

    /// Compares treatment with control.
    public func compare(control: Base.Summary, treatment: Base.Summary) -> ComparisonOutcome {
        let once = base.compare(control: control, treatment: treatment)
        return ComparisonOutcome(
            method: rule.method,
            absolute: isDecisive ? once.absolute : once.absolute.map { $0.unbounded },
            relative: isDecisive ? once.relative : once.relative.map { $0.unbounded },
            p: once.p.flatMap(repeated), degreesOfFreedom: once.degreesOfFreedom,
            statistic: once.statistic)
    }

    private func repeated(_ once: Double) -> Estimated<Double> {
        estimate { () throws(StatisticsError) in
            // The level as the comparison reads it back, so that both sides of it are the same.
            let level = SignificanceLevel.alpha(confidence: base.confidence)
            let z = once > 1e-300 ? try Normal.upperQuantile(min(0.5, once / 2)) : 38
            return .estimated(try rule.p(z: z, isBeyond: isDecisive && once < level))
        }
    }

    /// Tells where the absolute effect lies against a bar.
    public func position(
        control: Base.Summary, treatment: Base.Summary, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        let position = base.position(
            control: control, treatment: treatment, againstAbsolute: bar)
        return isDecisive ? position : position.map { _ in .undecided }
    }

    /// Tells where the relative effect lies against a bar.
    public func position(
        control: Base.Summary, treatment: Base.Summary, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        let position = base.position(
            control: control, treatment: treatment, againstRelative: bar)
        return isDecisive ? position : position.map { _ in .undecided }
    }
}
