// SPDX-License-Identifier: GPL-3.0-or-later

extension PlanSchema {
    /// The JSON Schema (draft 2020-12) of plans, for completion and hover help in editors.
    ///
    /// - Returns: The same text each time, ending with a line feed.
    public static func jsonSchema() -> String {
        JSONSchemaForm.text(of: plan, identifier: identifier, title: "experiment plan")
    }

    /// The JSON Schema (draft 2020-12) of the file that plans share, `experiments.yaml`.
    ///
    /// - Returns: The same text each time, ending with a line feed.
    public static func workspaceJSONSchema() -> String {
        JSONSchemaForm.text(
            of: WorkspaceSchema.file, identifier: WorkspaceSchema.identifier,
            title: "shared file of experiment plans")
    }
}

/// Writes parts of the plan language as JSON Schema.
enum JSONSchemaForm {
    /// A whole schema, ending with a line feed.
    static func text(of object: ObjectSchema, identifier: String, title: String) -> String {
        var members: [(key: String, value: JSONText)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("$id", .string(identifier)), ("title", .string(title)),
        ]
        members += self.members(of: object)
        return JSONText.object(members).pretty + "\n"
    }

    /// The members of the schema of a group.
    static func members(of object: ObjectSchema) -> [(key: String, value: JSONText)] {
        var members: [(key: String, value: JSONText)] = [
            ("type", .string("object")), ("description", .string(object.doc)),
            ("additionalProperties", .bool(false)),
        ]
        let required = object.properties.filter(\.isRequired).map { JSONText.string($0.key) }
        if !required.isEmpty { members.append(("required", .array(required))) }
        if object.exactlyOne {
            members += [("minProperties", .number("1")), ("maxProperties", .number("1"))]
        }
        let properties = object.properties.map { (key: $0.key, value: form(of: $0)) }
        members.append(("properties", .object(properties)))
        return members
    }

    private static func form(of property: Property) -> JSONText {
        var members = members(of: property.value).filter { $0.key != "description" }
        members.insert(("description", .string(property.doc)), at: 0)
        if case .scalar(let type) = property.value, !property.examples.isEmpty {
            let examples = property.examples.map {
                type.isNumeric ? JSONText.number($0) : .string($0)
            }
            if !type.isBool { members.append(("examples", .array(examples))) }
        }
        return .object(members)
    }

    private static func members(of value: ValueSchema) -> [(key: String, value: JSONText)] {
        switch value {
        case .scalar(let type): return type.jsonSchema
        case .object(let object): return members(of: object)
        case .list(let item, let least):
            return [
                ("type", .string("array")), ("minItems", .number(String(least))),
                ("items", .object(members(of: item))),
            ]
        case .map(let key, let value):
            return [
                ("type", .string("object")), ("minProperties", .number("1")),
                ("propertyNames", .object(key.jsonSchema)),
                ("additionalProperties", .object(members(of: value))),
            ]
        case .oneOrMore(let type):
            return members(of: .valueOrList(type, of: type, atLeast: 1))
        case .valueOrList(let type, let item, let least):
            let list = members(of: .list(.scalar(item), atLeast: least))
            return [("anyOf", .array([.object(type.jsonSchema), .object(list)]))]
        case .groups(let object, let most):
            var list = members(of: .list(.object(object), atLeast: 1))
            list.insert(("maxItems", .number(String(most))), at: 2)
            return [("anyOf", .array([.object(members(of: object)), .object(list)]))]
        case .either(let type, let object):
            return [("anyOf", .array([.object(type.jsonSchema), .object(members(of: object))]))]
        }
    }
}

extension ScalarType {
    /// Whether a YAML number is asked for.
    fileprivate var isNumeric: Bool {
        switch self {
        case .integer, .number, .decimal: true
        default: false
        }
    }

    fileprivate var isBool: Bool {
        if case .bool = self { true } else { false }
    }

    /// The members of the schema of the type.
    ///
    /// Editors apply the schema to values that YAML has typed: where any text will do, a number or
    /// a truth value is text too.
    fileprivate var jsonSchema: [(key: String, value: JSONText)] {
        switch self {
        case .text: return Self.anyText(pattern: "[^\\s]", types: ["string", "number", "boolean"])
        case .rule: return Self.pattern("[^\\s]")
        case .marker:
            return Self.anyText(pattern: nil, types: ["string", "number", "boolean", "null"])
        case .key:
            return Self.anyText(
                pattern: "^\(ScalarText.Allowed.key.pattern)$", types: ["string", "integer"])
        case .name:
            return Self.anyText(
                pattern: "^\(ScalarText.Allowed.name.pattern)$", types: ["string", "integer"])
        case .salt:
            return Self.anyText(
                pattern: "^\(ScalarText.saltPattern)$", types: ["string", "number", "boolean"])
        case .variable: return Self.pattern("^\(ScalarText.variablePattern)$")
        case .share, .part(orNothing: false): return Self.pattern(ShareText.pattern)
        case .part: return Self.pattern(ShareText.partPattern)
        case .look:
            return Self.pattern("\(ShareText.percentPattern)|\(NumberText.dayPattern)")
        case .level:
            return Self.anyText(pattern: BarText.levelPattern, types: ["string", "number"])
        case .percent: return Self.pattern(ShareText.percentPattern)
        case .bar:
            return Self.anyText(pattern: BarText.barPattern, types: ["string", "number"])
        case .money: return Self.pattern(BarText.moneyPattern)
        case .currency: return Self.pattern(BarText.currencyPattern)
        case .day: return Self.pattern(NumberText.dayPattern)
        case .dayTime: return Self.pattern(TimeText.pattern)
        case .duration: return Self.pattern(DurationText.pattern)
        case .timeZone: return Self.pattern(TimeText.zonePattern)
        case .bool: return [("type", .string("boolean"))]
        case .amount:
            let number = JSONText.object([("type", .string("number")), ("minimum", .number("0"))])
            return [("anyOf", .array([number, .object(Self.pattern(BarText.moneyPattern))]))]
        case .integer(let range):
            if range.lowerBound == range.upperBound {
                return [("const", .number(String(range.lowerBound)))]
            }
            var members: [(key: String, value: JSONText)] = [
                ("type", .string("integer")), ("minimum", .number(String(range.lowerBound))),
            ]
            if range.upperBound != .max {
                members.append(("maximum", .number(String(range.upperBound))))
            }
            return members
        case .number(let top):
            var members: [(key: String, value: JSONText)] = [
                ("type", .string("number")), ("exclusiveMinimum", .number("0")),
            ]
            if let top { members.append(("exclusiveMaximum", .number(NumberText.short(top)))) }
            return members
        case .decimal(let range):
            return [
                ("type", .string("number")),
                ("minimum", .number(NumberText.short(range.lowerBound))),
                ("maximum", .number(NumberText.short(range.upperBound))),
            ]
        case .choice(let words): return [("enum", .array(words.map { .string($0) }))]
        }
    }

    private static func pattern(_ pattern: String) -> [(key: String, value: JSONText)] {
        [("type", .string("string")), ("pattern", .string(pattern))]
    }

    private static func anyText(
        pattern: String?, types: [String]
    ) -> [(key: String, value: JSONText)] {
        var members: [(key: String, value: JSONText)] = [
            ("type", .array(types.map { .string($0) }))
        ]
        if let pattern { members.append(("pattern", .string(pattern))) }
        return members
    }
}
