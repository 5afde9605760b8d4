// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// What a plan says about the rows of a file: columns, arms, missing values, decimal marks.
struct RowReader: Sendable {
    let columns: ColumnPlan
    let missing: MissingMarkers
    /// The decimal convention of each slot: declared, decided from the column, or assumed meanwhile.
    var conventions: [DecimalConvention]
    let matches: ArmMatches
    let assigner: Assigner?
    /// Whether a row without a variant is that of somebody who is not in the test.
    let leavesOut: Bool

    /// The arm that an id is drawn to, or -1.
    func drawnArm(_ record: Record) -> Int32 {
        guard let assigner, let column = columns.idColumn,
            let arm = assigner.outcome(of: record.bytes(column).buffer).variantIndex
        else { return -1 }
        return Int32(arm)
    }

    /// What a value that is no plain number comes to: a marker with spaces around it, a word for yes
    /// or no, or a reason to reject the row.
    func otherwise(
        _ field: FieldBytes, _ parsed: ParsedNumber, _ kind: ColumnPlan.Kind,
        into value: UnsafeMutablePointer<Double>
    ) -> RejectCode? {
        if missing.matches(field.trimmed) {
            value.pointee = .nan
            return nil
        }
        if kind == .proportion || kind == .left, let truth = FieldParser.boolean(field) {
            value.pointee = truth ? 1 : 0
            return nil
        }
        switch parsed {
        case .empty: return .emptyValue
        case .notFinite: return .notFinite
        case .currency: return .currencyInNumber
        case .percent: return .percentInNumber
        case .ambiguous: return .ambiguousNumber
        case .value, .notANumber:
            return kind == .proportion || kind == .left ? .notZeroOrOne : .notANumber
        }
    }

    /// Whether a number is one that a column of its kind may hold.
    @inline(__always)
    static func refusal(_ number: Double, _ kind: ColumnPlan.Kind) -> RejectCode? {
        switch kind {
        case .number: nil
        case .proportion, .left: number == 0 || number == 1 ? nil : .notZeroOrOne
        case .score: (0...10).contains(number) && number == number.rounded() ? nil : .notAScore
        case .count: number >= 0 && number == number.rounded() ? nil : .notACount
        }
    }

    /// The number that stands for one in the file: a promoter, passive or detractor, or who stayed.
    @inline(__always)
    static func derived(_ number: Double, _ kind: ColumnPlan.Kind) -> Double {
        switch kind {
        case .left: 1 - number
        case .score: number >= 9 ? 100 : number <= 6 ? -100 : number == number ? 0 : number
        case .number, .count, .proportion: number
        }
    }
}
