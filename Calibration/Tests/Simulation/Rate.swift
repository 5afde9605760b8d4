// SPDX-License-Identifier: GPL-3.0-or-later

/// How often something happened in simulated campaigns.
struct Rate: Sendable {
    private(set) var hits = 0
    private(set) var campaigns = 0

    mutating func record(_ isHit: Bool) {
        campaigns += 1
        if isHit { hits += 1 }
    }

    mutating func add(_ other: Rate) {
        hits += other.hits
        campaigns += other.campaigns
    }

    var share: Double { campaigns == 0 ? 0 : Double(hits) / Double(campaigns) }

    /// The standard error of the share where its true value is `expected`.
    func standardError(expected: Double) -> Double {
        (expected * (1 - expected) / Double(max(1, campaigns))).squareRoot()
    }

    /// How many standard errors the share lies outside a range of true values; 0 inside it.
    func standardErrors(outside range: ClosedRange<Double>) -> Double {
        if share < range.lowerBound {
            return (range.lowerBound - share) / standardError(expected: range.lowerBound)
        }
        if share > range.upperBound {
            return (share - range.upperBound) / standardError(expected: range.upperBound)
        }
        return 0
    }

    /// How many standard errors the share lies from one true value.
    func standardErrors(from expected: Double) -> Double {
        standardErrors(outside: expected...expected)
    }
}
