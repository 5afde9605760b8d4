// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Adjusts a comparison by covariates from before the treatment (CUPED).
///
///     adjusted value = y − θ'(x − x̄)        θ = S(xx)⁻¹·S(xy) over all units of both groups
///     adjusted mean  = ȳ − θ'(x̄ − x̄(both))  s² = s²(y) − 2θ's(xy) + θ'S(xx)θ  in each group
///
/// The sums S are about the means of both groups together, so θ is that of an ordinary regression of
/// y on x alone. A ratio, as outcome or as covariate, is linearised: for θ at the means of both groups,
/// for means and variances at those of its own group.
///
/// Covariates must be known before the treatment. Where a unit has no such value, give a constant for
/// it and add a variable that is 1 for these units and 0 for the others: whatever the constant, the
/// result is the same. A covariate that is constant within the groups, or whose variance is explained
/// by the others to 1 part in 10¹⁰, is dropped; without any left the plain values remain.
///
/// Not estimable: `too-few-units` with fewer than two units in a group or fewer than three more in
/// both than covariates in use, `zero-variance` if the plain values have none, `zero-denominator`.
///
/// ### Accuracy
/// Matches Golden/cuped.jsonl, cuped_multi.jsonl and cuped_ratio.jsonl.
/// ### Reference
/// Deng, Xu, Kohavi, Walker (2013). WSDM '13, 123–132. <https://doi.org/10.1145/2433396.2433413>
public struct CovariateAdjustment: Sendable, Hashable {
    /// What is compared.
    public let outcome: Quantity
    /// What it is adjusted by.
    public let covariates: [Quantity]

    /// Creates the adjustment.
    public init(outcome: Quantity = .mean(0), covariates: [Quantity]) {
        self.outcome = outcome
        self.covariates = covariates
    }

    /// The name of the method in results.
    public var method: MethodID {
        switch outcome {
        case .mean: .cuped
        case .ratio: .cupedRatio
        }
    }

    /// Adjusts two groups whose variables stand in the same order.
    public func adjust(
        control: MultivariateMoments, treatment: MultivariateMoments
    ) -> Estimated<AdjustedPair> {
        guard control.count > 1, treatment.count > 1 else { return .notEstimable(.tooFewUnits) }
        guard control.dimension == treatment.dimension else { return .notEstimable(.outOfDomain) }
        let pooled = control.uncheckedMerged(with: treatment)
        let slopes = LinearisedQuantity.make(outcome, of: pooled).flatMap { y in
            covariates.estimatedMap { LinearisedQuantity.make($0, of: pooled) }.flatMap { x in
                Slopes.fit(y, x, pooled: pooled, groups: [control, treatment])
            }
        }
        return slopes.flatMap { slopes in
            group(control, slopes).flatMap { c in
                group(treatment, slopes).flatMap { t in pair(c, t, slopes) }
            }
        }
    }

    /// One group before and after.
    private struct Group {
        let plain: Moments
        let adjusted: Moments
        let value: AdjustedValue
        let covariance: Double
    }

    private func group(_ moments: MultivariateMoments, _ slopes: Slopes) -> Estimated<Group> {
        LinearisedQuantity.make(outcome, of: moments).flatMap { y in
            covariates.estimatedMap { LinearisedQuantity.make($0, of: moments) }.flatMap { x in
                var (mean, weights) = (y.value, y.weights)
                for (index, slope) in slopes.coefficients.enumerated() where slope != 0 {
                    mean -= slope * (x[index].value - slopes.centers[index])
                    for i in weights.indices { weights[i] -= slope * x[index].weights[i] }
                }
                return estimate { () throws(StatisticsError) in
                    let adjusted = try moments.combination(weights: weights)
                    let plain = try moments.combination(weights: y.weights)
                    return .estimated(
                        Group(
                            plain: try plain.recentred(at: y.value),
                            adjusted: try adjusted.recentred(at: mean),
                            value: AdjustedValue(
                                constant: mean - adjusted.mean, weights: weights),
                            covariance: moments.product(weights, y.weights)
                                / Double(moments.count - 1)))
                }
            }
        }
    }

    private func pair(_ c: Group, _ t: Group, _ slopes: Slopes) -> Estimated<AdjustedPair> {
        let plain = (c.plain.varianceOfMean ?? 0) + (t.plain.varianceOfMean ?? 0)
        let adjusted = (c.adjusted.varianceOfMean ?? 0) + (t.adjusted.varianceOfMean ?? 0)
        guard plain > 0 else { return .notEstimable(.zeroVariance) }
        guard (adjusted / plain).isFinite else { return .notEstimable(.outOfDomain) }
        return .estimated(
            AdjustedPair(
                method: method, control: c.adjusted, treatment: t.adjusted,
                unadjustedControl: c.plain, unadjustedTreatment: t.plain,
                coefficients: slopes.coefficients, dropped: slopes.dropped,
                varianceReduction: 1 - adjusted / plain, controlValue: c.value,
                treatmentValue: t.value, controlCovariance: c.covariance))
    }
}

/// θ of each covariate, and the means they are centred at.
private struct Slopes {
    let coefficients: [Double]
    let centers: [Double]
    let dropped: [AdjustedPair.DroppedCovariate]

    static func fit(
        _ y: LinearisedQuantity, _ x: [LinearisedQuantity], pooled: MultivariateMoments,
        groups: [MultivariateMoments]
    ) -> Estimated<Slopes> {
        // What counts is variation within the groups: between them it is the treatment's.
        func within(_ a: Int, _ b: Int) -> Double {
            groups.reduce(0) { $0 + $1.product(x[a].weights, x[b].weights) }
        }
        let varied = x.indices.filter { index in
            let noise = groups.reduce(0) { $0 + $1.uncancelled(x[index].weights) }
            return within(index, index) > MultivariateMoments.roundingNoise * noise
        }
        let matrix = varied.map { i in varied.map { within(i, $0) } }
        guard matrix.joined().allSatisfy(\.isFinite) else { return .notEstimable(.outOfDomain) }
        let used = PivotedCholesky.independent(matrix).map { varied[$0] }
        guard pooled.count > used.count + 2 else { return .notEstimable(.tooFewUnits) }
        let total = used.map { i in used.map { pooled.product(x[i].weights, x[$0].weights) } }
        let right = used.map { pooled.product(x[$0].weights, y.weights) }
        guard let solution = PivotedCholesky.solve(total, right), solution.allSatisfy(\.isFinite)
        else { return .notEstimable(.outOfDomain) }
        var coefficients = [Double](repeating: 0, count: x.count)
        for (index, value) in zip(used, solution) { coefficients[index] = value }
        return .estimated(
            Slopes(
                coefficients: coefficients, centers: x.map(\.value),
                dropped: x.indices.filter { !used.contains($0) }.map {
                    AdjustedPair.DroppedCovariate(
                        covariate: $0, reason: varied.contains($0) ? .collinear : .constant)
                }))
    }
}

extension Moments {
    /// The same deviations about another mean.
    func recentred(at mean: Double) throws(StatisticsError) -> Moments {
        try Moments(
            count: count, mean: mean, sumOfSquaredDeviations: sumOfSquaredDeviations,
            sumOfCubedDeviations: sumOfCubedDeviations)
    }
}
