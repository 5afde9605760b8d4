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

    /// The number rounded to a step.
    static func round(_ value: Double, to step: Double) -> Double {
        value.isFinite ? (value / step).rounded() * step : value
    }
}
