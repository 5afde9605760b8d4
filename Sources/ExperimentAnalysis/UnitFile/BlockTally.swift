// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Tabular

/// What the rows of one block add up to; blocks merge in file order.
struct BlockTally: Sendable {
    var arms: [ArmTally]
    var metrics: [[MetricSum]]
    var segments: [SegmentSum]
    var rejected: [RejectedRow] = []
    var excluded = 0
    /// The rows of this block left out because of their id; counted in ``excluded`` when merged.
    var leftOut: [RejectedRow] = []
    /// Rows of this block that belong to something else; counted in ``excluded`` when merged.
    var filtered = 0
    /// All rows of the merged blocks that belong to something else.
    var filteredInAll = 0
    /// The fingerprints of the kept rows' ids, when duplicates are looked for.
    var ids: Fingerprints?
    /// The evidence on each slot's decimal mark, where it was not declared.
    var detectors: [NumberConventionDetector] = []

    /// A tally of nothing.
    init(arms: Int, metrics: Int, segments: Int) {
        self.arms = [ArmTally](repeating: ArmTally(), count: arms)
        self.metrics = [[MetricSum]](
            repeating: [MetricSum](repeating: MetricSum(), count: arms), count: metrics)
        self.segments = [SegmentSum](repeating: SegmentSum(), count: segments)
    }

    mutating func merge(_ other: BlockTally) throws {
        for arm in arms.indices {
            arms[arm].count += other.arms[arm].count
            arms[arm].rejected += other.arms[arm].rejected
        }
        for metric in metrics.indices {
            for arm in arms.indices {
                try metrics[metric][arm].merge(other.metrics[metric][arm])
            }
        }
        for place in segments.indices { try segments[place].merge(other.segments[place]) }
        excluded += other.leftOut.count + other.filtered
        filteredInAll += other.filtered
        if detectors.isEmpty {
            detectors = other.detectors
        } else {
            for slot in other.detectors.indices { detectors[slot].merge(other.detectors[slot]) }
        }
    }
}
