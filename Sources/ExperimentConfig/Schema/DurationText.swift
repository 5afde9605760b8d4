// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads lengths of time: `14d`, `6w`, `24m`.
enum DurationText {
    /// The pattern of a duration.
    static let pattern = "^[1-9][0-9]{0,3}[hdwmy]$"

    static func duration(_ text: String, _ key: String) -> Result<PlanDuration, ScalarProblem> {
        if let duration = exact(text) { return .success(duration) }
        let seen = "(seen: \(Visible.value(text)))"
        let units = "h, d, w, m and y stand for hours, days, weeks, months and years"
        if DecimalText.isDigits(text), let number = Int(text), number > 0, number <= 9999 {
            return .failure(
                ScalarProblem(
                    id: "bare-number", what: "`\(key)` is a number without a unit \(seen)",
                    why: "\(number) hours, days or weeks? all are possible",
                    fix: "write \(number)d for days, \(number)h for hours or \(number)w for weeks"))
        }
        return .failure(
            ScalarProblem(
                id: "duration-form", what: "`\(key)` is not a length of time \(seen)", why: units,
                fix: near(text).map { "write \($0)" } ?? "write it as 14d, with a whole number"))
    }

    private static func exact(_ text: String) -> PlanDuration? {
        let digits = text.dropLast()
        guard let last = text.last, let unit = PlanDuration.Unit(rawValue: String(last)),
            DecimalText.isDigits(digits), digits.count <= 4, digits.first != "0",
            let count = Int(digits)
        else { return nil }
        return PlanDuration(count, unit)
    }

    private static let words: [String: PlanDuration.Unit] = [
        "hour": .hours, "hours": .hours, "hr": .hours, "hrs": .hours, "uur": .hours, "h": .hours,
        "uren": .hours, "u": .hours, "day": .days, "days": .days, "dag": .days, "d": .days,
        "dagen": .days, "week": .weeks, "weeks": .weeks, "wk": .weeks, "wks": .weeks, "w": .weeks,
        "weken": .weeks, "month": .months, "months": .months, "mo": .months, "mos": .months,
        "maand": .months, "maanden": .months, "m": .months, "year": .years, "years": .years,
        "yr": .years, "yrs": .years, "jaar": .years, "jaren": .years, "y": .years, "j": .years,
    ]

    /// A duration that was written in words, with a space, or with a fraction of days.
    private static func near(_ text: String) -> String? {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
        let word = text.dropFirst(number.count).filter { !$0.isWhitespace && $0 != "-" }
        guard let unit = words[word.lowercased()],
            let value = DecimalText(String(number.map { $0 == "," ? "." : $0 }), signed: false)?
                .value(), value > 0
        else { return nil }
        if value == value.rounded() {
            return value <= 9999 ? PlanDuration(Int(value), unit).text : nil
        }
        let smaller: (times: Double, unit: PlanDuration.Unit)? =
            switch unit {
            case .days: (24, .hours)
            case .weeks: (7, .days)
            case .years: (12, .months)
            case .hours, .months: nil
            }
        guard let smaller else { return nil }
        let parts = value * smaller.times
        return parts == parts.rounded() && parts <= 9999
            ? PlanDuration(Int(parts), smaller.unit).text : nil
    }
}
