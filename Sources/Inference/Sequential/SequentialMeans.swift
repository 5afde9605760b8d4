// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Compares two means at one look of a test that is read several times.
///
///     difference ± c·se        relative = { φ : |m(T) − φ·m(C)| ≤ c·√(v(T) + φ²·v(C)) } − 1
///
/// with the critical value c of the rule at this look: the repeated interval of a group-sequential
/// test or the confidence sequence of an always-valid one. The p-value comes from the same rule, so p,
/// absolute and relative interval agree. Large samples: c is that of the normal distribution; for small
/// groups use ``SequentialComparison`` over ``Welch``. Where no result would count at this look, the
/// intervals are infinite.
///
/// ### Reference
/// Jennison, Turnbull (2000). Group Sequential Methods, chapter 9.
public struct SequentialMeans: ComparisonMethod, Hashable {
    /// When a result counts.
    public let rule: SequentialRule
    /// One minus the error probability over all looks.
    public var confidence: Double { 1 - rule.alpha }

    /// Creates the method for one look.
    public init(_ rule: SequentialRule) { self.rule = rule }

    /// Creates the always-valid method for two groups of given sizes.
    ///
    /// - Parameters:
    ///   - sequence: Tuned on a planned ``NormalMixtureSequence/effectiveSize(control:treatment:)``.
    ///   - control: The units of control so far.
    ///   - treatment: The units of treatment so far.
    public init(_ sequence: NormalMixtureSequence, control: Int, treatment: Int) {
        rule = .alwaysValid(
            sequence,
            information: NormalMixtureSequence.effectiveSize(control: control, treatment: treatment)
        )
    }

    /// Compares treatment with control.
    public func compare(control: Moments, treatment: Moments) -> ComparisonOutcome {
        let contrast: LinearContrast
        switch LinearContrast.make(control: control, treatment: treatment) {
        case .estimated(let made): contrast = made
        case .notEstimable(let reason):
            return ComparisonOutcome(method: rule.method, notEstimable: reason)
        }
        let c = rule.criticalValue
        let half = c * contrast.standardError
        let difference = contrast.difference
        return ComparisonOutcome(
            method: rule.method,
            absolute: .estimated(
                EffectEstimate(
                    estimate: difference, standardError: contrast.standardError,
                    low: difference - half, high: difference + half)),
            relative: relative(contrast, c),
            p: estimate { () throws(StatisticsError) in
                .estimated(try rule.p(z: contrast.statistic))
            }, statistic: contrast.statistic)
    }

    private func relative(_ contrast: LinearContrast, _ c: Double) -> Estimated<EffectEstimate> {
        if c.isFinite { return contrast.relative(from: -c, to: c) }
        return contrast.relative(from: 0, to: 0).map { $0.unbounded }
    }

    /// Tells where the difference of means lies against a bar.
    public func position(
        control: Moments, treatment: Moments, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        let c = rule.criticalValue
        return LinearContrast.make(control: control, treatment: treatment).flatMap {
            $0.position(absolute: bar, from: -c, to: c)
        }
    }

    /// Tells where the relative effect lies against a bar.
    public func position(
        control: Moments, treatment: Moments, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        let c = rule.criticalValue
        return LinearContrast.make(control: control, treatment: treatment).flatMap {
            $0.position(relative: bar, from: -c, to: c)
        }
    }
}

extension EffectEstimate {
    /// The same estimate with nothing known about how far off it is.
    var unbounded: EffectEstimate {
        EffectEstimate(
            estimate: estimate, standardError: standardError, low: -.infinity, high: .infinity)
    }
}
