// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Replaces the moments of quantile metrics by the values that a quantile needs.
struct QuantileBuilder {
    let plan: Plan

    /// Asks the source for the values; without any the metric keeps a level and no comparison.
    func fill(_ collected: inout Collected, _ source: inout some MomentSource) throws {
        let places = plan.metrics.definitions.indices.filter {
            plan.metrics.definitions[$0].kind == .quantile
        }
        guard !places.isEmpty else { return }
        let keys = places.map { plan.metrics.definitions[$0].key }
        let tables = try source.values(keys.map { ValueRequest(metric: $0) })
        for (slot, place) in places.enumerated() {
            let probability = plan.metrics.definitions[place].quantile ?? 0.5
            for arm in collected.metrics[place].indices {
                collected.metrics[place][arm].moments = .quantile(
                    tables?[slot][arm] ?? .empty, probability: probability)
            }
        }
    }
}
