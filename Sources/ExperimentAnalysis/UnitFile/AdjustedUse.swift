// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// The slots of a metric with covariates, and where each stands in a unit's row of variables.
///
/// The row is the outcome (one number, or a ratio's two), then for each covariate its numbers and
/// whether one of them is missing. A missing covariate counts as zero beside an indicator of one, so
/// that no unit is left out and the value put in its place does not matter.
struct AdjustedUse: Sendable {
    /// The slot of the outcome, or of a ratio's two sides.
    let outcome: [Int]
    /// The slots of each covariate: one, or a ratio's two.
    let covariates: [[Int]]
    /// What is compared, and what it is adjusted by, by position in the row.
    let adjustment: CovariateAdjustment
    /// How many variables a row has.
    let dimension: Int

    init(
        _ outcome: [Int], _ covariates: [Metric.Covariate], _ keyPath: String,
        _ finder: inout ColumnFinder
    ) {
        self.outcome = outcome
        var slots: [[Int]] = []
        var quantities: [Quantity] = []
        var next = outcome.count
        let path = keyPath + ".covariate"
        for covariate in covariates {
            switch covariate {
            case .column(let name):
                slots.append([finder.slot(name, .number, path)])
                quantities.append(.mean(next))
            case .ratio(let numerator, let denominator):
                slots.append([
                    finder.slot(numerator, .number, path), finder.slot(denominator, .number, path),
                ])
                quantities.append(.ratio(numerator: next, denominator: next + 1))
            }
            next += slots[slots.count - 1].count
            quantities.append(.mean(next))
            next += 1
        }
        self.covariates = slots
        dimension = next
        adjustment = CovariateAdjustment(
            outcome: outcome.count == 2 ? .ratio(numerator: 0, denominator: 1) : .mean(0),
            covariates: quantities)
    }

    /// Fills in the row of one unit; false when its outcome is missing.
    @inline(__always)
    func fill(
        _ row: UnsafeMutableBufferPointer<Double>, _ batch: RowBatch, _ position: Int, cap: Double,
        zeroForMissing: Bool
    ) -> Bool {
        var isComplete = true
        for (place, slot) in outcome.enumerated() {
            let value = batch.column(slot)[position]
            let isMissing = value != value
            isComplete = isComplete && !isMissing
            row[place] = isMissing ? 0 : place == 0 && value > cap ? cap : value
        }
        var next = outcome.count
        for slots in covariates {
            let start = next
            var isMissing = false
            for slot in slots {
                row[next] = batch.column(slot)[position]
                isMissing = isMissing || row[next] != row[next]
                next += 1
            }
            if isMissing { for place in start..<next { row[place] = 0 } }
            row[next] = isMissing ? 1 : 0
            next += 1
        }
        return isComplete || zeroForMissing
    }

    /// Where the indicators of missing covariates stand.
    var indicators: [Int] {
        var next = outcome.count
        return covariates.map { slots in
            next += slots.count + 1
            return next - 1
        }
    }
}
