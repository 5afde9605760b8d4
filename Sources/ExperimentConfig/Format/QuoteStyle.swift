// SPDX-License-Identifier: GPL-3.0-or-later

/// Decides which quotes a text needs.
enum QuoteStyle {
    /// Words that other readers of YAML take for something else than text.
    private static let guesses: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "na", "inf", "ja",
        "nee",
    ]

    /// A quoted text with the quotes it needs: none where the bare text reads the same and nobody
    /// takes it for a number, a date or a truth value; else double ones where nothing inside
    /// changes by it.
    ///
    /// - Parameters:
    ///   - raw: What stood between the quotes, escapes included.
    ///   - quote: The quotes it had.
    /// - Returns: The text with its quotes.
    static func best(_ raw: String, quote: Character) -> String {
        if isBare(raw) { return raw }
        let isPlainInside = !raw.contains("\\") && !raw.contains("\"") && !raw.contains("'")
        return quote == "'" && isPlainInside ? "\"\(raw)\"" : "\(quote)\(raw)\(quote)"
    }

    private static func isBare(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter, text.last != " ",
            !guesses.contains(text.lowercased())
        else { return false }
        return text.allSatisfy { character in
            character.isLetter || character.isASCII && character.isNumber
                || " _-./+%".contains(character)
        }
    }
}
