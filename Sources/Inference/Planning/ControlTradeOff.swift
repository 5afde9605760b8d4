// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// What a control group costs against what it saves one from missing.
///
///     loss(h) = h + repeats · (1 − power(h))
///
/// in units of the effect on everybody, once. A share h that is held out gives up h times the effect.
/// An effect that is there and is not found is not used afterwards: it is lost as often as it would
/// have been repeated for all units. A larger control costs more and finds more; the best one has the
/// smallest sum. The worth of one outcome multiplies both parts and moves nothing.
///
/// ``PriceOfControl`` is the first part in outcomes.
public struct ControlTradeOff: Sendable, Hashable {
    /// The control's share of all units.
    public let controlShare: Double
    /// The chance to find the effect with it.
    public let power: Double
    /// How often the effect would be had again by all units, once it is found.
    public let repeats: Double

    /// Creates the trade-off at one share.
    public init(controlShare: Double, power: Double, repeats: Double = 1) {
        self.controlShare = controlShare
        self.power = power
        self.repeats = repeats
    }

    /// The expected loss, in units of the effect on everybody.
    public var loss: Double { controlShare + repeats * (1 - power) }

    /// The share with the smallest loss; the smaller share where two lose the same.
    ///
    /// - Parameters:
    ///   - shares: The shares to choose from, ascending.
    ///   - repeats: How often the effect would be had again.
    ///   - power: The chance to find the effect with a share.
    /// - Returns: The best one; nil without shares.
    /// - Throws: What `power` throws.
    public static func best(
        among shares: [Double], repeats: Double = 1,
        power: (Double) throws(StatisticsError) -> Double
    ) throws(StatisticsError) -> ControlTradeOff? {
        var best: ControlTradeOff?
        for share in shares {
            let found = ControlTradeOff(
                controlShare: share, power: try power(share), repeats: repeats)
            if found.loss < (best?.loss ?? .infinity) { best = found }
        }
        return best
    }
}
