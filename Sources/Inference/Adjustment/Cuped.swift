// SPDX-License-Identifier: GPL-3.0-or-later

/// Compares two groups adjusted by covariates, by Welch and Fieller on the adjusted values.
///
/// The relative effect is over the adjusted mean of control. θ counts as fixed.
///
/// ### Accuracy
/// Matches Golden/cuped.jsonl, cuped_multi.jsonl and cuped_ratio.jsonl.
public struct Cuped: ComparisonMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double
    /// What is compared, and what it is adjusted by.
    public let adjustment: CovariateAdjustment

    /// Creates the method.
    public init(adjustment: CovariateAdjustment, confidence: Double = 0.95) {
        self.adjustment = adjustment
        self.confidence = confidence
    }

    /// Compares treatment with control.
    public func compare(
        control: MultivariateMoments, treatment: MultivariateMoments
    ) -> ComparisonOutcome {
        switch adjustment.adjust(control: control, treatment: treatment) {
        case .estimated(let pair): pair.compare(confidence: confidence)
        case .notEstimable(let reason):
            ComparisonOutcome(method: adjustment.method, notEstimable: reason)
        }
    }

    /// Tells where the adjusted difference lies against a bar.
    public func position(
        control: MultivariateMoments, treatment: MultivariateMoments, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        adjustment.adjust(control: control, treatment: treatment).flatMap {
            Welch(confidence: confidence).position(
                control: $0.control, treatment: $0.treatment, againstAbsolute: bar)
        }
    }

    /// Tells where the adjusted relative effect lies against a bar.
    public func position(
        control: MultivariateMoments, treatment: MultivariateMoments, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        adjustment.adjust(control: control, treatment: treatment).flatMap {
            Welch(confidence: confidence).position(
                control: $0.control, treatment: $0.treatment, againstRelative: bar)
        }
    }
}
