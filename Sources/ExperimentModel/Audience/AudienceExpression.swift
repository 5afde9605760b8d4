// SPDX-License-Identifier: GPL-3.0-or-later

/// A rule that selects customers by their columns, as `orders_12m >= 1 and country in ("NL", "BE")`.
///
/// A comparison holds one column against values that the rule itself writes; there is no arithmetic,
/// no function and no comparison of two columns, so that one rule means the same for a file and in
/// a database.
///
///     rule        = and-rule { "or" and-rule }
///     and-rule    = not-rule { "and" not-rule }
///     not-rule    = "not" not-rule | "(" rule ")" | comparison
///     comparison  = column ( "=" | "==" | "!=" | "<>" | "<" | "<=" | ">" | ">=" ) value
///                 | column [ "not" ] "between" value "and" value
///                 | column [ "not" ] "in" ( "(" values ")" | "[" values "]" )
///                 | column "is" [ "not" ] "empty"
///     values      = value { "," value }
///     value       = number | number CURRENCY | text in quotes | true | false | YYYY-MM-DD
///     column      = bare name | name in back ticks
///
/// Words may be written in any case. A quote inside a text, and a back tick inside a column name, is
/// written twice. Both ends of `between` are included.
///
/// The truth of a rule has three values, as in SQL. A column without a value makes a comparison
/// unknown, and `not` leaves unknown as it is; `and` is false when a side is false, `or` is true when
/// a side is true, whatever the other side is. Only `is empty` always has an answer. A rule that is
/// unknown selects nobody and excludes nobody.
///
/// In files a value is empty when there is nothing, when there are only spaces, or when a missing
/// marker of the plan stands there. The value written in a rule says how the column is read: as a
/// number, a day (of a date and time the day, as it is written), true or false, or a text, byte for
/// byte. What cannot be read so is reported; it never counts as false.
///
/// Equal rules have one text, ``text``, however they were spaced, and are coded as that text.
public indirect enum AudienceExpression: Sendable, Hashable {
    /// A column against one value.
    case comparison(column: String, AudienceComparison, AudienceValue)
    /// A column between two values of one kind, both included.
    case between(column: String, low: AudienceValue, high: AudienceValue)
    /// A column that equals one of some values of one kind.
    case membership(column: String, [AudienceValue])
    /// A column without a value.
    case empty(column: String)
    /// The opposite; `not in`, `not between` and `is not empty` are this around the plain form.
    case not(AudienceExpression)
    /// Two or more rules that all hold; none of them is itself an `and`.
    case and([AudienceExpression])
    /// Two or more rules of which one holds; none of them is itself an `or`.
    case or([AudienceExpression])
}

/// How a column is held against one value.
public enum AudienceComparison: String, Sendable, Hashable, CaseIterable {
    /// Equal.
    case equal = "="
    /// Not equal.
    case notEqual = "!="
    /// Less.
    case less = "<"
    /// At most.
    case lessOrEqual = "<="
    /// More.
    case greater = ">"
    /// At least.
    case greaterOrEqual = ">="

    /// Whether it asks for an order of values; texts and truths have none.
    public var isOrder: Bool { self != .equal && self != .notEqual }

    /// The comparison that says the same with its sides exchanged.
    var mirrored: AudienceComparison {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

extension AudienceExpression {
    /// The longest rule that is read, in Unicode scalars.
    public static let lengthLimit = 4_000
    /// How deep parentheses and `not` may be nested.
    public static let depthLimit = 32

    /// The columns that the rule reads, in the order of their first use.
    public var columns: [String] {
        var found: [String] = []
        visit { name in
            if !found.contains(name) { found.append(name) }
        }
        return found
    }

    private func visit(_ body: (String) -> Void) {
        switch self {
        case .comparison(let column, _, _), .between(let column, _, _),
            .membership(let column, _), .empty(let column):
            body(column)
        case .not(let rule): rule.visit(body)
        case .and(let rules), .or(let rules): for rule in rules { rule.visit(body) }
        }
    }

    /// Reads a rule and says everything that is wrong with it.
    public static func parse(_ text: String) -> AudienceParse {
        var parser = AudienceParser(text)
        return parser.parse(text)
    }
}

extension AudienceExpression: Codable {
    /// Reads the rule from its text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let parse = AudienceExpression.parse(try container.decode(String.self))
        guard let expression = parse.expression else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: parse.problems.first { $0.severity == .error }?.what ?? "")
        }
        self = expression
    }

    /// Writes the rule as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
