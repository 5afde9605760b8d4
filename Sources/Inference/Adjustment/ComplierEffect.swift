// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// The effect on the units that the treatment reached, because they were to be treated.
///
///     A = ȳ(T) − ȳ(C)        the effect of being assigned, on all units
///     B = x̄(T) − x̄(C)        the difference of the rates of contact, x = 1 if contacted, else 0
///     effect = A/B           { ρ : |A − ρB| ≤ t·√(V(AA) − 2ρ·V(AB) + ρ²·V(BB)) }, Fieller
///
/// Every unit counts in the group it was assigned to; units that were reached are never compared with
/// units that were not. Holds if being assigned changes the outcome only through contact and nobody is
/// contacted just because he was not to be. When all of treatment and a share p of control were
/// contacted the effect is A/(1 − p).
///
/// t has Welch's degrees of freedom of A, so that the interval excludes 0 exactly when that of A does.
/// The p-value is that of A; there is no relative effect.
///
/// Not estimable: `too-few-units`, `zero-variance`, `denominator-near-zero` if the rates of contact
/// cannot be told apart at the same critical value, `out-of-domain` if a rate is not within 0…1.
///
/// ### Accuracy
/// Matches Golden/complier_effect.jsonl.
/// ### Reference
/// Angrist, Imbens, Rubin (1996). JASA 91(434), 444–455. <https://doi.org/10.1080/01621459.1996.10476902>
public struct ComplierEffect: Sendable, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    /// Estimates the effect from outcome (y) and contact (x) of the units of each group.
    public func compare(
        control: BivariateMoments, treatment: BivariateMoments
    ) -> ComparisonOutcome {
        let outcome = LinearContrast.make(control: control.y, treatment: treatment.y)
            .flatMap { contrast -> Estimated<ComparisonOutcome> in
                guard Self.isRate(control.x), Self.isRate(treatment.x) else {
                    return .notEstimable(.outOfDomain)
                }
                let fieller = Self.fieller(contrast, control, treatment)
                return interval(fieller, contrast.degreesOfFreedom).flatMap { effect in
                    estimate { () throws(StatisticsError) in
                        let t = try StudentT(degreesOfFreedom: contrast.degreesOfFreedom)
                        return .estimated(
                            ComparisonOutcome(
                                method: .complier, absolute: .estimated(effect),
                                relative: .notEstimable(.notApplicable),
                                p: .estimated(try t.twoSidedTail(contrast.statistic)),
                                degreesOfFreedom: contrast.degreesOfFreedom,
                                statistic: contrast.statistic))
                    }
                }
            }
        switch outcome {
        case .estimated(let outcome): return outcome
        case .notEstimable(let reason):
            return ComparisonOutcome(method: .complier, notEstimable: reason)
        }
    }

    private func interval(
        _ fieller: Fieller, _ degreesOfFreedom: Double
    ) -> Estimated<EffectEstimate> {
        guard fieller.denominator != 0 else { return .notEstimable(.denominatorNearZero) }
        return fieller.set(confidence: confidence, degreesOfFreedom: degreesOfFreedom)
            .flatMap { set in
                guard case .bounded(let interval) = set else {
                    return .notEstimable(.denominatorNearZero)
                }
                return .estimated(
                    EffectEstimate(
                        estimate: fieller.numerator / fieller.denominator,
                        standardError: fieller.standardError, low: interval.low,
                        high: interval.high))
            }
    }

    private static func isRate(_ contact: Moments) -> Bool { (0...1).contains(contact.mean) }

    static func fieller(
        _ contrast: LinearContrast, _ control: BivariateMoments, _ treatment: BivariateMoments
    ) -> Fieller {
        func perUnit(_ group: BivariateMoments) -> Double {
            (group.covariance ?? 0) / Double(group.count)
        }
        return Fieller(
            numerator: contrast.difference, denominator: treatment.x.mean - control.x.mean,
            numeratorVariance: contrast.treatmentVariance + contrast.controlVariance,
            denominatorVariance: (treatment.x.varianceOfMean ?? 0)
                + (control.x.varianceOfMean ?? 0),
            covariance: perUnit(treatment) + perUnit(control))
    }
}
