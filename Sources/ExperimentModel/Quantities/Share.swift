// SPDX-License-Identifier: GPL-3.0-or-later

/// An exact share of a whole: `10%`, `42.5%`, `1/3`.
///
/// Kept as a fraction of whole numbers so that weights become points of the assignment ring by
/// integer arithmetic alone.
public struct Share: Sendable, Hashable, Codable {
    /// The numerator, zero or more.
    public var numerator: Int
    /// The denominator, one or more.
    public var denominator: Int

    /// Creates a share; the fraction is reduced.
    ///
    /// - Returns: Nil when the denominator is not positive or the numerator is negative.
    public init?(_ numerator: Int, over denominator: Int) {
        guard denominator > 0, numerator >= 0 else { return nil }
        var a = numerator
        var b = denominator
        while b != 0 { (a, b) = (b, a % b) }
        self.numerator = numerator / max(a, 1)
        self.denominator = denominator / max(a, 1)
    }

    /// The whole.
    public static let whole = Share(unchecked: 1, 1)

    private init(unchecked numerator: Int, _ denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The share as a number between 0 and 1 (or above, when it exceeds the whole).
    public var fraction: Double { Double(numerator) / Double(denominator) }
}
