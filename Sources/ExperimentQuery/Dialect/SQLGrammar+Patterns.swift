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
    /// A time with minutes, perhaps seconds and their parts, and perhaps a zone.
    static let time =
        "^([Tt ]([01][0-9]|2[0-4]):[0-5][0-9](:([0-5][0-9]|60)([.,][0-9]+)?)?"
        + "([zZ]|[+-][0-9][0-9](:?[0-9][0-9])?)?)?$"
}

extension SQLGrammar {
    /// What a database with regular expressions asks of numbers, days and times, by its way to match.
    init(
        names: NameStyle, texts: TextStyle, collation: String = "", materialized: String = "",
        textType: String, digest: @escaping @Sendable (String) -> String,
        point: @escaping @Sendable (String) -> String,
        trimmed: @escaping @Sendable (String, String) -> String,
        lowercased: @escaping @Sendable (String) -> String = SQLGrammar.translated,
        double: @escaping @Sendable (String) -> String,
        matches: @escaping @Sendable (_ text: String, _ pattern: String) -> String
    ) {
        self.init(
            names: names, texts: texts, collation: collation, materialized: materialized,
            textType: textType, digest: digest, point: point, trimmed: trimmed,
            lowercased: lowercased, double: double,
            isNumber: {
                "LENGTH(\($0)) <= \(SQLPattern.numberLength)"
                    + "\n    AND \(matches($0, "'\(SQLPattern.number)'"))"
            },
            isDay: {
                "(\(matches($0, "'\(SQLPattern.day)'"))"
                    + "\n      OR \(matches($0, "'\(SQLPattern.leapDay)'")))"
                    + "\n    AND \($0) >= '0001'"
            },
            isTime: { matches($0, "'\(SQLPattern.time)'") })
    }

    /// A pattern for texts with a semicolon added: in some databases `$` also stands before a last
    /// line end.
    static func ended(_ pattern: String) -> String { pattern.dropLast(2) + ";$'" }

    static let capitals = "'ABCDEFGHIJKLMNOPQRSTUVWXYZ'"
    static let smallLetters = "'abcdefghijklmnopqrstuvwxyz'"

    /// `LOWER` would change letters of other alphabets too, differently in each database.
    static let translated: @Sendable (String) -> String = {
        "TRANSLATE(\($0), \(capitals), \(smallLetters))"
    }
}
