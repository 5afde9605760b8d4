// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Every contrast of an analysis, by metric and pair of arms.
struct ContrastTable: Sendable {
    private var contrasts: [String: [ArmPair: Contrast]] = [:]

    /// The contrast of one metric and pair; nil when an arm has nothing to compare.
    subscript(metric: String, pair: ArmPair) -> Contrast? {
        get { contrasts[metric]?[pair] }
        set { contrasts[metric, default: [:]][pair] = newValue }
    }
}
