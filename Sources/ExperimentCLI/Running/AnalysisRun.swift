// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentAnalysis
import ExperimentConfig
import ExperimentModel
import Foundation
import Tabular

/// From a plan and a file to a result: what `report` and `check` share.
struct AnalysisRun {
    let plan: Plan
    let planFile: String
    let dataFile: String
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
        let allocation = try Allocation(plan: plan)
        let analyzer = Analyzer(
            plan: plan,
            stamp: PlanStamp(
                file: Paths.name(of: planFile), sha256: try PlanDigest.sha256(of: plan),
                locked: false, seed: plan.decision.seed ?? StableHash.of(plan.key)),
            plannedShares: plan.variants.indices.map(allocation.plannedShare),
            freshness: freshness, toolVersion: Tool.version)
        let progress = Progress("reading \(Paths.name(of: dataFile))")
        defer { progress.end() }
        let reader = try DelimitedReader(path: dataFile, options: options)
        var source = try PlanSource(
            plan: plan, reader: reader, workers: ProcessInfo.processInfo.activeProcessorCount,
            rejects: rejects)
        return try analyzer.run(&source)
    }
}

/// The rejects file of one run: written only when a row was rejected, an older one removed.
final class RejectsFile: RejectSink {
    private let path: String
    private var writer: RejectsWriter?

    init(path: String) { self.path = path }

    func begin() {
        writer?.discard()
        writer = nil
    }

    func add(row: Int, column: String, code: String, value: String) throws {
        let open = try writer ?? RejectsWriter(path: path)
        writer = open
        var value = value
        let reject = value.withUTF8 { bytes in
            FieldBytes(UnsafeRawBufferPointer(bytes)).map {
                RejectsWriter.Reject(row: row, column: column, code: code, value: $0)
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
