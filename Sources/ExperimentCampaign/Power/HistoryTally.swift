// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Tabular

/// What one block of a history adds up to while it is read.
struct HistorySums {
    var control = BivariateAccumulator()
    var base = BivariateAccumulator()
    var all = BivariateAccumulator()
    var controlAbove = 0
    var allAbove = 0
    var controlValues = HistoryValues()
    var allValues = HistoryValues()
    var bad = 0
    var firstBad: (row: Int, text: String)?
    var detectors: [NumberConventionDetector]

    init(decimal: DecimalConvention) {
        detectors = [
            NumberConventionDetector(assuming: decimal),
            NumberConventionDetector(assuming: decimal),
        ]
    }
}

/// The sums of a history: what merges.
struct HistoryTally: Sendable {
    var control = BivariateMoments.empty
    var base = BivariateMoments.empty
    var all = BivariateMoments.empty
    var controlAbove = 0
    var allAbove = 0
    var controlValues = HistoryValues()
    var allValues = HistoryValues()
    var bad = 0
    var firstBad: (row: Int, text: String)?
    var detectors: [NumberConventionDetector]

    init(decimal: DecimalConvention) {
        detectors = HistorySums(decimal: decimal).detectors
    }

    init(_ sums: HistorySums) throws {
        control = try sums.control.moments()
        base = try sums.base.moments()
        all = try sums.all.moments()
        controlAbove = sums.controlAbove
        allAbove = sums.allAbove
        controlValues = sums.controlValues
        allValues = sums.allValues
        bad = sums.bad
        firstBad = sums.firstBad
        detectors = sums.detectors
    }

    mutating func merge(_ later: HistoryTally) {
        control.merge(later.control)
        base.merge(later.base)
        all.merge(later.all)
        controlAbove += later.controlAbove
        allAbove += later.allAbove
        controlValues.merge(later.controlValues)
        allValues.merge(later.allValues)
        bad += later.bad
        firstBad = firstBad ?? later.firstBad
        for index in detectors.indices { detectors[index].merge(later.detectors[index]) }
    }

    /// What all columns together show of the decimal mark.
    var decision: NumberConventionDetector.Decision {
        for detector in detectors {
            if case .decided(let found) = detector.decision { return .decided(found) }
        }
        return .either
    }

    /// The error of a column that cannot be read without a word from the user.
    func problem(_ names: [String], _ file: String) -> TabularError? {
        zip(detectors, names).lazy.compactMap { $0.problem(column: $1, file: file) }.first
    }
}

/// Reads the metric from one row.
struct HistoryRow: Sendable {
    let metric: Metric
    let columns: HistoryColumns
    let decimal: DecimalConvention
    let missing: [[UInt8]]
    let control: [[UInt8]]
    let base: [[UInt8]]

    init(
        metric: Metric, columns: HistoryColumns, decimal: DecimalConvention, missing: [String],
        control: [[UInt8]], base: [[UInt8]]
    ) {
        self.metric = metric
        self.columns = columns
        self.decimal = decimal
        self.missing = missing.map { Array($0.utf8) }
        self.control = control
        self.base = base
    }

    func add(_ record: Record, to sums: inout HistorySums) {
        guard let value = value(columns.value, 0, record, &sums) else { return }
        var divisor = 1.0
        if let column = columns.denominator {
            guard let found = number(column, 1, record, &sums) else { return }
            divisor = found
        }
        sums.all.add(y: value, x: divisor)
        if value > 0 { sums.allAbove += 1 }
        if metric.kind == .mean { sums.allValues.add(value) }
        guard let column = columns.variant else { return }
        let variant = record.bytes(column)
        if control.contains(where: { variant.equals($0) }) {
            sums.control.add(y: value, x: divisor)
            if value > 0 { sums.controlAbove += 1 }
            if metric.kind == .mean { sums.controlValues.add(value) }
        } else if base.contains(where: { variant.equals($0) }) {
            sums.base.add(y: value, x: divisor)
        }
    }

    /// The metric's value; nil for a row without one, which is noted when it should have one.
    private func value(
        _ column: Int, _ place: Int, _ record: Record, _ sums: inout HistorySums
    ) -> Double? {
        if metric.isShare {
            let field = record.bytes(column)
            if isMissing(field) { return metric.missing == .zero ? 0 : nil }
            guard let truth = FieldParser.boolean(field.trimmed) else {
                note(record, field, &sums)
                return nil
            }
            return truth != metric.isChurn ? 1 : 0
        }
        guard let number = number(column, place, record, &sums) else { return nil }
        if metric.kind == .nps {
            guard (0...10).contains(number), number == number.rounded() else {
                note(record, record.bytes(column), &sums)
                return nil
            }
            return number >= 9 ? 100 : number <= 6 ? -100 : 0
        }
        if case .value(let cap)? = metric.cap { return min(number, cap) }
        return number
    }

    private func number(
        _ column: Int, _ place: Int, _ record: Record, _ sums: inout HistorySums
    ) -> Double? {
        let field = record.bytes(column)
        if isMissing(field) { return metric.missing == .zero ? 0 : nil }
        switch sums.detectors[place].parse(field, row: record.row) {
        case .value(let value): return value
        case .empty: return metric.missing == .zero ? 0 : nil
        default:
            note(record, field, &sums)
            return nil
        }
    }

    private func isMissing(_ field: FieldBytes) -> Bool {
        missing.contains { field.equals($0) }
    }

    private func note(_ record: Record, _ field: FieldBytes, _ sums: inout HistorySums) {
        sums.bad += 1
        if sums.firstBad == nil { sums.firstBad = (record.row, field.string) }
    }
}
