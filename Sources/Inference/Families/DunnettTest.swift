// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

extension MethodID {
    /// Dunnett's comparison of several means with one control.
    public static let dunnett = MethodID(rawValue: "dunnett")
}

/// Compares several means with one control, with simultaneous intervals.
///
///     pooled       s² over all groups, df = N − groups         λ(i) = √(n(i)/(n(i) + n(C)))
///     welch        se(i)² = v(i) + v(C), v = s²/n              λ(i) = √(v(C)/(v(C) + v(i)))
///                  df = the smallest Welch–Satterthwaite df
///     largeSample  as welch, with infinite df
///     interval     d(i) ± c·se(i), and Fieller's relative interval with the same c
///
/// Adjusted p and interval agree: p < α exactly when the interval excludes 0. A group without units
/// enough, or without spread where the control has none either, is left out and keeps its reason.
///
/// ### Accuracy
/// Matches Golden/dunnett.jsonl (pooled) and dunnett_large_sample.jsonl.
/// ### Reference
/// Dunnett (1955). JASA 50, 1096–1121. Hasler, Hothorn (2008). Biometrical Journal 50, 793–800.
public struct DunnettTest: Sendable, Hashable {
    /// How the standard errors are estimated.
    public enum Spread: Sendable, Hashable {
        /// One variance for all groups.
        case pooled
        /// A variance for each group, and Student's t with the smallest Welch df.
        case welch
        /// A variance for each group, and the normal distribution.
        case largeSample
    }

    /// The comparisons and what they share.
    public struct Result: Sendable, Hashable {
        /// One outcome per treatment, in input order, with adjusted p and simultaneous intervals.
        public let outcomes: [ComparisonOutcome]
        /// The critical value of all of them.
        public let criticalValue: Double
        /// The degrees of freedom, possibly infinite.
        public let degreesOfFreedom: Double
    }

    /// The largest number of treatments.
    public static let maximumCount = 50

    /// One minus the simultaneous two-sided confidence level.
    let alpha: Double
    /// How the standard errors are estimated.
    public let spread: Spread

    /// Creates the test.
    ///
    /// - Parameters:
    ///   - confidence: The simultaneous two-sided level, strictly between 0 and 1.
    ///   - spread: How the standard errors are estimated.
    public init(confidence: Double = 0.95, spread: Spread = .welch) {
        self.init(alpha: SignificanceLevel.alpha(confidence: confidence), spread: spread)
    }

    init(alpha: Double, spread: Spread) {
        self.alpha = alpha
        self.spread = spread
    }

    /// Compares each treatment with the control.
    public func compare(control: Moments, treatments: [Moments]) -> Estimated<Result> {
        guard treatments.count <= Self.maximumCount else { return .notEstimable(.outOfDomain) }
        let contrasts = contrasts(control, treatments)
        let used = contrasts.compactMap(\.value)
        guard !used.isEmpty else {
            return .notEstimable(contrasts.first?.reason ?? .tooFewUnits)
        }
        return estimate { () throws(StatisticsError) in
            let df = degreesOfFreedom(control, treatments, used)
            let family = try Dunnett(
                loadings: used.map { ($0.controlVariance / $0.variance).squareRoot() },
                degreesOfFreedom: df)
            let c = try family.criticalValue(alpha: alpha)
            var outcomes: [ComparisonOutcome] = []
            for contrast in contrasts {
                switch contrast {
                case .estimated(let contrast):
                    outcomes.append(try outcome(contrast, family, c))
                case .notEstimable(let reason):
                    outcomes.append(ComparisonOutcome(method: .dunnett, notEstimable: reason))
                }
            }
            return .estimated(Result(outcomes: outcomes, criticalValue: c, degreesOfFreedom: df))
        }
    }

    private func outcome(
        _ contrast: LinearContrast, _ family: Dunnett, _ c: Double
    ) throws(StatisticsError) -> ComparisonOutcome {
        let half = c * contrast.standardError
        return ComparisonOutcome(
            method: .dunnett,
            absolute: .estimated(
                EffectEstimate(
                    estimate: contrast.difference, standardError: contrast.standardError,
                    low: contrast.difference - half, high: contrast.difference + half)),
            relative: contrast.relative(from: -c, to: c),
            p: .estimated(try family.adjustedP(contrast.statistic)),
            degreesOfFreedom: family.degreesOfFreedom, statistic: contrast.statistic)
    }

    /// One contrast per treatment, with the variances of the chosen model.
    private func contrasts(
        _ control: Moments, _ treatments: [Moments]
    ) -> [Estimated<LinearContrast>] {
        guard spread == .pooled else {
            return treatments.map { LinearContrast.make(control: control, treatment: $0) }
        }
        let pooled = pooledVariance(control, treatments)
        return treatments.map { treatment in
            guard control.count > 1, treatment.count > 1 else {
                return .notEstimable(.tooFewUnits)
            }
            guard pooled > 0 else { return .notEstimable(.zeroVariance) }
            guard pooled.isFinite else { return .notEstimable(.outOfDomain) }
            return .estimated(
                LinearContrast(
                    control: control, treatment: treatment,
                    controlVariance: pooled / Double(control.count),
                    treatmentVariance: pooled / Double(treatment.count)))
        }
    }

    private func pooledVariance(_ control: Moments, _ treatments: [Moments]) -> Double {
        let groups = ([control] + treatments).filter { $0.count > 1 }
        let squares = groups.reduce(0) { $0 + $1.sumOfSquaredDeviations }
        let df = groups.reduce(0) { $0 + Double($1.count - 1) }
        return df > 0 ? squares / df : 0
    }

    private func degreesOfFreedom(
        _ control: Moments, _ treatments: [Moments], _ used: [LinearContrast]
    ) -> Double {
        switch spread {
        case .largeSample: .infinity
        case .welch: used.map(\.degreesOfFreedom).min() ?? .infinity
        case .pooled:
            ([control] + treatments).filter { $0.count > 1 }
                .reduce(0) { $0 + Double($1.count - 1) }
        }
    }
}

extension LinearContrast {
    /// The variance of the difference.
    var variance: Double { treatmentVariance + controlVariance }
}
