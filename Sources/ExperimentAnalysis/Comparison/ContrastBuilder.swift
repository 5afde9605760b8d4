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
        var skewed: [Skewed] = []
        for (place, metric) in plan.metrics.definitions.enumerated() {
            for pair in ArmPair.all(in: plan) {
                var contrast = DefaultMethod.contrast(
                    metric, control: collected.metrics[place][pair.reference],
                    treatment: collected.metrics[place][pair.treatment])
                if let reason = DefaultMethod.departure(contrast) {
                    contrast.reason = reason
                    skewed.append(
                        Skewed(place: place, pair: pair, reason: reason, contrast: contrast))
                }
                table[metric.key, pair] = contrast
            }
        }
        guard !skewed.isEmpty else { return table }
        let asked = requests(skewed, collected)
        guard let values = try source.values(asked.requests) else { return table }
        for (each, slot) in zip(skewed, asked.slots) {
            resample(each, values[slot], &table)
        }
        return table
    }

    /// A pair of arms on a metric too skewed for its default method.
    private struct Skewed {
        var place: Int
        var pair: ArmPair
        var reason: Remark
        var contrast: Contrast
    }

    private func resample(_ skewed: Skewed, _ arms: [ValueTable], _ table: inout ContrastTable) {
        let (place, pair) = (skewed.place, skewed.pair)
        let key = plan.metrics.definitions[place].key
        let (base, other) = (arms[pair.reference], arms[pair.treatment])
        // The bound that sent this pair here was a lower one; the table knows.
        let smaller = base.count <= other.count ? base : other
        if skewed.reason.id == DefaultMethod.fewValues,
            smaller.countOtherThanMode >= ContrastSkewGuard.minimumOtherValues
        {
            table[key, pair]?.guardStatus = .ok
            table[key, pair]?.reason = nil
            return
        }
        let name = [key, plan.variants[pair.treatment].key, plan.variants[pair.reference].key]
        let stream = StableHash.of(name.joined(separator: "/"))
        let reference = StudentisedPermutation(seed: seed, stream: stream)
            .reference(control: base, treatment: other)
        guard let reference = reference.value else { return }
        var contrast = skewed.contrast
        contrast.method = .permutation(reference)
        table[key, pair] = contrast
    }

    /// One request per metric, shared by its pairs, but for metrics with covariates: what a unit's
    /// adjusted value is depends on both arms of the pair.
    private func requests(
        _ skewed: [Skewed], _ collected: Collected
    ) -> (requests: [ValueRequest], slots: [Int]) {
        var requests: [ValueRequest] = []
        var slotOfPlace: [Int: Int] = [:]
        let slots = skewed.map { each -> Int in
            if let known = slotOfPlace[each.place] { return known }
            if case .adjusted(let adjusted) = each.contrast.method {
                requests.append(request(each, adjusted))
            } else {
                requests.append(request(each.place, collected))
                slotOfPlace[each.place] = requests.count - 1
            }
            return requests.count - 1
        }
        return (requests, slots)
    }

    private func request(_ skewed: Skewed, _ adjusted: AdjustedPair) -> ValueRequest {
        let key = plan.metrics.definitions[skewed.place].key
        var combinations = [ValueRequest.Combination?](repeating: nil, count: plan.variants.count)
        for (arm, value) in [
            (skewed.pair.reference, adjusted.controlValue),
            (skewed.pair.treatment, adjusted.treatmentValue),
        ] {
            combinations[arm] = ValueRequest.Combination(
                constant: value.constant, weights: value.weights)
        }
        return ValueRequest(metric: key, cap: caps[key], combinations: combinations)
    }

    /// A ratio is permuted as its linearised value, `R + (y - R x) / mean of x`.
    private func request(_ place: Int, _ collected: Collected) -> ValueRequest {
        let key = plan.metrics.definitions[place].key
        let combinations = collected.metrics[place].map { tally -> ValueRequest.Combination? in
            guard case .ratio(let moments) = tally.moments, let ratio = moments.ratio else {
                return nil
            }
            let base = moments.x.mean
            return ValueRequest.Combination(constant: ratio, weights: [1 / base, -ratio / base])
        }
        let isRatio = plan.metrics.definitions[place].kind == .ratio
        return ValueRequest(
            metric: key, cap: caps[key], combinations: isRatio ? combinations : [])
    }
}
