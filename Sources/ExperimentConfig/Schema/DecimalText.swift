// SPDX-License-Identifier: GPL-3.0-or-later

/// A decimal number as written, `-12.50`: exact, because it is kept as digits.
struct DecimalText: Hashable {
    /// The sign as written, if one was.
    var sign: Character?
    /// The digits before the point.
    var whole: String
    /// The digits after the point.
    var decimals: String

    /// The pattern of a number without sign.
    static let pattern = "[0-9]{1,12}(\\.[0-9]{1,6})?"

    /// Reads `12`, `12.5`, `+12.5`, `-12.5`; nothing else.
    init?(_ text: some StringProtocol, signed: Bool = true) {
        var rest = Substring(text)
        if signed, let first = rest.first, first == "+" || first == "-" {
            sign = first
            rest = rest.dropFirst()
        }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, DecimalText.isDigits(first), first.count <= 12 else {
            return nil
        }
        if parts.count == 2 {
            guard DecimalText.isDigits(parts[1]), parts[1].count <= 6 else { return nil }
            decimals = String(parts[1])
        } else {
            decimals = ""
        }
        whole = String(first)
    }

    static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// The number times ten to a power, rounded once.
    func value(timesTenTo power: Int = 0) -> Double {
        let minus = sign == "-" ? "-" : ""
        return Double("\(minus)\(whole).\(decimals.isEmpty ? "0" : decimals)e\(power)") ?? 0
    }

    /// The number as a fraction of whole numbers, without its sign.
    var fraction: (numerator: Int, denominator: Int) {
        var denominator = 1
        for _ in decimals { denominator *= 10 }
        return (Int(whole + decimals) ?? 0, denominator)
    }
}
