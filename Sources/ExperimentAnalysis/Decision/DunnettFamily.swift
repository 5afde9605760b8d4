// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import ExperimentModel
import Inference

/// The test arms against one reference, corrected together by Dunnett's method.
///
/// The arms share the reference's noise, so that their differences go together and less correction is
/// needed than Holm or Bonferroni take. The correlations are those of the standard errors found:
/// λ(i) = √(v(C) / (v(C) + v(i))), and the degrees of freedom the smallest of the comparisons.
struct DunnettFamily: Sendable {
    private let family: Dunnett
    /// The p-value of one comparison that is significant for all of them together.
    let nominalP: Double

    /// Creates the family; nil where a method has no standard error per arm, as a permutation.
    init?(_ contrasts: [Contrast], confidence: Double) {
        let variances = contrasts.compactMap(\.variancesOfMeans)
        guard variances.count == contrasts.count, let control = variances.first?.control else {
            return nil
        }
        let found = contrasts.map { $0.outcome(confidence: confidence).degreesOfFreedom }
        let degreesOfFreedom = found.compactMap { $0 }.min() ?? .infinity
        guard
            let family = try? Dunnett(
                controlVariance: control, treatmentVariances: variances.map(\.treatment),
                degreesOfFreedom: degreesOfFreedom),
            let critical = try? family.criticalValue(
                alpha: SignificanceLevel.alpha(confidence: confidence)),
            let nominal = try? Self.tail(critical, degreesOfFreedom)
        else { return nil }
        self.family = family
        nominalP = nominal
    }

    /// The p-value of a comparison corrected for all of them.
    func adjusted(_ p: Double) -> Double? {
        guard p < 1 else { return 1 }
        let tail = max(p, 1e-300) / 2
        let df = family.degreesOfFreedom
        let statistic =
            df.isFinite
            ? try? StudentT(degreesOfFreedom: df).upperQuantile(tail)
            : try? Normal.upperQuantile(tail)
        return statistic.flatMap { try? family.adjustedP($0) }.map { max($0, p) }
    }

    private static func tail(_ statistic: Double, _ df: Double) throws(StatisticsError) -> Double {
        df.isFinite
            ? try StudentT(degreesOfFreedom: df).twoSidedTail(statistic)
            : try Normal.twoSidedTail(statistic)
    }
}

extension Contrast {
    /// The variances of the two means that are compared, where the method has them.
    var variancesOfMeans: (control: Double, treatment: Double)? {
        func both(_ control: Moments?, _ treatment: Moments?) -> (Double, Double)? {
            guard let c = control?.varianceOfMean, let t = treatment?.varianceOfMean, c > 0, t > 0
            else { return nil }
            return (c, t)
        }
        switch method {
        case .score(let control, let treatment): return both(Moments(control), Moments(treatment))
        case .welch(let control, let treatment): return both(control, treatment)
        case .ratio(let control, let treatment):
            return both(control.linearised().value, treatment.linearised().value)
        case .adjusted(let pair): return both(pair.control, pair.treatment)
        case .clustered(let control, let treatment):
            guard control.shared(with: treatment) == 0 else { return nil }
            return both(
                control.moments?.linearised().value, treatment.moments?.linearised().value)
        case .permutation, .quantile: return nil
        }
    }
}
