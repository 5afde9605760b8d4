// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads shares and percentages: `10%`, `42.5%`, `1/3`.
enum ShareText {
    /// The pattern of a share above zero and at most the whole.
    static let pattern =
        "^((?!0+(\\.0+)?%)(100(\\.0{1,6})?|[0-9]{1,2}(\\.[0-9]{1,6})?)%"
        + "|[1-9][0-9]{0,5}/[1-9][0-9]{0,5})$"
    /// The pattern of a percentage.
    static let percentPattern = "^[0-9]{1,3}(\\.[0-9]{1,6})?%$"

    static func share(_ text: String, _ key: String) -> Result<Share, ScalarProblem> {
        let seen = "(seen: \(Visible.value(text)))"
        guard let share = exact(text) else {
            return .failure(problem(text, key, example: "10%", orFraction: true))
        }
        guard share.numerator > 0, share.numerator <= share.denominator else {
            return .failure(
                ScalarProblem(
                    id: "share-range", what: "`\(key)` is not between 0% and 100% \(seen)",
                    why: "a variant gets some of the customers, and no more than all of them",
                    fix: share.numerator == 0
                        ? "give it a share, as 10%, or remove the variant"
                        : "write a share of at most 100%"))
        }
        return .success(share)
    }

    /// The pattern of a part that may be nothing.
    static let partPattern =
        "^((100(\\.0{1,6})?|[0-9]{1,2}(\\.[0-9]{1,6})?)%|[0-9]{1,6}/[1-9][0-9]{0,5})$"

    /// Reads a part of something other than the variants' customers.
    static func part(
        _ text: String, _ key: String, orNothing: Bool
    ) -> Result<Share, ScalarProblem> {
        guard let share = exact(text) else {
            return .failure(problem(text, key, example: "10%", orFraction: true))
        }
        guard share.numerator > 0 || orNothing, share.numerator <= share.denominator else {
            return .failure(
                ScalarProblem(
                    id: "share-range",
                    what: "`\(key)` is not between 0% and 100% (seen: \(Visible.value(text)))",
                    why: share.numerator == 0
                        ? "a part of nothing has no use" : "a part is at most the whole",
                    fix: share.numerator == 0
                        ? "write a share above 0%, as 10%, or remove the key"
                        : "write a share of at most 100%"))
        }
        return .success(share)
    }

    static func percent(
        _ text: String, _ key: String, in range: ClosedRange<Double>
    ) -> Result<Double, ScalarProblem> {
        guard text.hasSuffix("%"), let number = DecimalText(text.dropLast(), signed: false),
            number.whole.count <= 3
        else { return .failure(problem(text, key, example: "95%", orFraction: false, in: range)) }
        guard range.contains(number.value()) else {
            let low = WeightSum.number(range.lowerBound)
            let high = NumberText.short(range.upperBound)
            return .failure(
                ScalarProblem(
                    id: "share-range",
                    what: "`\(key)` is out of range (seen: \(Visible.value(text)))",
                    why: "it lies between \(low)% and \(high)%",
                    fix: "write a percentage in that range"))
        }
        return .success(number.value(timesTenTo: -2))
    }

    /// Says of a number without a unit in a list of shares what only its neighbours can tell.
    static func problem(in texts: [String], at number: Int, _ key: String) -> ScalarProblem? {
        let numbers = texts.map { DecimalText($0, signed: false)?.value() }
        guard let value = numbers[number] else { return nil }
        let what = "`\(key)` is a number without a unit (seen: \(Visible.value(texts[number])))"
        if value > 100 {
            return ScalarProblem(
                id: "bare-number", what: what,
                why: "a share of the whole is asked for, not a number of customers",
                fix: "write each as a percentage, the last one as 100%")
        }
        let isLast = number == texts.count - 1
        guard value == 1, isLast, !numbers.contains(where: { ($0 ?? 0) > 1 }) else { return nil }
        return ScalarProblem(
            id: "bare-number", what: what, why: "1% or 100%? both are possible", fix: "write 100%")
    }

    private static func exact(_ text: String) -> Share? {
        if text.hasSuffix("%") {
            guard let number = DecimalText(text.dropLast(), signed: false) else { return nil }
            let part = number.fraction
            return Share(part.numerator, over: part.denominator * 100)
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ DecimalText.isDigits($0) && $0.count <= 6 }),
            let top = Int(parts[0]), let bottom = Int(parts[1])
        else { return nil }
        return Share(top, over: bottom)
    }

    private static func problem(
        _ text: String, _ key: String, example: String, orFraction: Bool,
        in range: ClosedRange<Double> = 0...100
    ) -> ScalarProblem {
        let seen = "(seen: \(Visible.value(text)))"
        let form =
            orFraction ? "write a share as \(example) or 1/3" : "write a percentage as \(example)"
        let pointed = String(text.map { $0 == "," ? "." : $0 })
        if text.hasPrefix("-"), pointed.dropFirst().contains(where: \.isNumber) {
            return ScalarProblem(
                id: "share-range", what: "`\(key)` is negative \(seen)",
                why: "a share lies between 0% and 100%", fix: form)
        }
        if let number = DecimalText(pointed, signed: false) {
            let value = number.value()
            guard value > 0 else {
                return ScalarProblem(
                    id: "bare-number", what: "`\(key)` is a number without a unit \(seen)",
                    why: "shares carry their unit, and a share of nothing has no use", fix: form)
            }
            guard range.contains(number.value(timesTenTo: value < 1 ? 2 : 0)) else {
                return ScalarProblem(
                    id: "bare-number", what: "`\(key)` is a number without a unit \(seen)",
                    why: "it is a percentage between \(WeightSum.number(range.lowerBound))% and "
                        + "\(NumberText.short(range.upperBound))%",
                    fix: form)
            }
            guard value < 1 else {
                return ScalarProblem(
                    id: "bare-number", what: "`\(key)` is a number without a unit \(seen)",
                    why: "shares carry their unit, so that 0.5 and 50 cannot be confused",
                    fix: "write \(pointed)%")
            }
            let whole = NumberText.short(number.value(timesTenTo: 2))
            return ScalarProblem(
                id: "bare-number", what: "`\(key)` is a number without a unit \(seen)",
                why: "\(pointed)% or \(whole)%? both are possible", fix: "write \(whole)%")
        }
        let squeezed = pointed.filter { !$0.isWhitespace }
        if squeezed != text, squeezed.hasSuffix("%"), exact(squeezed) != nil {
            return ScalarProblem(
                id: "share-form", what: "`\(key)` is not a share \(seen)",
                why: "plans use a decimal point and no space before %", fix: "write \(squeezed)")
        }
        return ScalarProblem(
            id: "share-form", what: "`\(key)` is not a share \(seen)",
            why: "a part of the customers is asked for here", fix: form)
    }
}
