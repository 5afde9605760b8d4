// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Finds the values at which metrics are cut.
struct CapBuilder {
    let plan: Plan

    /// The cap of each metric that has one: as stated, or the type-7 quantile of all arms together.
    ///
    /// A quantile needs a pass of its own first, which finds the rows that do not count (duplicates)
    /// and how the columns' numbers are written.
    func caps(_ source: inout some MomentSource) throws -> [String: Double] {
        var caps: [String: Double] = [:]
        var asked: [(key: String, quantile: Double)] = []
        for metric in plan.metrics.definitions {
            switch metric.cap {
            case .value(let value): caps[metric.key] = value
            case .quantile(let quantile): asked.append((metric.key, quantile))
            case nil: break
            }
        }
        guard !asked.isEmpty else { return caps }
        _ = try source.collect(caps: caps)
        guard let tables = try source.values(asked.map { ValueRequest(metric: $0.key) })
        else { return caps }
        for (ask, arms) in zip(asked, tables) {
            var pooled = ValueTable.empty
            for table in arms { pooled.merge(table) }
            if let cap = pooled.quantile(ask.quantile) { caps[ask.key] = cap }
        }
        return caps
    }
}
