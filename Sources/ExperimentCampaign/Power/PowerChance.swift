// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import ExperimentModel
import Inference

/// How often an effect is found, and how many customers it takes.
extension PowerBuilder {
    /// The chance to find an effect on a level; for rates that of the test which will judge them.
    func chance(
        _ effect: Double, from level: Double, _ sizes: GroupSizes
    ) throws(StatisticsError) -> Double {
        guard metric.isShare else { return try design.power(.absolute(effect), sizes: sizes) }
        return try score(sizes).chance(
            control: level, treatment: Self.rate(level, effect), sizes: sizes)
    }

    /// How many times the customers it takes to find an effect as often as asked; nil where the test
    /// rejects as often without any.
    func factor(
        _ effect: Double, from level: Double, _ sizes: GroupSizes
    ) throws(StatisticsError) -> Double? {
        guard metric.isShare else {
            return try design.sampleSize(
                .absolute(effect), power: model.power,
                treatmentPerControl: sizes.treatment / sizes.control
            ).map { $0.control / sizes.control }
        }
        return try score(sizes).factor(
            chance: model.power, control: level, treatment: Self.rate(level, effect),
            sizes: sizes)
    }

    private func score(_ sizes: GroupSizes) throws(StatisticsError) -> ScoreTestPower {
        try ScoreTestPower(
            criticalValue: try design.test(sizes: sizes).criticalValue, inflation: model.inflation)
    }

    /// A level with an effect; a goal of exactly 0% or 100% may miss it by a rounding.
    private static func rate(_ level: Double, _ effect: Double) -> Double {
        let rate = level + effect
        return abs(rate) < 1e-12 ? 0 : abs(rate - 1) < 1e-12 ? 1 : rate
    }
}
