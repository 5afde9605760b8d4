// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
public import ExperimentModel

/// What changed in a plan, in words.
public enum PlanChangeText {
    /// A change as a clause, without a capital or a full stop.
    ///
    /// - Parameters:
    ///   - change: The change.
    ///   - plan: The plan it is about.
    ///   - language: The language.
    /// - Returns: The clause.
    public static func clause(_ change: PlanChange, of plan: Plan, in language: Language) -> String
    {
        Composer(language: language, plan: plan).clause(change)
    }

    /// A change as a sentence.
    ///
    /// - Parameters:
    ///   - change: The change.
    ///   - plan: The plan it is about.
    ///   - language: The language.
    /// - Returns: The sentence.
    public static func sentence(
        _ change: PlanChange, of plan: Plan, in language: Language
    ) -> String {
        Composer(language: language, plan: plan).sentence(change)
    }
}

extension Composer {
    /// The most changes that one check tells.
    private static let shownChanges = 10

    func clause(_ change: PlanChange) -> String {
        switch change.kind {
        case .changed(let from, let to):
            say("plan.changed", texts: ["what": setting(change), "from": from, "to": to])
        case .set(let to): say("plan.set", texts: ["what": setting(change), "to": to])
        case .unset(let from): say("plan.unset", texts: ["what": setting(change), "from": from])
        case .edited: say("plan.edited", texts: ["what": setting(change)])
        case .added(let name):
            say("plan.added", texts: ["what": item(name, change), "list": list(change)])
        case .removed(let name):
            say("plan.removed", texts: ["what": item(name, change), "list": list(change)])
        case .reordered: say("plan.reordered", texts: ["list": list(change)])
        }
    }

    func sentence(_ change: PlanChange) -> String { clause(change).capitalizedFirst + "." }

    func sentences(of changes: [PlanChange]) -> String {
        var said = changes.prefix(Self.shownChanges).map(sentence)
        let more = changes.count - said.count
        if more > 0 { said.append(say("plan.more", ["count": .count(more)])) }
        return said.joined(separator: " ")
    }

    private func setting(_ change: PlanChange) -> String {
        words("plan.setting.", change)
    }

    private func item(_ name: String, _ change: PlanChange) -> String {
        let quoted = name.hasPrefix("`") || name.isEmpty ? name : "`\(Visible.value(name))`"
        let id = "plan.item." + change.subject
        guard PhraseCatalogue.phrase(id) != nil else {
            return words("plan.setting.", change) + (quoted.isEmpty ? "" : " " + quoted)
        }
        return say(id, texts: ["what": quoted, "item": change.item ?? ""])
    }

    private func list(_ change: PlanChange) -> String { words("plan.list.", change) }

    /// What a part of the plan is called; its path where it has no name.
    private func words(_ prefix: String, _ change: PlanChange) -> String {
        if change.subject.isEmpty { return say("plan.whole") }
        var texts = ["item": change.item ?? "", "path": change.subject]
        let id = prefix + change.subject
        if PhraseCatalogue.phrase(id) != nil { return say(id, texts: texts) }
        if change.item == nil { texts["item"] = nil }
        return say("plan.setting", texts: texts)
    }
}
