// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import ExperimentReport
import Testing

@Suite("What changed in a plan, in words")
struct PlanChangeTests {
    private func both(_ change: PlanChange) -> [String] {
        Language.allCases.map {
            PlanChangeText.sentence(change, of: Fixture.winbackPlan, in: $0)
        }
    }

    @Test("a setting")
    func settings() {
        #expect(
            both(
                PlanChange(
                    subject: "variants.weight", item: "personal",
                    kind: .changed(from: "45%", to: "40%"), effect: .draw))
                == [
                    "The weight of `personal` changed from 45% to 40%.",
                    "Het gewicht van `personal` is veranderd van 45% in 40%.",
                ])
        #expect(
            both(PlanChange(subject: "goal.target", kind: .unset("+20%"), effect: .analysis))
                == [
                    "The target was removed (it was +20%).",
                    "Het streefcijfer is weggehaald (dat was +20%).",
                ])
    }

    @Test("a list")
    func lists() {
        #expect(
            both(
                PlanChange(
                    subject: "audience.include", kind: .added("`orders_12m >= 1`"), effect: .draw))
                == [
                    "The rule `orders_12m >= 1` was added to the audience.",
                    "De regel `orders_12m >= 1` is toegevoegd aan de doelgroep.",
                ])
        #expect(
            both(PlanChange(subject: "variants", kind: .removed("base"), effect: .draw))
                == [
                    "The variant `base` was removed from the plan.",
                    "De variant `base` is weggehaald uit het plan.",
                ])
    }

    @Test("a part that has no name is told by its path")
    func unnamed() {
        #expect(
            both(
                PlanChange(
                    subject: "new.part", item: "x", kind: .changed(from: "1", to: "2"),
                    effect: .analysis))
                == [
                    "The setting `new.part` of `x` changed from 1 to 2.",
                    "De instelling `new.part` van `x` is veranderd van 1 in 2.",
                ])
    }
}
