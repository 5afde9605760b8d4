// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// The standard error of a regression that does not assume equal variances.
///
///     weight of the squared residual: HC0 1 · HC1 N/(N − p) · HC2 1/(1 − h) · HC3 1/(1 − h)²
///
/// ### Reference
/// MacKinnon, White (1985). J. Econometrics 29(3), 305–325.
public enum RobustStandardError: String, Sendable, Hashable, Codable, CaseIterable {
    /// The plain sandwich; too small with few units.
    case hc0
    /// The sandwich times N/(N − p).
    case hc1
    /// Each residual corrected by its leverage: unbiased under equal variances.
    case hc2
    /// Corrected twice, as if the unit were left out; tends to be too large.
    case hc3
}

/// Adjusts a comparison by a regression on covariates within each group (Lin).
///
///     y ~ 1 + w + (x − x̄) + w·(x − x̄)        effect = coefficient of w; t with N − 2 − 2k df
///
/// The same as two regressions, one in each group, compared at the mean x̄ of all units. Needs the
/// values of every unit; ``CovariateAdjustment`` needs sums only, and gives nearly the same with many
/// units. Relative effects by Fieller on both predictions at x̄, with the same t.
///
/// A covariate that is constant in a group, or that others explain there, is dropped. Not estimable:
/// `too-few-units`, `zero-variance`, `isolated-unit` if a leverage is 1.
///
/// - Complexity: O(units · covariates²).
///
/// ### Accuracy
/// Matches Golden/lin_adjustment.jsonl.
/// ### Reference
/// Lin, W. (2013). Annals of Applied Statistics 7(1), 295–318. <https://doi.org/10.1214/12-AOAS583>
public struct RegressionAdjustment: ComparisonMethod, Hashable {
    /// The values of one group.
    public struct Group: Sendable, Hashable {
        /// The outcome of each unit.
        public let outcome: [Double]
        /// For each covariate its value of each unit.
        public let covariates: [[Double]]

        /// Creates a group.
        public init(outcome: [Double], covariates: [[Double]]) {
            self.outcome = outcome
            self.covariates = covariates
        }
    }

    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double
    /// The kind of standard error.
    public let standardError: RobustStandardError

    /// Creates the method.
    public init(confidence: Double = 0.95, standardError: RobustStandardError = .hc2) {
        self.confidence = confidence
        self.standardError = standardError
    }

    /// Compares treatment with control.
    public func compare(control: Group, treatment: Group) -> ComparisonOutcome {
        switch contrast(control, treatment) {
        case .estimated(let contrast):
            Welch(confidence: confidence).compare(contrast, method: .regressionAdjusted)
        case .notEstimable(let reason):
            ComparisonOutcome(method: .regressionAdjusted, notEstimable: reason)
        }
    }

    /// Tells where the difference lies against a bar.
    public func position(
        control: Group, treatment: Group, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        contrast(control, treatment).flatMap {
            Welch(confidence: confidence).position($0, againstAbsolute: bar)
        }
    }

    /// Tells where the relative effect lies against a bar.
    public func position(
        control: Group, treatment: Group, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        contrast(control, treatment).flatMap {
            Welch(confidence: confidence).position($0, againstRelative: bar)
        }
    }

    private func contrast(_ control: Group, _ treatment: Group) -> Estimated<LinearContrast> {
        GroupRegressions.fit(control: control, treatment: treatment).flatMap { fit in
            let contrast = fit.contrast(standardError)
            guard contrast.standardError.isFinite else { return .notEstimable(.outOfDomain) }
            return contrast.standardError > 0 ? .estimated(contrast) : .notEstimable(.zeroVariance)
        }
    }
}
