// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// What a draw that left less to chance than usual means for the reading.
extension HealthBuilder {
    /// Whether the sizes are those that the quotas of a stratified draw give; nil for other draws.
    ///
    /// A quota is met to less than one unit per stratum and arm, so a p near 1 says nothing and is not
    /// shown. Sizes that are further off, by more than the rows that are known to be left out, were
    /// changed after the draw; so were sizes that even free draws would hardly give, as rows left out
    /// of one arm alone do.
    func quotaSizes(_ observed: [Int], _ expected: [Double]) -> HealthCheck? {
        guard let keys = plan.assignment.stratify, !keys.isEmpty else { return nil }
        let gaps = observed.indices.map { abs(Double(observed[$0]) - expected[$0]) }
        guard observed.contains(where: { $0 > 0 }),
            let worst = gaps.indices.max(by: { gaps[$0] < gaps[$1] })
        else { return check("srm", .warning, "too-few") }
        if let p = ratioP(observed, expected), p < Self.threshold { return nil }
        guard let strata = strataLimit(keys) else { return check("srm", .ok, "quota-unknown") }
        let lost =
            collected.inputs.reduce(0) { $0 + $1.rowsRejected }
            + (collected.duplicates?.crossoverIDs ?? 0)
        guard gaps[worst] >= Double(strata + lost) else { return check("srm", .ok, "quota-ok") }
        return check(
            "srm", .invalid, "quota-off",
            [
                "arm": .text(plan.variants[worst].name), "found": .count(observed[worst]),
                "planned": .count(Int(expected[worst].rounded())),
            ])
    }

    /// How many strata there can be at most, customers without a label among them; nil when that
    /// is not known.
    private func strataLimit(_ keys: [String]) -> Int? {
        var limit = 1
        for key in keys {
            let levels: Int
            switch plan.segments?.first(where: { $0.key == key })?.kind {
            case .quadrant: levels = 5
            case .bands(_, let cuts): levels = cuts.count + 2
            case .column, nil:
                guard let found = collected.segments.first(where: { $0.key == key }) else {
                    return nil
                }
                levels = found.levels.count + found.omitted + 1
            }
            let (product, isTooLarge) = limit.multipliedReportingOverflow(by: levels)
            guard !isTooLarge else { return nil }
            limit = product
        }
        return limit
    }

    /// How unusual the sizes are by chance; nil when that cannot be worked out.
    func ratioP(_ observed: [Int], _ expected: [Double]) -> Double? {
        // Chi-square needs five expected units per arm; below that the exact test decides.
        expected.allSatisfy { $0 >= 5 }
            ? (try? SampleRatioMismatch(observed: observed, weights: allocation))?.p
            : try? SampleRatioMismatch.exact(observed: observed, weights: allocation)
    }

    /// A salt that was searched for leaves less chance than the usual formulas count on.
    func balance() -> [HealthCheck] {
        guard let rule = plan.assignment.balance else { return [] }
        let open = plan.metrics.definitions.filter { metric in
            let mayAdjust =
                metric.cluster == nil && metric.kind != .quantile && metric.kind != .nps
            return mayAdjust
                && !metric.covariates.contains { covariate in
                    switch covariate {
                    case .column(let name): rule.covariates.contains(name)
                    case .ratio(let top, let bottom):
                        rule.covariates.contains(top) || rule.covariates.contains(bottom)
                    }
                }
        }
        guard !open.isEmpty else { return [] }
        var values: [String: Datum] = [
            "metrics": .list(open.map(\.name)), "columns": .list(rule.covariates),
        ]
        values["tried"] = lock?.saltsTried.map { .count($0) }
        return [check("balance", .warning, "conservative", values)]
    }
}
