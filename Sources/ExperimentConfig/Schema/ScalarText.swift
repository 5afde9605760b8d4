// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads words: free text, keys, salts and choices.
enum ScalarText {
    /// What a key may be made of.
    struct Allowed: Sendable {
        var pattern: String
        var extra: Set<Character>

        static let key = Allowed(pattern: "[a-z0-9][a-z0-9-]{0,63}", extra: ["-"])
        static let name = Allowed(pattern: "[a-z0-9][a-z0-9_-]{0,63}", extra: ["-", "_"])
    }

    /// The pattern of a salt.
    static let saltPattern = "[A-Za-z0-9._/-]{1,123}"

    static func text(_ text: String, _ plain: Bool, _ key: String) -> Result<String, ScalarProblem>
    {
        guard text.contains(where: { !$0.isWhitespace }) else {
            return .failure(
                ScalarProblem(
                    id: "empty-value", what: "`\(key)` is empty",
                    why: "a key without a value says nothing",
                    fix: "give it a value, or remove the key"))
        }
        if plain, let first = text.first, "“”„‟‘’«»".contains(first) {
            let inner = String(text.filter { !"“”„‟‘’«»".contains($0) })
            return .failure(
                ScalarProblem(
                    id: "smart-quotes",
                    what: "`\(key)` starts with a typographic quote (seen: \(Visible.value(text)))",
                    why: "YAML only knows straight quotes; these would become part of the text",
                    fix: "write \"\(Visible.value(inner))\""))
        }
        return .success(text)
    }

    static func key(
        _ text: String, _ key: String, allowed: Allowed
    ) -> Result<String, ScalarProblem> {
        func isFine(_ character: Character) -> Bool {
            isLowerOrDigit(character) || allowed.extra.contains(character)
        }
        if (1...64).contains(text.utf8.count), text.allSatisfy(isFine),
            let first = text.first, isLowerOrDigit(first)
        {
            return .success(text)
        }
        let clean = cleaned(text, keeping: allowed.extra, lowercase: true, limit: 64)
        return .failure(
            ScalarProblem(
                id: "key-pattern", what: "`\(key)` is not a key (seen: \(Visible.value(text)))",
                why: "keys match \(allowed.pattern): they become file names and column values",
                fix: clean.isEmpty ? "choose a short word, as `spring-mail`" : "write `\(clean)`"))
    }

    static func salt(_ text: String, _ key: String) -> Result<String, ScalarProblem> {
        if (1...123).contains(text.utf8.count),
            text.allSatisfy({ isLetterOrDigit($0) || "._/-".contains($0) })
        {
            return .success(text)
        }
        let clean = cleaned(text, keeping: ["-", ".", "_", "/"], lowercase: false, limit: 123)
        return .failure(
            ScalarProblem(
                id: "salt-pattern", what: "`\(key)` is not a salt (seen: \(Visible.value(text)))",
                why: "salts match \(saltPattern), so that every database hashes the same bytes",
                fix: clean.isEmpty ? "write a word, as `spring-2026`" : "write `\(clean)`"))
    }

    /// The pattern of the name of an environment variable.
    static let variablePattern = "[A-Z_][A-Z0-9_]{0,63}"

    static func variable(_ text: String, _ key: String) -> Result<String, ScalarProblem> {
        if text.wholeMatch(of: /[A-Z_][A-Z0-9_]{0,63}/) != nil { return .success(text) }
        let clean = cleaned(text, keeping: ["_"], lowercase: true, limit: 64).uppercased()
            .replacing("-", with: "_")
        let isName = clean.wholeMatch(of: /[A-Z_][A-Z0-9_]{0,63}/) != nil
        return .failure(
            ScalarProblem(
                id: "variable-name",
                what: "`\(key)` is not the name of an environment variable (seen: "
                    + "\(text.count > 20 ? "\(text.count) characters" : Visible.value(text)))",
                why: "names match \(variablePattern); the secret itself never stands in a plan",
                fix: isName && text.count <= 20
                    ? "write `\(clean)`" : "write a name, as `EXPERIMENT_PEPPER`"))
    }

    static func choice(
        _ text: String, _ key: String, of words: [String]
    ) -> Result<String, ScalarProblem> {
        if words.contains(text) { return .success(text) }
        let near = NearestName.name(like: text, among: words)
        let list = words.map { "`\($0)`" }.joined(separator: ", ")
        return .failure(
            ScalarProblem(
                id: "choice-unknown",
                what: "`\(key)` cannot be this (seen: \(Visible.value(text)))",
                why: words.count == 1 ? "only \(list) is known here" : "known here: \(list)",
                fix: near.map { "did you mean `\($0)`?" }
                    ?? (words.count == 1 ? "write \(list)" : "write one of these")))
    }

    private static func isLowerOrDigit(_ character: Character) -> Bool {
        ("a"..."z").contains(character) || ("0"..."9").contains(character)
    }

    private static func isLetterOrDigit(_ character: Character) -> Bool {
        isLowerOrDigit(character) || ("A"..."Z").contains(character)
    }

    private static let unaccented: [Unicode.Scalar: String] = [
        "á": "a", "à": "a", "â": "a", "ä": "a", "ã": "a", "å": "a", "ç": "c", "é": "e", "è": "e",
        "ê": "e", "ë": "e", "í": "i", "ì": "i", "î": "i", "ï": "i", "ñ": "n", "ó": "o", "ò": "o",
        "ô": "o", "ö": "o", "õ": "o", "ø": "o", "ú": "u", "ù": "u", "û": "u", "ü": "u", "ý": "y",
        "ÿ": "y", "ß": "ss", "æ": "ae", "œ": "oe",
    ]

    /// The text with everything but letters, digits and some marks turned into single hyphens.
    static func cleaned(
        _ text: String, keeping extra: Set<Character>, lowercase: Bool, limit: Int
    ) -> String {
        var out = ""
        for scalar in (lowercase ? text.lowercased() : text).unicodeScalars {
            let character = Character(scalar)
            if isLetterOrDigit(character) || extra.contains(character) {
                out.append(character)
            } else if let plain = unaccented[scalar] {
                out += plain
            } else if scalar.properties.generalCategory == .nonspacingMark {
                continue
            } else if !out.isEmpty, out.last != "-" {
                out.append("-")
            }
        }
        while let first = out.first, !isLetterOrDigit(first) { out.removeFirst() }
        out = String(out.prefix(limit))
        while out.last == "-" { out.removeLast() }
        return out
    }
}
