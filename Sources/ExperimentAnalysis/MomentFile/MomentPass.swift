// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// One pass over a file of moments.
struct MomentPass {
    /// How far count times mean may be from a whole number of successes, per unit.
    static let wholeTolerance = 1e-6

    let plan: Plan
    let names: DataSource.MomentColumns
    let variantName: String
    let fileName: String
    var ledger: AggregateLedger
    var cells: [[MomentCell]]
    private(set) var problems: [Diagnostic] = []

    init(
        plan: Plan, names: DataSource.MomentColumns, variantName: String, fileName: String,
        ledger: AggregateLedger, cells: [[MomentCell]]
    ) {
        self.plan = plan
        self.names = names
        self.variantName = variantName
        self.fileName = fileName
        self.ledger = ledger
        self.cells = cells
    }

    mutating func take(_ row: AggregateRow) throws {
        guard let arm = try ledger.arm(of: row, column: variantName) else { return }
        let place = plan.metrics.definitions.firstIndex { $0.key == row.texts[1] }
        guard let place else {
            ledger.exclude()
            return
        }
        guard let count = try count(row, arm) else { return }
        guard count > 0 else {
            ledger.keep()
            return
        }
        guard let mean = try number(row, 1, names.mean, arm) else { return }
        if plan.metrics.definitions[place].kind == .proportion {
            try addProportion(row, place, arm, count, mean)
        } else {
            try addMean(row, place, arm, count, mean)
        }
    }

    /// The count of units: a whole number of zero or more.
    private mutating func count(_ row: AggregateRow, _ arm: Int) throws -> Int? {
        guard let value = try number(row, 0, names.count, arm) else { return nil }
        guard value >= 0, value == value.rounded(), let count = Int(exactly: value) else {
            try ledger.reject(
                row.row, arm: arm, column: names.count, .notACount, value: "\(value)")
            return nil
        }
        return count
    }

    /// A number that must be there; nil for a row that was rejected for want of it.
    private mutating func number(
        _ row: AggregateRow, _ cell: Int, _ column: String, _ arm: Int
    ) throws -> Double? {
        switch row.cells[cell] {
        case .value(let value): return value
        case .missing:
            try ledger.reject(row.row, arm: arm, column: column, .emptyValue)
        case .unusable(let code, let text):
            try ledger.reject(row.row, arm: arm, column: column, code, value: text)
        }
        return nil
    }

    private mutating func addProportion(
        _ row: AggregateRow, _ place: Int, _ arm: Int, _ count: Int, _ mean: Double
    ) throws {
        let successes = Double(count) * mean
        let whole = successes.rounded()
        guard mean >= 0, mean <= 1,
            abs(successes - whole) <= Self.wholeTolerance * Double(count)
        else {
            problems.append(
                Diagnostic(
                    .error, "moments-not-a-proportion",
                    "\(count) units with mean \(mean) are not a number of successes",
                    at: Diagnostic.Place(
                        file: fileName, keyPath: "row \(row.row), column \(names.mean)"),
                    why: "\(plan.metrics.definitions[place].key) is a proportion: each unit did "
                        + "it or not",
                    fix: "give the mean with all its digits, or make the metric a mean"))
            return
        }
        ledger.keep()
        try cells[place][arm].add(count: count, mean: mean, variance: 0, thirdMoment: 0)
        cells[place][arm].add(successes: Int(whole))
    }

    private mutating func addMean(
        _ row: AggregateRow, _ place: Int, _ arm: Int, _ count: Int, _ mean: Double
    ) throws {
        var variance: Double?
        switch row.cells[2] {
        case .value(let value) where value < 0:
            try ledger.reject(
                row.row, arm: arm, column: names.variance, .negativeVariance, value: "\(value)")
            return
        case .value(let value): variance = value
        case .missing, .unusable(.notFinite, _): variance = nil
        case .unusable(let code, let text):
            try ledger.reject(row.row, arm: arm, column: names.variance, code, value: text)
            return
        }
        var third: Double?
        if case .value(let value) = row.cells[3] { third = value }
        do {
            try cells[place][arm].add(
                count: count, mean: mean, variance: variance, thirdMoment: third)
            ledger.keep()
        } catch {
            try ledger.reject(row.row, arm: arm, column: names.variance, .notFinite)
        }
    }
}
