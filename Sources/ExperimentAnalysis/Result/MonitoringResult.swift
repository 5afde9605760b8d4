// SPDX-License-Identifier: GPL-3.0-or-later
public import Inference

/// How a test that may be read before its end stands.
public struct MonitoringResult: Sendable, Hashable {
    /// The kinds of repeated reading.
    public enum Kind: String, Sendable, Hashable {
        /// At planned looks.
        case sequential
        /// At any time.
        case alwaysValid = "always-valid"
    }

    /// One planned look.
    public struct Look: Sendable, Hashable {
        /// Its number, from 1.
        public var number: Int
        /// The share of the planned units at which it is due; for this look, the share there is.
        public var fraction: Double
        /// The two-sided p-value, of one reading, that a difference must be below at this look.
        public var nominalP: Double?

        /// Creates a look.
        public init(number: Int, fraction: Double, nominalP: Double?) {
            self.number = number
            self.fraction = fraction
            self.nominalP = nominalP
        }
    }

    /// One comparison of the primary metric at an earlier time.
    public struct Reading: Sendable, Hashable {
        /// The time as the data give it.
        public var time: String
        /// The share of the planned units at that time.
        public var fraction: Double
        /// The difference with its repeated interval.
        public var absolute: Estimated<EffectEstimate>
        /// Whether the interval excludes zero.
        public var isDecisive: Bool

        /// Creates a reading.
        public init(
            time: String, fraction: Double, absolute: Estimated<EffectEstimate>, isDecisive: Bool
        ) {
            self.time = time
            self.fraction = fraction
            self.absolute = absolute
            self.isDecisive = isDecisive
        }
    }

    /// The readings of one comparison, oldest first.
    public struct History: Sendable, Hashable {
        /// The treatment arm's key.
        public var treatment: String
        /// The reference arm's key.
        public var reference: String
        /// The readings.
        public var readings: [Reading]

        /// Creates a history.
        public init(treatment: String, reference: String, readings: [Reading]) {
            self.treatment = treatment
            self.reference = reference
            self.readings = readings
        }
    }

    /// The kind.
    public var kind: Kind
    /// The units planned for the end.
    public var plannedUnits: Int
    /// The units there are now.
    public var units: Int
    /// The planned looks, those made so far with what was found; empty for always-valid reading.
    public var looks: [Look]
    /// The number of the look that this reading is; nil before the first one, and for always-valid.
    public var look: Int?
    /// The two-sided p-value, of one reading, that a difference must be below now; nil where none
    /// would do.
    public var nominalP: Double?
    /// Earlier readings, where the data have times.
    public var histories: [History]

    /// The share of the planned units that there are.
    public var fraction: Double { Double(units) / Double(max(plannedUnits, 1)) }

    /// Creates a result.
    public init(
        kind: Kind, plannedUnits: Int, units: Int, looks: [Look] = [], look: Int? = nil,
        nominalP: Double? = nil, histories: [History] = []
    ) {
        self.kind = kind
        self.plannedUnits = plannedUnits
        self.units = units
        self.looks = looks
        self.look = look
        self.nominalP = nominalP
        self.histories = histories
    }
}

/// Who was in fact contacted, and what contact did for those it reached.
public struct ContactResult: Sendable, Hashable {
    /// One arm.
    public struct Arm: Sendable, Hashable {
        /// The arm's key.
        public var key: String
        /// Units of which it is known.
        public var count: Int
        /// The share of them that was contacted; nil without units.
        public var rate: Double?

        /// Creates an arm.
        public init(key: String, count: Int, rate: Double?) {
            self.key = key
            self.count = count
            self.rate = rate
        }
    }

    /// The effect of the primary metric on the units that contact reached because of the draw.
    public struct Effect: Sendable, Hashable {
        /// The treatment arm's key.
        public var treatment: String
        /// The reference arm's key.
        public var reference: String
        /// The effect per unit reached, by Fieller.
        public var absolute: Estimated<EffectEstimate>

        /// Creates an effect.
        public init(treatment: String, reference: String, absolute: Estimated<EffectEstimate>) {
            self.treatment = treatment
            self.reference = reference
            self.absolute = absolute
        }
    }

    /// The arms, in plan order.
    public var arms: [Arm]
    /// Each test against control.
    public var effects: [Effect]

    /// Creates a result.
    public init(arms: [Arm], effects: [Effect]) {
        self.arms = arms
        self.effects = effects
    }
}
