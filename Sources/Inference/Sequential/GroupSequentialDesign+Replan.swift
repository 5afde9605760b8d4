// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

extension GroupSequentialDesign {
    /// Plans the looks a test has really had, with the information it really had at each.
    ///
    /// The spending function is read at the observed information over the planned maximum, so looks may
    /// come earlier, later or more often than planned: what a look spent depends only on the looks up
    /// to it and does not change afterwards. A look that brings less than 1e-5 of the planned
    /// information, or whose information went down, counts as the look before it and shares its
    /// boundary. Past the planned maximum everything is spent; set `isFinal` where the test ends before
    /// it, so that the last look spends what is left.
    ///
    /// - Parameters:
    ///   - observed: The information at each look so far, in any unit, such as 1/se² or the effective
    ///     size 1/(1/n(C) + 1/n(T)).
    ///   - planned: The information planned for the end, in the same unit; fixed before the first look.
    ///   - alpha: The error probability, strictly between 0 and 1.
    ///   - sides: One or both directions.
    ///   - spending: How the error probability is used up.
    ///   - isFinal: Whether no further look will follow, whatever the information.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public init(
        observed: [Double], planned: Double, alpha: Double = 0.05, sided sides: TestSides = .two,
        spending: SpendingFunction = .obrienFleming, isFinal: Bool = false
    ) throws(StatisticsError) {
        guard planned > 0, planned.isFinite else {
            throw .outOfDomain(argument: "planned information", value: planned)
        }
        var information: [Double] = []
        for value in observed {
            let fraction = value / planned
            guard fraction > 0, fraction <= 1e6 else {
                throw .outOfDomain(argument: "information", value: value)
            }
            let before = information.last ?? 0
            information.append(fraction - before < 1e-5 && before > 0 ? before : fraction)
        }
        try self.init(
            information: information, alpha: alpha, sides: sides,
            schedule: .function(spending, isFinal: isFinal), repeatsAllowed: true)
    }

    /// Plans the rest of a test anew and keeps what the looks so far have spent.
    ///
    /// For a change of the planned maximum, or of the looks to come. The rest of the error probability is
    /// spent along the same function from where the test stands:
    ///
    ///     spent + (α − spent)·(a(t) − a(t₀))/(α − a(t₀))         t₀ the information at the last look made
    ///
    /// The new information must be chosen without regard to the effect seen.
    ///
    /// - Parameters:
    ///   - looksMade: The number of looks made under this plan.
    ///   - information: The information fraction at every look, those made first, all on the new scale.
    ///   - spending: How the rest is used up.
    /// - Returns: The new plan; the error probability spent by the looks made is unchanged.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public func replanned(
        looksMade: Int, information: [Double], spending: SpendingFunction
    ) throws(StatisticsError) -> GroupSequentialDesign {
        guard looksMade >= 0, looksMade <= self.information.count, looksMade < information.count
        else { throw .outOfDomain(argument: "looks made", value: Double(looksMade)) }
        let total = alpha / sides.count
        var spent = alphaSpent[..<looksMade].map { $0 / sides.count }
        let before = spent.last ?? 0
        let origin = looksMade == 0 ? 0 : information[looksMade - 1]
        let used = origin > 0 ? try spending.spent(at: origin, of: total) : 0
        for t in information[looksMade...] {
            let share =
                used < total ? (try spending.spent(at: t, of: total) - used) / (total - used) : 1
            spent.append(before + (total - before) * max(0, share))
        }
        return try GroupSequentialDesign(
            information: information, alpha: alpha, sides: sides,
            schedule: .profile(spent.map { $0 / total }), repeatsAllowed: true)
    }
}
