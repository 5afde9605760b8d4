// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// What goes wrong between plans that are each right on their own.
enum PlanClashes {
    /// Every clash, each said at the plan that comes later in bytewise order of the files.
    static func between(_ entries: [PlanFolder.Entry]) -> [Diagnostic] {
        let plans = entries.compactMap { entry in
            entry.loaded.plan.map { Placed(entry: entry, plan: $0) }
        }
        return keysAndSalts(plans) + LayerClashes.between(plans) + holdouts(plans)
            + contacts(plans)
    }

    /// A plan and its file.
    struct Placed {
        var entry: PlanFolder.Entry
        var plan: Plan

        /// The name of the file, safe to show.
        var file: String { Visible.value(entry.file) }

        /// The place of a key in the file.
        func place(_ path: String) -> Diagnostic.Place { entry.place(path) }
    }

    private static func keysAndSalts(_ plans: [Placed]) -> [Diagnostic] {
        var found: [Diagnostic] = []
        var keys: [String: Placed] = [:]
        var salts: [String: (use: String, owner: Placed)] = [:]
        for placed in plans {
            let plan = placed.plan
            if let other = keys[plan.key] {
                found.append(
                    Diagnostic(
                        .error, "key-duplicate",
                        "two plans have the key `\(plan.key)` (seen: \(other.file))",
                        at: placed.place("key"), why: "their reports would overwrite each other",
                        fix: "give one of them another key"))
                continue
            }
            keys[plan.key] = placed
            for (use, salt) in uses(plan) {
                guard let other = salts[salt] else {
                    salts[salt] = (use, placed)
                    continue
                }
                // Plans may share a layer and a global control; their salts are the same draw.
                if other.use == use, use != "split" { continue }
                found.append(reused(salt, use, placed, other.use, other.owner))
            }
        }
        return found
    }

    /// The salts of a plan and what each is for.
    private static func uses(_ plan: Plan) -> [(use: String, salt: String)] {
        let rule = plan.assignment
        var all = [(use: "split", salt: rule.salt)]
        if let allocation = rule.allocation, allocation != .whole {
            all.append(("gate", rule.gateSalt ?? rule.salt + "/gate"))
        }
        if let layer = rule.layer { all.append(("layer `\(layer.key)`", layer.salt)) }
        if let holdout = rule.holdout {
            all.append(("global control `\(holdout.key)`", holdout.salt))
        }
        return all
    }

    private static func reused(
        _ salt: String, _ use: String, _ placed: Placed, _ otherUse: String, _ other: Placed
    ) -> Diagnostic {
        let key = use == "gate" ? "assignment.gate_salt" : "assignment.salt"
        guard use == "split", otherUse == "split" else {
            return Diagnostic(
                .error, "salt-collision",
                "the \(use) of `\(placed.plan.key)` and the \(otherUse) of `\(other.plan.key)` "
                    + "draw with one salt (seen: \(salt))",
                at: placed.place(key),
                why: "the two draws would be one, so one decides the other",
                fix: "give this plan a salt of its own, as `\(placed.plan.key)`")
        }
        return Diagnostic(
            .warning, "salt-reused",
            "two plans draw with the salt `\(salt)` (seen: \(other.file))",
            at: placed.place("assignment.salt"),
            why: "the same people fall in the same arms: the tests are correlated",
            fix: "give this plan a salt of its own, as `\(placed.plan.key)`")
    }

    // MARK: - Global controls

    private static func holdouts(_ plans: [Placed]) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for placed in plans {
            guard let holdout = placed.plan.assignment.holdout,
                let start = placed.plan.schedule?.start, start < holdout.from
            else { continue }
            found.append(
                Diagnostic(
                    .error, "holdout-late",
                    "the global control `\(holdout.key)` starts after the test "
                        + "(seen: test \(start.iso), global control \(holdout.from.iso))",
                    at: placed.place("assignment.holdout"),
                    why: "people already drawn to a variant would be held out halfway",
                    fix: "start the global control on \(start.iso) or before, "
                        + "or leave it out of this plan"))
        }
        guard let named = plans.first(where: { $0.plan.assignment.holdout != nil }),
            let holdout = named.plan.assignment.holdout
        else { return found }
        for placed in plans where isContacting(placed.plan) {
            guard placed.plan.assignment.holdout == nil,
                !holdout.exempt.contains(placed.plan.purpose ?? .marketing),
                overlaps(placed.plan, from: holdout.from, until: holdout.until)
            else { continue }
            found.append(
                Diagnostic(
                    .warning, "holdout-unused",
                    "`\(placed.plan.key)` contacts the global control `\(holdout.key)`",
                    at: placed.place("assignment"),
                    why: "`\(named.plan.key)` leaves these people alone; one campaign that does "
                        + "not spoils the group for all",
                    fix: "add `holdout: \(holdout.key)` under `assignment`, or a `purpose` that "
                        + "is exempt"))
        }
        return found
    }

    private static func isContacting(_ plan: Plan) -> Bool {
        plan.schedule?.start != nil && plan.variants.contains(where: \.contact)
    }

    private static func overlaps(_ plan: Plan, from: Day, until: Day?) -> Bool {
        let start = plan.schedule?.start ?? from
        let end = plan.schedule?.end
        return (end.map { $0 >= from } ?? true) && (until.map { start <= $0 } ?? true)
    }

    // MARK: - The same people by the same channel

    private static func contacts(_ plans: [Placed]) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for (number, placed) in plans.enumerated() {
            for other in plans[..<number] {
                guard let days = commonDays(placed.plan, other.plan),
                    placed.plan.assignment.layer == nil
                        || placed.plan.assignment.layer?.salt != other.plan.assignment.layer?.salt
                else { continue }
                let common = channels(placed.plan).intersection(channels(other.plan)).sorted()
                guard let channel = common.first else { continue }
                found.append(
                    Diagnostic(
                        .warning, "contact-overlap",
                        "`\(other.plan.key)` and `\(placed.plan.key)` contact the same people by "
                            + "\(Visible.value(channel)) (\(days.from.iso) to \(days.to.iso))",
                        at: placed.place("schedule"),
                        why: "each test then measures its effect on people the other contacts too",
                        fix: "put both in one layer, or move the dates apart"))
            }
        }
        return found
    }

    /// The days on which both run; nil when there are none, or one has no dates.
    static func commonDays(_ one: Plan, _ other: Plan) -> (from: Day, to: Day)? {
        guard let a = one.schedule?.start, let b = one.schedule?.end,
            let c = other.schedule?.start, let d = other.schedule?.end
        else { return nil }
        let from = max(a, c)
        let to = min(b, d)
        return from <= to ? (from, to) : nil
    }

    private static func channels(_ plan: Plan) -> Set<String> {
        let words = plan.variants.filter(\.contact).compactMap(\.channel)
        return Set(
            words.flatMap { $0.lowercased().split { "+,/& ".contains($0) }.map(String.init) })
    }
}
