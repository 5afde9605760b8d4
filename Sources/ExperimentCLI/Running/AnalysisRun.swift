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
    /// Today, and the age in days beyond which data are too old, when age matters.
    var freshness: Freshness?

    func run() throws -> AnalysisResult {
        let rejects = rejectsFile.map(RejectsFile.init)
        do {
            let result = try analyse(rejects)
            try rejects?.finish()
            return result
        } catch {
            // A file that cannot be analysed still explains its rows.
            try? rejects?.finish()
            throw error
        }
    }

    private func analyse(_ rejects: RejectsFile?) throws -> AnalysisResult {
        let locked = try LockedPlan(plan, file: planFile)
        let analyzer = Analyzer(
            plan: plan,
            stamp: PlanStamp(
                file: Paths.name(of: planFile), sha256: try PlanDigest.sha256(of: plan),
                locked: locked.lock != nil, seed: plan.decision.seed ?? StableHash.of(plan.key)),
            plannedShares: try plannedShares(locked), freshness: freshness,
            lock: try lockState(locked), toolVersion: Tool.version)
        let names = dataFiles.map(Paths.name).joined(separator: ", ")
        let progress = Progress("reading \(names)")
        defer { progress.end() }
        let readers = try dataFiles.map { try DelimitedReader(path: $0, options: options) }
        var source = try PlanSource(
            plan: plan, readers: readers, workers: ProcessInfo.processInfo.activeProcessorCount,
            rejects: rejects)
        return try analyzer.run(&source)
    }

    /// The shares that the draw was made for: those of the lock, else those of the plan.
    private func plannedShares(_ locked: LockedPlan) throws -> [Double] {
        guard let design = locked.lock?.phases.last?.design,
            design.variants == plan.variants.map(\.key)
        else {
            let allocation = try Allocation(plan: plan)
            return plan.variants.indices.map(allocation.plannedShare)
        }
        return design.variants.map(design.plannedShare)
    }

    private func lockState(_ locked: LockedPlan) throws -> LockState? {
        guard let lock = locked.lock, let day = Day(lock.lockedAt.prefix(10)) else { return nil }
        return LockState(
            lockedOn: day, changes: try locked.changes(),
            breaks: lock.phases.filter { $0.effect != .pooled }.map(\.from))
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
