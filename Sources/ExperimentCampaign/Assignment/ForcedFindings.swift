// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// What is worth a message about customers whose variant was given by hand.
struct ForcedNotes: Sendable {
    /// Those in the global control, which wins.
    var heldOut = Sightings()
    /// Those of a contacted variant without a permission that it asks for.
    var withoutPermission = Sightings()
    /// Those whom the rules of the audience do not let in.
    var outside = Sightings()
    /// How many may take part by permissions and rules, outside the global control.
    var eligible = 0
    /// The overrides that were met, by their place in the file.
    var keys: Set<Int> = []

    mutating func add(_ later: ForcedNotes) {
        heldOut.add(later.heldOut)
        withoutPermission.add(later.withoutPermission)
        outside.add(later.outside)
        eligible += later.eligible
        keys.formUnion(later.keys)
    }
}

extension AssignmentFindings {
    /// The warnings about variants that were given by hand.
    func forced(_ notes: ForcedNotes, _ overrides: PairFile?) -> [Diagnostic] {
        guard let overrides else { return [] }
        return [
            forcedHeldOut(notes.heldOut), forcedWithoutPermission(notes.withoutPermission),
            forcedOutside(notes.outside), unknown(overrides, met: notes.keys),
        ].compactMap { $0 }
    }

    private func forcedHeldOut(_ found: Sightings) -> Diagnostic? {
        guard found.count > 0 else { return nil }
        return Diagnostic(
            .warning, "forced-held-out",
            found.said(
                "customer of the overrides is", "customers of the overrides are",
                "in the global control"),
            at: .init(file: file),
            why: "the global control wins: they stand in `suppress.csv` and in no send list",
            fix: "take them off the list that was made elsewhere, and do not contact them")
    }

    private func forcedWithoutPermission(_ found: Sightings) -> Diagnostic? {
        guard found.count > 0 else { return nil }
        return Diagnostic(
            .warning, "forced-without-permission",
            found.said(
                "customer of the overrides has", "customers of the overrides have",
                "not given a permission that the audience requires"),
            at: .init(file: file),
            why: "a variant given by hand is no permission: they stand in `suppress.csv` and in no "
                + "send list",
            fix: "take them off the overrides, or ask them for the permission first")
    }

    private func forcedOutside(_ found: Sightings) -> Diagnostic? {
        guard found.count > 0 else { return nil }
        return Diagnostic(
            .warning, "forced-not-in-audience",
            found.said(
                "customer of the overrides is", "customers of the overrides are",
                "not in the audience"),
            at: .init(file: file),
            why:
                "a variant given by hand comes before the rules, so they stand in its list all the "
                + "same",
            fix: "take them off the overrides if the rules should hold for them too")
    }

    /// Overrides that no customer of the file belongs to.
    private func unknown(_ overrides: PairFile, met: Set<Int>) -> Diagnostic? {
        let missing = overrides.rows.indices.filter { !met.contains($0) }
        guard !missing.isEmpty else { return nil }
        let shown = missing.prefix(Sightings.shown).map {
            "row \(overrides.rows[$0]): \(Visible.maskedID(overrides.keys[$0]))"
        }
        let more = missing.count > shown.count ? ", …" : ""
        return Diagnostic(
            .warning, "override-unknown",
            "\(missing.count) \(missing.count == 1 ? "override names" : "overrides name") "
                + "nobody in \(Visible.text(file)) (\(shown.joined(separator: ", "))\(more))",
            at: .init(file: overrides.path, keyPath: "assignment.overrides"),
            why: "who is not among the customers gets no variant and stands in no list",
            fix: "correct the ids, zeros in front included, or remove the rows")
    }
}
