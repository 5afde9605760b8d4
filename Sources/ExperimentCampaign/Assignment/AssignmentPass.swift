// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel
import Inference
public import Tabular

/// Reads a customer file and writes it again with the variant of every customer.
///
/// Rows keep their order and every byte of their fields; the variant is added at the end, with the
/// reason where customers may be left out. The file is streamed. Rows are written while duplicate ids
/// are still being looked for: in the usual file there are none and it is read once; else the output
/// is thrown away and written again without them. All files appear together, or none.
public struct AssignmentPass: Sendable {
    let plan: Plan
    let options: AssignmentOptions
    let pipeline: Pipeline

    /// Creates the pass of a plan that needs no lock.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - day: The day of the draw, which decides the period of the global control.
    ///   - options: How the file is read.
    /// - Throws: When the plan's algorithm, salt or weights cannot be used.
    public init(
        plan: Plan, on day: Day? = nil, options: AssignmentOptions = AssignmentOptions()
    ) throws(DiagnosticsError) {
        let start = day ?? plan.schedule?.start ?? plan.assignment.holdout?.from
        let first = start ?? Day(daysSince1970: 0)
        do {
            let design = try AssignmentDesign(plan: plan, on: first, slots: nil)
            self.plan = plan
            self.options = options
            pipeline = try Pipeline(design: design)
        } catch {
            throw DiagnosticsError(.badPlan, [error.diagnostic])
        }
    }

    /// Creates the pass of a plan with the design that it is drawn by.
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

    /// Assigns every customer of a file.
    ///
    /// - Parameters:
    ///   - path: The customer file, or `-` for standard input.
    ///   - target: Where the rows go.
    /// - Returns: What became of the rows.
    /// - Throws: The problem that stopped the work; nothing is left behind then.
    public func run(
        customers path: String, to target: AssignmentTarget
    ) throws(DiagnosticsError) -> AssignmentSummary {
        try Self.diagnosed {
            try run(source: ByteSource(path: path), to: target)
        }
    }

    /// Assigns every customer of a source.
    public func run(
        customers source: ByteSource, to target: AssignmentTarget
    ) throws(DiagnosticsError) -> AssignmentSummary {
        try Self.diagnosed { try run(source: source, to: target) }
    }

    static func diagnosed<Value>(
        _ body: () throws -> Value
    ) throws(DiagnosticsError) -> Value {
        do {
            return try body()
        } catch let error as DiagnosticsError {
            throw error
        } catch let error as TabularError {
            throw DiagnosticsError(error.kind, [error.diagnostic])
        } catch let error as AssignmentError {
            throw DiagnosticsError(.badPlan, [error.diagnostic])
        } catch {
            throw DiagnosticsError(
                .badData, [Diagnostic(.error, "assign-failed", String(describing: error))])
        }
    }

    /// Exact quotas are those of one list: another list would give people another variant.
    private func checkFinal(
        _ summary: AssignmentSummary, _ file: String
    ) throws(DiagnosticsError) {
        guard plan.assignment.stratify != nil, let locked = options.lockedList,
            locked != summary.inputDigest
        else { return }
        throw DiagnosticsError(
            .badData,
            [
                Diagnostic(
                    .error, "list-not-final", "this is not the list that was locked",
                    at: Diagnostic.Place(file: file),
                    why: "`stratify` gives exact quotas within one list, so in another list people "
                        + "would change variant",
                    fix: "assign the list that was locked, or leave `stratify` out of a new plan")
            ])
    }

    private func run(source: ByteSource, to target: AssignmentTarget) throws -> AssignmentSummary {
        let file = try CustomerFile(
            plan: plan, options: options, pipeline: pipeline, source: source, target: target)
        try file.checkPaths()
        var (run, blocks) = try file.passes()
        var summary = try summary(run, file)
        try checkFinal(summary, source.name)
        summary.warnings = try file.findings(run, blocks, summary)
        try compare(&summary, file, blocks)
        guard summary.assigned > 0 else {
            throw DiagnosticsError(.badData, [file.nobody(summary)])
        }
        summary.rechecked = try file.recheck(run, blocks.judge)
        try run.commit()
        return summary
    }

    /// Holds the customers against the list of the lock and an earlier assignment.
    private func compare(
        _ summary: inout AssignmentSummary, _ file: CustomerFile, _ blocks: BlockAssigner
    ) throws {
        let more = file.more
        if let changed = more.listChanged(summary) { summary.warnings.append(changed) }
        guard let path = options.earlier else { return }
        let earlier = try EarlierAssignments(
            path: path, plan: plan, idName: file.builder.idName, options: options)
        let (counts, moved) = try earlier.compare(file, blocks)
        summary.earlier = counts
        if let said = earlier.said(moved, in: file.reader.source.name, mayMove: options.mayMove) {
            guard options.mayMove else { throw DiagnosticsError(.badData, [said]) }
            summary.warnings.append(said)
        }
        if let new = more.newcomers(summary, counts) { summary.warnings.append(new) }
    }

    /// How unusual the sizes are under the planned shares; exact where a variant expects few.
    private static func ratioP(_ observed: [Int], _ weights: [Double]) -> Double? {
        let total = Double(observed.reduce(0, +))
        let whole = weights.reduce(0, +)
        if weights.allSatisfy({ $0 / whole * total >= 5 }) {
            return try? SampleRatioMismatch(observed: observed, weights: weights).p
        }
        return try? SampleRatioMismatch.exact(
            observed: observed, weights: weights.map { $0 / whole })
    }

    /// Sums up what became of the rows.
    func summary(_ run: AssignmentRun, _ file: CustomerFile) throws -> AssignmentSummary {
        let outcomes = file.builder.outcomes.outcomes
        let shares = plan.variants.map { pipeline.design.plannedShare(of: $0.key) }
        let units = try run.unitCounts(plan.variants.count)
        let taking = shares.indices.filter { shares[$0] > 0 }
        // Sizes that a quota sets leave nothing to chance that could be tested.
        let isByQuota = plan.assignment.stratify != nil
        let ratioP =
            isByQuota
            ? nil : AssignmentPass.ratioP(taking.map { units[$0] }, taking.map { shares[$0] })
        func reasons(_ fate: ReasonCode.Fate) -> [AssignmentSummary.ReasonCount] {
            var rows: [ReasonCode: Int] = [:]
            for place in outcomes.indices where outcomes[place].reason.fate == fate {
                rows[outcomes[place].reason, default: 0] += run.counts[place]
            }
            return rows.filter { $0.value > 0 }.sorted { $0.key < $1.key }
                .map { .init(code: $0.key.rawValue, rows: $0.value) }
        }
        func rows(_ fate: ReasonCode.Fate) -> Int {
            outcomes.indices.reduce(0) {
                $0 + (outcomes[$1].reason.fate == fate ? run.counts[$1] : 0)
            }
        }
        let drawn: [ReasonCode] = [
            .assigned, .noHousehold, .heldOut, .mergedHeldOut, .otherLayer, .notLetIn,
        ]
        let eligible =
            run.notes.forced.eligible
            + outcomes.indices.reduce(0) {
                $0 + (drawn.contains(outcomes[$1].reason) ? run.counts[$1] : 0)
            }
        return AssignmentSummary(
            rowsRead: run.rows, assigned: rows(.in), rejected: rows(.rejected),
            excluded: rows(.out),
            variants: plan.variants.indices.map {
                .init(
                    key: plan.variants[$0].key, count: run.counts[$0], units: units[$0],
                    plannedShare: shares[$0])
            },
            reasons: run.rejections(file.builder.outcomes), exclusions: reasons(.out),
            segments: file.segmentCounts(run), sampleRatioP: ratioP, sizesByQuota: isByQuota,
            rechecked: nil, warnings: [],
            forcedHeldOut: run.notes.forced.heldOut.count,
            eligible: eligible,
            eligibleAtLock: options.lockedList.flatMap { _ in
                options.lockedEligible
            },
            inputDigest: run.digest, detection: file.reader.detection.summary,
            rejectsPath: run.rejectsPath,
            lists: file.listPaths.enumerated().map { place, path in
                .init(
                    path: path,
                    rows: outcomes.indices.reduce(0) {
                        $0 + (outcomes[$1].list == place ? run.counts[$1] : 0)
                    })
            })
    }
}
