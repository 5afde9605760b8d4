// SPDX-License-Identifier: GPL-3.0-or-later

/// What a variant is in the comparison.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    /// Where possible not contacted.
    case control
    /// Today's contact strategy.
    case base
    /// A new contact strategy.
    case test
}

/// One contact strategy.
public struct Variant: Sendable, Hashable, Codable {
    /// What contacting costs.
    public struct Cost: Sendable, Hashable, Codable {
        /// For each unit contacted.
        public var perContact: Money?
        /// Once for the variant.
        public var fixed: Money?

        /// Creates a cost.
        public init(perContact: Money? = nil, fixed: Money? = nil) {
            self.perContact = perContact
            self.fixed = fixed
        }
    }

    /// The key.
    public var key: String
    /// The name people read; the key when the plan gives none.
    public var name: String
    /// What it is in the comparison.
    public var role: Role
    /// Its share of the units; nil under `weights: even`.
    public var weight: Share?
    /// Whether its units are contacted.
    public var contact: Bool
    /// The channel, in the user's words.
    public var channel: String?
    /// What it costs.
    public var cost: Cost?
    /// The value of the variant column that means this variant; the key when the plan gives none.
    public var match: String

    /// Creates a variant.
    public init(
        key: String, name: String? = nil, role: Role, weight: Share? = nil, contact: Bool? = nil,
        channel: String? = nil, cost: Cost? = nil, match: String? = nil
    ) {
        self.key = key
        self.name = name ?? key
        self.role = role
        self.weight = weight
        self.contact = contact ?? (role != .control)
        self.channel = channel
        self.cost = cost
        self.match = match ?? key
    }
}

/// How units are drawn to variants.
public struct AssignmentRule: Sendable, Hashable, Codable {
    /// The algorithm id; immutable once used.
    public var algorithm: String
    /// The salt of the split draw.
    public var salt: String
    /// Whether the ring is divided evenly; else every variant has a weight.
    public var evenWeights: Bool
    /// The column that holds the unit's id in a customer file.
    public var unit: String

    /// Creates a rule.
    public init(
        algorithm: String = "sha256-52/1", salt: String, evenWeights: Bool = false,
        unit: String = "customer_id"
    ) {
        self.algorithm = algorithm
        self.salt = salt
        self.evenWeights = evenWeights
        self.unit = unit
    }
}
