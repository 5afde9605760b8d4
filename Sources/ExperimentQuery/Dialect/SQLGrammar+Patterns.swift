// SPDX-License-Identifier: GPL-3.0-or-later

/// Regular expressions that every database with them reads alike: no backslash, no counts.
enum SQLPattern {
    /// Digits with a sign, a fraction and an exponent of at most two digits.
    static let number = "^[+-]?([0-9]+([.][0-9]+)?|[.][0-9]+)([eE][+-]?[0-9][0-9]?)?$"
    /// The longest text that is read as a number, so that none is beyond what a double holds.
    static let numberLength = 100
    /// Every day of the months that do not change with the year.
    static let day =
        "^[0-9][0-9][0-9][0-9]-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
        + "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))$"
    /// 29 February of the leap years.
    static let leapDay =
        "^([0-9][0-9](0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29$"
}

extension SQLGrammar {
    /// Whether a text is a number, by a way to match a pattern.
    static func number(
        _ matches: @escaping @Sendable (_ text: String, _ pattern: String) -> String
    ) -> @Sendable (String) -> String {
        {
            "LENGTH(\($0)) <= \(SQLPattern.numberLength) AND "
                + matches($0, "'\(SQLPattern.number)'")
        }
    }

    /// Whether a text is a day of the years 1 to 9999, by a way to match a pattern.
    static func day(
        _ matches: @escaping @Sendable (_ text: String, _ pattern: String) -> String
    ) -> @Sendable (String) -> String {
        {
            "(\(matches($0, "'\(SQLPattern.day)'")) OR \(matches($0, "'\(SQLPattern.leapDay)'")))"
                + " AND SUBSTR(\($0), 1, 4) <> '0000'"
        }
    }

    static let capitals = "'ABCDEFGHIJKLMNOPQRSTUVWXYZ'"
    static let smallLetters = "'abcdefghijklmnopqrstuvwxyz'"

    /// `LOWER` would change letters of other alphabets too, differently in each database.
    static let translated: @Sendable (String) -> String = {
        "TRANSLATE(\($0), \(capitals), \(smallLetters))"
    }
}
