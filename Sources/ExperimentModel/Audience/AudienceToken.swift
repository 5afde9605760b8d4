// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of the language; a column of such a name is written in back ticks.
enum AudienceKeyword: String, CaseIterable {
    case and, or, not, `in`, between, `is`, empty, `true`, `false`, null
}

/// A mark of the language.
enum AudienceMark: Hashable {
    case comparison(AudienceComparison)
    /// `+`, `-`, `*`, `/`, `%`, which only a sign may be.
    case arithmetic(Unicode.Scalar)
    case open, close, openList, closeList, comma
}

/// One word, value or mark of a rule.
struct AudienceToken {
    enum Kind: Hashable {
        case word(String)
        /// A column in back ticks.
        case column(String)
        case text(String)
        case number(Double)
        case day(Day)
        case mark(AudienceMark)
        /// Something that was reported already and may stand for anything.
        case mistaken
        case end
    }

    var kind: Kind
    var offset: Int
    var length: Int

    /// The position behind the token.
    var end: Int { offset + length }

    /// The keyword, in any case of letters.
    var keyword: AudienceKeyword? {
        guard case .word(let word) = kind else { return nil }
        return AudienceKeyword(rawValue: word.lowercased())
    }

    /// A word that is no keyword, in lower case.
    var otherWord: String? {
        guard case .word(let word) = kind, keyword == nil else { return nil }
        return word.lowercased()
    }

    var comparison: AudienceComparison? {
        if case .mark(.comparison(let comparison)) = kind { return comparison }
        return nil
    }

    var arithmetic: Unicode.Scalar? {
        if case .mark(.arithmetic(let mark)) = kind { return mark }
        return nil
    }
}
