// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
public import ExperimentModel
public import Tabular

/// What an assignment would do with a customer file, to the last row; nothing is written.
public struct AssignmentPreview: Sendable {
    /// One step at which customers fall out.
    public struct Step: Sendable, Hashable {
        /// What is asked.
        public enum Kind: Sendable, Hashable {
            /// Whether the variant is not given by hand; the key of the variant that is.
            case forced(String)
            /// Whether the customer may be written to; the key of the permission.
            case permission(String)
            /// Whether the customer belongs to the audience, by its rules.
            case audience
            /// Whether the unit is outside the global control.
            case holdout
            /// Whether the slot of the layer is the test's own.
            case layer
            /// Whether the gate lets the unit in.
            case gate
        }

        /// What is asked.
        public var kind: Kind
        /// The customers who fall out here, by reason.
        public var out: [AssignmentSummary.ReasonCount]
        /// The customers who go on.
        public var left: Int

        /// The customers who fall out here.
        public var lost: Int { out.reduce(0) { $0 + $1.rows } }
    }

    /// The plan.
    public var plan: Plan
    /// The day of the draw.
    public var day: Day
    /// The file, as the user named it.
    public var file: String
    /// The counts.
    public var summary: AssignmentSummary
    /// The steps from all customers to those in the test.
    public var steps: [Step]
    /// A few ids of each variant, masked, in plan order.
    public var samples: [[String]]
    /// Other tests on the same customers.
    public var overlaps: [Overlap]

    /// The rows that repeat the id of an earlier one.
    public var duplicates: Int {
        summary.reasons.filter { $0.code.hasPrefix("duplicate-id") }.reduce(0) { $0 + $1.rows }
    }

    /// The rows that cannot be used for another reason.
    public var unusable: [AssignmentSummary.ReasonCount] {
        summary.reasons.filter { !$0.code.hasPrefix("duplicate-id") }
    }

    /// The customers: rows that can be used, each id once.
    public var unique: Int { summary.rowsRead - summary.rejected }

    /// The three reasons for which most customers are not in the test, most first.
    public var topReasons: [AssignmentSummary.ReasonCount] {
        Array(
            summary.exclusions.sorted { $0.rows == $1.rows ? $0.code < $1.code : $0.rows > $1.rows }
                .prefix(3))
    }
}

extension AssignmentPass {
    /// Looks at what an assignment would do, without writing anything.
    ///
    /// - Parameters:
    ///   - path: The customer file, or `-` for standard input.
    ///   - day: The day of the draw.
    ///   - others: Other tests that run on some of the same days.
    /// - Returns: The funnel, to the last row.
    /// - Throws: The problem that stopped the work.
    public func preview(
        customers path: String, on day: Day, others: [OtherTest] = []
    ) throws(DiagnosticsError) -> AssignmentPreview {
        try Self.diagnosed {
            try preview(source: ByteSource(path: path), on: day, others: others)
        }
    }

    /// Looks at what an assignment of a source would do, without writing anything.
    public func preview(
        customers source: ByteSource, on day: Day, others: [OtherTest] = []
    ) throws(DiagnosticsError) -> AssignmentPreview {
        try Self.diagnosed { try preview(source: source, on: day, others: others) }
    }

    private func preview(
        source: ByteSource, on day: Day, others: [OtherTest]
    ) throws -> AssignmentPreview {
        var silent = options
        silent.listsFolder = nil
        silent.rejectsPath = nil
        var file = try CustomerFile(
            plan: plan, options: silent, pipeline: pipeline, source: source, target: .nowhere)
        file.showsExamples = true
        file.others = try others.map { try judge($0, of: file.reader) }
        let (run, blocks) = try file.passes()
        var summary = try summary(run, file)
        summary.warnings = try file.findings(run, blocks, summary)
        if summary.assigned == 0 { summary.warnings.append(file.nobody(summary)) }
        let overlaps = zip(run.overlaps, file.others).map { $0.overlap($1, own: plan) }
        summary.warnings += overlaps.compactMap { warning($0, file: source.name) }
        return AssignmentPreview(
            plan: plan, day: day, file: source.name, summary: summary, steps: steps(summary),
            samples: run.examples, overlaps: overlaps)
    }

    /// Another test's judge of this file; who lacks its columns counts as its audience.
    private func judge(_ other: OtherTest, of reader: DelimitedReader) throws -> OverlapJudge {
        var options = options
        options.planFolder = other.folder
        options.idMap = nil
        let wanted = Set(
            (other.plan.permissions ?? []).map(\.attribute)
                + ((other.plan.audience?.include ?? []) + (other.plan.audience?.exclude ?? []))
                .flatMap(\.columns))
        let missing = wanted.filter { !reader.header.contains($0) }.sorted()
        var plan = other.plan
        plan.assignment.members = nil
        plan.assignment.overrides = nil
        if !missing.isEmpty {
            plan.permissions = nil
            plan.audience = nil
        }
        let builder = JudgeBuilder(
            plan: plan, pipeline: try Pipeline(design: other.design), options: options,
            reader: reader)
        return OverlapJudge(
            test: other, judge: try builder.judge(), missingColumns: missing,
            variants: plan.variants.count, ownVariants: self.plan.variants.count)
    }

    private func warning(_ overlap: Overlap, file: String) -> Diagnostic? {
        guard overlap.both > 0 else { return nil }
        let expected = Int(overlap.expected.rounded())
        return Diagnostic(
            .warning, "tests-overlap",
            "\(overlap.both) customers are also in `\(overlap.test)` (expected \(expected))",
            at: .init(file: file),
            why: overlap.sameLayer
                ? "both are in one layer, where no customer may be in two tests"
                : "what one test does may show in the results of the other",
            fix: "put both plans in one layer, with `assignment: { layer: … }`, or draw for other "
                + "days")
    }

    private func steps(_ summary: AssignmentSummary) -> [AssignmentPreview.Step] {
        var left = summary.rowsRead - summary.rejected
        var steps: [AssignmentPreview.Step] = []
        func add(_ kind: AssignmentPreview.Step.Kind, _ codes: [ReasonCode], always: Bool) {
            let out = summary.exclusions.filter { found in
                codes.contains { $0.rawValue == found.code }
            }
            guard always || !out.isEmpty else { return }
            left -= out.reduce(0) { $0 + $1.rows }
            steps.append(.init(kind: kind, out: out, left: left))
        }
        for variant in plan.variants {
            add(.forced(variant.key), [.forced(variant: variant.key)], always: false)
        }
        for permission in plan.permissions ?? [] {
            add(.permission(permission.key), [.noPermission(permission.key)], always: true)
        }
        let asks = plan.audience.map { !$0.include.isEmpty || !$0.exclude.isEmpty } ?? false
        add(
            .audience,
            [.mergedID, .notInAudience, .excludedByRule, .unknownValue, .noHousehold], always: asks)
        add(.holdout, [.heldOut, .mergedHeldOut], always: pipeline.design.holdout != nil)
        add(.layer, [.otherLayer], always: pipeline.design.layer != nil)
        add(.gate, [.notLetIn], always: !pipeline.design.isOpen)
        return steps
    }
}
