// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Compares two plans by what they mean.
///
/// Walks the canonical JSON of both, so that a part added to the plan language cannot be forgotten.
/// Items with a key are matched by it; the order is that of a plan file.
public struct PlanDiff: Sendable {
    private var changes: [PlanChange] = []

    /// The differences from one plan to another, in plan order; empty when they mean the same.
    ///
    /// - Throws: When a number in a plan is not finite, which no loaded plan holds.
    public static func changes(from old: Plan, to new: Plan) throws -> [PlanChange] {
        var diff = PlanDiff()
        diff.walk(
            try CanonicalJSON(encoding: filled(old)), try CanonicalJSON(encoding: filled(new)),
            at: "", item: nil)
        return diff.changes
    }

    /// A plan without a data section reads a file by the defaults.
    private static func filled(_ plan: Plan) -> Plan {
        var plan = plan
        plan.data = plan.data ?? DataSource()
        return plan
    }

    private mutating func walk(
        _ old: CanonicalJSON?, _ new: CanonicalJSON?, at path: String, item: String?
    ) {
        guard old != new else { return }
        if PlanSubject.opaque.contains(path) { return note(path, item, .edited) }
        let isWhole = old == nil || new == nil
        if isWhole, PlanSubject.whole.contains(path) { return appeared(old, new, path, item) }
        switch (old ?? .null, new ?? .null) {
        case (.array(let left), .array(let right)): lists(left, right, path, item)
        case (.array(let left), .null): lists(left, [], path, item)
        case (.null, .array(let right)): lists([], right, path, item)
        case (let left, let right):
            if PlanValue(left, at: path) == nil, PlanValue(right, at: path) == nil {
                objects(left, right, path, item)
            } else {
                scalar(old, new, path, item)
            }
        }
    }

    private mutating func objects(
        _ old: CanonicalJSON, _ new: CanonicalJSON, _ path: String, _ item: String?
    ) {
        var keys: [String] = []
        for case .object(let members) in [old, new] {
            keys += members.map(\.key).filter { !keys.contains($0) }
        }
        for key in PlanSubject.ordered(keys, below: path) {
            walk(old[key], new[key], at: path.isEmpty ? key : path + "." + key, item: item)
        }
    }

    private mutating func scalar(
        _ old: CanonicalJSON?, _ new: CanonicalJSON?, _ path: String, _ item: String?
    ) {
        let before = old.flatMap { PlanValue($0, at: path) }?.text
        let after = new.flatMap { PlanValue($0, at: path) }?.text
        switch (before, after) {
        case (let before?, let after?):
            note(path, item, before == after ? .edited : .changed(from: before, to: after))
        case (nil, let after?): note(path, item, .set(after))
        case (let before?, nil): note(path, item, .unset(before))
        case (nil, nil): note(path, item, .edited)
        }
    }

    /// Something that is said as one thing came or went.
    private mutating func appeared(
        _ old: CanonicalJSON?, _ new: CanonicalJSON?, _ path: String, _ item: String?
    ) {
        let name = (new ?? old)?["key"]?.string ?? (new ?? old)?["column"]?.string ?? ""
        note(path, item, old == nil ? .added(name) : .removed(name))
    }

    private mutating func lists(
        _ old: [CanonicalJSON], _ new: [CanonicalJSON], _ path: String, _ item: String?
    ) {
        if let key = PlanSubject.itemKeys[path] {
            keyed(old, new, by: key, path, item)
        } else {
            plain(old, new, path, item)
        }
    }

    private mutating func keyed(
        _ old: [CanonicalJSON], _ new: [CanonicalJSON], by key: String, _ path: String,
        _ owner: String?
    ) {
        func name(_ value: CanonicalJSON) -> String { value[key]?.string ?? "" }
        func shown(_ name: String) -> String { owner.map { "\($0).\(name)" } ?? name }
        let before = old.map(name)
        let after = new.map(name)
        for value in old where !after.contains(name(value)) {
            note(path, owner, .removed(name(value)))
        }
        for value in new {
            guard let place = before.firstIndex(of: name(value)) else {
                note(path, owner, .added(name(value)))
                continue
            }
            walk(old[place], value, at: path, item: shown(name(value)))
        }
        let kept = (before.filter(after.contains), after.filter(before.contains))
        if kept.0 != kept.1 { note(path, owner, .reordered) }
    }

    private mutating func plain(
        _ old: [CanonicalJSON], _ new: [CanonicalJSON], _ path: String, _ item: String?
    ) {
        func text(_ value: CanonicalJSON) -> String { PlanValue.described(value, at: path) }
        for value in old where !new.contains(value) { note(path, item, .removed(text(value))) }
        for value in new where !old.contains(value) { note(path, item, .added(text(value))) }
        let sameItems = old.allSatisfy(new.contains) && new.allSatisfy(old.contains)
        if sameItems { note(path, item, .reordered) }
    }

    private mutating func note(_ path: String, _ item: String?, _ kind: PlanChange.Kind) {
        changes.append(
            PlanChange(
                subject: path, item: item, kind: kind, effect: PlanSubject.effect(of: path, kind)))
    }
}
