// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Compares two means with unequal variances: the default for means.
///
///     difference = mean(T) − mean(C)         se² = s²(T)/n(T) + s²(C)/n(C)
///     df         = Welch–Satterthwaite       interval = difference ± t(1−α/2; df) · se
///     relative   = { ρ : |m(T) − ρ·m(C)| ≤ t·√(v(T) + ρ²·v(C)) } − 1, Fieller with the same t
///
/// Assumes independent units. With skewed values and a small group beside a large one the two tails
/// differ: read ``ContrastSkewGuard`` and use ``StudentisedPermutation`` where it says so.
///
/// - Complexity: O(1).
///
/// ### Accuracy
/// Matches SciPy `ttest_ind(equal_var=False)` to the tolerance in Golden/welch_t.jsonl.
/// ### Reference
/// Welch, B. L. (1947). Biometrika 34(1–2), 28–35. <https://doi.org/10.1093/biomet/34.1-2.28>
public struct Welch: ComparisonMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    /// Compares treatment with control.
    public func compare(control: Moments, treatment: Moments) -> ComparisonOutcome {
        compare(control: control, treatment: treatment, method: .welch)
    }

    func compare(control: Moments, treatment: Moments, method: MethodID) -> ComparisonOutcome {
        switch LinearContrast.make(control: control, treatment: treatment) {
        case .estimated(let contrast): compare(contrast, method: method)
        case .notEstimable(let reason): ComparisonOutcome(method: method, notEstimable: reason)
        }
    }

    /// Compares by Student's t with the contrast's degrees of freedom.
    func compare(_ contrast: LinearContrast, method: MethodID) -> ComparisonOutcome {
        do {
            let t = try StudentT(degreesOfFreedom: contrast.degreesOfFreedom)
            let c = try critical(t)
            let half = c * contrast.standardError
            let absolute = EffectEstimate(
                estimate: contrast.difference, standardError: contrast.standardError,
                low: contrast.difference - half, high: contrast.difference + half)
            return ComparisonOutcome(
                method: method, absolute: .estimated(absolute),
                relative: contrast.relative(from: -c, to: c),
                p: .estimated(try t.twoSidedTail(contrast.statistic)),
                degreesOfFreedom: t.degreesOfFreedom, statistic: contrast.statistic)
        } catch {
            return ComparisonOutcome(method: method, notEstimable: NotEstimableReason(error))
        }
    }

    /// Tells where the difference of means lies against a bar.
    public func position(
        control: Moments, treatment: Moments, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        LinearContrast.make(control: control, treatment: treatment).flatMap {
            position($0, againstAbsolute: bar)
        }
    }

    func position(_ contrast: LinearContrast, againstAbsolute bar: Double) -> Estimated<BarPosition>
    {
        estimate { () throws(StatisticsError) in
            let c = try critical(try StudentT(degreesOfFreedom: contrast.degreesOfFreedom))
            return contrast.position(absolute: bar, from: -c, to: c)
        }
    }

    /// Tells where the relative effect lies against a bar, with the df of the absolute null.
    public func position(
        control: Moments, treatment: Moments, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        LinearContrast.make(control: control, treatment: treatment).flatMap {
            position($0, againstRelative: bar)
        }
    }

    func position(_ contrast: LinearContrast, againstRelative bar: Double) -> Estimated<BarPosition>
    {
        estimate { () throws(StatisticsError) in
            let c = try critical(try StudentT(degreesOfFreedom: contrast.degreesOfFreedom))
            return contrast.position(relative: bar, from: -c, to: c)
        }
    }

    private func critical(_ t: StudentT) throws(StatisticsError) -> Double {
        try t.upperQuantile(try SignificanceLevel.tail(confidence: confidence))
    }
}

/// Compares two ratios of means, such as revenue per order, by Welch on the linearised ratio.
///
///     R = ȳ/x̄      Var(R) = (s²(y) − 2R·s(xy) + R²·s²(x)) / (x̄²·n)
///
/// The unit of analysis is finer than the unit that was assigned; the covariance of numerator and
/// denominator accounts for it. Relative effects by Fieller as in ``Welch``.
///
/// ### Accuracy
/// Matches Golden/ratio_delta.jsonl.
/// ### Reference
/// Deng, Knoblich, Lu (2018). KDD '18. <https://doi.org/10.1145/3219819.3219919>
public struct RatioDelta: ComparisonMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    /// Compares treatment with control.
    public func compare(
        control: BivariateMoments, treatment: BivariateMoments
    ) -> ComparisonOutcome {
        switch Self.linearised(control, treatment) {
        case .estimated(let (c, t)):
            Welch(confidence: confidence).compare(control: c, treatment: t, method: .deltaRatio)
        case .notEstimable(let reason): ComparisonOutcome(method: .deltaRatio, notEstimable: reason)
        }
    }

    /// Tells where the difference of ratios lies against a bar.
    public func position(
        control: BivariateMoments, treatment: BivariateMoments, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        Self.linearised(control, treatment).flatMap {
            Welch(confidence: confidence).position(
                control: $0.0, treatment: $0.1, againstAbsolute: bar)
        }
    }

    /// Tells where the relative effect lies against a bar.
    public func position(
        control: BivariateMoments, treatment: BivariateMoments, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        Self.linearised(control, treatment).flatMap {
            Welch(confidence: confidence).position(
                control: $0.0, treatment: $0.1, againstRelative: bar)
        }
    }

    private static func linearised(
        _ control: BivariateMoments, _ treatment: BivariateMoments
    ) -> Estimated<(Moments, Moments)> {
        control.linearised().flatMap { c in treatment.linearised().map { (c, $0) } }
    }
}
