// SPDX-License-Identifier: GPL-3.0-or-later
import Inference

/// The mean and spread of a number over simulated campaigns.
struct Average: Sendable {
    private var count = 0.0
    private var sum = 0.0
    private var squares = 0.0

    mutating func record(_ value: Double) {
        count += 1
        sum += value
        squares += value * value
    }

    mutating func add(_ other: Average) {
        count += other.count
        sum += other.sum
        squares += other.squares
    }

    var mean: Double { sum / count }
    var standardError: Double {
        ((squares / count - mean * mean) / count).squareRoot()
    }
}

/// How well one estimator finds an effect that is there.
struct Recovery: Tally {
    var absolute = Average()
    var relative = Average()
    var width = Average()
    var absoluteCoverage = Rate()
    var relativeCoverage = Rate()

    mutating func record(_ outcome: ComparisonOutcome, absolute truth: Double, relative: Double) {
        let effect = outcome.absolute.value
        absoluteCoverage.record(effect?.interval.contains(truth) ?? false)
        if let effect {
            absolute.record(effect.estimate / truth)
            width.record((effect.high - effect.low) / truth)
        }
        let ratio = outcome.relative.value
        relativeCoverage.record(ratio?.interval.contains(relative) ?? false)
        if let ratio { self.relative.record(ratio.estimate / relative) }
    }

    mutating func add(_ other: Recovery) {
        absolute.add(other.absolute)
        relative.add(other.relative)
        width.add(other.width)
        absoluteCoverage.add(other.absoluteCoverage)
        relativeCoverage.add(other.relativeCoverage)
    }
}

/// The estimators, in the order of the article's table.
enum Estimator: String, CaseIterable, Sendable {
    case plain = "plain (Welch)"
    case cuped = "adjusted by earlier spend (CUPED)"
    case postStratified = "post-stratified by segment"
    case ratio = "ratio: spend per order"
    case cupedRatio = "ratio, adjusted by earlier spend"
    case clustered = "households, clustered"
    case unclustered = "households, taken for single people"

    /// Whether it fits the data it is tried on.
    var isRight: Bool { self != .unclustered }
}

/// What every estimator made of the same campaigns.
struct RecoveryTally: Tally {
    private var recoveries = [Recovery](repeating: Recovery(), count: Estimator.allCases.count)

    subscript(_ estimator: Estimator) -> Recovery {
        get { recoveries[Self.place(estimator)] }
        set { recoveries[Self.place(estimator)] = newValue }
    }

    private static func place(_ estimator: Estimator) -> Int {
        Estimator.allCases.firstIndex(of: estimator) ?? 0
    }

    mutating func add(_ other: RecoveryTally) {
        for estimator in Estimator.allCases { self[estimator].add(other[estimator]) }
    }
}
