// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// The numbers of one metric in one arm as one row gives them.
struct MomentEntry {
    /// Why the numbers cannot be used.
    struct Flaw: Error {
        var column: String
        var code: RejectCode
        var value = ""
    }

    /// A mean that is not a number of successes.
    struct NotAProportion: Error {
        var count: Int
        var mean: Double
        var column: String
    }

    /// How far count times mean may be from a whole number of successes, per unit.
    static let wholeTolerance = 1e-6

    private(set) var moments = Moments.empty
    private(set) var successes = 0
    /// Whether there is no variance, so that the spread is unknown.
    private(set) var lacksSpread = false

    /// Reads a row's numbers of one variant; no units need no mean and no variance.
    ///
    /// - Throws: ``Flaw``, ``NotAProportion``, or what `Moments` throws at counts out of range.
    init(_ row: AggregateRow, _ group: MomentLayout.Group, _ metric: Metric) throws {
        let count = try Self.count(row, group)
        guard count > 0 else { return }
        let mean = try Self.number(row.cells[group.first + 1], group.mean)
        if metric.isShare {
            try readShare(metric, count, mean, group.mean)
        } else {
            try readMean(row, group, count, mean)
        }
    }

    private mutating func readShare(
        _ metric: Metric, _ count: Int, _ mean: Double, _ column: String
    ) throws {
        let whole = (Double(count) * mean).rounded()
        guard mean >= 0, mean <= 1,
            abs(Double(count) * mean - whole) <= Self.wholeTolerance * Double(count)
        else { throw NotAProportion(count: count, mean: mean, column: column) }
        successes = metric.isChurn ? count - Int(whole) : Int(whole)
        moments = try Moments(count: count, mean: mean, variance: 0, thirdCentralMoment: 0)
    }

    private mutating func readMean(
        _ row: AggregateRow, _ group: MomentLayout.Group, _ count: Int, _ mean: Double
    ) throws {
        var variance: Double?
        switch row.cells[group.first + 2] {
        case .value(let value) where value < 0:
            throw Flaw(column: group.variance, code: .negativeVariance, value: "\(value)")
        case .value(let value): variance = value
        case .missing, .unusable(.notFinite, _): variance = nil
        case .unusable(let code, let text):
            throw Flaw(column: group.variance, code: code, value: text)
        }
        var third: Double?
        if case .value(let value) = row.cells[group.first + 3] { third = value }
        // One unit has no spread; of more units without a variance it is unknown.
        let isSingle = count == 1
        lacksSpread = !isSingle && variance == nil
        do {
            moments = try Moments(
                count: count, mean: mean, variance: isSingle ? 0 : variance ?? 0,
                thirdCentralMoment: isSingle ? 0 : third)
        } catch { throw Flaw(column: group.variance, code: .notFinite) }
    }

    /// The count of units: a whole number of zero or more.
    private static func count(_ row: AggregateRow, _ group: MomentLayout.Group) throws -> Int {
        let value = try number(row.cells[group.first], group.count)
        guard value >= 0, value == value.rounded(), let count = Int(exactly: value) else {
            throw Flaw(column: group.count, code: .notACount, value: "\(value)")
        }
        return count
    }

    /// A number that must be there.
    private static func number(_ cell: AggregateRow.Cell, _ column: String) throws -> Double {
        switch cell {
        case .value(let value): return value
        case .missing: throw Flaw(column: column, code: .emptyValue)
        case .unusable(let code, let text): throw Flaw(column: column, code: code, value: text)
        }
    }
}
