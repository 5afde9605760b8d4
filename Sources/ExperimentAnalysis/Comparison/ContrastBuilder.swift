// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Chooses the method for every metric and pair of arms, by STATISTICS defaults.
///
/// Proportions: the skewness-corrected score. Means, counts and ratios: Welch or the delta method,
/// unless the skew guard trips and values can be had; then the studentised permutation test.
struct ContrastBuilder {
    let plan: Plan
    let seed: UInt64
    let caps: [String: Double]

    func build(_ collected: Collected, _ source: inout some MomentSource) throws -> ContrastTable {
        var table = ContrastTable()
        var skewed: [(place: Int, pair: ArmPair, reason: Remark)] = []
        for (place, metric) in plan.metrics.definitions.enumerated() {
            for pair in ArmPair.all(in: plan) {
                var contrast = Self.unresampled(
                    control: collected.metrics[place][pair.reference],
                    treatment: collected.metrics[place][pair.treatment])
                if let reason = Self.departure(contrast) {
                    contrast.reason = reason
                    skewed.append((place, pair, reason))
                }
                table[metric.key, pair] = contrast
            }
        }
        guard !skewed.isEmpty else { return table }
        let places = plan.metrics.definitions.indices.filter { place in
            skewed.contains { $0.place == place }
        }
        let requests = places.map { request($0, collected) }
        guard let values = try source.values(requests) else { return table }
        for (place, pair, reason) in skewed {
            guard let slot = places.firstIndex(of: place) else { continue }
            let key = plan.metrics.definitions[place].key
            let (base, other) = (values[slot][pair.reference], values[slot][pair.treatment])
            // The bound that sent this pair here was a lower one; the table knows.
            let smaller = base.count <= other.count ? base : other
            if reason.id == Self.fewValues,
                smaller.countOtherThanMode >= ContrastSkewGuard.minimumOtherValues
            {
                table[key, pair]?.guardStatus = .ok
                table[key, pair]?.reason = nil
                continue
            }
            let name = [key, plan.variants[pair.treatment].key, plan.variants[pair.reference].key]
            let stream = StableHash.of(name.joined(separator: "/"))
            let reference = StudentisedPermutation(seed: seed, stream: stream)
                .reference(control: base, treatment: other)
            guard let reference = reference.value else { continue }
            table[key, pair] = Contrast(
                method: .permutation(reference), reason: reason,
                guardStatus: table[key, pair]?.guardStatus ?? .unknown)
        }
        return table
    }

    private static let fewValues = "method.few-values"

    private func request(_ place: Int, _ collected: Collected) -> ValueRequest {
        let metric = plan.metrics.definitions[place]
        guard metric.kind == .ratio else {
            return ValueRequest(metric: metric.key, cap: caps[metric.key])
        }
        let linearisation = collected.metrics[place].map { tally in
            guard case .ratio(let moments) = tally.moments else {
                return ValueRequest.Linearisation(ratio: 0, meanDenominator: 1)
            }
            return ValueRequest.Linearisation(
                ratio: moments.ratio ?? 0, meanDenominator: moments.x.mean)
        }
        return ValueRequest(
            metric: metric.key, cap: caps[metric.key], linearisation: linearisation)
    }

    /// The default method without resampling, with what its guard says.
    static func unresampled(control: MetricTally, treatment: MetricTally) -> Contrast {
        switch (control.moments, treatment.moments) {
        case (.proportion(let control), .proportion(let treatment)):
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
            return Contrast(
                method: .ratio(control: base, treatment: other), guardStatus: status)
        default:
            return Contrast(
                method: .welch(control: .empty, treatment: .empty), guardStatus: .unknown)
        }
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
    private static func departure(_ contrast: Contrast) -> Remark? {
        switch contrast.method {
        case .score, .permutation: return nil
        case .welch(let control, let treatment):
            guard contrast.guardStatus != .ok, control.count >= 2, treatment.count >= 2 else {
                return nil
            }
            return reason(control, treatment)
        case .ratio(let control, let treatment):
            guard contrast.guardStatus != .ok, let one = control.linearised().value,
                let two = treatment.linearised().value, one.count >= 2, two.count >= 2
            else { return nil }
            return reason(one, two)
        }
    }

    private static func reason(_ control: Moments, _ treatment: Moments) -> Remark? {
        let found = ContrastSkewGuard(control: control, treatment: treatment)
        guard let gamma = found.gamma else { return nil }
        return gamma > ContrastSkewGuard.okLimit
            ? Remark("method.skewed", ["gamma": .number(gamma)])
            : Remark(fewValues, ["count": .count(ContrastSkewGuard.minimumOtherValues)])
    }
}
