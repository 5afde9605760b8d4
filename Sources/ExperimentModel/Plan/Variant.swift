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

    /// One fact for the tool that sends, handed on as it stands.
    public struct PayloadField: Sendable, Hashable, Codable {
        /// The name; it becomes a column of the send list.
        public var name: String
        /// The value, as text.
        public var value: String

        /// Creates a field.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
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
    /// What the sending tool is told, in plan order; nil when there is nothing.
    public var payload: [PayloadField]?
    /// The value that stands for this variant in files that are written.
    public var match: String { matches.first ?? key }

    /// Creates a variant.
    public init(
        key: String, name: String? = nil, role: Role, weight: Share? = nil, contact: Bool? = nil,
        channel: String? = nil, cost: Cost? = nil, matches: [String] = [],
        payload: [PayloadField]? = nil
    ) {
        self.key = key
        self.name = name ?? key
        self.role = role
        self.weight = weight
        self.contact = contact ?? (role != .control)
        self.channel = channel
        self.cost = cost
        self.matches = matches.isEmpty ? [key] : matches
        self.payload = payload
    }
}

extension Variant {
    private enum CodingKeys: String, CodingKey {
        case key, name, role, weight, contact, channel, cost, match, payload
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
            matches: try one.map { [$0] } ?? values.decode([String].self, forKey: .match),
            payload: try values.decodeIfPresent([PayloadField].self, forKey: .payload))
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
        try values.encodeIfPresent(payload, forKey: .payload)
    }
}
