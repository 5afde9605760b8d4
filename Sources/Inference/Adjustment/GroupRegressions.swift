// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// The regression of each of two groups on covariates centred at the mean of both.
struct GroupRegressions {
    /// A leverage closer to 1 than this leaves no residual to judge by.
    private static let isolation = 1e-10

    /// Residuals below this share of the outcome are rounding of an exact relation.
    private static let roundingNoise = 1e-13

    /// One group's prediction at the mean of the covariates.
    private struct Fit {
        let count: Int
        let intercept: Double
        /// Squared residuals, times their squared influence on the intercept.
        let terms: [Double]
        /// One minus the leverages.
        let freedoms: [Double]

        func variance(_ kind: RobustStandardError) -> Double {
            zip(terms, freedoms).reduce(0) { sum, unit in
                switch kind {
                case .hc0, .hc1: sum + unit.0
                case .hc2: sum + unit.0 / unit.1
                case .hc3: sum + unit.0 / (unit.1 * unit.1)
                }
            }
        }
    }

    private let control: Fit
    private let treatment: Fit
    /// The covariates in use, in increasing order.
    let used: [Int]

    var degreesOfFreedom: Int { control.count + treatment.count - 2 - 2 * used.count }

    /// The two predictions with variances of a kind.
    func contrast(_ kind: RobustStandardError) -> LinearContrast {
        let total = Double(control.count + treatment.count)
        let factor = kind == .hc1 ? total / Double(degreesOfFreedom) : 1
        func moments(_ fit: Fit) -> Moments {
            Moments(uncheckedCount: fit.count, mean: fit.intercept, squared: 0, cubed: nil)
        }
        var contrast = LinearContrast(
            control: moments(control), treatment: moments(treatment),
            controlVariance: factor * control.variance(kind),
            treatmentVariance: factor * treatment.variance(kind))
        contrast.fixedDegreesOfFreedom = Double(degreesOfFreedom)
        return contrast
    }

    static func fit(
        control: RegressionAdjustment.Group, treatment: RegressionAdjustment.Group
    ) -> Estimated<GroupRegressions> {
        guard control.covariates.count == treatment.covariates.count,
            isRectangular(control), isRectangular(treatment)
        else { return .notEstimable(.outOfDomain) }
        guard control.outcome.count > 1, treatment.outcome.count > 1 else {
            return .notEstimable(.tooFewUnits)
        }
        return estimate { () throws(StatisticsError) in
            let centers = try centers(control, treatment)
            let (c, t) = (centred(control, centers), centred(treatment, centers))
            let used = try independent(t, in: independent(c, in: Array(centers.indices)))
            let total = control.outcome.count + treatment.outcome.count
            guard total > 2 + 2 * used.count,
                min(control.outcome.count, treatment.outcome.count)
                    > used.count
            else { return .notEstimable(.tooFewUnits) }
            let first = try fit(control.outcome, used.map { c[$0] })
            let second = try fit(treatment.outcome, used.map { t[$0] })
            let freedoms = first.freedoms + second.freedoms
            guard (freedoms.min() ?? 0) > isolation else { return .notEstimable(.isolatedUnit) }
            return .estimated(GroupRegressions(control: first, treatment: second, used: used))
        }
    }

    private static func isRectangular(_ group: RegressionAdjustment.Group) -> Bool {
        group.covariates.allSatisfy { $0.count == group.outcome.count }
    }

    private static func centers(
        _ control: RegressionAdjustment.Group, _ treatment: RegressionAdjustment.Group
    ) throws(StatisticsError) -> [Double] {
        var result: [Double] = []
        for (c, t) in zip(control.covariates, treatment.covariates) {
            result.append(try Moments(c + t).mean)
        }
        return result
    }

    private static func centred(
        _ group: RegressionAdjustment.Group, _ centers: [Double]
    ) -> [[Double]] {
        zip(group.covariates, centers).map { column, center in column.map { $0 - center } }
    }

    /// Those of the columns that vary and that the others do not explain.
    private static func independent(
        _ columns: [[Double]], in candidates: [Int]
    ) throws(StatisticsError) -> [Int] {
        guard !candidates.isEmpty else { return [] }
        var accumulator = try MultivariateAccumulator(dimension: candidates.count)
        for row in columns[0].indices { accumulator.add(candidates.map { columns[$0][row] }) }
        let moments = try accumulator.moments()
        func sum(_ i: Int, _ j: Int) -> Double { moments.second[PackedIndex.pair(i, j)] }
        let varied = candidates.indices.filter { sum($0, $0) > 0 }
        let matrix = varied.map { i in varied.map { sum(i, $0) } }
        return PivotedCholesky.independent(matrix).map { candidates[varied[$0]] }
    }

    private static func fit(
        _ outcome: [Double], _ columns: [[Double]]
    ) throws(StatisticsError) -> Fit {
        let ones = [Double](repeating: 1, count: outcome.count)
        let fit = try LeastSquares(columns: [ones] + columns, response: outcome)
        let influence = fit.influence(onCoefficient: 0) ?? []
        let squares = fit.residuals.reduce(0) { $0 + $1 * $1 }
        let size = outcome.reduce(0) { $0 + $1 * $1 }
        let isExact = squares <= roundingNoise * roundingNoise * size
        return Fit(
            count: outcome.count, intercept: fit.coefficients[0],
            terms: isExact
                ? outcome.map { _ in 0 }
                : zip(fit.residuals, influence).map { ($0 * $1) * ($0 * $1) },
            freedoms: fit.leverages.map { 1 - $0 })
    }
}
