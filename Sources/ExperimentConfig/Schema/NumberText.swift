// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads days, booleans and plain numbers.
enum NumberText {
    /// The pattern of a day.
    static let dayPattern = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"

    static func day(_ text: String, _ key: String) -> Result<Day, ScalarProblem> {
        if let day = Day(text) { return .success(day) }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isForm =
            parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { DecimalText.isDigits($0) }
        return .failure(
            ScalarProblem(
                id: "date-invalid",
                what: isForm
                    ? "`\(key)` is a day that does not exist (seen: \(Visible.value(text)))"
                    : "`\(key)` is not a day (seen: \(Visible.value(text)))",
                why: "days are written year first, so that 03-04 cannot be read in two ways",
                fix: "write it as \(yearFirst(text) ?? "2026-03-02")"))
    }

    /// A day that was written with the year last or with other marks; nil when it could be two days.
    private static func yearFirst(_ text: String) -> String? {
        let parts = text.split { "-/. ".contains($0) }
        guard parts.count == 3, parts.allSatisfy({ DecimalText.isDigits($0) }) else { return nil }
        func two(_ part: Substring) -> String { part.count == 1 ? "0\(part)" : String(part) }
        if parts[0].count == 4 {
            return Day("\(parts[0])-\(two(parts[1]))-\(two(parts[2]))").map(\.iso)
        }
        guard parts[2].count == 4 else { return nil }
        let dayFirst = Day("\(parts[2])-\(two(parts[1]))-\(two(parts[0]))")
        let monthFirst = Day("\(parts[2])-\(two(parts[0]))-\(two(parts[1]))")
        if let dayFirst, let monthFirst { return dayFirst == monthFirst ? dayFirst.iso : nil }
        return (dayFirst ?? monthFirst).map(\.iso)
    }

    static func bool(_ text: String, _ plain: Bool, _ key: String) -> Result<Bool, ScalarProblem> {
        if plain, text == "true" { return .success(true) }
        if plain, text == "false" { return .success(false) }
        let fix =
            switch text.lowercased() {
            case "true", "yes", "on", "y", "1", "ja": "write true"
            case "false", "no", "off", "n", "0", "nee": "write false"
            default: "write true or false"
            }
        return .failure(
            ScalarProblem(
                id: "bool-form",
                what: "`\(key)` is not true or false (seen: \(Visible.value(text)))",
                why: "exactly these two words are read, without quotes", fix: fix))
    }

    static func integer(
        _ text: String, _ plain: Bool, _ key: String, in range: ClosedRange<Int>
    ) -> Result<Int, ScalarProblem> {
        let seen = "(seen: \(Visible.value(text)))"
        let isCanonical = text == "0" || !text.hasPrefix("0")
        if plain, isCanonical, DecimalText.isDigits(text), let number = Int(text) {
            if range.contains(number) { return .success(number) }
            return .failure(
                ScalarProblem(
                    id: "number-range", what: "`\(key)` is out of range \(seen)",
                    why: range.upperBound == .max
                        ? "it is at least \(range.lowerBound)"
                        : "it lies between \(range.lowerBound) and \(range.upperBound)",
                    fix: "write a number in that range"))
        }
        let digits = text.filter { $0.isASCII && $0.isNumber }
        let grouped = text.wholeMatch(of: /[0-9]+|[0-9]{1,3}([., '_][0-9]{3})+/) != nil
        return .failure(
            ScalarProblem(
                id: "number-form", what: "`\(key)` is not a whole number \(seen)",
                why: "digits only, without quotes, points or spaces",
                fix: grouped
                    ? "write \(Int(digits).map { String($0) } ?? digits)"
                    : "write digits, as \(range.contains(5000) ? 5000 : range.lowerBound)")
        )
    }

    static func number(
        _ text: String, _ plain: Bool, _ key: String, upTo top: Double?
    ) -> Result<Double, ScalarProblem> {
        let seen = "(seen: \(Visible.value(text)))"
        guard plain, let number = DecimalText(text, signed: false) else {
            return .failure(
                ScalarProblem(
                    id: "number-form", what: "`\(key)` is not a number \(seen)",
                    why: "digits with a decimal point, without quotes or unit",
                    fix: text.contains(",")
                        ? "write \(text.map { $0 == "," ? "." : String($0) }.joined())"
                        : "write it as \(withoutPercent(text) ?? "12.5")"))
        }
        let value = number.value()
        guard value > 0, value < top ?? .infinity else {
            return .failure(
                ScalarProblem(
                    id: "number-range", what: "`\(key)` is out of range \(seen)",
                    why: top.map { "it lies between 0 and \(short($0))" } ?? "it is more than zero",
                    fix: "write a number in that range"))
        }
        return .success(value)
    }

    /// The number in front of a percent sign, where only a number is asked for.
    private static func withoutPercent(_ text: String) -> String? {
        guard text.hasSuffix("%") else { return nil }
        let number = text.dropLast().filter { $0 != " " }
        return DecimalText(number, signed: false) == nil ? nil : number
    }

    static func decimal(
        _ text: String, _ plain: Bool, _ key: String, in range: ClosedRange<Double>
    ) -> Result<Double, ScalarProblem> {
        let seen = "(seen: \(Visible.value(text)))"
        guard plain, let number = DecimalText(text) else {
            return .failure(
                ScalarProblem(
                    id: "number-form", what: "`\(key)` is not a number \(seen)",
                    why: "digits with a decimal point, without quotes or unit",
                    fix: text.contains(",")
                        ? "write \(text.map { $0 == "," ? "." : String($0) }.joined())"
                        : "write it as \(short(range.lowerBound))"))
        }
        guard range.contains(number.value()) else {
            return .failure(
                ScalarProblem(
                    id: "number-range", what: "`\(key)` is out of range \(seen)",
                    why: "it lies between \(short(range.lowerBound)) and "
                        + "\(short(range.upperBound))",
                    fix: "write a number in that range"))
        }
        return .success(number.value())
    }

    /// A number without needless decimals.
    static func short(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        return String(value)
    }
}
