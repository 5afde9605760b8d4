// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Two groups of units, each unit with an event at its group's rate.
struct ProportionDesign: Sendable, CustomTestStringConvertible {
    let control: Int
    let treatment: Int
    /// The rate of control.
    let rate: Double
    /// Treatment's rate over control's, minus one.
    var lift = 0.0

    var testDescription: String {
        "\(grouped(control)) / \(grouped(treatment)) at \(percent(rate, decimals: 1)) %"
    }
    var treatmentRate: Double { rate * (1 + lift) }
}

/// The probability of each answer of a test, by adding up every outcome that can occur.
///
/// For every number of events in control the answer changes twice as those in treatment grow: from
/// below to undecided and on to above. Both places are found by bisection; nothing is simulated.
struct EnumeratedTest {
    private(set) var above = 0.0
    private(set) var below = 0.0

    /// The probability that the bar is covered.
    var undecided: Double { 1 - above - below }

    /// Outcomes rarer than this are left out.
    private static let smallestMass = 1e-12

    init(
        _ design: ProportionDesign,
        position: (_ control: Proportion, _ treatment: Proportion) -> BarPosition
    ) throws {
        let control = try Binomial(trials: design.control, probability: design.rate)
        let treatment = try Binomial(
            trials: design.treatment, probability: design.treatmentRate)
        let likely = try Self.support(treatment)
        for events in try Self.support(control) {
            let base = try Proportion(successes: events, count: design.control)
            func answer(_ events: Int) throws -> BarPosition {
                position(base, try Proportion(successes: events, count: design.treatment))
            }
            let mass = exp(try control.logMass(events))
            let firstAbove = try Self.first(in: likely) { try answer($0) == .above }
            let firstNotBelow = try Self.first(in: likely) { try answer($0) != .below }
            above += mass * (try treatment.upperTail(from: firstAbove))
            below += mass * (try treatment.lowerTail(firstNotBelow - 1))
        }
    }

    /// The numbers of events outside which less than the smallest mass lies on either side.
    private static func support(_ distribution: Binomial) throws -> ClosedRange<Int> {
        let low = try first(in: 0...distribution.mode) {
            try distribution.lowerTail($0) >= smallestMass
        }
        let high = try first(in: distribution.mode...distribution.trials) {
            try distribution.upperTail(from: $0) < smallestMass
        }
        return low...max(low, high - 1)
    }

    /// The first number for which a condition holds that never ceases to hold; one past the end if
    /// it holds for none.
    private static func first(
        in range: ClosedRange<Int>, where condition: (Int) throws -> Bool
    ) rethrows -> Int {
        var (low, high) = (range.lowerBound, range.upperBound + 1)
        while low < high {
            let middle = low + (high - low) / 2
            if try condition(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
