// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel
import Tabular

/// Finds out what a customer file says of one customer, by the same steps as an assignment.
public struct CustomerLookup: Sendable {
    /// What was found.
    public struct Found: Sendable, Hashable {
        /// The id that is drawn: the customer's own, a household's, or a pseudonym.
        public var unit: String
        /// Whether the customer may take part.
        public var eligibility: UnitExplanation.Eligibility
    }

    private let plan: Plan
    private let design: AssignmentDesign
    private let options: AssignmentOptions

    /// Creates a lookup.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - design: The design of the day.
    ///   - options: How the file is read, and whether ids are replaced by pseudonyms.
    public init(plan: Plan, design: AssignmentDesign, options: AssignmentOptions) {
        self.plan = plan
        self.design = design
        self.options = options
    }

    /// What is known of a customer when no file is at hand.
    ///
    /// - Parameter id: The customer's id.
    /// - Returns: The id that is drawn, and whether the plan asks for more than the id.
    public func withoutFile(_ id: String) -> Found {
        Found(
            unit: options.pseudonym?(id) ?? id,
            eligibility: plan.asksForMoreThanTheID ? .notLookedUp : .everyone)
    }

    /// What a file says of a customer.
    ///
    /// - Parameters:
    ///   - id: The customer's id, byte for byte as in the file.
    ///   - path: The customer file, or `-` for standard input.
    /// - Returns: The id that is drawn, and whether the customer may take part.
    /// - Throws: When the file or a file of the plan cannot be read.
    public func look(up id: String, in path: String) throws(DiagnosticsError) -> Found {
        do {
            return try read(id, path) ?? absent(id, path)
        } catch let error as DiagnosticsError {
            throw error
        } catch let error as AssignmentError {
            throw DiagnosticsError(.badPlan, [error.diagnostic])
        } catch let error as TabularError {
            throw DiagnosticsError(error.kind, [error.diagnostic])
        } catch {
            throw DiagnosticsError(
                .badData, [Diagnostic(.error, "explain-failed", String(describing: error))])
        }
    }

    private func absent(_ id: String, _ path: String) -> Found {
        Found(unit: options.pseudonym?(id) ?? id, eligibility: .notInFile(path))
    }

    private func read(_ id: String, _ path: String) throws -> Found? {
        let reader = try DelimitedReader(source: ByteSource(path: path), options: options.reading)
        let judge = try JudgeBuilder(
            plan: plan, pipeline: Pipeline(design: design), options: options, reader: reader
        ).judge()
        let wanted = Array(id.utf8)
        var found: Found?
        _ = try reader.forEachBlock(workers: options.workers) { block -> Found? in
            var first: Found?
            block.forEachRecord { record in
                guard first == nil, !record.isRagged,
                    record.bytes(judge.idColumn).equals(wanted)
                else { return }
                first = self.found(record, judge)
            }
            return first
        } merge: { block in
            if found == nil { found = block }
        }
        return found
    }

    private func found(_ record: Record, _ judge: RowJudge) -> Found {
        let row = record.row
        var unit = UnitRule.Unit()
        var notes = RowNotes()
        if let rejected = judge.rejection(record) {
            return Found(
                unit: record.bytes(judge.idColumn).string,
                eligibility: .out(
                    judge.outcomes.outcomes[Int(rejected)].reason, row: row, detail: nil))
        }
        let outcome = judge.outcome(record, unit: &unit, notes: &notes)
        // Who belongs to no household is told by the id that was asked for.
        let drawn =
            unit.isMissing
            ? record.bytes(judge.idColumn).string
            : unit.withBytes(record, judge.units) { $0.string }
        guard outcome != OutcomeTable.waiting else {
            return Found(unit: drawn, eligibility: .eligible(row: row))
        }
        let reason = judge.outcomes.outcomes[Int(outcome)].reason
        // Who is held out is told by the draw itself.
        if reason == .heldOut { return Found(unit: drawn, eligibility: .eligible(row: row)) }
        return Found(
            unit: drawn, eligibility: .out(reason, row: row, detail: detail(record, judge)))
    }

    /// The rule that decided.
    private func detail(_ record: Record, _ judge: RowJudge) -> String? {
        guard let filter = judge.filter else { return nil }
        switch filter.decide(record) {
        case .notInAudience(let rule), .unknown(let rule):
            return plan.audience?.include[rule].text
        case .excluded(let rule): return plan.audience?.exclude[rule].text
        case .unreadable, .selected: return nil
        }
    }
}

extension Plan {
    /// Whether a customer file decides about who takes part, and not the id alone.
    fileprivate var asksForMoreThanTheID: Bool {
        !(permissions ?? []).isEmpty || !(audience?.include ?? []).isEmpty
            || !(audience?.exclude ?? []).isEmpty || assignment.overrides != nil
            || assignment.members != nil
    }
}
