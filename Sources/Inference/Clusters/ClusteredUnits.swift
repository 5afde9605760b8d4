// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Compares the means of units that come in clusters, such as people in households or villages.
///
///     r = Σs / Σm                         s, m: a cluster's sum and size
///     ψ(g) = (s(g) − r·m(g)) / Σm         what cluster g moves the mean of its group by
///     Var = G/(G − 1) · Σ ψ²              in each group, over its own G clusters
///
/// Where whole clusters were drawn, the groups share none: two independent ratios of cluster totals
/// and Welch's degrees of freedom over clusters. Where units were drawn inside clusters, some clusters
/// are in both groups; then all G clusters form one sample, the covariance Σ ψ(T)·ψ(C) of the two
/// means counts and the degrees of freedom are G − 1. Where fewer than half of the smaller group's
/// clusters are in both, only the covariance is added.
///
/// Not estimable with fewer than two clusters in a group. With fewer than ``fewClusters`` in a group
/// the interval tends to be too short: the guard says `caution`.
///
/// ### Accuracy
/// Matches Golden/cluster_mean.jsonl, and for shared clusters the sandwich estimate CR0 times
/// G/(G − 1) of an ordinary least-squares fit.
/// ### Reference
/// Liang, Zeger (1986). Biometrika 73(1), 13–22. Cameron, Miller (2015). J. Human Resources 50(2).
public struct ClusteredUnits: ComparisonMethod, Hashable {
    /// With fewer clusters in a group than this the interval tends to be too short.
    public static let fewClusters = 20

    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    /// Compares treatment with control.
    public func compare(control: ClusterTotals, treatment: ClusterTotals) -> ComparisonOutcome {
        switch Self.contrast(control, treatment) {
        case .estimated(let contrast):
            Welch(confidence: confidence).compare(contrast, method: .cluster)
        case .notEstimable(let reason): ComparisonOutcome(method: .cluster, notEstimable: reason)
        }
    }

    /// Tells where the difference of means lies against a bar.
    public func position(
        control: ClusterTotals, treatment: ClusterTotals, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        Self.contrast(control, treatment).flatMap {
            Welch(confidence: confidence).position($0, againstAbsolute: bar)
        }
    }

    /// Tells where the relative effect lies against a bar.
    public func position(
        control: ClusterTotals, treatment: ClusterTotals, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        Self.contrast(control, treatment).flatMap {
            Welch(confidence: confidence).position($0, againstRelative: bar)
        }
    }

    /// What the number of clusters says about the method.
    public static func status(control: ClusterTotals, treatment: ClusterTotals) -> GuardStatus {
        min(control.clusters.count, treatment.clusters.count) < fewClusters ? .caution : .ok
    }

    private static func contrast(
        _ control: ClusterTotals, _ treatment: ClusterTotals
    ) -> Estimated<LinearContrast> {
        guard control.clusters.count >= 2, treatment.clusters.count >= 2,
            let base = control.moments, let other = treatment.moments
        else { return .notEstimable(.tooFewClusters) }
        let independent = base.linearised().flatMap { c in
            other.linearised().flatMap { LinearContrast.make(control: c, treatment: $0) }
        }
        guard control.shared(with: treatment) > 0 else { return independent }
        return independent.flatMap { joint($0, control, treatment) }
    }

    /// The contrast of two groups with clusters in common: every cluster once, in one sample.
    private static func joint(
        _ independent: LinearContrast, _ control: ClusterTotals, _ treatment: ClusterTotals
    ) -> Estimated<LinearContrast> {
        let base = influence(control, independent.control.mean)
        let other = influence(treatment, independent.treatment.mean)
        var (ofControl, ofTreatment, ofBoth, all) = (0.0, 0.0, 0.0, 0)
        var (i, j) = (0, 0)
        while i < base.count || j < other.count {
            let isFirst =
                j == other.count
                || (i < base.count
                    && !treatment.labels[j].utf8.lexicographicallyPrecedes(
                        control.labels[i].utf8))
            let isSecond =
                i == base.count
                || (j < other.count
                    && !control.labels[i].utf8.lexicographicallyPrecedes(
                        treatment.labels[j].utf8))
            let c = isFirst ? base[i] : 0
            let t = isSecond ? other[j] : 0
            ofControl += c * c
            ofTreatment += t * t
            ofBoth += c * t
            all += 1
            if isFirst { i += 1 }
            if isSecond { j += 1 }
        }
        let factor = Double(all) / Double(all - 1)
        // A few strays tie the groups a little; they do not make many clusters out of few.
        guard 2 * control.shared(with: treatment) >= min(base.count, other.count) else {
            var contrast = independent
            contrast.covariance = factor * ofBoth
            return contrast.standardError > 0 ? .estimated(contrast) : .notEstimable(.zeroVariance)
        }
        var contrast = LinearContrast(
            control: independent.control, treatment: independent.treatment,
            controlVariance: factor * ofControl, treatmentVariance: factor * ofTreatment)
        contrast.covariance = factor * ofBoth
        contrast.fixedDegreesOfFreedom = Double(all - 1)
        return contrast.standardError > 0 ? .estimated(contrast) : .notEstimable(.zeroVariance)
    }

    private static func influence(_ totals: ClusterTotals, _ mean: Double) -> [Double] {
        let units = Double(totals.unitCount)
        return totals.clusters.map { ($0.sum - mean * Double($0.size)) / units }
    }
}
