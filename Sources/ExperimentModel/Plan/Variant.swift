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
    /// The values of the variant column that mean this variant; the key when the plan gives none.
    public var matches: [String]
    /// The value that stands for this variant in files that are written.
    public var match: String { matches.first ?? key }

    /// Creates a variant.
    public init(
        key: String, name: String? = nil, role: Role, weight: Share? = nil, contact: Bool? = nil,
        channel: String? = nil, cost: Cost? = nil, matches: [String] = []
    ) {
        self.key = key
        self.name = name ?? key
        self.role = role
        self.weight = weight
        self.contact = contact ?? (role != .control)
        self.channel = channel
        self.cost = cost
        self.matches = matches.isEmpty ? [key] : matches
    }
}

extension Variant {
    private enum CodingKeys: String, CodingKey {
        case key, name, role, weight, contact, channel, cost, match
    }

    /// Reads a variant whose `match` is one text or a list of texts.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let one = try? values.decode(String.self, forKey: .match)
        self.init(
            key: try values.decode(String.self, forKey: .key),
            name: try values.decode(String.self, forKey: .name),
            role: try values.decode(Role.self, forKey: .role),
            weight: try values.decodeIfPresent(Share.self, forKey: .weight),
            contact: try values.decode(Bool.self, forKey: .contact),
            channel: try values.decodeIfPresent(String.self, forKey: .channel),
            cost: try values.decodeIfPresent(Cost.self, forKey: .cost),
            matches: try one.map { [$0] } ?? values.decode([String].self, forKey: .match))
    }

    /// Writes a single `match` as one text, so that one value and a list of one are the same plan.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(key, forKey: .key)
        try values.encode(name, forKey: .name)
        try values.encode(role, forKey: .role)
        try values.encodeIfPresent(weight, forKey: .weight)
        try values.encode(contact, forKey: .contact)
        try values.encodeIfPresent(channel, forKey: .channel)
        try values.encodeIfPresent(cost, forKey: .cost)
        if matches.count == 1 {
            try values.encode(match, forKey: .match)
        } else {
            try values.encode(matches, forKey: .match)
        }
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
