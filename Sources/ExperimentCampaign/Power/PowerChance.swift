// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import ExperimentModel
import Inference

/// How often an effect is found, and how many customers it takes.
extension PowerBuilder {
    /// The chance to find an effect on a level.
    func chance(
        _ effect: Double, from level: Double, _ sizes: GroupSizes
    ) throws(StatisticsError) -> Double {
        try model.chance(
            effect, level: level, deviation: baseline.standardDeviation, sizes)
    }

    /// How many times the customers it takes until a chance is as large as asked.
    ///
    /// - Parameter chance: The chance with so many times the customers, which rises to 1.
    /// - Returns: The factor, to twelve digits; infinite where no number is enough.
    /// - Throws: What the chance throws.
    func factor(
        _ chance: (Double) throws(StatisticsError) -> Double
    ) throws(StatisticsError) -> Double {
        let least = 1e-9
        var high = 1.0
        if try chance(1) >= model.power {
            while high > least, try chance(high / 2) >= model.power { high /= 2 }
            guard high > least else { return least }
        } else {
            high = 2
            while try chance(high) < model.power {
                high *= 2
                guard high < 1e15 else { return .infinity }
            }
        }
        var low = high / 2
        while high - low > 1e-12 * high {
            let middle = (low + high) / 2
            if middle <= low || middle >= high { break }
            if try chance(middle) >= model.power { high = middle } else { low = middle }
        }
        return high
    }
}

extension GroupSizes {
    /// Sizes so many times as large.
    func times(_ factor: Double) throws(StatisticsError) -> GroupSizes {
        try GroupSizes(control: control * factor, treatment: treatment * factor)
    }
}
