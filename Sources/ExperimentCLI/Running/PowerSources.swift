// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Foundation
import Tabular

/// Where a power report gets its customers and its baseline from: the command line, then the plan.
struct PowerSources {
    let plan: Plan
    let planFile: String
    let options: ReadOptions

    private var workers: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// The files that the plan's `power` block names, as paths to open.
    var plannedFiles: [String] {
        [plan.power?.fromResult, plan.power?.fromHistory].compactMap { $0 }.map(located)
    }

    private func located(_ file: String) -> String {
        let folder = Paths.folder(of: planFile)
        return folder.isEmpty || file.hasPrefix("/") ? file : folder + "/" + file
    }

    /// Who can take part: a file, a number, or what the plan states.
    func audience(customers: String?, given: Int?) throws -> PowerAudience {
        if let customers {
            let progress = Progress("counting \(Paths.name(of: customers))")
            defer { progress.end() }
            let count = try CustomerCount.eligible(
                in: customers, plan: plan, options: options, workers: workers)
            return PowerAudience(
                plan: plan, customers: count, origin: .file(Paths.name(of: customers)))
        }
        if let given { return PowerAudience(plan: plan, customers: given, origin: .given) }
        guard let stated = PowerAudience(stated: plan) else {
            throw PowerProblems(planFile).noAudience()
        }
        return stated
    }

    /// What the metric is without contact: the plan's own numbers stand over those of a file.
    func baseline(result: String?, history: String?) throws -> PowerBaseline {
        let metric = plan.metric(plan.metrics.primary)
        guard let metric else { throw PowerProblems(planFile).noBaseline(nil) }
        if result == nil, history == nil, let stated = PowerBaseline(stated: plan),
            metric.isShare || stated.standardDeviation != nil
        {
            return stated
        }
        if let path = result ?? (history == nil ? plan.power?.fromResult.map(located) : nil) {
            return try EarlierResult.baseline(
                in: Array(InputText.bytes(of: path)), path: path, of: metric)
        }
        if let path = history ?? plan.power?.fromHistory.map(located) {
            let progress = Progress("reading \(Paths.name(of: path))")
            defer { progress.end() }
            return try PowerHistory(plan: plan, metric: metric, workers: workers)
                .read(path: path, options: options)
        }
        guard let stated = PowerBaseline(stated: plan) else {
            throw PowerProblems(planFile).noBaseline(metric)
        }
        return stated
    }
}
