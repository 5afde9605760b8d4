// SPDX-License-Identifier: GPL-3.0-or-later

/// A global control: customers held out of all campaigns, drawn before everything else.
///
/// One fixed salt makes a ring of a million points. Period p owns the arc that starts at p steps,
/// where the step is what two consecutive periods do not share; without ``rotation`` there is one
/// arc for good.
public struct Holdout: Sendable, Hashable, Codable {
    /// How the arc moves over time.
    public struct Rotation: Sendable, Hashable, Codable {
        /// How long one period takes.
        public enum Every: String, Sendable, Hashable, Codable, CaseIterable {
            /// A calendar month.
            case month
            /// Three calendar months.
            case quarter
            /// Six calendar months.
            case halfYear = "half_year"
            /// Twelve calendar months.
            case year
        }

        /// How long one period takes, counted in calendar months from ``Holdout/from``.
        public var every: Every
        /// The part of one period's group that was in the group of the period before.
        public var overlap: Share

        /// Creates a rotation.
        public init(every: Every, overlap: Share) {
            self.every = every
            self.overlap = overlap
        }
    }

    /// A second arc of people who are not held out, to compare the held out with.
    public struct Comparator: Sendable, Hashable, Codable {
        /// The periods in which none of them may have been held out.
        public var clearPeriods: Int

        /// Creates a comparator.
        public init(clearPeriods: Int) { self.clearPeriods = clearPeriods }
    }

    /// The key.
    public var key: String
    /// The share of the customers that is held out.
    public var share: Share
    /// The salt of the ring; fixed for good.
    public var salt: String
    /// The first day.
    public var from: Day
    /// The last day, included; nil while open.
    public var until: Day?
    /// How the arc moves; nil keeps the same people.
    public var rotation: Rotation?
    /// The group to compare with; nil when none is kept.
    public var comparator: Comparator?
    /// The purposes whose messages everybody gets.
    public var exempt: [Purpose]

    /// Creates a global control.
    public init(
        key: String, share: Share, salt: String, from: Day, until: Day? = nil,
        rotation: Rotation? = nil, comparator: Comparator? = nil, exempt: [Purpose] = []
    ) {
        self.key = key
        self.share = share
        self.salt = salt
        self.from = from
        self.until = until
        self.rotation = rotation
        self.comparator = comparator
        self.exempt = exempt
    }
}

/// A layer: tests in it never share a unit.
public struct Layer: Sendable, Hashable, Codable {
    /// The number of slots in a layer; a slot is 100 points of its ring.
    public static let slotCount = 10_000

    /// The key.
    public var key: String
    /// The salt of its ring.
    public var salt: String
    /// How long slots rest after a test before another may have them.
    public var cooldown: PlanDuration?

    /// Creates a layer.
    public init(key: String, salt: String, cooldown: PlanDuration? = nil) {
        self.key = key
        self.salt = salt
        self.cooldown = cooldown
    }
}
