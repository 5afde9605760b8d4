// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import ExperimentModel
import Inference

/// What a few large values do to the chances of a test of means.
extension PowerBuilder {
    /// Whether the normal approximation holds at these sizes, if both groups vary as the history did.
    func skew(_ sizes: GroupSizes) -> PowerReport.Doubt? {
        guard let deviation = baseline.standardDeviation else { return nil }
        let third = baseline.skewness.map { $0 * deviation * deviation * deviation }
        func moments(_ size: Double) -> Moments? {
            try? Moments(
                count: Int(size.rounded()), mean: baseline.value, variance: deviation * deviation,
                thirdCentralMoment: third)
        }
        guard let control = moments(sizes.control), let treatment = moments(sizes.treatment)
        else { return nil }
        let check = ContrastSkewGuard(
            control: control, treatment: treatment,
            otherValuesInSmallerGroup: baseline.shareAboveZero.map {
                Int($0 * min(sizes.control, sizes.treatment))
            })
        return check.status == .ok ? nil : .skewed(status: check.status, gamma: check.gamma)
    }

    /// The chance to find the smallest effect of the plan's row, by drawn tests; nil where the normal
    /// approximation holds or no history gives the values.
    func simulated(
        _ effect: Double?, _ sizes: GroupSizes
    ) throws(StatisticsError) -> PowerReport.Simulated? {
        guard let effect, effect != 0,
            let found = try drawn(effect, from: baseline.value, sizes)
        else { return nil }
        // Two more of each, as Agresti and Coull do: all or none found is no certainty.
        let tests = Double(found.tests) + 4
        let share = (found.chance * Double(found.tests) + 2) / tests
        let error = (share * (1 - share) / tests).squareRoot()
        return PowerReport.Simulated(
            chance: found.chance, standardError: error, tests: found.tests)
    }

    /// How far the skew moves the chance of an effect, on the scale of the normal quantile; 0 where it
    /// moves nothing or nothing is known.
    ///
    /// It falls with the root of the size, as the skewness of a mean does.
    func lean(
        _ effect: Double, from level: Double, _ sizes: GroupSizes
    ) throws(StatisticsError) -> Double {
        guard effect != 0, let found = try drawn(effect, from: level, sizes) else { return 0 }
        let tests = Double(found.tests)
        let share = min(1 - 0.5 / tests, max(0.5 / tests, found.chance))
        let plain = min(1 - 1e-9, max(1e-9, try chance(effect, from: level, sizes)))
        return try Normal.quantile(share) - Normal.quantile(plain)
    }

    private func drawn(
        _ effect: Double, from level: Double, _ sizes: GroupSizes
    ) throws(StatisticsError) -> SkewSimulation.Found? {
        guard case .fixed = plan.decision.monitoring, metric.kind == .mean,
            metric.covariates.isEmpty, metric.cluster == nil, let values = baseline.values,
            skew(sizes) != nil,
            let simulation = SkewSimulation(values, alpha: try model.single(sizes))
        else { return nil }
        return try simulation.chance(effect, from: level - baseline.value, sizes: sizes)
    }
}
