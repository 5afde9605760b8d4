// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// Why a row could not be used.
enum RejectCode: String, Sendable, CaseIterable {
    case ragged = "ragged-row"
    case emptyID = "empty-id"
    case placeholderID = "placeholder-id"
    case unknownVariant = "unknown-variant"
    case emptyValue = "empty-value"
    case notANumber = "not-a-number"
    case notFinite = "not-finite"
    case currencyInNumber = "currency-in-number"
    case ambiguousNumber = "ambiguous-number"
    case notZeroOrOne = "not-zero-or-one"
    case notACount = "not-a-count"
    case negativeVariance = "negative-variance"
    case numeratorAboveDenominator = "numerator-above-denominator"
}

/// Reads one record into an arm and values, or says why it cannot be used.
struct RowReader: Sendable {
    /// What a row came to.
    enum Row {
        case kept(arm: Int)
        case rejected(arm: Int?, column: Int?, code: RejectCode)
    }

    let columns: ColumnPlan
    let missing: MissingMarkers
    /// The decimal convention of each slot: declared, decided from the column, or assumed meanwhile.
    var conventions: [DecimalConvention]
    let matches: [[UInt8]]
    let assigner: Assigner?

    /// Reads a record; the values go to `values`, NaN where a value is missing.
    ///
    /// With detectors, one per slot, each number also gives evidence on its column's decimal mark.
    @inline(__always)
    func read(
        _ record: Record, into values: UnsafeMutablePointer<Double>,
        noting detectors: UnsafeMutablePointer<NumberConventionDetector>? = nil
    ) -> Row {
        let head = head(record)
        guard case .kept(let arm) = head else { return head }
        for slot in 0..<columns.slots.count {
            let field = record.bytes(columns.slots[slot].column)
            if let code = value(
                field, slot, row: record.row, into: values + slot, noting: detectors)
            {
                return .rejected(arm: arm, column: columns.slots[slot].column, code: code)
            }
        }
        return .kept(arm: arm)
    }

    /// Reads the id and the arm of a record.
    @inline(__always)
    func head(_ record: Record) -> Row {
        if record.isRagged { return .rejected(arm: nil, column: nil, code: .ragged) }
        if let column = columns.idColumn,
            let invalid = UnitID.invalid(record.bytes(column).buffer)
        {
            return .rejected(
                arm: nil, column: column, code: invalid == .empty ? .emptyID : .placeholderID)
        }
        let arm: Int
        if let column = columns.armColumn {
            guard let found = self.arm(record.bytes(column)) else {
                return .rejected(arm: nil, column: column, code: .unknownVariant)
            }
            arm = found
        } else {
            guard let found = drawnArm(record) else {
                return .rejected(arm: nil, column: columns.idColumn, code: .placeholderID)
            }
            arm = found
        }
        return .kept(arm: arm)
    }

    @inline(__always)
    private func arm(_ field: FieldBytes) -> Int? {
        for place in 0..<matches.count where field.equals(matches[place]) { return place }
        return trimmedArm(field)
    }

    private func trimmedArm(_ field: FieldBytes) -> Int? {
        let text = field.trimmed
        guard text.count != field.count else { return nil }
        return matches.firstIndex { text.equals($0) }
    }

    private func drawnArm(_ record: Record) -> Int? {
        guard let assigner, let column = columns.idColumn else { return nil }
        return assigner.outcome(of: record.bytes(column).buffer).variantIndex
    }

    /// Reads one field; a code says why it cannot be used.
    @inline(__always)
    func value(
        _ field: FieldBytes, _ slot: Int, row: Int, into value: UnsafeMutablePointer<Double>,
        noting detectors: UnsafeMutablePointer<NumberConventionDetector>?
    ) -> RejectCode? {
        let kind = columns.slots[slot].kind
        if missing.matches(field) {
            value.pointee = .nan
            return nil
        }
        if kind == .proportion, field.count == 1, field[0] &- 0x30 <= 1 {
            value.pointee = Double(field[0] &- 0x30)
            return nil
        }
        let parsed =
            detectors.map { $0[slot].parse(field, row: row) }
            ?? FieldParser.double(field, decimal: conventions[slot])
        guard case .value(let number) = parsed else {
            return otherwise(field, parsed, kind, into: value)
        }
        value.pointee = number
        switch kind {
        case .number: return nil
        case .proportion: return number == 0 || number == 1 ? nil : .notZeroOrOne
        case .count: return number >= 0 && number == number.rounded() ? nil : .notACount
        }
    }

    /// Everything that is not a number: a marker with spaces around it, a word for yes or no, dirt.
    private func otherwise(
        _ field: FieldBytes, _ parsed: ParsedNumber, _ kind: ColumnPlan.Kind,
        into value: UnsafeMutablePointer<Double>
    ) -> RejectCode? {
        if missing.matches(field.trimmed) {
            value.pointee = .nan
            return nil
        }
        if kind == .proportion, let truth = FieldParser.boolean(field) {
            value.pointee = truth ? 1 : 0
            return nil
        }
        switch parsed {
        case .empty: return .emptyValue
        case .notFinite: return .notFinite
        case .currency: return .currencyInNumber
        case .ambiguous: return .ambiguousNumber
        case .value, .notANumber: return kind == .proportion ? .notZeroOrOne : .notANumber
        }
    }
}
