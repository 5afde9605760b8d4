// SPDX-License-Identifier: GPL-3.0-or-later
import Inference

/// Rounds totals to the precision that their interval earns.
enum Rounding {
    /// The step that an effect is rounded to: so many digits below its half-width, at least one.
    static func step(_ effect: EffectEstimate, digits: Int) -> Double {
        let half = (effect.high - effect.low) / 2
        guard half.isFinite, half > 0 else { return 1 }
        return Decimal.powerOfTen(max(0, Decimal.magnitude(half) - digits))
    }

    /// So many decimals, and up to three more where a number other than zero would print as zero.
    ///
    /// A number that needs more than that prints as less than the smallest number shown.
    static func telling(_ values: [Double], decimals: Int) -> Int {
        let vanishes = { (places: Int) in
            values.contains { abs($0) > 1e-12 && abs($0) < 0.5 / Decimal.powerOfTen(places) }
        }
        return (decimals...decimals + 3).first { !vanishes($0) } ?? decimals
    }

    /// The number rounded to a step.
    static func round(_ value: Double, to step: Double) -> Double {
        value.isFinite ? (value / step).rounded() * step : value
    }
}
