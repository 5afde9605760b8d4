// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel
import Tabular

/// Holds an assignment file against what the plan would write today.
///
/// With the customers at hand, row for row: an edit, another order and a lost end are all seen.
/// Without them each row is drawn again from its own columns, which shows every edit of a variant.
public struct AssignmentVerifier: Sendable {
    /// What a comparison found.
    public struct Report: Sendable, Hashable {
        /// The rows that were compared.
        public var rows: Int
        /// The rows that differ.
        public var differing: Int
        /// What is wrong, at the first row that differs; nil when nothing is.
        public var problem: Diagnostic?
    }

    private let plan: Plan
    private let pipeline: Pipeline
    private let options: AssignmentOptions

    /// Creates a verifier of the files that a plan and a design give.
    ///
    /// - Throws: When the design cannot be drawn.
    public init(
        plan: Plan, design: AssignmentDesign, options: AssignmentOptions = AssignmentOptions()
    ) throws(DiagnosticsError) {
        self.plan = plan
        self.options = options
        do {
            pipeline = try Pipeline(design: design)
        } catch {
            throw DiagnosticsError(.badPlan, [error.diagnostic])
        }
    }

    /// Compares a file.
    ///
    /// - Parameters:
    ///   - path: The assignment file.
    ///   - customers: The customer file it was made from; nil draws each row from its own columns.
    ///   - recorded: The rows that were written to the file, where that was recorded; rows that are
    ///     missing show without the customers then.
    /// - Returns: What was found.
    /// - Throws: When a file cannot be read, or a column is missing.
    public func verify(
        _ path: String, customers: String? = nil, recorded: Int? = nil
    ) throws(DiagnosticsError) -> Report {
        try AssignmentPass.diagnosed {
            let seen = try rows(of: path)
            guard let customers else { return try alone(seen, recorded: recorded) }
            return try against(customers, seen)
        }
    }

    /// One row of an assignment file in a few bytes.
    private struct Seen {
        var reader: DelimitedReader
        var id: Int
        var variant: Int
        var reason: Int?
        var rows: [UInt64] = []
    }

    private func rows(of path: String) throws -> Seen {
        let reader = try DelimitedReader(path: path, options: options.reading)
        let builder = JudgeBuilder(
            plan: plan, pipeline: pipeline, options: options, reader: reader)
        var seen = Seen(
            reader: reader, id: try reader.column(named: builder.idName),
            variant: try reader.column(named: options.column),
            reason: reader.header.firstIndex(of: "reason"))
        let (id, variant, reason) = (seen.id, seen.variant, seen.reason)
        try reader.forEachBlock(workers: options.workers) { block in
            var found: [UInt64] = []
            var text: [UInt8] = []
            block.forEachRecord { record in
                found.append(
                    Self.fingerprint(
                        record.bytes(id).buffer, record.bytes(variant).buffer,
                        reason.map { record.bytes($0).buffer }, &text))
            }
            return found
        } merge: {
            seen.rows += $0
        }
        return seen
    }

    private static func fingerprint(
        _ id: UnsafeRawBufferPointer, _ variant: UnsafeRawBufferPointer,
        _ reason: UnsafeRawBufferPointer?, _ text: inout [UInt8]
    ) -> UInt64 {
        text.removeAll(keepingCapacity: true)
        text.append(contentsOf: id)
        text.append(0)
        text.append(contentsOf: variant)
        text.append(0)
        if let reason { text.append(contentsOf: reason) }
        return text.withUnsafeBytes { FieldBytes($0).map { Fingerprints.of($0) } ?? 0 }
    }

    /// What an outcome puts in the columns.
    private func columns(_ outcome: OutcomeTable.Outcome) -> (variant: String, reason: String) {
        let isIn = outcome.reason == .assigned
        return (
            isIn ? outcome.variant.map { plan.variants[$0].key } ?? "" : "",
            outcome.reason.rawValue
        )
    }

    // MARK: Without the customers

    private func alone(_ seen: Seen, recorded: Int?) throws -> Report {
        let builder = JudgeBuilder(
            plan: plan, pipeline: pipeline, options: options, reader: seen.reader)
        let judge = try builder.judge(pseudonymised: plan.privacy?.pseudonymise != nil)
        var first: (row: Int, seen: String, drawn: String, id: String)?
        var differing = 0
        try seen.reader.forEachBlock(workers: options.workers) { block in
            var found: [(row: Int, seen: String, drawn: String, id: String)] = []
            block.forEachRecord { record in
                let outcome = judge.outcomes.outcomes[Int(judge.decided(record))]
                let drawn = columns(outcome)
                let variant = record.bytes(seen.variant).string
                let reason = seen.reason.map { record.bytes($0).string } ?? drawn.reason
                guard variant != drawn.variant || reason != drawn.reason else { return }
                found.append(
                    (
                        record.row, Self.shown(variant, reason), Self.shown(drawn),
                        record.bytes(seen.id).string
                    ))
            }
            return found
        } merge: { found in
            first = first ?? found.first
            differing += found.count
        }
        if first == nil, let recorded, recorded != seen.rows.count {
            return Report(
                rows: seen.rows.count, differing: abs(recorded - seen.rows.count),
                problem: length(
                    seen.reader.source.name, seen: seen.rows.count, expected: recorded))
        }
        return Report(
            rows: seen.rows.count, differing: differing,
            problem: first.map { row in
                edited(
                    seen.reader.source.name, row: row.row, id: row.id, seen: row.seen,
                    drawn: row.drawn, differing: differing)
            })
    }

    // MARK: Against the customers

    private func against(_ customers: String, _ seen: Seen) throws -> Report {
        let file = try CustomerFile(
            plan: plan, options: options, pipeline: pipeline,
            source: ByteSource(path: customers), target: .nowhere)
        let (_, blocks) = try file.passes()
        let judge = blocks.judge
        let pseudonym = judge.units.pseudonym
        let hasReason = seen.reason != nil
        var expected: [UInt64] = []
        try file.reader.forEachBlock(workers: options.workers) { block in
            var found: [UInt64] = []
            var text: [UInt8] = []
            block.forEachRecord { record in
                guard let outcome = blocks.outcome(record) else { return }
                let drawn = columns(outcome)
                let id = record.bytes(judge.idColumn)
                let written = pseudonym.map { Array($0(id.string).utf8) } ?? Array(id.buffer)
                written.withUnsafeBytes { id in
                    Array(drawn.variant.utf8).withUnsafeBytes { variant in
                        Array(drawn.reason.utf8).withUnsafeBytes { reason in
                            found.append(
                                Self.fingerprint(id, variant, hasReason ? reason : nil, &text))
                        }
                    }
                }
            }
            return found
        } merge: {
            expected += $0
        }
        return try compare(seen, expected)
    }

    private func compare(_ seen: Seen, _ expected: [UInt64]) throws -> Report {
        let name = seen.reader.source.name
        let both = min(seen.rows.count, expected.count)
        let first = (0..<both).first { seen.rows[$0] != expected[$0] }
        let differing =
            (0..<both).count { seen.rows[$0] != expected[$0] }
            + abs(seen.rows.count - expected.count)
        guard let first else {
            guard seen.rows.count != expected.count else {
                return Report(rows: both, differing: 0, problem: nil)
            }
            return Report(
                rows: both, differing: differing,
                problem: length(name, seen: seen.rows.count, expected: expected.count))
        }
        let isSorted =
            seen.rows.count == expected.count && seen.rows.sorted() == expected.sorted()
        if isSorted {
            return Report(
                rows: both, differing: differing, problem: reordered(name, row: first + 1))
        }
        return Report(
            rows: both, differing: differing,
            problem: try problem(seen, row: first + 1, differing: differing))
    }

    /// The problem of a row that is not the one that was written there.
    private func problem(_ seen: Seen, row: Int, differing: Int) throws -> Diagnostic {
        var found = (id: "", text: "")
        try seen.reader.forEachBlock(workers: options.workers) { block -> (String, String)? in
            let position = row - block.firstRow
            guard position >= 0, position < block.recordCount else { return nil }
            let record = block[position]
            let reason = seen.reason.map { record.bytes($0).string } ?? ""
            return (
                record.bytes(seen.id).string,
                Self.shown(record.bytes(seen.variant).string, reason)
            )
        } merge: {
            if let row = $0 { found = row }
        }
        return edited(
            seen.reader.source.name, row: row, id: found.id, seen: found.text, drawn: nil,
            differing: differing)
    }

    private static func shown(_ columns: (variant: String, reason: String)) -> String {
        shown(columns.variant, columns.reason)
    }

    private static func shown(_ variant: String, _ reason: String) -> String {
        let name = variant.isEmpty ? "no variant" : "`\(Visible.value(variant))`"
        return reason.isEmpty || reason == "assigned" ? name : "\(name), \(Visible.value(reason))"
    }
}

extension AssignmentVerifier {
    private func edited(
        _ file: String, row: Int, id: String, seen: String, drawn: String?, differing: Int
    ) -> Diagnostic {
        let rest = differing > 1 ? "; \(differing) rows differ" : ""
        let drawn =
            drawn.map { " where \($0) was drawn" } ?? ", which is not what was written there"
        return Diagnostic(
            .error, "assignment-differs",
            "\(PreviewSample.masked(id)) in row \(row) has \(seen)\(drawn)\(rest)",
            at: .init(file: file),
            why: "the file was changed after it was written, or drawn by another plan or phase",
            fix: "assign again from the customers, and leave the file as it is")
    }

    private func reordered(_ file: String, row: Int) -> Diagnostic {
        Diagnostic(
            .error, "assignment-reordered",
            "the rows are those that were written, in another order from row \(row) on",
            at: .init(file: file),
            why: "somebody sorted the file, and may have saved more than that",
            fix: "assign again from the customers, and sort a copy")
    }

    private func length(_ file: String, seen: Int, expected: Int) -> Diagnostic {
        let isShort = seen < expected
        return Diagnostic(
            .error, isShort ? "assignment-truncated" : "assignment-differs",
            isShort
                ? "the file ends after row \(seen); \(expected) rows were written"
                : "row \(expected + 1) was not written; the file should end after row \(expected)",
            at: .init(file: file),
            why: isShort ? "customers without a row have no variant" : "somebody added rows",
            fix: "assign again from the customers, and leave the file as it is")
    }
}
