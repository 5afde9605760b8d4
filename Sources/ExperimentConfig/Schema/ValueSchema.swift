// SPDX-License-Identifier: GPL-3.0-or-later

/// The shape of a value in the plan language.
indirect enum ValueSchema: Sendable {
    /// One value.
    case scalar(ScalarType)
    /// A group of known keys.
    case object(ObjectSchema)
    /// A list of at least some items.
    case list(ValueSchema, atLeast: Int)
    /// A group whose keys the user chooses.
    case map(key: ScalarType, value: ValueSchema)
    /// One value, or a list of at least one.
    case oneOrMore(ScalarType)
    /// One group, or a list of at least one and at most some.
    case groups(ObjectSchema, atMost: Int)
    /// One value, or a list of values of another type.
    case valueOrList(ScalarType, of: ScalarType, atLeast: Int)
    /// A word, or a group that says more.
    case either(ScalarType, ObjectSchema)
}

/// A group of known keys.
struct ObjectSchema: Sendable {
    /// A name for the definitions of the JSON Schema.
    var name: String
    /// What the group is for.
    var doc: String
    /// The keys, in the order a plan is best written.
    var properties: [Property]
    /// Whether exactly one of the keys is given.
    var exactlyOne = false

    /// The property of a key.
    subscript(key: String) -> Property? { properties.first { $0.key == key } }
}

/// One key of a group.
struct Property: Sendable {
    /// What to say in place of the general words.
    struct Advice: Sendable {
        var id: String
        var why: String
        var fix: String
    }

    var key: String
    var value: ValueSchema
    var doc: String
    var examples: [String] = []
    var isRequired = false
    /// Said when the key is missing.
    var whenMissing: Advice?
    /// Said when the value has the wrong shape, as a list in place of a word.
    var whenMisshapen: Advice?

    static func optional(
        _ key: String, _ value: ValueSchema, _ doc: String, _ examples: String...
    ) -> Property {
        Property(key: key, value: value, doc: doc, examples: examples)
    }

    static func required(
        _ key: String, _ value: ValueSchema, _ doc: String, _ examples: String...
    ) -> Property {
        Property(key: key, value: value, doc: doc, examples: examples, isRequired: true)
    }

    /// The property with its own words for a missing value.
    func missing(_ id: String, why: String, fix: String) -> Property {
        var copy = self
        copy.whenMissing = Advice(id: id, why: why, fix: fix)
        return copy
    }

    /// The property with its own words for a value of the wrong shape.
    func misshapen(_ id: String, why: String, fix: String) -> Property {
        var copy = self
        copy.whenMisshapen = Advice(id: id, why: why, fix: fix)
        return copy
    }
}
