// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentAnalysis
import ExperimentCampaign
import ExperimentConfig
import ExperimentModel
import Foundation
import Tabular

/// From a plan and its data to a result: what `report` and `check` share.
struct AnalysisRun {
    let plan: Plan
    let planFile: String
    /// The data file, or one per entry of the plan's `files`, in their order.
    let dataFiles: [String]
    let options: ReadOptions
    /// Where rows that could not be used are written; nil keeps them out of any file.
    var rejectsFile: String?
    /// What the audit trail of a locked plan calls it.
    var act = AuditEntry.Action.report
    /// The phase of a locked plan that the data are of; nil when they may be of all.
    var phase: Int?
    /// Today, and the age in days beyond which data are too old, when age matters.
    var freshness: Freshness?

    func run() throws -> AnalysisResult {
        let rejects = rejectsFile.map(RejectsFile.init)
        do {
            let locked = try LockedPlan(plan, file: planFile)
            let result = try analyse(rejects, locked)
            try rejects?.finish()
            try AuditRecorder.looked(act, locked, result)
            return result
        } catch {
            // A file that cannot be analysed still explains its rows.
            try? rejects?.finish()
            throw error
        }
    }

    private func analyse(
        _ rejects: RejectsFile?, _ locked: LockedPlan
    ) throws -> AnalysisResult {
        let design = try design(locked)
        var analysed = plan
        if phase != nil, let design {
            // A variant that came later has no customers in this phase, and is not missed.
            analysed.variants = plan.variants.filter { design.variants.contains($0.key) }
        }
        let analyzer = Analyzer(
            plan: analysed,
            stamp: PlanStamp(
                file: Paths.name(of: planFile), sha256: try PlanDigest.sha256(of: plan),
                locked: locked.lock != nil, seed: plan.decision.seed ?? StableHash.of(plan.key)),
            plannedShares: try plannedShares(analysed, design), freshness: freshness,
            lock: try lockState(locked), toolVersion: Tool.version)
        let names = dataFiles.map(Paths.name).joined(separator: ", ")
        let progress = Progress("reading \(names)")
        defer { progress.end() }
        let readers = try dataFiles.map { try Self.reader($0, options) }
        // Groups that are drawn again are drawn by the salt of the lock, which may be a balanced one.
        var drawn = analysed
        if let lock = locked.lock { drawn.assignment.salt = lock.salts.split }
        var source = try PlanSource(
            plan: drawn, readers: readers, workers: ProcessInfo.processInfo.activeProcessorCount,
            rejects: rejects)
        var result = try analyzer.run(&source)
        result.globalControl = try globalControl(drawn, readers, analyzer)
        return result
    }

    /// The global control beside the others, read again from the same data by reason.
    private func globalControl(
        _ plan: Plan, _ readers: [DelimitedReader], _ main: Analyzer
    ) throws -> GlobalControlResult? {
        guard let plan = plan.comparingGlobalControl else { return nil }
        let column = GlobalControlResult.reasonColumn
        guard readers.allSatisfy({ $0.header.contains(column) }) else { return .absent(plan) }
        do {
            var source = try PlanSource(
                plan: plan, readers: readers,
                workers: ProcessInfo.processInfo.activeProcessorCount, rejects: nil)
            let analyzer = Analyzer(
                plan: plan, stamp: main.stamp, plannedShares: [0.5, 0.5],
                toolVersion: main.toolVersion)
            return try analyzer.compareGlobalControl(&source)
        } catch let error as DiagnosticsError
            where error.diagnostics.contains(where: { $0.id == "no-rows" })
        {
            return .absent(plan)
        }
    }

    /// Opens a data file; one that is not there may be elsewhere than the plan says.
    private static func reader(
        _ path: String, _ options: ReadOptions
    ) throws(TabularError) -> DelimitedReader {
        do { return try DelimitedReader(path: path, options: options) } catch {
            var error = error
            if error.code == .fileMissing {
                error.fix =
                    "check the name (a path in a plan is relative to the plan), or name the file "
                    + "with --data"
            }
            throw error
        }
    }

    /// The design that the data were drawn by, as the lock has it; nil without a lock.
    private func design(_ locked: LockedPlan) throws -> AssignmentDesign? {
        guard let phase else { return locked.lock?.phases.last?.design }
        let phases = locked.lock?.phases ?? []
        if let found = phases.first(where: { $0.version == phase }) { return found.design }
        let known = phases.map { "\($0.version) from \($0.from.iso)" }.joined(separator: ", ")
        throw DiagnosticsError(
            .badPlan,
            [
                Diagnostic(
                    .error, "phase-unknown", "there is no phase \(phase)",
                    at: Diagnostic.Place(file: planFile),
                    why: phases.isEmpty
                        ? "the plan is not locked" : "the lock has the phases: \(known)",
                    fix: "leave out --phase, or name a phase of the lock")
            ])
    }

    /// The shares that the draw was made for: those of the lock, else those of the plan.
    private func plannedShares(_ plan: Plan, _ design: AssignmentDesign?) throws -> [Double] {
        let keys = plan.variants.map(\.key)
        if let design, Set(design.variants) == Set(keys) { return keys.map(design.plannedShare) }
        let allocation = try Allocation(plan: plan)
        return plan.variants.indices.map(allocation.plannedShare)
    }

    private func lockState(_ locked: LockedPlan) throws -> LockState? {
        guard let lock = locked.lock, let day = Day(lock.lockedAt.prefix(10)) else { return nil }
        let breaks = lock.phases.filter { $0.effect != .pooled }.map(\.from)
        return LockState(
            lockedOn: day, changes: try locked.changes(), looks: AuditRecorder.looks(of: locked),
            breaks: phase == nil ? breaks : [], saltsTried: lock.balance?.candidates.count)
    }
}

/// The rejects file of one run: written only when a row was rejected, an older one removed.
final class RejectsFile: RejectSink {
    private let path: String
    private var writer: RejectsWriter?
    /// The file that rows come from, where there are several.
    private var file: String?

    init(path: String) { self.path = path }

    func begin() {
        writer?.discard()
        writer = nil
    }

    func begin(file: String) { self.file = file }

    func add(row: Int, column: String, code: String, value: String) throws {
        let open = try writer ?? RejectsWriter(path: path, namesFiles: file != nil)
        writer = open
        var value = value
        let reject = value.withUTF8 { bytes in
            FieldBytes(UnsafeRawBufferPointer(bytes)).map {
                RejectsWriter.Reject(
                    row: row, column: column, code: code, value: $0, file: file ?? "")
            }
        }
        if let reject { try open.add([reject]) }
    }

    /// Gives the file its name, or removes one of an earlier run.
    func finish() throws {
        if let writer {
            try writer.commit()
        } else if FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
    }
}
