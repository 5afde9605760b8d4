// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// An assignment that was written before, to hold a new one against.
///
/// Keeps a fingerprint of each id with its variant: a few bytes per customer, and no ids.
struct EarlierAssignments {
    /// A variant that the plan does not have any more.
    private static let unknown = UInt8.max

    private let path: String
    private var variants: [UInt64: UInt8] = [:]

    /// Reads a file.
    ///
    /// - Throws: When it cannot be read, or has no column of the ids or the variant.
    init(path: String, plan: Plan, idName: String, options: AssignmentOptions) throws {
        self.path = path
        let reader = try DelimitedReader(path: path, options: options.reading)
        let id = try reader.column(named: idName)
        let variant = try reader.column(named: options.column)
        let keys = plan.variants.map(\.key)
        try reader.forEachBlock(workers: options.workers) { block in
            var found: [(id: UInt64, variant: UInt8)] = []
            block.forEachRecord { record in
                let name = record.bytes(variant).string
                guard !record.isRagged, !name.isEmpty else { return }
                let place = keys.firstIndex(of: name).map { UInt8(truncatingIfNeeded: $0) }
                found.append((Fingerprints.of(record.bytes(id)), place ?? Self.unknown))
            }
            return found
        } merge: { found in
            for row in found { variants[row.id] = row.variant }
        }
    }

    /// Holds the customers of a file, as they are drawn now, against the earlier ones.
    ///
    /// - Returns: The counts, and the rows of customers who changed variant.
    func compare(
        _ file: CustomerFile, _ blocks: BlockAssigner
    ) throws -> (counts: AssignmentSummary.Earlier, moved: Sightings) {
        let judge = blocks.judge
        let count = blocks.printer.variantCount
        var counts = AssignmentSummary.Earlier(kept: 0, moved: 0, new: 0, gone: 0)
        var moved = Sightings()
        try file.reader.forEachBlock(workers: file.options.workers) { block in
            var found: [(id: UInt64, variant: UInt8, row: Int)] = []
            block.forEachRecord { record in
                guard let outcome = blocks.outcome(record), outcome.reason == .assigned,
                    let variant = outcome.variant, variant < count
                else { return }
                let field = record.bytes(judge.idColumn)
                let id =
                    judge.units.pseudonym.flatMap { pseudonym in
                        pseudonym(field.string).withField { Fingerprints.of($0) }
                    } ?? Fingerprints.of(field)
                found.append((id, UInt8(truncatingIfNeeded: variant), record.row))
            }
            return found
        } merge: { found in
            for row in found {
                switch variants[row.id] {
                case nil: counts.new += 1
                case row.variant: counts.kept += 1
                default:
                    counts.moved += 1
                    moved.add(row.row)
                }
            }
        }
        counts.gone = variants.count - counts.kept - counts.moved
        return (counts, moved)
    }

    /// The message about customers who changed variant.
    func said(_ moved: Sightings, in file: String, mayMove: Bool) -> Diagnostic? {
        guard moved.count > 0 else { return nil }
        let name = Visible.text(path)
        return Diagnostic(
            mayMove ? .warning : .error, "variant-moved",
            moved.said("customer has", "customers have", "another variant than in \(name)"),
            at: .init(file: file),
            why: mayMove
                ? "a phase of the plan moved them; they are left out of a comparison of its phases"
                : "an id keeps its variant as long as salt, weights and list stay the same",
            fix: mayMove
                ? "contact them by the new file from now on"
                : "check that plan, lock and \(name) belong together; nothing was written")
    }
}

extension AssignmentFindings {
    /// The warning about a list that is not the one that was locked, where people enter once.
    func listChanged(_ summary: AssignmentSummary) -> Diagnostic? {
        guard entersOnce, let locked = options.lockedList, locked != summary.inputDigest else {
            return nil
        }
        let then = options.lockedEligible.map { "; \($0) might when it was locked" } ?? ""
        return Diagnostic(
            .warning, "list-changed",
            "this is not the list that was locked: \(summary.eligible) customers may take part"
                + then,
            at: .init(file: file),
            why: "the plan lets people in once, so who is new is outside the list of the plan",
            fix: "assign the list that was locked, or see who is new with `--earlier FILE`")
    }

    /// The warning about customers who were not in an earlier file, where people enter once.
    ///
    /// Who is new from the list that was locked came in by a phase, as the plan wants.
    func newcomers(_ summary: AssignmentSummary, _ counts: AssignmentSummary.Earlier)
        -> Diagnostic?
    {
        guard entersOnce, counts.new > 0, options.lockedList != summary.inputDigest else {
            return nil
        }
        return Diagnostic(
            .warning, "newcomers-outside-list",
            "\(counts.new) \(counts.new == 1 ? "customer gets" : "customers get") a variant and had "
                + "none in \(Visible.text(options.earlier ?? ""))",
            at: .init(file: file),
            why: "the plan lets people in once, so who is new is outside the list of the plan",
            fix: "leave them out, or write `entry: continuous` in the schedule of a new plan")
    }

    private var entersOnce: Bool { (plan.schedule?.entry ?? .once) == .once }
}
