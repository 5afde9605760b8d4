// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// The value of one unit after an adjustment: constant + Σ wᵢ·xᵢ of its row.
public struct AdjustedValue: Sendable, Hashable {
    /// What is added.
    public let constant: Double
    /// One weight for each variable of the row.
    public let weights: [Double]

    /// The adjusted value of a row; nil if the row has another number of variables.
    public func callAsFunction(_ row: UnsafeBufferPointer<Double>) -> Double? {
        guard row.count == weights.count else { return nil }
        var sum = constant
        for (index, weight) in weights.enumerated() { sum += weight * row[index] }
        return sum
    }

    /// The adjusted value of a row given as an array; nil if it has another number of variables.
    public func callAsFunction(_ row: [Double]) -> Double? {
        row.withUnsafeBufferPointer { self($0) }
    }
}

/// Two groups after adjustment by covariates, ready for every method for means.
public struct AdjustedPair: Sendable, Hashable {
    /// A covariate that was not used.
    public struct DroppedCovariate: Sendable, Hashable {
        /// Why.
        public enum Reason: String, Sendable, Hashable, Codable {
            /// Within the groups all units have the same value.
            case constant
            /// It is a combination of the other covariates.
            case collinear
        }
        /// Its place in the list of covariates.
        public let covariate: Int
        /// Why it was not used.
        public let reason: Reason
    }

    /// ``MethodID/cuped`` or ``MethodID/cupedRatio``.
    public let method: MethodID
    /// The adjusted values of control: their mean, squares and, where known, cubes.
    public let control: Moments
    /// The adjusted values of treatment.
    public let treatment: Moments
    /// The values of control as they were, linearised if a ratio.
    public let unadjustedControl: Moments
    /// The values of treatment as they were, linearised if a ratio.
    public let unadjustedTreatment: Moments
    /// θ of each covariate in order; 0 where it was dropped.
    public let coefficients: [Double]
    /// The covariates that were not used.
    public let dropped: [DroppedCovariate]
    /// One minus the variance of the adjusted difference over that of the plain one.
    public let varianceReduction: Double
    /// How the adjusted value of a unit of control is made.
    public let controlValue: AdjustedValue
    /// How the adjusted value of a unit of treatment is made; the same as of control for means.
    public let treatmentValue: AdjustedValue
    /// The sample covariance of adjusted and plain values in control.
    public let controlCovariance: Double

    /// Compares the adjusted groups by Welch, relative to the adjusted mean of control.
    public func compare(confidence: Double = 0.95) -> ComparisonOutcome {
        Welch(confidence: confidence).compare(
            control: control, treatment: treatment, method: method)
    }

    /// The adjusted difference over the plain mean of control, by Fieller.
    ///
    ///     se² = (v(D) + 2r·cov/n(C) + r²·v(C)/n(C)) / m(C)²      r = D/m(C), cov = ``controlCovariance``
    ///
    /// Excludes 0 exactly when the interval of the adjusted difference does.
    public func relativeToUnadjustedControl(
        confidence: Double = 0.95
    ) -> Estimated<EffectEstimate> {
        LinearContrast.make(control: control, treatment: treatment).flatMap { contrast in
            let base = unadjustedControl.mean
            guard base > 0 else { return .notEstimable(.controlNotPositive) }
            let fieller = overUnadjustedControl(contrast)
            return fieller.set(
                confidence: confidence, degreesOfFreedom: contrast.degreesOfFreedom
            ).flatMap { set in
                guard case .bounded(let interval) = set else {
                    return .notEstimable(.controlNearZero)
                }
                return .estimated(
                    EffectEstimate(
                        estimate: contrast.difference / base,
                        standardError: fieller.standardError, low: interval.low,
                        high: interval.high))
            }
        }
    }

    func overUnadjustedControl(_ contrast: LinearContrast) -> Fieller {
        Fieller(
            numerator: contrast.difference, denominator: unadjustedControl.mean,
            numeratorVariance: contrast.treatmentVariance + contrast.controlVariance,
            denominatorVariance: unadjustedControl.varianceOfMean ?? 0,
            covariance: -controlCovariance / Double(control.count))
    }
}

extension Fieller {
    /// The delta-method standard error of the ratio.
    var standardError: Double {
        let ratio = numerator / denominator
        let squared =
            numeratorVariance - 2 * ratio * covariance + ratio * ratio * denominatorVariance
        return max(0, squared).squareRoot() / abs(denominator)
    }
}
