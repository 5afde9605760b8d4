// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads effects and money: `+8%`, `0.20 pt`, `0.62 EUR`, `0.5 units`.
enum BarText {
    /// The pattern of an effect; without a unit it is one of an NPS.
    static let barPattern = "^[+-]?\(DecimalText.pattern)(%| pt| points?| units| [A-Z]{3})?$"
    /// The pattern of money.
    static let moneyPattern = "^\(DecimalText.pattern) [A-Z]{3}$"
    /// The pattern of a currency.
    static let currencyPattern = "^[A-Z]{3}$"

    static func bar(_ text: String, _ key: String) -> Result<Bar, ScalarProblem> {
        if let bar = exactBar(text) { return .success(bar) }
        let seen = "(seen: \(Visible.value(text)))"
        let pointed = String(text.map { $0 == "," ? "." : $0 })
        // Whether a number may stand alone depends on the metric; a comma never stands.
        if let number = DecimalText(text) {
            return .success(.amount(number.value(), currency: nil))
        }
        if let problem = bareNumber(text, key) { return .failure(problem) }
        if let near = nearBar(pointed), near != text {
            return .failure(
                ScalarProblem(
                    id: "bar-form", what: "`\(key)` is not an effect \(seen)",
                    why: "effects are written in one way, with a decimal point",
                    fix: "write \(near)"))
        }
        return .failure(
            ScalarProblem(
                id: "bar-form", what: "`\(key)` is not an effect \(seen)",
                why: "an effect is relative, in percentage points, or an amount",
                fix: "write it as +8%, 0.20 pt, 0.62 EUR, or 0.5 units of the metric itself"))
    }

    /// Says of a number without a unit, with a decimal point or comma, which two things it could be.
    ///
    /// - Parameters:
    ///   - text: The number as written.
    ///   - key: The key it stands under.
    ///   - unit: What an effect of the metric that is not relative is told in.
    ///   - isUp: The direction that is asked for, where it is known.
    /// - Returns: The problem; nil when the text is no number.
    static func bareNumber(
        _ text: String, _ key: String, unit: String = "pt", isUp: Bool? = nil
    ) -> ScalarProblem? {
        guard let number = DecimalText(String(text.map { $0 == "," ? "." : $0 })) else {
            return nil
        }
        let plain = number.decimals.isEmpty ? number.whole : "\(number.whole).\(number.decimals)"
        let written = number.sign.map { String($0) } ?? ""
        let sign = isUp.map { $0 ? (written == "+" ? "+" : "") : "-" } ?? written
        let relative = sign == "-" ? "-\(plain)%" : "+\(plain)%"
        let absolute = "\(sign)\(plain) \(unit)"
        return ScalarProblem(
            id: "bare-number",
            what: "`\(key)` is a number without a unit (seen: \(Visible.value(text)))",
            why: "\(plain) percent (\(relative)) or "
                + (unit == "pt" ? "\(plain) points" : "an amount") + " (\(absolute))?",
            fix: "write \(relative) for a relative effect, "
                + "\(absolute) for \(unit == "pt" ? "percentage points" : "an amount")")
    }

    static func money(_ text: String, _ key: String) -> Result<Money, ScalarProblem> {
        if let money = exactMoney(text) { return .success(money) }
        return .failure(moneyProblem(text, key))
    }

    static func amount(
        _ text: String, _ key: String
    ) -> Result<(amount: Double, currency: String?), ScalarProblem> {
        if let number = DecimalText(text, signed: false) { return .success((number.value(), nil)) }
        if let money = exactMoney(text) { return .success((money.amount, money.currency)) }
        return .failure(moneyProblem(text, key))
    }

    /// The pattern of a rate or a mean.
    static let levelPattern = "^\(DecimalText.pattern)(%| [A-Z]{3})?$"

    /// Reads a rate as a fraction, or a mean with or without a currency.
    static func level(
        _ text: String, _ key: String
    ) -> Result<(value: Double, isShare: Bool, currency: String?), ScalarProblem> {
        if text.hasSuffix("%") {
            return ShareText.percent(text, key, in: 0...100).map { ($0, true, nil) }
        }
        if let number = DecimalText(text, signed: false) {
            return .success((number.value(), false, nil))
        }
        if let money = exactMoney(text) {
            return .success((money.amount, false, money.currency))
        }
        let pointed = String(text.map { $0 == "," ? "." : $0 }.filter { $0 != " " })
        let isNear = pointed != text && (try? level(pointed, key).get()) != nil
        return .failure(
            ScalarProblem(
                id: "level-form",
                what: "`\(key)` is neither a rate nor a mean (seen: \(Visible.value(text)))",
                why: "a proportion has a rate in percent, other metrics a mean",
                fix: isNear ? "write \(pointed)" : "write it as 3%, 12.5 or 62 EUR"))
    }

    static func currency(_ text: String, _ key: String) -> Result<String, ScalarProblem> {
        if isCode(text) { return .success(text) }
        return .failure(
            ScalarProblem(
                id: "money-form", what: "`\(key)` is not a currency (seen: \(Visible.value(text)))",
                why: "currencies are three-letter ISO 4217 codes",
                fix:
                    "write \(symbols[text] ?? (isCode(text.uppercased()) ? text.uppercased() : "EUR"))"
            ))
    }

    private static let symbols = [
        "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "euro": "EUR", "Euro": "EUR",
        "kr": "SEK", "zł": "PLN",
    ]

    private static func isCode(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { (65...90).contains($0) }
    }

    private static func exactBar(_ text: String) -> Bar? {
        if text.hasSuffix("%") {
            return DecimalText(text.dropLast()).map { .relative($0.value(timesTenTo: -2)) }
        }
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = DecimalText(parts[0]) else { return nil }
        switch parts[1] {
        case "pt": return .points(number.value(timesTenTo: -2))
        case "units", "point", "points": return .amount(number.value(), currency: nil)
        default:
            guard isCode(parts[1]) else { return nil }
            return .amount(number.value(), currency: String(parts[1]))
        }
    }

    private static func exactMoney(_ text: String) -> Money? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = DecimalText(parts[0], signed: false), isCode(parts[1])
        else { return nil }
        return Money(number.value(), String(parts[1]))
    }

    /// The number and the word beside it, whichever came first.
    private static func split(_ text: String) -> (number: String, word: String) {
        let isNumber: (Character) -> Bool = { $0.isASCII && ($0.isNumber || ".,+-".contains($0)) }
        let number = text.filter(isNumber).map { $0 == "," ? "." : $0 }
        return (String(number), String(text.filter { !isNumber($0) && !$0.isWhitespace }))
    }

    private static func nearBar(_ text: String) -> String? {
        let (number, word) = split(text)
        guard DecimalText(number) != nil else { return nil }
        switch word.lowercased() {
        case "%", "percent": return number + "%"
        case "pt", "pp", "ppt", "point", "points", "%pt", "procentpunt", "pts":
            return number + " pt"
        case "unit", "units": return number + " units"
        default:
            if let code = symbols[word] { return "\(number) \(code)" }
            return isCode(word.uppercased()) ? "\(number) \(word.uppercased())" : nil
        }
    }

    private static func moneyProblem(_ text: String, _ key: String) -> ScalarProblem {
        let seen = "(seen: \(Visible.value(text)))"
        let (number, word) = split(text)
        if DecimalText(number, signed: false) != nil {
            if word.isEmpty {
                return ScalarProblem(
                    id: "bare-number", what: "`\(key)` is an amount without a currency \(seen)",
                    why: "amounts of different currencies must never be added up",
                    fix: "write \(number) EUR, or the currency you mean")
            }
            let code = symbols[word] ?? (isCode(word.uppercased()) ? word.uppercased() : nil)
            if let code {
                return ScalarProblem(
                    id: "money-form", what: "`\(key)` is not an amount of money \(seen)",
                    why: "money is a number with a decimal point and a currency code behind it",
                    fix: "write \(number) \(code)")
            }
        }
        return ScalarProblem(
            id: "money-form", what: "`\(key)` is not an amount of money \(seen)",
            why: "money is a number with a decimal point and a currency code behind it",
            fix: "write it as 0.62 EUR")
    }
}
