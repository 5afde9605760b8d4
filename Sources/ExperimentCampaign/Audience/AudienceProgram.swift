// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// A rule as one flat list of steps, each followed by the steps that belong to it.
struct AudienceProgram: Sendable {
    enum Operation: UInt8 {
        case and, or, not, empty, compare, between, oneOf, sameText, oneOfTexts
    }

    /// One step; small and without references, so that reading it costs no counting of owners.
    struct Step {
        var operation: Operation
        /// What a field is read as, in steps that hold it against numbers.
        var kind = AudienceValue.Kind.text
        var comparison = AudienceComparison.equal
        var column: Int32 = 0
        /// The position of the first step that does not belong to this one.
        var end: Int32 = 0
        /// The first of the step's values in their list.
        var first: Int32 = 0
        var count: Int32 = 0
        var low = 0.0
        var high = 0.0
    }

    /// Where a text stands among the bytes of all texts.
    struct Span {
        var start: Int32
        var count: Int32
    }

    private(set) var steps: [Step] = []
    private(set) var numbers: [Double] = []
    private(set) var spans: [Span] = []
    private(set) var bytes: [UInt8] = []
    private(set) var markers: Range<Int> = 0..<0
    let reader: AttributeReader

    init(
        _ expression: AudienceExpression, places: [String: Int], decimal: DecimalConvention?,
        missing: [String]
    ) {
        reader = AttributeReader(decimal: decimal)
        for marker in missing where !marker.isEmpty { append(text: marker) }
        markers = 0..<spans.count
        append(expression, places)
    }

    private mutating func append(text: String) {
        let start = bytes.count
        bytes += text.utf8
        spans.append(Span(start: Int32(start), count: Int32(bytes.count - start)))
    }

    private mutating func append(_ rule: AudienceExpression, _ places: [String: Int]) {
        let at = steps.count
        func place(_ column: String) -> Int32 { Int32(places[column] ?? 0) }
        switch rule {
        case .and(let rules), .or(let rules):
            let isAnd = if case .and = rule { true } else { false }
            steps.append(Step(operation: isAnd ? .and : .or))
            for rule in rules { append(rule, places) }
        case .not(let inner):
            steps.append(Step(operation: .not))
            append(inner, places)
        case .empty(let column):
            steps.append(Step(operation: .empty, column: place(column)))
        case .comparison(let column, let comparison, .text(let text)):
            let first = Int32(spans.count)
            append(text: text)
            steps.append(
                Step(
                    operation: .sameText, comparison: comparison, column: place(column),
                    first: first, count: 1))
        case .comparison(let column, let comparison, let value):
            steps.append(
                Step(
                    operation: .compare, kind: value.kind, comparison: comparison,
                    column: place(column), low: Self.number(value)))
        case .between(let column, let low, let high):
            steps.append(
                Step(
                    operation: .between, kind: low.kind, column: place(column),
                    low: Self.number(low), high: Self.number(high)))
        case .membership(let column, let values): append(column: place(column), values)
        }
        steps[at].end = Int32(steps.count)
    }

    /// Lists are sorted, so that long ones are searched and not read through.
    private mutating func append(column: Int32, _ values: [AudienceValue]) {
        let kind = values.first?.kind ?? .text
        guard kind == .text else {
            steps.append(
                Step(
                    operation: .oneOf, kind: kind, column: column, first: Int32(numbers.count),
                    count: Int32(values.count)))
            numbers += values.map(Self.number).sorted()
            return
        }
        let texts = values.map(\.contents).sorted { AttributeReader.precedes($0, $1) }
        steps.append(
            Step(
                operation: .oneOfTexts, column: column, first: Int32(spans.count),
                count: Int32(texts.count)))
        for text in texts { append(text: text) }
    }

    private static func number(_ value: AudienceValue) -> Double {
        switch value {
        case .number(let number), .money(let number, _): number
        case .truth(let truth): truth ? 1 : 0
        case .day(let day): AttributeReader.number(year: day.year, month: day.month, day: day.day)
        case .text: 0
        }
    }

    // MARK: Running

    /// The code of the answer for one customer.
    @inline(__always)
    func run(_ row: some AudienceRow) -> Int {
        steps.withUnsafeBufferPointer { steps in
            numbers.withUnsafeBufferPointer { numbers in
                spans.withUnsafeBufferPointer { spans in
                    bytes.withUnsafeBufferPointer { bytes in
                        let code = AudienceCode(
                            steps: steps, numbers: numbers, spans: spans, bytes: bytes,
                            markerCount: markers.count, reader: reader)
                        return AudienceMachine(row: row, code: code).run(0)
                    }
                }
            }
        }
    }

    /// What a field was to be read as by the first step that cannot read it.
    func refusal(of field: FieldBytes, column: Int) -> AudienceValue.Kind? {
        steps.first { step in
            let reads = [.compare, .between, .oneOf].contains(step.operation)
            return reads && step.column == column && reader.number(field, step.kind).isNaN
        }?.kind
    }
}

extension AudienceValue {
    /// The text itself; that of another value as a rule writes it.
    fileprivate var contents: String {
        if case .text(let text) = self { text } else { text }
    }
}
