// SPDX-License-Identifier: GPL-3.0-or-later

/// The forms of the score for two proportions.
public enum ScoreForm: Sendable, Hashable {
    /// With the variance of Miettinen and Nurminen and the correction for skewness.
    case skewnessCorrected
    /// With the variance of Miettinen and Nurminen.
    case miettinenNurminen
    /// Without the factor N/(N − 1): the pooled z, inverted.
    case mee
}

/// A method that compares two proportions by a score, its intervals being the inverted test.
public protocol ScoreMethod: ComparisonMethod where Summary == Proportion {
    /// The form of the score.
    static var form: ScoreForm { get }
}

extension ScoreMethod {
    private var score: ScoreComparison {
        ScoreComparison(form: Self.form, confidence: confidence)
    }

    /// Compares treatment with control.
    public func compare(control: Proportion, treatment: Proportion) -> ComparisonOutcome {
        score.compare(control, treatment)
    }

    /// Tells where the difference of rates lies against a bar.
    public func position(
        control: Proportion, treatment: Proportion, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        score.position(control, treatment, absolute: bar)
    }

    /// Tells where the relative effect lies against a bar, through the score at ratio 1 + bar.
    public func position(
        control: Proportion, treatment: Proportion, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        score.position(control, treatment, relative: bar)
    }
}

/// Compares two proportions by the skewness-corrected score: the default for proportions.
///
///     S = p̂1 − p̂0 − Δ               V = (p1q1/n1 + p0q0/n0)·N/(N − 1)
///     s = S/√V = z + a(z² − 1)       a = (p1q1(1 − 2p1)/n1² − p0q0(1 − 2p0)/n0²) / (6·V^1.5)
///     p = 2Φ(−|z|) at Δ = 0          interval: all Δ with |z| ≤ z(1 − α/2); ratio likewise with φ
///
/// The rates in V and a are the most likely ones under the tested value. Without the correction a small
/// group beside a large one makes the two tails unequal. With fewer than ten events or non-events in a
/// group read ``SparseProportionGuard`` and ``Fisher`` beside it.
///
/// - Complexity: O(1): some eighty evaluations of the statistic.
///
/// ### Accuracy
/// Matches ratesci `scoreci(skew = TRUE)` to the tolerance in Golden/score_skew_rd.jsonl and _rr.
/// ### Reference
/// Gart, Nam (1990). Biometrics 46(3), 637–643. Laud (2017). Pharmaceutical Statistics 16(5), 334–348.
/// <https://doi.org/10.1002/pst.1813>
public struct SkewnessCorrectedScore: ScoreMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    /// The form of the score.
    public static var form: ScoreForm { .skewnessCorrected }
}

/// Compares two proportions by the score with Miettinen and Nurminen's variance.
///
///     z = (p̂1 − p̂0 − Δ)/√V      V = (p1q1/n1 + p0q0/n0)·N/(N − 1) at the restricted likelihood
///
/// Assumes tails that are alike on both sides; prefer ``SkewnessCorrectedScore`` for unequal groups.
///
/// ### Accuracy
/// Matches Golden/miettinen_nurminen_rd.jsonl and _rr.
/// ### Reference
/// Miettinen, Nurminen (1985). Statistics in Medicine 4(2), 213–226.
/// <https://doi.org/10.1002/sim.4780040211>
public struct MiettinenNurminen: ScoreMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    /// The form of the score.
    public static var form: ScoreForm { .miettinenNurminen }
}

/// Compares two proportions by the pooled z, with the interval that its inversion gives.
///
///     z = (p̂1 − p̂0)/√(p̄(1 − p̄)(1/n1 + 1/n0))
///
/// The intervals are Mee's, the same score at other differences and ratios, so that test and interval
/// always agree; the Wald interval usually printed beside this test does not.
///
/// ### Accuracy
/// Matches the pooled fields of Golden/prop_z.jsonl and `mee_*` of miettinen_nurminen_rd.jsonl.
/// ### Reference
/// Pearson (1900). Mee (1984). Biometrics 40(4), 1175–1176.
public struct PooledZ: ScoreMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    /// The form of the score.
    public static var form: ScoreForm { .mee }
}
