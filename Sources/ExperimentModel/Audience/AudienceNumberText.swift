// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads what starts with a digit: a number, a day, or something that a person wrote for one.
enum AudienceNumberText {
    /// The most digits of a number; a double holds every number of so many digits apart.
    static let digitLimit = 15

    struct Refusal: Error {
        var problem: AudienceProblem
    }

    /// The end of everything that hangs together from a digit on.
    static func end(of scalars: [Unicode.Scalar], from start: Int) -> Int {
        var at = start
        while at < scalars.count {
            if AudienceLexer.continuesName(scalars[at]) {
                at += 1
            } else if ".-/:".unicodeScalars.contains(scalars[at]), at + 1 < scalars.count,
                AudienceLexer.continuesName(scalars[at + 1])
            {
                at += 2
            } else {
                break
            }
        }
        while at < scalars.count, "%€$£".unicodeScalars.contains(scalars[at]) { at += 1 }
        return at
    }

    static func read(
        _ text: String, at offset: Int, length: Int
    ) -> Result<AudienceToken.Kind, Refusal> {
        func refused(_ id: String, _ what: String, _ why: String, _ fix: String)
            -> Result<AudienceToken.Kind, Refusal>
        {
            .failure(
                Refusal(
                    problem: AudienceProblem(
                        id, at: offset, length: length,
                        "\(what) (seen: \(Visible.value(text)))", why: why, fix: fix)))
        }
        if let day = Day(text) { return .success(.day(day)) }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count <= 2, parts.allSatisfy(isDigits) {
            let digits = parts.joined().drop { $0 == "0" }.count
            guard digits <= digitLimit, length <= 40, let number = Double(text) else {
                return refused(
                    "rule-number", "a number has more than \(digitLimit) digits",
                    "such numbers cannot be told apart exactly; ids are texts",
                    "write it in quotes to compare it as a text")
            }
            return .success(.number(number))
        }
        guard length <= 40 else {
            return refused(
                "rule-number", "this is not a number", "it starts with a digit",
                "put a text in quotes and a column name in back ticks")
        }
        if let problem = day(text) {
            return refused("rule-date", problem.what, problem.why, "write \(problem.day)")
        }
        if let problem = number(text) {
            return refused("rule-number", problem.what, problem.why, problem.fix)
        }
        if let money = money(text) {
            return refused(
                "rule-money", "this is not an amount of money",
                "money is a number with a decimal point, a space and a currency code",
                "write \(money)")
        }
        return refused(
            "rule-number", "this is neither a number nor a day", "it starts with a digit",
            "put a text in quotes, and a column name in back ticks: "
                + AudienceValue.quoted(text, with: "`"))
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// What is wrong with a day, and how it may be written.
    private static func day(_ text: String) -> (what: String, why: String, day: String)? {
        if text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil {
            return (
                "this day does not exist", "its month or its day is not in the calendar",
                "a day of the calendar, as 2026-03-02"
            )
        }
        if let match = text.wholeMatch(of: /([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9:.]+[A-Z]?/) {
            return (
                "a day is written with a time", "of a column with times, the day is compared",
                "\(match.1)"
            )
        }
        let parts = text.split { "-/.".contains($0) }
        guard parts.count == 3, parts.allSatisfy(isDigits), text.contains(/^[0-9]+[-\/.][0-9]+/),
            parts.map(\.count).max() == 4, parts.map(\.count).sorted()[1] <= 2
        else { return nil }
        return (
            "this is not a day",
            "days are written year first, so that 03-04 cannot be read in two ways",
            yearFirst(parts) ?? "the year first, as 2026-03-02"
        )
    }

    /// The day that is meant; nil when it could be two days.
    private static func yearFirst(_ parts: [Substring]) -> String? {
        func two(_ part: Substring) -> String { part.count == 1 ? "0\(part)" : String(part) }
        if parts[0].count == 4 { return Day("\(parts[0])-\(two(parts[1]))-\(two(parts[2]))")?.iso }
        let dayFirst = Day("\(parts[2])-\(two(parts[1]))-\(two(parts[0]))")
        let monthFirst = Day("\(parts[2])-\(two(parts[0]))-\(two(parts[1]))")
        if let dayFirst, let monthFirst { return dayFirst == monthFirst ? dayFirst.iso : nil }
        return (dayFirst ?? monthFirst)?.iso
    }

    private static func number(_ text: String) -> (what: String, why: String, fix: String)? {
        if text.wholeMatch(of: /[0-9]{1,3}(\.[0-9]{3}){2,}/) != nil {
            return (
                "a number has points between its thousands",
                "a point is the decimal mark here, and thousands have none",
                "write \(text.filter { $0 != "." })"
            )
        }
        if text.wholeMatch(of: /[0-9]+(_[0-9]+)+/) != nil {
            return (
                "a number is written with digits alone", "marks between digits are not read",
                "write \(text.filter { $0 != "_" })"
            )
        }
        if let match = text.wholeMatch(of: /([0-9]+(?:\.[0-9]+)?)%/) {
            return (
                "a number carries a percent sign", "a column holds 60 or 0.6, and never 60%",
                "write \(match.1), or the fraction if that is what the column holds"
            )
        }
        if text.wholeMatch(of: /[0-9]+(\.[0-9]+)?[eE]-?[0-9]+/) != nil {
            return (
                "a number is written with an exponent", "numbers are digits with a decimal point",
                "write it out"
            )
        }
        if let match = text.wholeMatch(of: /([0-9]+)(d|w|h|mo|m|y|dagen|days)/) {
            return (
                "a duration cannot be compared", "a column of days holds a number",
                "write \(match.1)\(match.2 == "d" ? "" : " in the unit of the column")"
            )
        }
        return nil
    }

    static let currencyWords = [
        "€": "EUR", "$": "USD", "£": "GBP", "euro": "EUR", "euros": "EUR", "dollar": "USD",
        "dollars": "USD", "pond": "GBP", "pound": "GBP", "pounds": "GBP",
    ]

    /// The code of a currency that was written in another way.
    static func currency(like word: some StringProtocol) -> String? {
        if let code = currencyWords[word.lowercased()] { return code }
        let upper = word.uppercased()
        let known = ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF"]
        return known.contains(upper) ? upper : nil
    }

    private static func money(_ text: String) -> String? {
        let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        guard let code = currency(like: text.dropFirst(number.count)) else { return nil }
        return "\(number) \(code)"
    }
}
