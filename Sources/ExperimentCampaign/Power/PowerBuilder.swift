// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import Distributions
public import ExperimentModel
import Inference

extension PowerReport {
    /// Works out what a test can find.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - audience: Who can take part.
    ///   - baseline: What is known of the metric that decides.
    ///   - planFile: The plan's file, for messages.
    /// - Returns: The report.
    /// - Throws: What stands in the way, each with the line that mends it.
    public static func make(
        plan: Plan, audience: PowerAudience, baseline: PowerBaseline, planFile: String
    ) throws(DiagnosticsError) -> PowerReport {
        let problems = PowerProblems(planFile)
        let (metric, reference, shares) = try problems.check(plan, baseline)
        try problems.checkSizes(plan, audience, shares, metric, baseline)
        try problems.checkEffects(plan, metric, baseline)
        do throws(StatisticsError) {
            return try PowerBuilder(
                plan: plan, metric: metric, reference: reference, shares: shares,
                audience: audience, baseline: baseline
            ).report()
        } catch {
            throw problems.notComputable(String(describing: error))
        }
    }
}

/// One step after another from the plan and its inputs to the report.
struct PowerBuilder {
    let plan: Plan
    let metric: Metric
    let audience: PowerAudience
    let baseline: PowerBaseline
    let reference: Int
    let split: PowerSplit
    let model: PowerModel

    init(
        plan: Plan, metric: Metric, reference: Int, shares: [Double], audience: PowerAudience,
        baseline: PowerBaseline
    ) throws(StatisticsError) {
        self.plan = plan
        self.metric = metric
        self.reference = reference
        self.audience = audience
        self.baseline = baseline
        split = PowerSplit(
            plan: plan, shares: shares, reference: reference,
            participants: audience.participants)
        model = try PowerModel(
            plan: plan, metric: metric, participants: audience.participants,
            arms: plan.variants.indices.filter { plan.variants[$0].role == .test }.map {
                shares[$0]
            }, planned: split.sizes(referenceShare: split.plannedShare))
    }

    func report() throws(StatisticsError) -> PowerReport {
        let planned = try split.sizes(referenceShare: split.plannedShare)
        let expected = try expectedEffect(planned)
        var rows: [PowerReport.Row] = []
        for share in split.shown { rows.append(try row(share, expected)) }
        let simulated = try simulated(rows.first { $0.isPlanned }?.detectable, planned)
        for place in rows.indices where rows[place].isPlanned && simulated != nil {
            rows[place].chance = simulated?.chance
        }
        let versusBase = try baseRow()
        let goal = try goalCheck(planned, versusBase)
        var report = PowerReport(
            plan: plan, metric: metric, reference: plan.variants[reference].role,
            audience: audience, baseline: baseline, power: model.power, alpha: model.alpha,
            inflation: model.inflation, rows: rows, curve: try curve(), versusBase: versusBase,
            expected: expected,
            goal: goal, best: try bestShare(expected), runtime: runtime(goal), cost: cost(),
            simulated: simulated, doubts: [])
        report.doubts = doubts(report, planned)
        return report
    }

    /// Whether the reference group is left without contact, so that it has a price.
    private var isHeldOut: Bool { !plan.variants[reference].contact }

    // MARK: the table

    private func row(
        _ share: Double, _ expected: PowerReport.ExpectedEffect?
    ) throws(StatisticsError) -> PowerReport.Row {
        let sizes = try split.sizes(referenceShare: share)
        let design = try self.design(baseline.value, sizes)
        let effect = try detectable(design, sizes)
        var row = PowerReport.Row(
            share: share, control: sizes.control, treatment: sizes.treatment,
            isPlanned: share == split.plannedShare, detectable: effect,
            relative: effect.flatMap(design.relative))
        if isHeldOut, let expected {
            let price = PriceOfControl(
                heldOut: sizes.control, effect: abs(expected.absolute)
            ).outcomes
            row.price = price
            row.priceInMoney = worth.map { price * $0 }
        }
        if metric.isShare, let effect {
            row.chance = try chance(effect, from: baseline.value, sizes)
        }
        return row
    }

    private func design(
        _ level: Double, _ sizes: GroupSizes
    ) throws(StatisticsError) -> PowerDesign {
        try model.design(level: level, deviation: baseline.standardDeviation, sizes: sizes)
    }

    private func curve() throws(StatisticsError) -> [PowerReport.CurvePoint] {
        var points: [PowerReport.CurvePoint] = []
        for share in PowerSplit.drawn {
            let sizes = try split.sizes(referenceShare: share)
            if let effect = try detectable(self.design(baseline.value, sizes), sizes) {
                points.append(.init(share: share, detectable: effect))
            }
        }
        return points
    }

    /// The smallest effect that is found in the better direction; nil where a rate would leave 0 to 1.
    private func detectable(
        _ design: PowerDesign, _ sizes: GroupSizes
    ) throws(StatisticsError) -> Double? {
        let found = try design.minimumDetectableEffect(
            power: model.power, sizes: sizes, direction: model.direction)
        guard let found, metric.isShare, let level = design.baseline else { return found }
        return (0...1).contains(level + found) ? found : nil
    }

    private func baseRow() throws(StatisticsError) -> PowerReport.BaseRow? {
        guard plan.variants[reference].role == .control, plan.base != nil else { return nil }
        let level = baseline.base ?? baseline.value
        let sizes = try GroupSizes(
            control: split.smallest(.base, referenceShare: split.plannedShare),
            treatment: split.smallest(.test, referenceShare: split.plannedShare))
        let design = try self.design(level, sizes)
        let effect = try detectable(design, sizes)
        return PowerReport.BaseRow(
            base: sizes.control, treatment: sizes.treatment, baseline: level,
            isBaselineGiven: baseline.base != nil, detectable: effect,
            relative: effect.flatMap(design.relative))
    }

    // MARK: the goal and the price

    /// The goal's target, where it is set on the metric that decides.
    var target: Bar? {
        guard let goal = plan.goal, (goal.metric ?? metric.key) == metric.key else { return nil }
        return goal.target
    }

    private func expectedEffect(
        _ planned: GroupSizes
    ) throws(StatisticsError) -> PowerReport.ExpectedEffect? {
        if let bar = plan.power?.expectedEffect {
            return .init(
                absolute: PowerModel.absolute(bar, level: baseline.value), origin: .plan)
        }
        if let target {
            return .init(
                absolute: PowerModel.absolute(target, level: baseline.value), origin: .goal)
        }
        return try detectable(self.design(baseline.value, planned), planned).map {
            .init(absolute: $0, origin: .detectable)
        }
    }

    private func bestShare(
        _ expected: PowerReport.ExpectedEffect?
    ) throws(StatisticsError) -> PowerReport.BestShare? {
        guard isHeldOut, let expected, expected.absolute != 0 else { return nil }
        let best = try ControlTradeOff.best(among: PowerSplit.candidates) {
            share throws(StatisticsError) in
            try chance(
                expected.absolute, from: baseline.value, split.sizes(referenceShare: share))
        }
        guard let best, best.power >= 0.5 else { return nil }
        return PowerReport.BestShare(
            share: best.controlShare, chance: best.power,
            price: PriceOfControl(
                heldOut: best.controlShare * split.participants, effect: abs(expected.absolute)
            ).outcomes)
    }

    /// What one outcome brings, after the cost of what is sold; nil where the plan does not say.
    private var worth: Double? {
        guard let value = plan.value, value.metric == metric.key else { return nil }
        return (value.perResult?.amount ?? 1) * value.margin
    }

    private func cost() -> PowerReport.Cost? {
        let contacted = plan.variants.indices.filter { plan.variants[$0].contact }
        let costs = contacted.compactMap { index in
            plan.variants[index].cost.map {
                (role: plan.variants[index].role, index: index, cost: $0)
            }
        }
        let moneys = costs.flatMap { [$0.cost.perContact, $0.cost.fixed].compactMap { $0 } }
        guard let currency = moneys.first?.currency,
            moneys.allSatisfy({ $0.currency == currency })
        else { return nil }
        func total(_ index: Int, _ cost: Variant.Cost) -> Double {
            (cost.fixed?.amount ?? 0)
                + (cost.perContact?.amount ?? 0) * split.shares[index] * split.participants
        }
        let sum = costs.map { total($0.index, $0.cost) }.reduce(0, +)
        let perCustomer = costs.filter { $0.role == .test }.map {
            total($0.index, $0.cost) / (split.shares[$0.index] * split.participants)
        }
        let budget = plan.goal?.budget
        return PowerReport.Cost(
            total: sum, currency: currency,
            budget: budget?.currency == currency ? budget?.amount : nil,
            breakEven: worth.flatMap { worth in
                worth > 0 && isHeldOut ? perCustomer.max().map { $0 / worth } : nil
            })
    }

    // MARK: time

    func weeks(_ customers: Double, _ weekly: Int) -> Int? {
        guard weekly > 0, customers.isFinite else { return nil }
        return Int(min(1e6, (customers / Double(weekly) - 1e-9).rounded(.up)))
    }

    private func runtime(_ goal: PowerReport.GoalCheck?) -> PowerReport.Runtime {
        let window = plan.metrics.definitions.compactMap { $0.window?.longestDays }.max() ?? 0
        let wanted = goal?.customersNeeded ?? Double(audience.customers)
        let weeks = plan.power?.weeklyCustomers.flatMap { self.weeks(wanted, $0) }
        let schedule = plan.schedule
        var last: Int?
        if let goal, !goal.isDetectable {
            // The last day of the plan comes too soon to tell.
            if let start = schedule?.start, let weeks {
                last = max((schedule?.end ?? start).ordinal + 1, start.ordinal + weeks * 7)
            }
        } else if let end = schedule?.end {
            last = end.ordinal + 1
        } else if let start = schedule?.start {
            last = start.ordinal + (weeks ?? 0) * 7
        }
        func day(_ last: Int?) -> Day? {
            last.map { Day(daysSince1970: $0 + window - Day.epochOrdinal) }
        }
        return PowerReport.Runtime(
            weeks: weeks, windowDays: window, readout: day(last),
            windowsOver: day(schedule?.end.map { $0.ordinal + 1 }))
    }

    // MARK: doubts

    private func doubts(
        _ report: PowerReport, _ planned: GroupSizes
    ) -> [PowerReport.Doubt] {
        var doubts: [PowerReport.Doubt] = []
        if let goal = plan.goal, goal.target != nil, target == nil, let key = goal.metric {
            doubts.append(.goalOnOtherMetric(key))
        }
        if metric.isShare {
            let rarer = min(baseline.value, 1 - baseline.value) * planned.control
            if rarer < Double(SparseProportionGuard.minimumEvents) {
                doubts.append(.fewEvents(expected: rarer))
            }
            if let chance = report.planned?.chance, chance < model.power - 0.05 {
                doubts.append(.smallControl(chance: chance))
            }
        } else if metric.kind != .nps, let skewed = skew(planned) {
            doubts.append(skewed)
        }
        if !metric.covariates.isEmpty { doubts.append(.covariate) }
        if metric.cluster != nil { doubts.append(.clusters) }
        if let base = report.versusBase, !base.isBaselineGiven { doubts.append(.baseUnknown) }
        if let cost = report.cost, let budget = cost.budget, cost.total > budget {
            doubts.append(.overBudget)
        }
        return doubts
    }
}

extension Day {
    /// The ``ordinal`` of 1 January 1970.
    static let epochOrdinal = 719_468
}
