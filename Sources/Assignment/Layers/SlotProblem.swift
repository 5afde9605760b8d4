// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Why a test cannot have slots of a layer.
public enum SlotProblem: Error, Sendable, Hashable {
    /// More slots are asked for than are free.
    public struct Shortage: Sendable, Hashable {
        /// The key of the layer.
        public var layer: String
        /// The key of the test that asks.
        public var key: String
        /// How many slots it asks for.
        public var wanted: Int
        /// How many are free on every day of its period.
        public var free: Int
        /// The first day of its period.
        public var from: Day
        /// The last day of its period; nil while open.
        public var until: Day?
        /// Who has or rests slots in that period.
        public var holders: [SlotMap.Claim]
    }

    /// The share is nothing or more than the layer; as a fraction.
    case share(Double, key: String)
    /// The last day is before the first.
    case days(from: Day, until: Day, key: String)
    /// Too few slots are free.
    case tooFew(Shortage)
    /// The test has slots, for another share or period.
    case heldAlready(SlotMap.Claim, layer: String)
    /// The test has no slots.
    case noClaim(key: String, layer: String)
    /// The salt of the layer is not the one that the slots were claimed under.
    case saltChanged(layer: String, from: String, to: String)
    /// Two tests have the same slot on the same day.
    case shared(SlotMap.Claim, SlotMap.Claim, layer: String)
    /// The slots of a test are not in order, or not slots.
    case broken(String, layer: String)

    /// The problem as a person reads it.
    public var diagnostic: Diagnostic {
        switch self {
        case .share(let seen, let key):
            Diagnostic(
                .error, "slots-share",
                "`\(Visible.value(key))` asks for \(seen * 100)% of its layer",
                why: "a layer has \(Layer.slotCount) slots, and a test takes at least one",
                fix: "write `slots` of 0.01% to 100%")
        case .days(let from, let until, let key):
            Diagnostic(
                .error, "slots-days",
                "`\(Visible.value(key))` ends on \(until.iso), before it starts on \(from.iso)",
                fix: "swap the days in `schedule`")
        case .tooFew(let shortage): shortage.diagnostic
        case .heldAlready(let claim, let layer):
            Diagnostic(
                .error, "slots-held-already",
                "`\(Visible.value(claim.key))` already has \(claim.share) of layer "
                    + "`\(Visible.value(layer))`, \(claim.period)",
                why: "other slots would be other customers",
                fix: "keep share and schedule as they were, or release the slots first")
        case .noClaim(let key, let layer):
            Diagnostic(
                .error, "slots-none",
                "`\(Visible.value(key))` has no slots of layer `\(Visible.value(layer))`",
                fix: "claim slots by `experiment lock`")
        case .saltChanged(let layer, let from, let to):
            Diagnostic(
                .error, "layer-salt-changed",
                "layer `\(Visible.value(layer))` had the salt `\(Visible.value(from))` and now has "
                    + "`\(Visible.value(to))`",
                why: "every customer would get another slot, so that running tests would mix",
                fix: "write the old salt again, or start a new layer with a key of its own")
        case .shared(let one, let other, let layer):
            Diagnostic(
                .error, "slots-shared",
                "`\(Visible.value(one.key))` and `\(Visible.value(other.key))` have the same slots "
                    + "of layer `\(Visible.value(layer))`",
                why: "tests in a layer never share a customer",
                fix: "restore the file of the layers; do not edit it by hand")
        case .broken(let key, let layer):
            Diagnostic(
                .error, "slots-broken",
                "the slots of `\(Visible.value(key))` in layer `\(Visible.value(layer))` "
                    + "cannot be read",
                why: "a layer has the slots 0 to \(Layer.slotCount - 1), in ascending ranges",
                fix: "restore the file of the layers; do not edit it by hand")
        }
    }
}

extension SlotProblem.Shortage {
    /// The first day from which enough of the slots in question are free for good; nil when that
    /// takes the end of an open test.
    public var possibleFrom: Day? {
        holders.compactMap(\.available).filter { $0 > from }.sorted().first { day in
            let held = holders.filter { $0.available.map { $0 > day } ?? true }
            return held.reduce(0) { $0 + $1.count } + wanted <= Layer.slotCount
        }
    }

    fileprivate var diagnostic: Diagnostic {
        let asked = RingPoints.percent(slots: wanted)
        let left = free == 0 ? "nothing" : "\(RingPoints.percent(slots: free))"
        let who = holders.map { "`\(Visible.value($0.key))` has \($0.share), \($0.period)" }
        var ways: [String] = []
        if free > 0 { ways.append("take `slots: \(RingPoints.percent(slots: free))` or less") }
        if let day = possibleFrom { ways.append("start on \(day.iso) or later") }
        ways.append("use another layer")
        return Diagnostic(
            .error, "layer-full",
            "`\(Visible.value(key))` asks for \(asked) of layer `\(Visible.value(layer))` "
                + "from \(from.iso)\(until.map { " to \($0.iso)" } ?? ""), and \(left) is free",
            why: who.joined(separator: "; "),
            fix: ways.joined(separator: ", or "))
    }
}

extension SlotMap.Claim {
    /// The part of the layer, as `25%`.
    fileprivate var share: String { RingPoints.percent(slots: count) }

    /// The days on which nobody else may have the slots.
    fileprivate var period: String {
        guard let available else { return "from \(from.iso), without an end" }
        let rest = cooldownDays > 0 ? ", rest included" : ""
        return "from \(from.iso) until \(available.previous.iso)\(rest)"
    }
}

extension RingPoints {
    /// Slots of a layer as a percentage.
    fileprivate static func percent(slots: Int) -> String {
        percent(slots * (Allocation.pointCount / Layer.slotCount))
    }
}
