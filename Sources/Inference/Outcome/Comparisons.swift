// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// A method that compares two groups, given one summary of each.
public protocol ComparisonMethod<Summary>: Sendable {
    /// The summary of one group that the method needs.
    associatedtype Summary

    /// The two-sided confidence level of the intervals, between 0 and 1.
    var confidence: Double { get }

    /// Compares treatment with control.
    func compare(control: Summary, treatment: Summary) -> ComparisonOutcome

    /// Tells where the absolute effect lies against a bar in the metric's unit.
    func position(
        control: Summary, treatment: Summary, againstAbsolute bar: Double
    ) -> Estimated<BarPosition>

    /// Tells where the relative effect lies against a bar given as a fraction.
    ///
    /// The bar δ is tested linearly, m(T) − (1 + δ)·m(C) against 0, so that the control's noise counts
    /// and the answer exists even where the relative interval has no bounds.
    func position(
        control: Summary, treatment: Summary, againstRelative bar: Double
    ) -> Estimated<BarPosition>
}

/// The error probability that belongs to a confidence level.
public enum SignificanceLevel {
    /// Converts a two-sided confidence level into α.
    ///
    /// Rounded to 15 decimals so that 0.95 gives the number written 0.05.
    ///
    /// - Parameter confidence: The level, strictly between 0 and 1.
    /// - Returns: One minus the level.
    public static func alpha(confidence: Double) -> Double {
        let alpha = 1 - confidence
        return alpha > 1e-6 ? (alpha * 1e15).rounded() / 1e15 : alpha
    }

    /// α/2, the error probability of each tail, of a level strictly between 0 and 1.
    static func tail(confidence: Double) throws(StatisticsError) -> Double {
        guard confidence > 0, confidence < 1 else {
            throw .outOfDomain(argument: "confidence", value: confidence)
        }
        return alpha(confidence: confidence) / 2
    }
}

extension NotEstimableReason {
    init(_ error: StatisticsError) {
        self =
            switch error {
            case .outOfDomain: .outOfDomain
            case .noConvergence: .noConvergence
            }
    }
}

/// Runs a computation and turns an error into its reason.
func estimate<Value>(
    _ body: () throws(StatisticsError) -> Estimated<Value>
) -> Estimated<Value> {
    do { return try body() } catch { return .notEstimable(NotEstimableReason(error)) }
}
