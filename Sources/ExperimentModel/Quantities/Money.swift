// SPDX-License-Identifier: GPL-3.0-or-later

/// An amount of one currency.
public struct Money: Sendable, Hashable, Codable {
    /// The amount, in whole units of the currency.
    public var amount: Double
    /// The ISO 4217 code, as `EUR`.
    public var currency: String

    /// Creates an amount.
    public init(_ amount: Double, _ currency: String) {
        self.amount = amount
        self.currency = currency
    }
}

/// A bar that an effect is held against, in the unit the plan wrote it in.
public enum Bar: Sendable, Hashable, Codable {
    /// Percentage points of a proportion, as a fraction: `0.20 pt` is 0.002.
    case points(Double)
    /// Relative to the reference: `+8%` is 0.08.
    case relative(Double)
    /// An amount of money per unit, or of the metric's own unit when the currency is nil.
    case amount(Double, currency: String?)

    /// The number, as a fraction for points and relative bars.
    public var value: Double {
        switch self {
        case .points(let value), .relative(let value), .amount(let value, _): value
        }
    }

    /// The bar with the sign of its number turned.
    public var negated: Bar {
        switch self {
        case .points(let value): .points(-value)
        case .relative(let value): .relative(-value)
        case .amount(let value, let currency): .amount(-value, currency: currency)
        }
    }
}

/// A calendar day without a time zone, as a plan writes it.
public struct Day: Sendable, Hashable, Codable, Comparable {
    /// The year.
    public var year: Int
    /// The month, 1 to 12.
    public var month: Int
    /// The day of the month, from 1.
    public var day: Int

    /// Creates a day; nil when there is no such day in the calendar.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), (1...9999).contains(year) else { return nil }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `YYYY-MM-DD`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day as `YYYY-MM-DD`.
    public var iso: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// The number of days since 1 March of year 0, for differences between days.
    ///
    /// Counted by years that start in March, so that the leap day ends a year.
    public var ordinal: Int {
        let y = month <= 2 ? year - 1 : year
        let m = (month + 9) % 12
        return 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1
    }

    /// Whether one day is before another.
    public static func < (left: Day, right: Day) -> Bool { left.ordinal < right.ordinal }
}
