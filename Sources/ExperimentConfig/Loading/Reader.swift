// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the keys of one group, typed by the schema.
///
/// ``TreeCheck`` has said what is wrong with each value before; a reader only answers nil for it.
struct Reader {
    let object: ObjectSchema
    let spot: Spot
    private let node: PlanNode
    private let log: PlanLog

    init(_ node: PlanNode, _ object: ObjectSchema, path: String, log: PlanLog) {
        self.node = node
        self.object = object
        self.log = log
        spot = Spot(mark: node.mark, path: path)
    }

    /// Whether the key was given, well or badly.
    func has(_ key: String) -> Bool { node[key] != nil }

    /// Whether the key was given under a name that was reported as misspelt.
    func isMisspelt(_ key: String) -> Bool {
        guard case .mapping(let entries) = node.content else { return false }
        return entries.contains {
            object[$0.key] == nil && UnknownKey.suggestion(for: $0.key, in: object) == key
        }
    }

    /// The place of the key itself, or of the group when the key is not there.
    func spot(of key: String) -> Spot {
        guard let entry = node[key] else { return spot }
        return Spot(mark: entry.mark, path: KeyTrail.child(spot.path, key))
    }

    func text(_ key: String) -> Located<String>? {
        scalar(key) { if case .text(let text) = $0 { text } else { nil } }
    }

    func share(_ key: String) -> Located<Share>? {
        scalar(key) { if case .share(let share) = $0 { share } else { nil } }
    }

    func number(_ key: String) -> Located<Double>? {
        scalar(key) { if case .number(let number) = $0 { number } else { nil } }
    }

    func bar(_ key: String) -> Located<Bar>? {
        scalar(key) { if case .bar(let bar) = $0 { bar } else { nil } }
    }

    func money(_ key: String) -> Located<Money>? {
        scalar(key) { if case .money(let money) = $0 { money } else { nil } }
    }

    func amount(_ key: String) -> Located<(amount: Double, currency: String?)>? {
        scalar(key) { if case .amount(let amount, let code) = $0 { (amount, code) } else { nil } }
    }

    func day(_ key: String) -> Located<Day>? {
        scalar(key) { if case .day(let day) = $0 { day } else { nil } }
    }

    func dayTime(_ key: String) -> Located<(day: Day, time: TimeOfDay?)>? {
        scalar(key) { if case .dayTime(let day, let time) = $0 { (day, time) } else { nil } }
    }

    func duration(_ key: String) -> Located<PlanDuration>? {
        scalar(key) { if case .duration(let duration) = $0 { duration } else { nil } }
    }

    /// A rate as a fraction, or a mean with or without a currency.
    func level(
        _ key: String
    ) -> Located<(value: Double, isShare: Bool, currency: String?)>? {
        scalar(key) {
            if case .level(let value, let isShare, let currency) = $0 {
                (value, isShare, currency)
            } else {
                nil
            }
        }
    }

    func bool(_ key: String) -> Located<Bool>? {
        scalar(key) { if case .bool(let bool) = $0 { bool } else { nil } }
    }

    func integer(_ key: String) -> Located<Int>? {
        scalar(key) { if case .integer(let number) = $0 { number } else { nil } }
    }

    func choice<Choice: RawRepresentable>(
        _ key: String, as type: Choice.Type
    ) -> Located<Choice>? where Choice.RawValue == String {
        guard let text = text(key), let choice = Choice(rawValue: text.value) else { return nil }
        return Located(value: choice, text: text.text, spot: text.spot)
    }

    /// The group under a key.
    func group(_ key: String) -> Reader? {
        guard let (node, schema, path) = value(key), case .mapping = node.content else {
            return nil
        }
        switch schema {
        case .object(let object), .either(_, let object):
            return Reader(node, object, path: path, log: log)
        default: return nil
        }
    }

    /// The groups in the list under a key, or the one that stands there without a list.
    func groups(_ key: String) -> [Reader] {
        guard let (node, schema, path) = value(key) else { return [] }
        let item: ObjectSchema
        switch schema {
        case .list(.object(let object), _), .list(.either(_, let object), _):
            item = object
        case .groups(let object, _):
            if case .mapping = node.content {
                return [Reader(node, object, path: path, log: log)]
            }
            item = object
        default: return []
        }
        guard case .list(let nodes) = node.content else { return [] }
        return nodes.enumerated().compactMap { number, node in
            guard case .mapping = node.content else { return nil }
            return Reader(node, item, path: KeyTrail.item(path, number), log: log)
        }
    }

    /// The words in the list under a key, each with its place; nil when the key is not there.
    func texts(_ key: String) -> [Located<String>]? {
        guard let (node, schema, path) = value(key) else { return nil }
        return Reader.texts(node, schema, path)
    }

    /// The words of a list, or the one that stands there without a list.
    private static func texts(
        _ node: PlanNode, _ schema: ValueSchema, _ path: String
    ) -> [Located<String>]? {
        func word(_ node: PlanNode, _ type: ScalarType, _ path: String) -> Located<String>? {
            Reader.parse(node, type, path: path) {
                if case .text(let text) = $0 { text } else { nil }
            }
        }
        let type: ScalarType
        switch schema {
        case .list(.scalar(let scalar), _), .list(.either(let scalar, _), _),
            .oneOrMore(let scalar):
            type = scalar
        case .scalar(let scalar): return word(node, scalar, path).map { [$0] }
        default: return nil
        }
        if case .oneOrMore = schema, case .scalar = node.content {
            return word(node, type, path).map { [$0] }
        }
        guard case .list(let nodes) = node.content else { return nil }
        return nodes.enumerated().compactMap { number, node in
            word(node, type, KeyTrail.item(path, number))
        }
    }

    /// The numbers under the keys that the user chose.
    func numbers(_ key: String) -> [(key: String, number: Located<Double>)]? {
        guard let (node, schema, path) = value(key), case .map(_, .scalar(let type)) = schema,
            case .mapping(let entries) = node.content
        else { return nil }
        return entries.compactMap { entry in
            let here = KeyTrail.child(path, entry.key)
            let number = Reader.parse(entry.value, type, path: here) {
                if case .number(let number) = $0 { number } else { nil }
            }
            return number.map {
                (
                    entry.key,
                    Located(
                        value: $0.value, text: $0.text, spot: Spot(mark: entry.mark, path: here))
                )
            }
        }
    }

    /// The words under the keys that the user chose, each key with its place.
    func textMap(_ key: String) -> [(key: Located<String>, values: [Located<String>])]? {
        guard let (node, schema, path) = value(key), case .map(_, let item) = schema,
            case .mapping(let entries) = node.content
        else { return nil }
        return entries.map { entry in
            let here = KeyTrail.child(path, entry.key)
            return (
                Located(
                    value: entry.key, text: entry.key, spot: Spot(mark: entry.mark, path: here)),
                Reader.texts(entry.value, item, here) ?? []
            )
        }
    }

    /// The groups under the keys that the user chose, each key with its place.
    func groupMap(_ key: String) -> [(key: Located<String>, group: Reader)] {
        guard let (node, schema, path) = value(key), case .map(_, .object(let object)) = schema,
            case .mapping(let entries) = node.content
        else { return [] }
        return entries.compactMap { entry in
            guard case .mapping = entry.value.content else { return nil }
            let here = KeyTrail.child(path, entry.key)
            return (
                Located(
                    value: entry.key, text: entry.key, spot: Spot(mark: entry.mark, path: here)),
                Reader(entry.value, object, path: here, log: log)
            )
        }
    }

    /// The values of the list under a key; nil when there is no list, or one cannot be read.
    func values(_ key: String) -> [Located<ScalarValue>]? {
        guard let (node, schema, path) = value(key), case .list(let nodes) = node.content else {
            return nil
        }
        let type: ScalarType
        switch schema {
        case .list(.scalar(let item), _), .valueOrList(_, let item, _): type = item
        default: return nil
        }
        let values = nodes.enumerated().compactMap { number, node in
            Reader.parse(node, type, path: KeyTrail.item(path, number)) { $0 }
        }
        return values.count == nodes.count ? values : nil
    }

    private func value(_ key: String) -> (PlanNode, ValueSchema, String)? {
        log.note(asked: key, of: object.name)
        guard let property = object[key], let entry = node[key] else { return nil }
        return (entry.value, property.value, KeyTrail.child(spot.path, key))
    }

    private func scalar<Value>(
        _ key: String, _ pick: (ScalarValue) -> Value?
    ) -> Located<Value>? {
        guard let (node, schema, path) = value(key) else { return nil }
        switch schema {
        case .scalar(let type), .either(let type, _), .valueOrList(let type, _, _):
            return Reader.parse(node, type, path: path, pick)
        default: return nil
        }
    }

    private static func parse<Value>(
        _ node: PlanNode, _ type: ScalarType, path: String, _ pick: (ScalarValue) -> Value?
    ) -> Located<Value>? {
        guard case .scalar(let text, let plain) = node.content,
            case .success(let value) = type.parse(
                text, plain: plain, named: TreeCheck.last(path))
        else { return nil }
        if node.isEmpty, case .marker = type {} else if node.isEmpty { return nil }
        return pick(value).map {
            Located(value: $0, text: text, spot: Spot(mark: node.mark, path: path))
        }
    }
}
