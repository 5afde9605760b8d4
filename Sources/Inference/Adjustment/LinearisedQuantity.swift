// SPDX-License-Identifier: GPL-3.0-or-later

/// A mean or a ratio of two means, named by the positions of its variables.
public enum Quantity: Sendable, Hashable {
    /// The mean of one variable.
    case mean(Int)
    /// The mean of one variable over the mean of another.
    case ratio(numerator: Int, denominator: Int)
}

/// A quantity as a mean of per-unit values that are linear in the variables.
///
///     mean: value = x̄, unit = x        ratio: value R = ȳ/x̄, unit = R + (y − R·x)/x̄
struct LinearisedQuantity {
    let value: Double
    /// One weight for each variable: the unit's deviation is Σ wᵢ·dᵢ.
    let weights: [Double]

    static func make(
        _ quantity: Quantity, of moments: MultivariateMoments
    ) -> Estimated<LinearisedQuantity> {
        var weights = [Double](repeating: 0, count: moments.dimension)
        switch quantity {
        case .mean(let index):
            guard weights.indices.contains(index) else { return .notEstimable(.outOfDomain) }
            weights[index] = 1
            return .estimated(
                LinearisedQuantity(value: moments.means[index], weights: weights))
        case .ratio(let numerator, let denominator):
            guard weights.indices.contains(numerator), weights.indices.contains(denominator),
                numerator != denominator
            else { return .notEstimable(.outOfDomain) }
            let base = moments.means[denominator]
            let ratio = moments.means[numerator] / base
            guard base != 0, ratio.isFinite, (1 / base).isFinite else {
                return .notEstimable(.zeroDenominator)
            }
            weights[numerator] = 1 / base
            weights[denominator] = -ratio / base
            return .estimated(LinearisedQuantity(value: ratio, weights: weights))
        }
    }
}

extension Sequence {
    /// Applies a function to each element, and gives the first reason if one has no answer.
    func estimatedMap<Value>(
        _ transform: (Element) -> Estimated<Value>
    ) -> Estimated<[Value]> {
        var result: [Value] = []
        for element in self {
            switch transform(element) {
            case .estimated(let value): result.append(value)
            case .notEstimable(let reason): return .notEstimable(reason)
            }
        }
        return .estimated(result)
    }
}
