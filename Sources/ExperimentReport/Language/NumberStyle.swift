// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// How a language writes numbers, money and days.
///
/// A number and its unit are joined by a no-break space (U+00A0); plain-text renderers turn it into
/// a space. Minus is U+2212.
struct NumberStyle: Sendable {
    /// Whether a sign is shown on positive numbers.
    enum Sign { case negativeOnly, always, never }

    let language: Language
    static let space = "\u{00A0}"

    private var decimalMark: String { language == .nl ? "," : "." }
    private var groupMark: String { language == .nl ? "." : "," }

    /// A number with a fixed number of decimals and grouped thousands.
    ///
    /// A number that is not zero never prints as zero: it becomes `< 0.01`, or `> −0.01`.
    func decimal(_ value: Double, decimals: Int, sign: Sign = .negativeOnly) -> String {
        guard value.isFinite else { return infinite(value) }
        if let least = leastShown(value, decimals: decimals) {
            return compared(value, sign)
                + decimal(value < 0 ? -least : least, decimals: decimals, sign: sign)
        }
        let text = Decimal.fixed(abs(value), max(0, decimals))
        let parts = text.split(separator: ".")
        let whole = grouped(parts.first.map(String.init) ?? "0")
        let digits = parts.count > 1 ? whole + decimalMark + parts[1] : whole
        let isZero = !text.utf8.contains { (0x31...0x39).contains($0) }
        return mark(isZero ? 0 : value, sign) + digits
    }

    /// A whole number.
    func count(_ value: Int) -> String {
        (value < 0 ? "\u{2212}" : "") + grouped(String(value.magnitude))
    }

    /// A share as a percentage: one decimal, more when it is small.
    func share(_ fraction: Double, decimals: Int? = nil) -> String {
        percent(fraction, decimals: decimals ?? smallDecimals(fraction * 100, least: 1))
    }

    /// A fraction as a percentage.
    func percent(_ fraction: Double, decimals: Int, sign: Sign = .negativeOnly) -> String {
        guard fraction.isFinite else { return infinite(fraction) }
        return decimal(fraction * 100, decimals: decimals, sign: sign) + "%"
    }

    /// An amount of money.
    func money(
        _ amount: Double, _ currency: String, decimals: Int? = nil, sign: Sign = .negativeOnly
    ) -> String {
        guard amount.isFinite else { return infinite(amount) }
        let wanted = decimals ?? moneyDecimals(amount)
        // Money has cents or none: one decimal reads as a slip.
        let places = wanted == 1 ? 2 : wanted
        if let least = leastShown(amount, decimals: places) {
            return compared(amount, sign)
                + money(amount < 0 ? -least : least, currency, decimals: places, sign: sign)
        }
        let digits = decimal(amount, decimals: places, sign: .never)
        let isZero = !digits.utf8.contains { (0x31...0x39).contains($0) }
        let symbol = ["EUR": "€", "USD": "$", "GBP": "£"][currency] ?? Visible.text(currency)
        let glued = language == .en && symbol.count == 1 && symbol != currency
        return mark(isZero ? 0 : amount, sign) + symbol + (glued ? "" : Self.space) + digits
    }

    /// A p-value: never zero, never more digits than it deserves.
    ///
    /// `floor` is the smallest value the method can give, for resampling methods.
    func pValue(_ p: Double, floor: Double? = nil) -> String {
        if let floor, p <= floor * 1.000001 {
            return "< " + decimal(floor, decimals: 4)
        }
        if p < 0.0001 { return "< " + decimal(0.0001, decimals: 4) }
        return decimal(p, decimals: p < 0.001 ? 4 : p < 0.1 ? 3 : 2)
    }

    /// A p-value with its equals or less-than sign.
    func pStatement(_ p: Double, floor: Double? = nil) -> String {
        let text = pValue(p, floor: floor)
        return text.hasPrefix("<") ? text : "= " + text
    }

    /// A number that p-values are held against: two digits that tell, at least three decimals.
    func threshold(_ p: Double) -> String {
        decimal(p, decimals: p > 0 ? min(8, max(3, 1 - Decimal.magnitude(p))) : 3)
    }

    /// A place in a row: `90th`, or `90e` in Dutch.
    func ordinal(_ number: Double) -> String {
        let digits = decimal(number, decimals: number == number.rounded() ? 0 : 1)
        guard language == .en else { return digits + "e" }
        let endings = ["1": "st", "2": "nd", "3": "rd"]
        let isTeen = digits.count > 1 && digits.suffix(2).first == "1"
        return digits + (isTeen ? "th" : endings[String(digits.suffix(1))] ?? "th")
    }

    /// A day as `2 March 2026` or `2 maart 2026`.
    func day(_ day: Day) -> String {
        let names: [String] =
            switch language {
            case .en:
                [
                    "January", "February", "March", "April", "May", "June", "July", "August",
                    "September", "October", "November", "December",
                ]
            case .nl:
                [
                    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
                    "september", "oktober", "november", "december",
                ]
            }
        return [String(day.day), names[day.month - 1], String(day.year)]
            .joined(separator: Self.space)
    }

    /// Names joined as a sentence joins them: `a, b and c`.
    func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        let head = items.dropLast().joined(separator: ", ")
        return head + (language == .nl ? " en " : " and ") + last
    }

    /// The smallest number that so many decimals can show, where they cannot show this one.
    ///
    /// What is left of a difference of equal numbers, below 1e-12, is zero.
    private func leastShown(_ value: Double, decimals: Int) -> Double? {
        let least = Decimal.powerOfTen(-max(0, decimals))
        return abs(value) > 1e-12 && abs(value) < 0.4999 * least ? least : nil
    }

    private func compared(_ value: Double, _ sign: Sign) -> String {
        (value < 0 && sign != .never ? ">" : "<") + Self.space
    }

    private func infinite(_ value: Double) -> String {
        if value.isNaN { return "–" }
        return value < 0 ? "\u{2212}∞" : "∞"
    }

    private func mark(_ value: Double, _ sign: Sign) -> String {
        switch sign {
        case .never: ""
        case .negativeOnly: value < 0 ? "\u{2212}" : ""
        case .always: value < 0 ? "\u{2212}" : value > 0 ? "+" : ""
        }
    }

    private func grouped(_ digits: String) -> String {
        var out = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset).isMultiple(of: 3) { out += groupMark }
            out.append(digit)
        }
        return out
    }

    private func moneyDecimals(_ amount: Double) -> Int {
        if amount == amount.rounded() || abs(amount) >= 100 { return 0 }
        return smallDecimals(amount, least: 2)
    }

    /// Enough decimals to show a small number exactly, or two significant digits of it.
    func smallDecimals(_ value: Double, least: Int) -> Int {
        guard value != 0, value.isFinite else { return least }
        guard abs(value) < 0.1 else { return least }
        let needed = min(8, max(least, 1 - Decimal.magnitude(value)))
        return (least...needed).first { places in
            let scaled = value * Decimal.powerOfTen(places)
            return scaled.rounded() != 0 && abs(scaled - scaled.rounded()) < 1e-9
        } ?? needed
    }
}
