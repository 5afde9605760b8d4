// SPDX-License-Identifier: GPL-3.0-or-later

/// What a control group costs: the outcomes it would have brought with the treatment.
///
///     given up = n(C) · effect per unit
///
/// The effect is the absolute one, treatment minus control, in outcomes (or money) per unit. It may
/// be negative: then holding the control out saved something. With an interval of the effect the
/// price has an interval too, because it is the effect times a constant.
public struct PriceOfControl: Sendable, Hashable {
    /// Units held out.
    public let heldOut: Double
    /// The absolute effect per unit.
    public let effect: Double

    /// Creates the price of holding out so many units with such an effect.
    public init(heldOut: Double, effect: Double) {
        self.heldOut = heldOut
        self.effect = effect
    }

    /// The outcomes given up.
    public var outcomes: Double { heldOut * effect }

    /// The range of the outcomes given up over an interval of the effect.
    public func outcomes(over interval: Interval) -> Interval {
        Interval(low: heldOut * interval.low, high: heldOut * interval.high)
    }
}
