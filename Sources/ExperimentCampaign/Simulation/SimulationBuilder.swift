// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Turns the simulation of a plan into models to draw from, and names all that does not fit.
struct SimulationBuilder {
    let plan: Plan
    let simulation: Simulation
    let seed: UInt64
    private var problems: [Diagnostic] = []
    private var models: [OutcomeModel] = []
    /// The true values per variant of each model, over all units.
    private var values: [[Double]] = []
    private var placeOfMetric: [String: Int] = [:]
    /// Outcomes with a problem of their own: what is given them need not be said too.
    private var failed: Set<String> = []

    init(plan: Plan, overrides: [RateOverride], seed: UInt64) throws(DiagnosticsError) {
        guard var simulation = plan.simulation else {
            throw DiagnosticsError(
                .badPlan,
                [
                    Diagnostic(
                        .error, "no-simulation", "plan `\(plan.key)` does not say what to simulate",
                        why: "a campaign is generated from true rates and effects",
                        fix: "add a `simulate:` section with the outcomes per variant")
                ])
        }
        self.plan = plan
        self.seed = seed
        var unknown: [Diagnostic] = []
        for change in overrides {
            guard plan.variant(change.variant) != nil,
                let place = simulation.outcomes.firstIndex(where: { $0.metric == change.metric })
            else {
                unknown.append(
                    Diagnostic(
                        .error, "rate-unknown",
                        "`\(change.metric).\(change.variant)` is no simulated metric and variant",
                        why: "a rate replaces one that the plan's `simulate:` section gives",
                        fix: "metrics: \(simulation.outcomes.map(\.metric).joined(separator: ", "))"
                            + "; variants: \(plan.variants.map(\.key).joined(separator: ", "))"))
                continue
            }
            simulation.outcomes[place].values[change.variant] = change.value
        }
        self.simulation = simulation
        problems = unknown
    }

    /// The models of segments and outcomes.
    mutating func build() throws(DiagnosticsError) -> ([SegmentModel], [OutcomeModel]) {
        let segments = buildSegments()
        let largest = segments.reduce(1) { $0 * ($1.multipliers.max() ?? 1) }
        for outcome in simulation.outcomes { add(outcome, largestMultiplier: largest) }
        checkColumns()
        guard problems.isEmpty else { throw DiagnosticsError(.badPlan, problems) }
        return (segments, models)
    }

    private mutating func problem(_ id: String, _ summary: String, why: String? = nil, fix: String)
    {
        problems.append(
            Diagnostic(
                .error, id, summary, at: Diagnostic.Place(file: plan.key, keyPath: "simulate"),
                why: why, fix: fix))
    }

    private mutating func buildSegments() -> [SegmentModel] {
        let known = plan.data?.segments ?? []
        var models: [SegmentModel] = []
        for (index, segment) in simulation.segments.enumerated() {
            guard let declared = known.first(where: { $0.key == segment.segment }) else {
                problem(
                    "simulate-segment",
                    "there is no segment `\(segment.segment)` in `data.segments`",
                    fix: "add it there, or remove it from `simulate.segments`")
                continue
            }
            guard segment.levels.contains(where: { $0.share > 0 }),
                segment.levels.allSatisfy({
                    $0.share >= 0 && $0.multiplier >= 0 && ($0.share * $0.multiplier).isFinite
                })
            else {
                problem(
                    "simulate-segment",
                    "segment `\(segment.segment)` has no level that can be drawn",
                    fix: "give its levels shares and multipliers of zero or more")
                continue
            }
            models.append(
                SegmentModel(
                    column: declared.column, levels: segment.levels, seed: seed,
                    concern: UInt64(index)))
        }
        return models
    }

    private mutating func add(_ outcome: Simulation.Outcome, largestMultiplier: Double) {
        let key = outcome.metric
        failed.insert(key)
        guard let metric = plan.metric(key) else {
            problem(
                "simulate-metric", "there is no metric `\(key)`", fix: "define it, or remove it")
            return
        }
        guard let column = simulatedColumn(of: metric) else { return }
        guard !models.contains(where: { $0.column == column }) else {
            problem(
                "simulate-column", "column `\(column)` is simulated twice",
                fix: "keep one outcome per column")
            return
        }
        guard let means = valuesPerVariant(of: outcome) else { return }
        guard let given = place(of: outcome) else { return }
        guard
            let model = model(
                outcome, of: metric, column: column, means: means, given: given)
        else { return }
        let factor = model.followsSegments ? largestMultiplier : 1
        let largest = (model.chance.max() ?? 0) * factor
        guard largest <= 1 + 1e-12 else {
            problem(
                "simulate-rate", "the rate of `\(key)` would be \(Self.percent(largest))",
                why: "a rate cannot exceed 100%, the multipliers of segments and `given` included",
                fix: "lower the rate or the multipliers")
            return
        }
        failed.remove(key)
        placeOfMetric[key] = models.count
        models.append(model)
        values.append(means)
    }

    /// The column whose values are drawn for a metric; nil, with the reason said, when none are.
    private mutating func simulatedColumn(of metric: Metric) -> String? {
        let key = metric.key
        switch metric.kind {
        case .proportion, .retention, .mean, .count:
            if let column = metric.column { return column }
            problem(
                "simulate-metric", "`\(key)` has no column of its own to simulate",
                why: "its values are drawn into a column", fix: "give the metric a `column`")
        case .ratio:
            problem(
                "simulate-metric", "`\(key)` has no column of its own to simulate",
                why: "a ratio follows from the columns of other metrics",
                fix: "simulate the metrics that own its numerator and denominator columns")
        case .quantile:
            problem(
                "simulate-metric", "`\(key)` has no column of its own to simulate",
                why: "a quantile follows from the column of another metric",
                fix: "simulate a metric of type mean that owns its column")
        case .nps:
            problem(
                "simulate-metric", "`\(key)` cannot be simulated",
                why: "answers of 0 to 10 are not among what is drawn: rates, counts and amounts",
                fix: "leave the metric out of a plan that is simulated")
        }
        return nil
    }

    private mutating func valuesPerVariant(of outcome: Simulation.Outcome) -> [Double]? {
        var means: [Double] = []
        for variant in plan.variants {
            guard let value = outcome.values[variant.key] else {
                problem(
                    "simulate-value",
                    "`\(outcome.metric)` has no value for variant `\(variant.key)`",
                    fix: "give every variant its true rate or mean")
                return nil
            }
            guard value >= 0, value.isFinite else {
                problem(
                    "simulate-value",
                    "`\(outcome.metric)` is \(value) for variant `\(variant.key)`",
                    fix: "use zero or more")
                return nil
            }
            means.append(value)
        }
        return means
    }

    /// The place of the outcome this one is given; an inner nil when it is given none.
    private mutating func place(of outcome: Simulation.Outcome) -> Int?? {
        guard let given = outcome.given else { return .some(nil) }
        guard !failed.contains(given) else { return nil }
        guard let place = placeOfMetric[given], plan.metric(given)?.isShare == true else {
            problem(
                "simulate-given",
                "`\(outcome.metric)` is given `\(Visible.value(given))`, "
                    + "which is no proportion earlier in the list",
                fix: "name a simulated proportion, and put it before `\(outcome.metric)`")
            return nil
        }
        return .some(place)
    }

    private mutating func model(
        _ outcome: Simulation.Outcome, of metric: Metric, column: String, means: [Double],
        given: Int?
    ) -> OutcomeModel? {
        let base = given.map { values[$0] }
        // Among the units that have `given`; where nobody has it, nothing is drawn.
        let conditional = means.indices.map { index -> Double in
            guard let base else { return means[index] }
            return base[index] > 0 ? means[index] / base[index] : 0
        }
        func make(_ chance: [Double], _ follows: Bool, _ shape: OutcomeModel.Shape) -> OutcomeModel
        {
            OutcomeModel(
                column: column, given: given, chance: chance, followsSegments: follows,
                shape: shape, isTurned: metric.kind == .retention && metric.isChurn,
                seed: seed, concern: UInt64(models.count))
        }
        let certain = means.map { _ in 1.0 }
        switch metric.kind {
        case .proportion, .retention:
            return make(conditional, given == nil, .yes)
        case .count:
            guard given != nil else {
                return make(certain.map { _ in 0 }, true, .count(mean: means, atLeast: 0))
            }
            guard conditional.allSatisfy({ $0 >= 1 - 1e-12 || $0 == 0 }) else {
                problem(
                    "simulate-given",
                    "the mean of `\(outcome.metric)` is below the rate of what it "
                        + "is given",
                    why: "each unit that has the one counts at least one of the other",
                    fix: "raise the mean, or remove `given`")
                return nil
            }
            return make(
                certain, false, .count(mean: conditional.map { max($0 - 1, 0) }, atLeast: 1))
        case .mean:
            guard outcome.sigma >= 0, outcome.sigma < 10, (outcome.buyers ?? 1) > 0 else {
                problem(
                    "simulate-value",
                    "`\(outcome.metric)` has sigma \(outcome.sigma) and buyers "
                        + "\(outcome.buyers ?? 1)",
                    fix: "use a sigma from 0 to 10 and a share of buyers above 0")
                return nil
            }
            let buyers = given == nil ? outcome.buyers ?? 1 : 1
            let shift = outcome.sigma * outcome.sigma / 2
            return make(
                conditional.map { $0 > 0 ? buyers : 0 }, given == nil && outcome.buyers != nil,
                .amount(
                    location: conditional.map { $0 > 0 ? log($0 / buyers) - shift : 0 },
                    sigma: outcome.sigma))
        case .ratio, .quantile, .nps:
            return nil
        }
    }

    /// Every column that a metric reads must be drawn.
    private mutating func checkColumns() {
        let drawn = Set(models.map(\.column))
        var missing: [String] = []
        for metric in plan.metrics.definitions {
            for column in metric.columnsRead
            where !drawn.contains(column) && !missing.contains(column) {
                missing.append(column)
                guard problems.isEmpty else { continue }
                problem(
                    "simulate-column",
                    "nothing simulates column `\(column)` of metric "
                        + "`\(metric.key)`",
                    fix: "add an outcome to `simulate.outcomes` whose metric has that column")
            }
        }
    }

    private static func percent(_ value: Double) -> String {
        "\((value * 1000).rounded() / 10)%"
    }
}

extension Metric {
    /// Every column that the metric is measured from.
    fileprivate var columnsRead: [String] {
        var columns = [column, numerator, denominator, cluster].compactMap { $0 }
        for covariate in covariates {
            switch covariate {
            case .column(let name): columns.append(name)
            case .ratio(let numerator, let denominator): columns += [numerator, denominator]
            }
        }
        return columns
    }
}
