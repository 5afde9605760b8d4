// SPDX-License-Identifier: GPL-3.0-or-later

/// How one database writes what the queries need; everything else is the same for all of them.
///
/// The functions take and give the text of an expression.
struct SQLGrammar: Sendable {
    /// How names are quoted.
    var names: NameStyle
    /// How texts are quoted.
    var texts: TextStyle
    /// What follows an expression to make texts compare byte for byte; empty where they always do.
    var collation = ""
    /// What keeps a named query from being worked out again at each use; empty where that is the
    /// database's own affair.
    var materialized = ""
    /// Whether one row per id is picked by rank instead of grouped.
    ///
    /// SQLite takes a grouped query for a small one, and then reads all of it again for each row
    /// that it is joined to.
    var picksByRank = false
    /// The type of a text, long enough for any id.
    var textType: String
    /// What gives characters by their numbers; for texts that cannot escape them.
    var characters: @Sendable (_ numbers: [UInt32]) -> String = { numbers in
        let lines = stride(from: 0, to: numbers.count, by: 8).map { start in
            numbers[start..<min(start + 8, numbers.count)].map { "CHR(\($0))" }
                .joined(separator: " || ")
        }
        return lines.joined(separator: "\n    || ")
    }
    /// The first 13 hexadecimal digits, in lower case, of the SHA-256 of a text in UTF-8.
    var digest: @Sendable (_ text: String) -> String
    /// The point of 13 hexadecimal digits.
    var point: @Sendable (_ digits: String) -> String
    /// A text without the characters of a set at either end.
    var trimmed: @Sendable (_ text: String, _ set: String) -> String
    /// A text with the letters A to Z in lower case, and no other letter changed.
    var lowercased: @Sendable (_ text: String) -> String
    /// A text as a double; asked only where ``isNumber`` holds.
    var double: @Sendable (_ text: String) -> String
    /// Whether a text is a number as a rule reads it.
    var isNumber: @Sendable (_ text: String) -> String
    /// Whether a text is a day of the calendar, `YYYY-MM-DD`.
    var isDay: @Sendable (_ text: String) -> String
    /// Whether a text may follow a day: nothing, or a time with or without a zone.
    var isTime: @Sendable (_ text: String) -> String

    /// A column as text, byte for byte.
    func text(of column: String) -> String { "CAST(\(column) AS \(textType))\(collation)" }
}

extension SQLGrammar {
    /// How names are quoted.
    enum NameStyle: Sendable {
        /// Between marks, with a mark inside written twice.
        case doubled(Unicode.Scalar)
        /// Between double quotes; a name without capitals means the name in capitals, which is how
        /// the database keeps names that were written without quotes.
        case doubledUnlessPlain
        /// Between back ticks, with a backslash before marks and backslashes.
        case escaped
    }

    /// How texts are quoted.
    enum TextStyle: Sendable {
        /// Between single quotes, one inside written twice; characters that cannot be seen, and
        /// backslashes, come from a function by their number.
        case joined
        /// The same, and as `E'…'` with escapes where the text has a character that cannot be seen.
        case prefixed
        /// Between single quotes, with a backslash before quotes and backslashes, and `\uXXXX`.
        case escaped
        /// The same, and characters that cannot be seen byte by byte as `\xXX`.
        case escapedBytes
    }
}
