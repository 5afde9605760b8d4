// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import ExperimentCampaign
import ExperimentModel
import Foundation
import Inference
import Testing

@Suite("What a test can find")
struct PowerReportTests {
    private func rounded(_ value: Double?, _ places: Double) -> Double? {
        value.map { ($0 * places).rounded() / places }
    }

    @Test("the teaching example: 100,000 customers, 3% without contact")
    func teachingTable() throws {
        let report = try PowerPlans.report(PowerPlans.winback())
        #expect(report.rows.map(\.share) == [0.02, 0.05, 0.1, 0.2])
        #expect(report.rows.map { $0.control.rounded() } == [2_000, 5_000, 10_000, 20_000])
        #expect(
            report.rows.map { rounded($0.detectable, 1e4) } == [0.0109, 0.0071, 0.0053, 0.0041])
        #expect(report.rows.map { rounded($0.relative, 100) } == [0.36, 0.24, 0.18, 0.14])
        #expect(report.rows.map { rounded($0.price, 1) } == [12, 30, 60, 120])
        #expect(report.rows.map(\.isPlanned) == [false, false, true, false])
        let base = try #require(report.versusBase)
        #expect(rounded(base.detectable, 1e4) == 0.0034)
        #expect(rounded(base.relative, 100) == 0.1)
        #expect(report.mustBeatBoth)
        let goal = try #require(report.goal)
        #expect(goal.comparisons.first?.isDetectable == true)
        #expect(!goal.isDetectable && abs(goal.absolute - 0.006) < 1e-12)
        #expect(report.runtime.readout == nil)
        #expect(report.runtime.windowsOver?.iso == "2026-04-13")
        #expect(report.doubts.isEmpty, "\(report.doubts)")
    }

    /// Campaigns with the effect on either side: a small control group varies as its own rate does,
    /// so wins are found a little less often and losses a little more often than promised.
    @Test("drawn campaigns find the effect of the plan's row in 8 of 10 tests, both sides together")
    func simulated() throws {
        let report = try PowerPlans.report(PowerPlans.winback())
        let row = try #require(report.planned)
        let effect = try #require(row.detectable)
        var random = MersenneTwister(seed: 2026)
        let rounds = 3_000
        var found: [Double: Int] = [:]
        for sign in [1.0, -1] {
            for _ in 0..<rounds {
                let control = random.binomial(trials: Int(row.control), probability: 0.03)
                let test = random.binomial(
                    trials: Int(row.treatment), probability: 0.03 + sign * effect)
                let position = SkewnessCorrectedScore().position(
                    control: try Proportion(successes: control, count: Int(row.control)),
                    treatment: try Proportion(successes: test, count: Int(row.treatment)),
                    againstAbsolute: 0)
                let isFound = position.value == (sign > 0 ? .above : .below)
                if isFound { found[sign, default: 0] += 1 }
            }
        }
        let win = Double(found[1, default: 0]) / Double(rounds)
        let loss = Double(found[-1, default: 0]) / Double(rounds)
        // Three standard errors of the mean of both are 0.015.
        #expect(abs((win + loss) / 2 - 0.8) < 0.02, "\(win) \(loss)")
        #expect(win > 0.73 && loss < 0.87, "\(win) \(loss)")
        // The report says what to expect of a win.
        #expect(abs((row.chance ?? 0) - win) < 0.03, "\(row.chance ?? 0) \(win)")
    }

    @Test("a goal out of reach says how many times the customers and how many weeks it takes")
    func outOfReach() throws {
        var plan = PowerPlans.winback(target: .relative(0.1))
        plan.decision.beat = [.control]
        plan.power?.weeklyCustomers = 40_000
        let report = try PowerPlans.report(plan)
        let goal = try #require(report.goal)
        let detectable = try #require(report.planned?.detectable)
        #expect(!goal.isDetectable)
        #expect(detectable > 0.003 && abs(goal.factor - 3.266) < 0.001)
        #expect(goal.weeksMore == Int(((goal.factor - 1) * 100_000 / 40_000).rounded(.up)))
        var more = plan
        more.power?.customers = Int((100_000 * goal.factor).rounded(.up))
        #expect(try PowerPlans.report(more).goal?.isDetectable == true)
        let warning = try #require(PowerReport.goalWarning(of: plan, planFile: "winback.yaml"))
        #expect(warning.id == "goal-not-detectable" && warning.severity == .warning)
        #expect(
            warning.summary
                == "target +10% is smaller than what this test can detect (+18%): needs 3.3 times "
                + "more customers or 6 weeks more")
        #expect(warning.place?.keyPath == "goal.target")
    }

    @Test("a goal out of reach is read once its customers have come in, or nobody knows when")
    func readoutOutOfReach() throws {
        var plan = PowerPlans.winback(target: .relative(0.1))
        plan.decision.beat = [.control]
        #expect(try PowerPlans.report(plan).runtime.readout == nil)
        plan.power?.weeklyCustomers = 40_000
        // 326,614 customers take 9 weeks from 2 March, and 14 days more for the window.
        let late = try PowerPlans.report(plan)
        #expect(late.runtime.weeks == 9 && late.runtime.readout?.iso == "2026-05-18")
        plan.power?.weeklyCustomers = 400_000
        #expect(try PowerPlans.report(plan).runtime.readout?.iso == "2026-04-13")
    }

    @Test("a goal that leaves 0 to 100% is refused at its line")
    func outOfRange() throws {
        func problems(_ target: Bar, _ baseline: Double, _ expected: Bar? = nil) -> [Diagnostic] {
            var plan = PowerPlans.winback(target: target)
            plan.power?.baseline = baseline
            plan.power?.expectedEffect = expected
            do { _ = try PowerPlans.report(plan) } catch let error as DiagnosticsError {
                #expect(error.kind == .badPlan)
                return error.diagnostics
            } catch { Issue.record("\(error)") }
            return []
        }
        let above = try #require(problems(.relative(0.2), 0.97).first)
        #expect(above.id == "goal-out-of-range" && above.place?.keyPath == "goal.target")
        #expect(above.summary == "+20% on 97% makes 116.4%")
        #expect(problems(.points(-0.04), 0.03).map(\.id) == ["goal-out-of-range"])
        #expect(
            problems(.relative(0.2), 0.97, .points(0.5)).map(\.place?.keyPath)
                == ["goal.target", "power.expected_effect"])
        #expect(problems(.relative(0.02), 0.97).isEmpty)
        #expect(problems(.points(0.03), 0.97).isEmpty)
    }

    @Test("the chance of the goal is that of beating every group that the plan wants beaten")
    func beat() throws {
        let both = try #require(try PowerPlans.report(PowerPlans.winback()).goal)
        // 3.6% against a control of 3% and a base of 3.4%: in 400,000 drawn campaigns the control was
        // beaten in 85.8%, the base in 37.2% and both in 34.3%.
        #expect(both.against == .both && abs(both.chance - 0.343) < 0.003, "\(both.chance)")
        #expect(both.comparisons.map { $0.versus } == [.control, .base])
        #expect(abs(both.comparisons[0].chance - 0.858) < 0.003)
        #expect(abs(both.comparisons[1].chance - 0.372) < 0.003)
        #expect(both.comparisons.map { $0.isDetectable } == [true, false])
        #expect(!both.isDetectable && both.factor >= both.comparisons[1].factor)
        let warning = try PowerPlans.report(PowerPlans.winback()).goalWarning(
            at: .init(file: "w.yaml"))
        #expect(
            warning?.summary.contains(
                "found less often than asked against control and base together")
                == true)
        var plan = PowerPlans.winback()
        plan.decision.beat = [.control]
        let control = try #require(try PowerPlans.report(plan).goal)
        #expect(control.against == .reference && abs(control.chance - 0.858) < 0.001)
        plan.decision.beat = [.base]
        let report = try PowerPlans.report(plan)
        let base = try #require(report.goal)
        #expect(base.against == .base && abs(base.chance - 0.372) < 0.001)
        #expect(!base.isDetectable && base.factor > 2 && !report.mustBeatBoth)
        plan.power?.baseBaseline = 0.036
        let none = try PowerPlans.report(plan)
        #expect(none.goal?.factor == .infinity && abs((none.goal?.chance ?? 0) - 0.025) < 1e-9)
        #expect(none.runtime.readout == nil)
        #expect(
            none.goalWarning(at: .init(file: "w.yaml"))?.summary.hasSuffix(
                "no number of customers is enough, because the base brings as much") == true)
        plan.decision.beat = [.control, .base]
        plan.power?.baseBaseline = nil
        let unknown = try #require(try PowerPlans.report(plan).goal)
        #expect(unknown.against == .referenceWithoutBase && unknown.chance == control.chance)
    }

    @Test("as many customers as it says beat both groups as often as asked")
    func bothFactor() throws {
        let goal = try #require(try PowerPlans.report(PowerPlans.winback()).goal)
        var plan = PowerPlans.winback()
        plan.power?.customers = Int((100_000 * goal.factor).rounded(.up))
        let enough = try #require(try PowerPlans.report(plan).goal)
        #expect(enough.isDetectable && abs(enough.chance - 0.8) < 1e-4, "\(enough.chance)")
        plan.power?.baseBaseline = 0.036
        let none = try #require(try PowerPlans.report(plan).goal)
        #expect(!none.isDetectable && none.factor == .infinity && none.chance < 0.026)
    }

    /// In 400,000 drawn campaigns of the score test.
    @Test("a control of 5%, and looks along the way, find a goal as drawn campaigns do")
    func drawn() throws {
        func goal(
            _ control: Int, _ monitoring: Monitoring, _ target: Double
        ) throws -> Double {
            var plan = PowerPlans.winback(target: .relative(target))
            plan.variants = [
                Variant(key: "control", role: .control, weight: Share(control, over: 100)),
                Variant(key: "new", role: .test, weight: Share(100 - control, over: 100)),
            ]
            plan.decision.beat = [.control]
            plan.decision.monitoring = monitoring
            return try #require(try PowerPlans.report(plan).goal).chance
        }
        #expect(try abs(goal(5, .fixed, 0.2) - 0.6315) < 0.015)
        let looks = Monitoring.groupSequential(
            .init(looks: [0.5, 1], spending: .obrienFleming, plannedUnits: 100_000))
        #expect(try abs(goal(10, looks, 0.2) - 0.888) < 0.004)
        #expect(try abs(goal(10, looks, 0.15) - 0.669) < 0.004)
        #expect(try abs(goal(10, looks, 0.3) - 0.997) < 0.004)
        // Read at the planned end alone; at any of 20 looks it was 62.4%.
        let anytime = Monitoring.alwaysValid(.init(plannedUnits: 100_000))
        #expect(try abs(goal(10, anytime, 0.2) - 0.5463) < 0.004)
        #expect(try abs(goal(10, anytime, 0.3) - 0.9486) < 0.004)
    }

    @Test("Dunnett's critical value counts every test group with its own size")
    func dunnett() throws {
        var plan = PowerPlans.winback()
        plan.variants[2].weight = Share(15, over: 100)
        plan.variants.append(Variant(key: "card", role: .test, weight: Share(30, over: 100)))
        plan.decision.beat = [.control]
        plan.decision.correction = .dunnett
        let goal = try #require(try PowerPlans.report(plan).goal)
        let family = try Dunnett(loadings: [0.6, 0.75].map { ($0 as Double).squareRoot() })
        let expected = try ScoreTestPower(criticalValue: family.criticalValue(alpha: 0.05)).chance(
            control: 0.03, treatment: 0.036, sizes: GroupSizes(control: 10_000, treatment: 15_000))
        #expect(abs(goal.chance - expected) < 1e-9, "\(goal.chance) \(expected)")
    }

    @Test("no warning where the goal is detectable, absent, or the plan states too little")
    func noWarning() {
        var reachable = PowerPlans.winback()
        reachable.decision.beat = [.control]
        #expect(PowerReport.goalWarning(of: reachable, planFile: "w.yaml") == nil)
        #expect(PowerReport.goalWarning(of: PowerPlans.winback(target: nil), planFile: "w") == nil)
        var silent = PowerPlans.winback(target: .relative(0.01))
        silent.power?.customers = nil
        #expect(PowerReport.goalWarning(of: silent, planFile: "w.yaml") == nil)
    }

    @Test("global control, layer and allocation each leave their share of the customers")
    func audience() throws {
        var plan = PowerPlans.winback()
        let day = try #require(Day(year: 2026, month: 1, day: 1))
        plan.assignment.holdout = Holdout(
            key: "gc", share: try #require(Share(5, over: 100)), salt: "gc", from: day)
        plan.assignment.layer = Layer(key: "life", salt: "life")
        plan.assignment.slots = Share(50, over: 100)
        plan.assignment.allocation = Share(40, over: 100)
        let report = try PowerPlans.report(plan)
        #expect(abs(report.audience.participants - 100_000 * 0.95 * 0.5 * 0.4) < 1e-6)
        #expect(abs((report.planned?.control ?? 0) - 1_900) < 1e-6)
        plan.purpose = .service
        plan.assignment.holdout?.exempt = [.service]
        #expect(try abs(PowerPlans.report(plan).audience.participants - 20_000) < 1e-6)
    }

    @Test("looks, certainty at any time and more test variants all ask for more")
    func harder() throws {
        let plain = try #require(try PowerPlans.report(PowerPlans.winback()).planned?.detectable)
        var looks = PowerPlans.winback()
        looks.decision.monitoring = .groupSequential(
            .init(looks: [0.5, 1], spending: .pocock, plannedUnits: 100_000))
        let report = try PowerPlans.report(looks)
        let design = try GroupSequentialDesign(
            information: [0.5, 1], alpha: 0.05, spending: .pocock)
        let factor = try GroupSequentialPower(design).inflation(power: 0.8).factor
        #expect(abs(report.inflation - factor) < 1e-9)
        #expect(abs((report.planned?.detectable ?? 0) / plain - factor.squareRoot()) < 1e-6)

        var anytime = PowerPlans.winback()
        anytime.decision.monitoring = .alwaysValid(.init(plannedUnits: 100_000))
        #expect(try PowerPlans.report(anytime).inflation > factor)

        for correction in DecisionRule.Correction.allCases {
            var several = PowerPlans.winback()
            several.variants[2].weight = Share(45, over: 200)
            several.variants.append(
                Variant(key: "card", role: .test, weight: Share(45, over: 200)))
            several.decision.correction = correction
            let row = try #require(try PowerPlans.report(several).planned)
            let design = try PowerDesign(
                metric: .mean(0.03, standardDeviation: (0.03 * 0.97).squareRoot()), treatments: 2,
                correction: correction == .dunnett ? .dunnett : .bonferroni)
            let expected = try design.minimumDetectableEffect(
                power: 0.8, sizes: GroupSizes(control: 10_000, treatment: 22_500))
            #expect(abs((row.detectable ?? 0) - (expected ?? 0)) < 1e-9)
        }
    }

    @Test("the best control share has the smallest price and risk together")
    func best() throws {
        let report = try PowerPlans.report(PowerPlans.winback())
        let best = try #require(report.best)
        #expect(best.share > 0.1 && best.share < 0.2)
        func loss(_ share: Double) throws -> Double {
            let test = try ScoreTestPower(criticalValue: Normal.upperQuantile(0.025))
            let chance = try test.chance(
                control: 0.03, treatment: 0.036,
                sizes: GroupSizes(
                    control: share * 100_000, treatment: (1 - share) * 50_000))
            return share + 1 - chance
        }
        let around = try [best.share - 0.01, best.share, best.share + 0.01].map(loss)
        #expect(around[1] <= around[0] && around[1] <= around[2])
        #expect(abs(best.price - best.share * 600) < 1e-6)
    }

    @Test("money: what an outcome is worth, what contacts cost, and when they pay for themselves")
    func money() throws {
        var plan = PowerPlans.winback()
        plan.value = ValueRule(
            metric: "ordered", perResult: Money(62, "EUR"), margin: 0.4, currency: "EUR")
        plan.variants[2].cost = .init(perContact: Money(0.04, "EUR"), fixed: Money(1_500, "EUR"))
        plan.goal?.budget = Money(3_000, "EUR")
        let report = try PowerPlans.report(plan)
        #expect(abs((report.planned?.priceInMoney ?? 0) - 60 * 62 * 0.4) < 1e-9)
        let cost = try #require(report.cost)
        #expect(abs(cost.total - 3_300) < 1e-6)
        #expect(abs((cost.breakEven ?? 0) - 3_300 / 45_000 / 24.8) < 1e-12)
        #expect(report.doubts.contains(.overBudget))
    }

    @Test("a control group that finds its effect less often than promised says so")
    func smallControl() throws {
        var plan = PowerPlans.winback()
        plan.power?.customers = 1_600
        let doubts = try PowerPlans.report(plan).doubts
        #expect(doubts.contains { if case .fewEvents = $0 { true } else { false } })
        let chance = doubts.compactMap { doubt -> Double? in
            if case .smallControl(let chance) = doubt { chance } else { nil }
        }.first
        #expect((chance ?? 1) < 0.7)
    }

    @Test("a metric that should fall is planned downwards, and never below zero")
    func decrease() throws {
        var plan = PowerPlans.winback(target: .relative(-0.2))
        plan.metrics.definitions[0].direction = .decrease
        let report = try PowerPlans.report(plan)
        #expect((report.planned?.detectable ?? 0) < 0 && (report.planned?.price ?? 0) > 0)
        #expect(report.goal?.isDetectable == true)
        plan.power?.baseline = 0.0005
        let rare = try PowerPlans.report(plan)
        #expect(rare.rows.first?.detectable == nil)
        #expect(rare.doubts.contains { if case .fewEvents = $0 { true } else { false } })
    }

    @Test("without a control group the base is the reference, and nothing is given up")
    func baseOnly() throws {
        var plan = PowerPlans.winback()
        plan.variants = [
            Variant(key: "base", role: .base, weight: Share(1, over: 2)),
            Variant(key: "new", role: .test, weight: Share(1, over: 2)),
        ]
        let report = try PowerPlans.report(plan)
        #expect(report.reference == .base && report.versusBase == nil && report.best == nil)
        #expect(report.rows.allSatisfy { $0.price == nil })
        #expect(report.rows.last?.isPlanned == true)
    }

    @Test("uneven amounts make the numbers doubtful when the control is small")
    func skewed() throws {
        let plan = PowerPlans.revenue()
        let audience = try #require(PowerAudience(stated: plan))
        func doubts(_ skewness: Double?) throws -> [PowerReport.Doubt] {
            try PowerReport.make(
                plan: plan, audience: audience,
                baseline: PowerBaseline(
                    value: 1.86, base: 2, standardDeviation: 14, skewness: skewness),
                planFile: "r.yaml"
            ).doubts
        }
        func status(_ doubts: [PowerReport.Doubt]) -> GuardStatus? {
            doubts.compactMap { if case .skewed(let status, _) = $0 { status } else { nil } }.first
        }
        #expect(try status(doubts(2)) == nil)
        #expect(try status(doubts(12)) == .caution)
        #expect(try status(doubts(60)) == .unsafe)
        #expect(try status(doubts(nil)) == .unknown)
    }

    /// 3% buyers with lognormal amounts (σ = 1), the example of the skewed default test.
    private static func buyers() throws -> ValueTable {
        var values = [0.0]
        var counts = [9_700]
        for rank in 0..<300 {
            let z = try Normal.quantile((Double(rank) + 0.5) / 300)
            values.append((exp(z) * 5_000).rounded() / 100)
            counts.append(1)
        }
        return try ValueTable(values: values, counts: counts)
    }

    private func skewedReport(target: Bar?, keepsValues: Bool = true) throws -> PowerReport {
        var plan = PowerPlans.revenue()
        plan.variants = [
            Variant(key: "control", role: .control, weight: Share(5, over: 100)),
            Variant(key: "new", role: .test, weight: Share(95, over: 100)),
        ]
        plan.decision.beat = [.control]
        plan.goal = target.map { Goal(metric: "revenue", target: $0) }
        plan.power = PowerAssumptions(customers: 20_000)
        let table = try Self.buyers()
        let moments = table.moments
        let deviation = try #require(moments.variance).squareRoot()
        return try PowerReport.make(
            plan: plan, audience: try #require(PowerAudience(stated: plan)),
            baseline: PowerBaseline(
                value: moments.mean, standardDeviation: deviation,
                skewness: try #require(moments.thirdCentralMoment)
                    / (deviation * deviation * deviation),
                shareAboveZero: 0.03, values: keepsValues ? table : nil,
                source: .history(file: "h.csv", rows: 10_000)),
            planFile: "r.yaml")
    }

    /// The 0.342 is that of 1,500 tests which another program drew and permuted; its error is 0.012.
    @Test("skewed amounts of a history give the chance of the test that will judge them")
    func skewedChance() throws {
        let report = try skewedReport(target: .relative(0.6))
        let found = try #require(report.simulated)
        #expect(found.tests >= 100 && report.planned?.chance == found.chance)
        let tests = Double(found.tests)
        let share = (found.chance * tests + 2) / (tests + 4)
        #expect(
            abs(found.standardError - (share * (1 - share) / (tests + 4)).squareRoot()) < 1e-12)
        let again = try skewedReport(target: .relative(0.6))
        #expect(report == again)
        let goal = try #require(report.goal)
        let plain = try skewedReport(target: .relative(0.6), keepsValues: false)
        #expect(plain.simulated == nil && plain.planned?.chance == nil)
        #expect(plain.doubts.contains { if case .skewed = $0 { true } else { false } })
        #expect(abs(goal.chance - 0.342) < 0.06, "\(goal.chance)")
        #expect(goal.chance < (plain.goal?.chance ?? 0) && goal.factor > (plain.goal?.factor ?? 9))
    }

    @Test("without an effect a test of skewed amounts wins by chance as often as it may")
    func skewedLevel() throws {
        // A millionth more: nothing to find.
        let chance = try #require(try skewedReport(target: .relative(1e-6)).goal).chance
        #expect(chance > 0.008 && chance < 0.045, "\(chance)")
    }
}
