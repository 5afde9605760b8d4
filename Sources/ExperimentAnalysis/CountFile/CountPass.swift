// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// One pass over a file of counts.
struct CountPass {
    /// The successes and trials of one metric in one arm.
    struct Cell {
        var successes = 0
        var trials = 0
        /// Units of rows that lack one of the two; of a row without trials, its successes.
        var missing = 0
    }

    let metrics: [Metric]
    var ledger: AggregateLedger
    private(set) var cells: [[Cell]]

    /// The largest count, exact in a number with a fraction.
    private static let largest = 9_007_199_254_740_992.0

    init(metrics: [Metric], arms: Int, ledger: AggregateLedger) {
        self.metrics = metrics
        self.ledger = ledger
        cells = metrics.map { _ in [Cell](repeating: Cell(), count: arms) }
    }

    /// Adds a row as a whole, or rejects it as a whole.
    mutating func take(_ row: AggregateRow, isOwn: Bool) throws {
        guard try ledger.admits(row, isOwn: isOwn), let arm = try ledger.arm(of: row)?.arm else {
            return
        }
        var parts: [(successes: Int?, trials: Int?)] = []
        for (place, metric) in metrics.enumerated() {
            let (top, bottom) = (metric.numerator ?? "", metric.denominator ?? "")
            guard let successes = try count(row, 2 * place, top, arm),
                let trials = try count(row, 2 * place + 1, bottom, arm)
            else { return }
            if let successes = successes.count, let trials = trials.count, successes > trials {
                try ledger.reject(
                    row.row, arm: arm, column: top, .numeratorAboveDenominator,
                    value: "\(successes)")
                return
            }
            parts.append((successes.count, trials.count))
        }
        ledger.keep()
        for (place, part) in parts.enumerated() {
            if let successes = part.successes, let trials = part.trials {
                cells[place][arm].successes +=
                    metrics[place].isChurn ? trials - successes : successes
                cells[place][arm].trials += trials
            } else {
                cells[place][arm].missing += part.trials ?? part.successes ?? 0
            }
        }
    }

    /// A cell's count, or that it is empty.
    private struct Count { var count: Int? }

    /// Reads a cell; nil for a row that was rejected for it.
    private mutating func count(
        _ row: AggregateRow, _ cell: Int, _ column: String, _ arm: Int
    ) throws -> Count? {
        switch row.cells[cell] {
        case .missing: return Count(count: nil)
        case .value(let value):
            if value >= 0, value <= Self.largest, value == value.rounded() {
                return Count(count: Int(value))
            }
            try ledger.reject(row.row, arm: arm, column: column, .notACount, value: "\(value)")
        case .unusable(let code, let text):
            try ledger.reject(row.row, arm: arm, column: column, code, value: text)
        }
        return nil
    }
}
