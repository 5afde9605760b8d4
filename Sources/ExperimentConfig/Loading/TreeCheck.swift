// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Holds the tree of a plan against the schema: unknown keys, missing keys, wrong shapes, and
/// values that are not of the type asked for.
struct TreeCheck {
    private let log: PlanLog
    private let schema: ObjectSchema

    /// A check against the schema of a whole file.
    init(_ log: PlanLog, _ schema: ObjectSchema = PlanSchema.plan) {
        self.log = log
        self.schema = schema
    }

    /// Checks a whole file.
    func check(_ root: PlanNode) {
        check(root, against: .object(schema), path: "", property: nil, parents: [])
    }

    private func check(
        _ node: PlanNode, against schema: ValueSchema, path: String, property: Property?,
        parents: [ObjectSchema]
    ) {
        let spot = Spot(mark: node.mark, path: path)
        if node.isEmpty {
            if case .scalar(.marker) = schema { return }
            return empty(spot)
        }
        switch (schema, node.content) {
        case (.scalar(let type), .scalar(let text, let plain)),
            (.either(let type, _), .scalar(let text, let plain)),
            (.oneOrMore(let type), .scalar(let text, let plain)),
            (.valueOrList(let type, _, _), .scalar(let text, let plain)):
            scalar(text, plain, type, spot)
        case (.object(let object), .mapping(let entries)),
            (.either(_, let object), .mapping(let entries)),
            (.groups(let object, _), .mapping(let entries)):
            group(entries, object, spot, parents)
        case (.oneOrMore(let type), .list(let nodes)):
            list(nodes, of: .scalar(type), atLeast: 1, spot, parents)
        case (.valueOrList(_, let item, let least), .list(let nodes)):
            list(nodes, of: .scalar(item), atLeast: least, spot, parents)
        case (.groups(let object, let most), .list(let nodes)):
            list(nodes, of: .object(object), atLeast: 1, atMost: most, spot, parents)
        case (.list(let item, let least), .list(let nodes)):
            list(nodes, of: item, atLeast: least, spot, parents)
        case (.map(let keyType, let value), .mapping(let entries)):
            map(entries, keyType, value, spot, parents)
        default: misshapen(node, schema, spot, property)
        }
    }

    private func empty(_ spot: Spot) {
        let name = TreeCheck.last(spot.path)
        log.report(
            "empty-value", "`\(name)` has no value", at: spot,
            why: "a key without a value says nothing",
            fix: "give it a value, or remove it; quote \"null\" when the word is meant")
    }

    private func scalar(_ text: String, _ plain: Bool, _ type: ScalarType, _ spot: Spot) {
        let result = type.parse(text, plain: plain, named: TreeCheck.last(spot.path))
        guard case .failure(let problem) = result else { return }
        log.report(problem.id, problem.what, at: spot, why: problem.why, fix: problem.fix)
    }

    private func map(
        _ entries: [PlanNode.Entry], _ keyType: ScalarType, _ value: ValueSchema, _ spot: Spot,
        _ parents: [ObjectSchema]
    ) {
        if entries.isEmpty {
            log.report(
                "list-short", "`\(TreeCheck.last(spot.path))` has no entries", at: spot,
                why: "at least 1 is needed", fix: "add an entry, or remove the key")
        }
        for entry in entries {
            let here = KeyTrail.child(spot.path, entry.key)
            scalar(entry.key, true, keyType, Spot(mark: entry.mark, path: here))
            check(entry.value, against: value, path: here, property: nil, parents: parents)
        }
    }

    private func list(
        _ nodes: [PlanNode], of item: ValueSchema, atLeast least: Int, atMost most: Int = .max,
        _ spot: Spot, _ parents: [ObjectSchema]
    ) {
        let name = TreeCheck.last(spot.path)
        if nodes.count > most {
            log.report(
                "list-long", "`\(name)` has too many items (seen: \(nodes.count))", at: spot,
                why: "at most \(most) are possible", fix: "keep the ones that matter most")
        }
        if nodes.count < least {
            log.report(
                "list-short", "`\(name)` has too few items (seen: \(nodes.count))", at: spot,
                why: "at least \(least) \(least == 1 ? "is" : "are") needed",
                fix: least == 1 ? "add an item, or remove the key" : "add the missing items")
        }
        for (number, node) in nodes.enumerated() {
            let path = KeyTrail.item(spot.path, number)
            if item.isShareOfWhole,
                let problem = ShareText.problem(
                    in: nodes.map(\.word), at: number, TreeCheck.last(path))
            {
                let here = Spot(mark: node.mark, path: path)
                log.report(problem.id, problem.what, at: here, why: problem.why, fix: problem.fix)
            } else {
                check(node, against: item, path: path, property: nil, parents: parents)
            }
        }
    }

    private func group(
        _ entries: [PlanNode.Entry], _ object: ObjectSchema, _ spot: Spot, _ parents: [ObjectSchema]
    ) {
        for entry in entries {
            let path = KeyTrail.child(spot.path, entry.key)
            if let property = object[entry.key] {
                check(
                    entry.value, against: property.value, path: path, property: property,
                    parents: parents + [object])
            } else {
                UnknownKey(log).report(entry, in: object, path: path, parents: parents)
            }
        }
        // A plan has few slips; a thousand unknown keys are not worth a thousand guesses.
        let unknown = entries.lazy.filter { object[$0.key] == nil }.map(\.key).prefix(50)
        for property in object.properties where property.isRequired {
            guard !entries.contains(where: { $0.key == property.key }) else { continue }
            // A misspelt key was reported as such; missing it too would say one thing twice.
            let isMisspelt = unknown.contains {
                UnknownKey.suggestion(for: $0, in: object) == property.key
            }
            if !isMisspelt { missing(property, in: object, spot) }
        }
        if object.exactlyOne, entries.filter({ object[$0.key] != nil }).count != 1, unknown.isEmpty
        {
            let words = object.properties.map { "`\($0.key)`" }.joined(separator: " or ")
            log.report(
                "one-of", "`\(TreeCheck.last(spot.path))` needs exactly one key", at: spot,
                why: "it is given by \(words)", fix: "keep one of them")
        }
    }

    private func missing(_ property: Property, in object: ObjectSchema, _ spot: Spot) {
        let place = spot.path.isEmpty ? log.source.subject.phrase : "`\(spot.path)`"
        let advice = property.whenMissing
        let example = property.examples.first.map { " \($0)" } ?? ""
        log.report(
            advice?.id ?? "missing-key", "`\(property.key)` is missing in \(place)", at: spot,
            why: advice?.why ?? TreeCheck.lowercasedFirst(property.doc),
            fix: advice?.fix ?? "add `\(property.key):\(example)`")
    }

    private func misshapen(
        _ node: PlanNode, _ schema: ValueSchema, _ spot: Spot, _ property: Property?
    ) {
        guard !spot.path.isEmpty else {
            return log.append([NotAPlan.diagnostic(log.source.file, log.source.subject)])
        }
        let name = "`\(TreeCheck.last(spot.path))`"
        if let advice = property?.whenMisshapen {
            log.report(
                advice.id, "\(name) is \(node.kindName)", at: spot, why: advice.why, fix: advice.fix
            )
            return
        }
        if case .mapping(let entries) = node.content, case .scalar(let type) = schema,
            type.isMoneyLike, entries.isEmpty == false
        {
            log.report(
                "wrong-shape", "\(name) is a group of keys", at: spot,
                why: "one value is asked for here", fix: "write it as \(type.example)")
            return
        }
        log.report(
            "wrong-shape", "\(name) is \(node.kindName)\(TreeCheck.seen(node))", at: spot,
            why: "\(schema.kindName) is asked for here", fix: schema.shapeFix(name: name))
    }

    private static func seen(_ node: PlanNode) -> String {
        guard case .scalar(let text, _) = node.content else { return "" }
        return " (seen: \(Visible.value(text)))"
    }

    /// The last part of a key path, as a person names it.
    static func last(_ path: String) -> String {
        String(path.split(separator: ".").last ?? "plan")
    }

    private static func lowercasedFirst(_ text: String) -> String {
        var line = text.prefix(1).lowercased() + text.dropFirst()
        if line.hasSuffix(".") { line.removeLast() }
        return line
    }
}

extension PlanNode {
    /// The text of one value; empty for a list or a group.
    fileprivate var word: String {
        guard case .scalar(let text, _) = content else { return "" }
        return text
    }
}

extension ScalarType {
    /// Whether a unit belongs to the value.
    var isMoneyLike: Bool {
        switch self {
        case .money, .bar, .share, .percent, .part, .level, .amount: true
        default: false
        }
    }

    /// A value of the type.
    var example: String {
        switch self {
        case .money: "0.62 EUR"
        case .amount: "75 EUR, or a number alone"
        case .level: "3%, 12.5 or 62 EUR"
        case .bar: "+8% or 0.20 pt"
        default: "10%"
        }
    }
}

extension ValueSchema {
    /// Whether the items of such a list are told apart from plain numbers by their neighbours.
    fileprivate var isShareOfWhole: Bool {
        switch self {
        case .scalar(.percent), .scalar(.look): true
        default: false
        }
    }

    /// The shape in the user's words.
    var kindName: String {
        switch self {
        case .scalar: "one value"
        case .object, .map: "a group of keys"
        case .list: "a list"
        case .oneOrMore, .valueOrList: "one value or a list"
        case .groups: "a group of keys or a list of groups"
        case .either: "a word or a group of keys"
        }
    }

    /// How to give a value this shape.
    func shapeFix(name: String) -> String {
        switch self {
        case .scalar: "write one value behind the colon"
        case .oneOrMore: "write one value behind the colon, or a list: [one, two]"
        case .list: "write it as a list: [one, two], or lines that start with `- `"
        case .valueOrList: "write one value behind the colon, or a list"
        case .map(.key, _): "write a line per variant: `variant-key: value`"
        case .map(_, .object): "write a line per name: `email: { attribute: optin, equals: yes }`"
        case .map: "write a line per column: `column: value`"
        case .object(let object), .either(_, let object), .groups(let object, _):
            "write its keys: "
                + object.properties.prefix(6).map { "`\($0.key)`" }.joined(separator: ", ")
        }
    }
}
