// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// The default method of a metric on two arms, with what its guard says.
enum DefaultMethod {
    /// The id of the remark that too few values differ from the most common one.
    static let fewValues = "method.few-values"
    /// The id of the remark that a group has too few clusters.
    static let fewClusters = "method.few-clusters"

    /// The default method, without resampling.
    static func contrast(
        _ metric: Metric, control: MetricTally, treatment: MetricTally
    ) -> Contrast {
        var contrast = contrast(control, treatment)
        if metric.kind == .nps { contrast.withoutRelative = .controlNotPositive }
        if case .adjusted(let pair) = contrast.method {
            contrast.adjustment = adjustment(metric, pair)
        }
        if contrast.reason?.id == "method.covariate-unused" {
            contrast.reason?.values["covariates"] = .list(names(metric))
        }
        return contrast
    }

    private static func names(_ metric: Metric) -> [String] {
        metric.covariates.map { covariate in
            switch covariate {
            case .column(let name): name
            case .ratio(let numerator, let denominator): "\(numerator)/\(denominator)"
            }
        }
    }

    private static func contrast(_ control: MetricTally, _ treatment: MetricTally) -> Contrast {
        switch (control.moments, treatment.moments) {
        case (.proportion(let base), .proportion(let other)): return score(base, other)
        case (.mean(let base), .mean(let other)):
            return Contrast(
                method: .welch(control: base, treatment: other),
                guardStatus: skew(base, other, control, treatment))
        case (.ratio(let base), .ratio(let other)):
            let status: GuardStatus =
                if let one = base.linearised().value, let two = other.linearised().value {
                    skew(one, two, control, treatment)
                } else {
                    .unknown
                }
            return Contrast(method: .ratio(control: base, treatment: other), guardStatus: status)
        case (.adjusted(let base, let adjustment), .adjusted(let other, _)):
            guard let pair = adjustment.adjust(control: base, treatment: other).value else {
                return nothing
            }
            let isMean = if case .mean = adjustment.outcome { true } else { false }
            if isMean, pair.dropped.count == adjustment.covariates.count {
                let (base, other) = (pair.unadjustedControl, pair.unadjustedTreatment)
                return Contrast(
                    method: .welch(control: base, treatment: other),
                    reason: Remark("method.covariate-unused"),
                    guardStatus: skew(base, other, control, treatment))
            }
            return Contrast(
                method: .adjusted(pair),
                guardStatus: skew(pair.control, pair.treatment, control, treatment))
        case (.clustered(let base), .clustered(let other)): return clustered(base, other)
        case (.quantile(let base, let probability), .quantile(let other, _)):
            return Contrast(
                method: .quantile(probability, control: base, treatment: other), guardStatus: .ok)
        default: return nothing
        }
    }

    private static let nothing = Contrast(
        method: .welch(control: .empty, treatment: .empty), guardStatus: .unknown)

    private static func score(_ control: Proportion, _ treatment: Proportion) -> Contrast {
        var contrast = Contrast(
            method: .score(control: control, treatment: treatment),
            guardStatus: SparseProportionGuard.status(control: control, treatment: treatment))
        if contrast.guardStatus == .caution, control.count > 0, treatment.count > 0,
            // No event, or nothing but events, is a case without an answer, not a p of 1.
            control.successes + treatment.successes > 0,
            control.failures + treatment.failures > 0,
            let p = (try? Fisher(control: control, treatment: treatment))?.midTwoSided
        {
            contrast.secondP = Comparison.SecondP(method: "fisher-mid-p", p: p)
        }
        return contrast
    }

    /// Clusters cannot be permuted unit by unit, so that the guard is all there is.
    private static func clustered(_ control: ClusterTotals, _ treatment: ClusterTotals) -> Contrast
    {
        var status = ClusteredUnits.status(control: control, treatment: treatment)
        var reason: Remark?
        if status != .ok {
            reason = Remark(
                fewClusters,
                ["count": .count(min(control.clusters.count, treatment.clusters.count))])
        } else if let one = control.moments?.linearised().value,
            let two = treatment.moments?.linearised().value
        {
            let found = ContrastSkewGuard(control: one, treatment: two)
            status = found.status
            if status != .ok, let gamma = found.gamma {
                reason = Remark("method.skewed-clusters", ["gamma": .number(gamma)])
            }
        }
        return Contrast(
            method: .clustered(control: control, treatment: treatment), reason: reason,
            guardStatus: status)
    }

    private static func adjustment(_ metric: Metric, _ pair: AdjustedPair) -> Remark {
        let plain = pair.unadjustedTreatment.mean - pair.unadjustedControl.mean
        return Remark(
            "method.adjusted",
            [
                "covariates": .list(names(metric)),
                "reduction": .share(max(0, pair.varianceReduction)),
                "unadjusted": metric.isShare ? .points(plain) : .number(plain),
            ])
    }

    private static func skew(
        _ control: Moments, _ treatment: Moments, _ controlTally: MetricTally,
        _ treatmentTally: MetricTally
    ) -> GuardStatus {
        let smaller = control.count <= treatment.count ? controlTally : treatmentTally
        // Aggregates do not say how often values repeat, but n units have at most n - 1 others.
        let most = max(smaller.moments.count - 1, 0)
        let others =
            smaller.valuesOffMode ?? (most < ContrastSkewGuard.minimumOtherValues ? most : nil)
        return ContrastSkewGuard(
            control: control, treatment: treatment, otherValuesInSmallerGroup: others
        ).status
    }

    /// Why a mean or ratio leaves Welch and the delta method, where it does.
    static func departure(_ contrast: Contrast) -> Remark? {
        guard contrast.guardStatus != .ok else { return nil }
        switch contrast.method {
        case .score, .permutation, .clustered, .quantile: return nil
        case .welch(let control, let treatment): return reason(control, treatment)
        case .ratio(let control, let treatment):
            guard let one = control.linearised().value, let two = treatment.linearised().value
            else { return nil }
            return reason(one, two)
        case .adjusted(let pair): return reason(pair.control, pair.treatment)
        }
    }

    private static func reason(_ control: Moments, _ treatment: Moments) -> Remark? {
        guard control.count >= 2, treatment.count >= 2,
            let gamma = ContrastSkewGuard(control: control, treatment: treatment).gamma
        else { return nil }
        return gamma > ContrastSkewGuard.okLimit
            ? Remark("method.skewed", ["gamma": .number(gamma)])
            : Remark(fewValues, ["count": .count(ContrastSkewGuard.minimumOtherValues)])
    }
}
