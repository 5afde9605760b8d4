// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// The columns that rules, permissions and segments read, and what each is read as.
///
/// Column number `n` goes through the steps as `text_n`, every byte of it, and `seen_n`, without
/// outer spaces and empty where there is no value. What it is read as has a name of its own:
/// `number_n`, `day_n`, `truth_n` or `value_n`, without an answer where it cannot be read.
struct AttributeColumns {
    /// One way to read one column.
    struct Reading: Hashable {
        var column: Int
        var kind: AudienceValue.Kind
    }

    private(set) var names: [String] = []
    private(set) var readings: [Reading] = []

    /// The number of a column, from 1.
    mutating func number(of name: String) -> Int {
        if let found = names.firstIndex(of: name) { return found + 1 }
        names.append(name)
        return names.count
    }

    /// The reading of a column as values of a kind; amounts of money are numbers.
    mutating func reading(of name: String, as kind: AudienceValue.Kind) -> Reading {
        let reading = Reading(column: number(of: name), kind: kind == .money ? .number : kind)
        if !readings.contains(reading) { readings.append(reading) }
        return reading
    }

    /// Notes everything a rule reads.
    mutating func note(_ rule: AudienceExpression) {
        switch rule {
        case .comparison(let column, _, let value): _ = reading(of: column, as: value.kind)
        case .between(let column, let low, _): _ = reading(of: column, as: low.kind)
        case .membership(let column, let values):
            _ = reading(of: column, as: values.first?.kind ?? .text)
        case .empty(let column): _ = number(of: column)
        case .not(let rule): note(rule)
        case .and(let rules), .or(let rules): for rule in rules { note(rule) }
        }
    }
}

extension AttributeColumns.Reading {
    /// The name of the column that holds what was read.
    var name: String {
        switch kind {
        case .number, .money: "number_\(column)"
        case .day: "day_\(column)"
        case .truth: "truth_\(column)"
        case .text: "value_\(column)"
        }
    }

    /// How it is read, in words.
    var words: String {
        switch kind {
        case .number, .money: "as a number"
        case .day: "as a day"
        case .truth: "as 1 for true, 0 for false"
        case .text: "as a text"
        }
    }

    /// Whether there is a value that cannot be read; nil where every value can.
    var isUnreadable: String? {
        kind == .text ? nil : "(seen_\(column) <> '' AND \(name) IS NULL)"
    }
}

extension AttributeColumns {
    static let truths = ["1", "true", "yes", "ja"]
    static let untruths = ["0", "false", "no", "nee"]

    /// What reads a column, from `seen_n` and `text_n`.
    func expression(_ reading: Reading, _ grammar: SQLGrammar) -> String {
        let seen = "seen_\(reading.column)"
        switch reading.kind {
        case .number, .money:
            return """
                CASE
                  WHEN \(grammar.isNumber(seen))
                  THEN \(grammar.double(seen))
                END
                """
        case .day:
            let day = "SUBSTR(\(seen), 1, 10)"
            return """
                CASE
                  WHEN \(grammar.isDay(day))
                    AND \(grammar.isTime("SUBSTR(\(seen), 11)"))
                  THEN \(day)
                END
                """
        case .truth:
            let word = grammar.lowercased(seen)
            return """
                CASE
                  WHEN \(word) IN \(grammar.list(Self.truths)) THEN 1
                  WHEN \(word) IN \(grammar.list(Self.untruths)) THEN 0
                END
                """
        case .text: return "CASE WHEN \(seen) <> '' THEN text_\(reading.column) END"
        }
    }
}
