// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Independent estimates of one effect with their variances.
struct PooledEstimates {
    let values: [Double]
    let variances: [Double]

    /// Checks the estimates: finite, as many as there are variances, each variance positive.
    static func make(_ values: [Double], _ variances: [Double]) -> Estimated<PooledEstimates> {
        guard values.count == variances.count, values.allSatisfy(\.isFinite),
            variances.allSatisfy(\.isFinite)
        else { return .notEstimable(.outOfDomain) }
        guard !values.isEmpty else { return .notEstimable(.tooFewUnits) }
        guard variances.allSatisfy({ $0 > 0 }) else { return .notEstimable(.zeroVariance) }
        return .estimated(PooledEstimates(values: values, variances: variances))
    }

    /// The mean weighted by inverse variances, its standard error, and the weighted squares about it.
    func pooled(addedVariance: Double = 0) -> (mean: Double, standardError: Double, q: Double) {
        let weights = variances.map { 1 / ($0 + addedVariance) }
        let total = weights.reduce(0, +)
        let mean = zip(weights, values).reduce(0) { $0 + $1.0 / total * $1.1 }
        let q = zip(weights, values).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
        return (mean, (1 / total).squareRoot(), q)
    }
}
