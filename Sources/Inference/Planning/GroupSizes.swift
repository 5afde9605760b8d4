// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// How many units the control group and each treatment group have.
///
/// Sizes are real numbers, so that a search can be exact; ``roundedUp`` gives whole units.
public struct GroupSizes: Sendable, Hashable {
    /// Units in the control group.
    public let control: Double
    /// Units in each treatment group.
    public let treatment: Double

    /// Creates sizes.
    ///
    /// - Throws: ``StatisticsError`` unless both are positive and finite.
    public init(control: Double, treatment: Double) throws(StatisticsError) {
        guard control > 0, control.isFinite else {
            throw .outOfDomain(argument: "control size", value: control)
        }
        guard treatment > 0, treatment.isFinite else {
            throw .outOfDomain(argument: "treatment size", value: treatment)
        }
        self.control = control
        self.treatment = treatment
    }

    /// Splits a total between the control and several equal treatment groups.
    ///
    /// - Parameters:
    ///   - total: All units.
    ///   - controlShare: The control's part of them, strictly between 0 and 1.
    ///   - treatments: How many treatment groups share the rest.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public init(
        total: Double, controlShare: Double, treatments: Int = 1
    ) throws(StatisticsError) {
        guard controlShare > 0, controlShare < 1 else {
            throw .outOfDomain(argument: "control share", value: controlShare)
        }
        guard treatments > 0 else {
            throw .outOfDomain(argument: "treatment groups", value: Double(treatments))
        }
        try self.init(
            control: total * controlShare,
            treatment: total * (1 - controlShare) / Double(treatments))
    }

    /// Whole units, none fewer.
    public var roundedUp: GroupSizes {
        GroupSizes(unchecked: control.rounded(.up), treatment.rounded(.up))
    }

    private init(unchecked control: Double, _ treatment: Double) {
        self.control = control
        self.treatment = treatment
    }

    /// All units with this many treatment groups.
    public func total(treatments: Int) -> Double { control + Double(treatments) * treatment }
}
