// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Testing

@Suite struct SimulationProblemTests {
    private func problems(
        _ plan: Plan, customers: Int = 10, overrides: [RateOverride] = []
    ) -> [String] {
        do {
            _ = try CampaignSimulator(
                plan: plan, customers: customers, seed: 1, overrides: overrides)
            return []
        } catch {
            return error.diagnostics.map { "\($0.id): \($0.summary)" }
        }
    }

    private func outcomes(_ change: (inout [Simulation.Outcome]) -> Void) -> Plan {
        var outcomes = CampaignPlans.outcomes
        change(&outcomes)
        return CampaignPlans.winback(outcomes: outcomes)
    }

    @Test func `a plan without a simulation says so`() {
        var plan = CampaignPlans.winback()
        plan.simulation = nil
        #expect(
            problems(plan) == ["no-simulation: plan `winback-demo` does not say what to simulate"])
    }

    @Test func `an outcome that does not fit is named`() {
        #expect(
            problems(outcomes { $0[1].given = "visited" }) == [
                "simulate-given: `revenue` is given `visited`, which is no proportion earlier in "
                    + "the list"
            ])
        #expect(
            problems(outcomes { $0.swapAt(0, 1) }) == [
                "simulate-given: `revenue` is given `ordered`, which is no proportion earlier in "
                    + "the list"
            ])
        #expect(
            problems(outcomes { $0[2].values["base"] = 0.01 }) == [
                "simulate-given: the mean of `orders` is below the rate of what it is given"
            ])
        #expect(
            problems(outcomes { $0[0].values["control"] = 0.5 }).first
                == "simulate-rate: the rate of `ordered` would be 150.0%")
        #expect(
            problems(outcomes { $0[3].values["base"] = nil })
                == ["simulate-value: `contacts` has no value for variant `base`"])
        #expect(
            problems(outcomes { $0[3].values["base"] = -1 })
                == ["simulate-value: `contacts` is -1.0 for variant `base`"])
        #expect(
            problems(outcomes { $0[3].metric = "aov" }).first
                == "simulate-metric: `aov` has no column of its own to simulate")
        #expect(
            problems(outcomes { $0[3].metric = "none" }).first
                == "simulate-metric: there is no metric `none`")
        #expect(
            problems(outcomes { $0.removeLast(2) })
                == ["simulate-column: nothing simulates column `contacts` of metric `contacts`"])
    }

    @Test func `a segment that the data do not have is named`() {
        let plan = CampaignPlans.winback(
            segments: [.init(segment: "region", levels: [.init(label: "north", share: 1)])])
        #expect(
            problems(plan)
                == ["simulate-segment: there is no segment `region` in `data.segments`"])
    }

    @Test func `the number of customers has bounds`() {
        #expect(
            problems(CampaignPlans.winback(), customers: 0)
                == ["simulate-customers: 0 customers cannot be generated"])
    }

    @Test func `a rate on the command line is read or its form is shown`() throws {
        #expect(try RateOverride("ordered.control=3.5%").value == 0.035)
        #expect(
            try RateOverride("revenue.base=4.2")
                == .init(metric: "revenue", variant: "base", value: 4.2))
        for text in ["", "ordered=3%", "a.b.c=1", "a.b=", "a.b=nan", "a.b=-1", ".b=1", "a.b=%"] {
            #expect(throws: DiagnosticsError.self) { try RateOverride(text) }
        }
        #expect(
            problems(
                CampaignPlans.winback(),
                overrides: [RateOverride(metric: "ordered", variant: "none", value: 0.1)])
                == ["rate-unknown: `ordered.none` is no simulated metric and variant"])
    }
}
