// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel
internal import FoundationEssentials

/// What goes wrong between plans that are each right on their own.
enum PlanClashes {
    /// Every clash, each said at the plan that comes later in the order of the files.
    static func between(_ entries: [PlanFolder.Entry]) -> [Diagnostic] {
        let plans = entries.compactMap { entry in
            entry.loaded.plan.map { Placed(entry: entry, plan: $0) }
        }
        return keys(plans) + SaltClashes.between(plans) + LayerClashes.between(plans)
            + HoldoutClashes.between(plans) + contacts(plans)
    }

    /// A plan and its file.
    struct Placed {
        var entry: PlanFolder.Entry
        var plan: Plan

        /// Whether a lock stands beside the plan: what it took is not taken from it any more.
        var isLocked: Bool {
            let folder = entry.file.split(separator: "/", omittingEmptySubsequences: false)
                .dropLast().map { $0 + "/" }.joined()
            return FileManager.default.fileExists(atPath: "\(folder)\(plan.key).lock.json")
        }

        /// The name of the file, safe to show; whole, as its end tells files apart.
        var file: String { Visible.text(entry.file) }

        /// The place of the first of some keys that is written in the file.
        func place(_ paths: String...) -> Diagnostic.Place {
            let places = paths.map { PlanPlace.of($0, in: entry.file) }
            return places.first { $0.line != nil } ?? Diagnostic.Place(file: entry.file)
        }
    }

    private static func keys(_ plans: [Placed]) -> [Diagnostic] {
        plans.enumerated().compactMap { number, placed in
            guard let other = plans[..<number].first(where: { $0.plan.key == placed.plan.key })
            else { return nil }
            return Diagnostic(
                .error, "key-duplicate",
                "two plans have the key `\(placed.plan.key)` (seen: \(other.file))",
                at: placed.place("key"), why: "their reports would overwrite each other",
                fix: "give one of them another key")
        }
    }

    // MARK: - The same people by the same channel

    private static func contacts(_ plans: [Placed]) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for (number, placed) in plans.enumerated() {
            // Of two plans with one key the key is said, once.
            for other in plans[..<number] where other.plan.key != placed.plan.key {
                guard let days = commonDays(placed.plan, other.plan),
                    placed.plan.assignment.layer == nil
                        || placed.plan.assignment.layer?.salt != other.plan.assignment.layer?.salt
                else { continue }
                let common = channels(placed.plan).intersection(channels(other.plan)).sorted()
                guard !common.isEmpty else { continue }
                let list = common.map(Visible.value).joined(separator: " and ")
                let span =
                    days.to.map { "\(days.from.iso) to \($0.iso)" } ?? "from \(days.from.iso)"
                found.append(
                    Diagnostic(
                        .warning, "contact-overlap",
                        "`\(other.plan.key)` and `\(placed.plan.key)` can contact the same people "
                            + "by \(list) (\(span))",
                        at: placed.place("schedule"),
                        why: "each test then measures its effect on people the other contacts too",
                        fix: "put both in one layer, or move the dates apart"))
            }
        }
        return found
    }

    /// The days on which both run, open when neither ends; nil when there are none, or one of them
    /// does not say when it starts.
    static func commonDays(_ one: Plan, _ other: Plan) -> (from: Day, to: Day?)? {
        guard let a = one.schedule?.start, let b = other.schedule?.start else { return nil }
        let from = max(a, b)
        let to = [one.schedule?.end, other.schedule?.end].compactMap { $0 }.min()
        guard let to else { return (from, nil) }
        return from <= to ? (from, to) : nil
    }

    private static func channels(_ plan: Plan) -> Set<String> {
        let words = plan.variants.filter(\.contact).compactMap(\.channel)
        return Set(
            words.flatMap { $0.lowercased().split { "+,/& ".contains($0) }.map(String.init) })
    }
}
