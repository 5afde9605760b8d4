// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The numbers of units in several groups, each unit falling into one of them independently.
public struct Multinomial: Sendable, Hashable {
    /// The most outcomes that ``tail(_:)`` runs through.
    public static let maximumOutcomes = 2_000_000
    private static let maximumGroups = 32

    /// The probability of each group.
    public let probabilities: [Double]

    /// Creates the distribution over two or more groups; the weights are positive, on any scale.
    public init(weights: [Double]) throws(StatisticsError) {
        try Domain.check(weights.count > 1, "groups", Double(weights.count))
        let scale = weights.reduce(0, +)
        for weight in weights { try Domain.check(weight > 0, "weights", weight) }
        try Domain.check(scale.isFinite, "weights", scale)
        probabilities = weights.map { $0 / scale }
    }

    /// Whether all outcomes of so many units can be run through one by one.
    public func isEnumerable(units: Int) -> Bool {
        guard probabilities.count <= Self.maximumGroups else { return false }
        // C(units + groups − 1, groups − 1), factor by factor.
        var outcomes = 1.0
        for index in 1..<probabilities.count {
            outcomes *= Double(units + index) / Double(index)
            if outcomes > Double(Self.maximumOutcomes) { return false }
        }
        return true
    }

    /// The probability of all outcomes that are at most as likely as the one observed, where they can
    /// be run through; nil where they are too many.
    ///
    /// The relative tolerance of 1e-7 makes outcomes that differ only by rounding equally likely.
    ///
    /// - Complexity: O(outcomes).
    public func tail(_ observed: [Int]) throws(StatisticsError) -> Double? {
        guard observed.count == probabilities.count else {
            throw .outOfDomain(argument: "observed", value: Double(observed.count))
        }
        var units = 0
        for count in observed {
            try Domain.check(count >= 0 && count <= 1 << 52, "observed", Double(count))
            units += count
            guard isEnumerable(units: units) else { return nil }
        }
        let terms = probabilities.map { probability in
            (0...units).map { Double($0) * log(probability) - LogFactorial.of($0) }
        }
        let whole = LogFactorial.of(units)
        let seen = zip(terms, observed).reduce(whole) { $0 + $1.0[$1.1] }
        var walk = Enumeration(terms: terms, threshold: seen + 1e-7)
        walk.run(group: 0, left: units, logMass: whole)
        return min(1, walk.sum)
    }
}

/// Adds up the outcomes of a multinomial distribution whose log mass is at most a threshold.
private struct Enumeration {
    let terms: [[Double]]
    let threshold: Double
    var sum = 0.0

    init(terms: [[Double]], threshold: Double) {
        self.terms = terms
        self.threshold = threshold
    }

    mutating func run(group: Int, left: Int, logMass: Double) {
        let own = terms[group]
        if left == 0 {
            // All further groups are empty, which adds nothing to the logarithm.
            add(logMass)
        } else if group == terms.count - 1 {
            add(logMass + own[left])
        } else {
            for count in 0...left {
                run(group: group + 1, left: left - count, logMass: logMass + own[count])
            }
        }
    }

    private mutating func add(_ logMass: Double) {
        if logMass <= threshold { sum += exp(logMass) }
    }
}
