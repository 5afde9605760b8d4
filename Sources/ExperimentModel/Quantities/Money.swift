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
