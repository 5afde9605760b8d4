// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// How many units of a group had an event.
public struct Proportion: Sendable, Hashable, Codable {
    /// Units with the event.
    public let successes: Int
    /// All units.
    public let count: Int

    /// Creates a proportion.
    ///
    /// - Throws: ``StatisticsError`` unless 0 ≤ successes ≤ count.
    public init(successes: Int, count: Int) throws(StatisticsError) {
        guard count >= 0, count <= 1 << 52 else {
            throw .outOfDomain(argument: "count", value: Double(count))
        }
        guard successes >= 0, successes <= count else {
            throw .outOfDomain(argument: "successes", value: Double(successes))
        }
        self.successes = successes
        self.count = count
    }

    init(uncheckedSuccesses successes: Int, count: Int) {
        self.successes = successes
        self.count = count
    }

    /// Units without the event.
    public var failures: Int { count - successes }

    /// The share of units with the event; 0 when there are no units.
    public var rate: Double { count == 0 ? 0 : Double(successes) / Double(count) }

    /// Both groups of units together.
    public func merged(with other: Proportion) -> Proportion {
        Proportion(
            uncheckedSuccesses: successes + other.successes, count: count + other.count)
    }

    /// The same units with event and no event exchanged.
    var complement: Proportion { Proportion(uncheckedSuccesses: failures, count: count) }

    /// This rate minus another, exact up to one rounding however near each other they are; 0 when
    /// either has no units.
    func difference(from other: Proportion) -> Double {
        guard count > 0, other.count > 0 else { return 0 }
        let numerator =
            Int128(successes) * Int128(other.count) - Int128(other.successes) * Int128(count)
        return Double(numerator) / Double(count) / Double(other.count)
    }

    /// rate · (1 − rate) / count.
    var varianceOfRate: Double {
        count == 0 ? 0 : rate * (Double(failures) / Double(count)) / Double(count)
    }
}
