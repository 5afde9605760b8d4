// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// Runs the steps of a rule over the fields of one customer.
struct AudienceMachine<Row: AudienceRow> {
    let row: Row
    let code: AudienceCode

    /// The code of the answer of the step at a position.
    func run(_ at: Int) -> Int {
        let step = code.steps[at]
        switch step.operation {
        case .and: return join(at, step, stopping: Truth.noCode, otherwise: Truth.yesCode)
        case .or: return join(at, step, stopping: Truth.yesCode, otherwise: Truth.noCode)
        case .not:
            let answer = run(at + 1)
            return switch answer {
            case Truth.yesCode: Truth.noCode
            case Truth.noCode: Truth.yesCode
            default: answer
            }
        default: return test(step)
        }
    }

    /// Joins answers: one stops the search, and the first unreadable one outweighs unknown ones.
    private func join(
        _ at: Int, _ step: AudienceProgram.Step, stopping stop: Int, otherwise: Int
    ) -> Int {
        var result = otherwise
        var next = at + 1
        while next < Int(step.end) {
            let answer = run(next)
            if answer == stop { return stop }
            if answer >= 0 {
                if result < 0 { result = answer }
            } else if answer == Truth.unknownCode, result < 0 {
                result = answer
            }
            next = Int(code.steps[next].end)
        }
        return result
    }

    @inline(__always)
    private func test(_ step: AudienceProgram.Step) -> Int {
        let field = row.bytes(Int(step.column))
        let isEmpty = isEmpty(field)
        if step.operation == .empty { return isEmpty ? Truth.yesCode : Truth.noCode }
        if isEmpty { return Truth.unknownCode }
        switch step.operation {
        case .sameText:
            let isSame = equals(field, code.spans[Int(step.first)])
            return isSame == (step.comparison == .equal) ? Truth.yesCode : Truth.noCode
        case .oneOfTexts: return containsText(field, step) ? Truth.yesCode : Truth.noCode
        default: break
        }
        let number = code.reader.number(field, step.kind)
        guard !number.isNaN else { return Int(step.column) }
        let holds =
            switch step.operation {
            case .between: step.low <= number && number <= step.high
            case .oneOf: containsNumber(number, step)
            default: Self.compare(number, step.comparison, step.low)
            }
        return holds ? Truth.yesCode : Truth.noCode
    }

    @inline(__always)
    private static func compare(
        _ number: Double, _ comparison: AudienceComparison, _ value: Double
    ) -> Bool {
        switch comparison {
        case .equal: number == value
        case .notEqual: number != value
        case .less: number < value
        case .lessOrEqual: number <= value
        case .greater: number > value
        case .greaterOrEqual: number >= value
        }
    }

    // MARK: Fields

    /// Whether there is no value: nothing, only spaces, or a missing marker.
    @inline(__always)
    private func isEmpty(_ field: FieldBytes) -> Bool {
        guard field.count > 0 else { return true }
        let isSpaced = field[0] <= 0x20 || field[field.count - 1] <= 0x20
        guard isSpaced || code.markerCount > 0 else { return false }
        let text = isSpaced ? field.trimmed : field
        if text.isEmpty { return true }
        for marker in 0..<code.markerCount where equals(text, code.spans[marker]) { return true }
        return false
    }

    @inline(__always)
    private func equals(_ field: FieldBytes, _ span: AudienceProgram.Span) -> Bool {
        guard field.count == Int(span.count) else { return false }
        let start = Int(span.start)
        for position in 0..<field.count where field[position] != code.bytes[start &+ position] {
            return false
        }
        return true
    }

    private func containsText(_ field: FieldBytes, _ step: AudienceProgram.Step) -> Bool {
        var low = Int(step.first)
        var high = low + Int(step.count)
        while low < high {
            let middle = (low + high) / 2
            let order = order(field, code.spans[middle])
            if order == 0 { return true }
            if order < 0 { high = middle } else { low = middle + 1 }
        }
        return false
    }

    /// Shorter texts first, those of one length by bytes.
    private func order(_ field: FieldBytes, _ span: AudienceProgram.Span) -> Int {
        guard field.count == Int(span.count) else { return field.count - Int(span.count) }
        let start = Int(span.start)
        for position in 0..<field.count {
            let (own, other) = (field[position], code.bytes[start &+ position])
            if own != other { return own < other ? -1 : 1 }
        }
        return 0
    }

    private func containsNumber(_ number: Double, _ step: AudienceProgram.Step) -> Bool {
        var low = Int(step.first)
        var high = low + Int(step.count)
        while low < high {
            let middle = (low + high) / 2
            if code.numbers[middle] == number { return true }
            if number < code.numbers[middle] { high = middle } else { low = middle + 1 }
        }
        return false
    }
}
