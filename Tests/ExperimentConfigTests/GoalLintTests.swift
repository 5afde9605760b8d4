// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Testing

@Suite("The lint of goals")
struct GoalLintTests {
    private func findings(_ text: String, dropping decision: Bool = false) -> [String] {
        let plan = """
            version: 1
            key: demo
            data: { file: demo.csv, id: row, variant: variant }
            assignment: { weights: even }
            variants:
              - { key: none, role: control, contact: false }
              - { key: mail, role: test }
            metrics:
              define:
                - { key: ordered, type: proportion, column: ordered, direction: increase }
              primary: ordered
            \(decision ? "" : "decision: { beat: [control] }")
            schedule: { start: 2026-03-02, end: 2026-03-29 }
            \(text)
            """
        return PlanLoader.load(Array(plan.utf8), file: "demo.yaml").diagnostics.map {
            $0.rendered()
        }
    }

    @Test("a goal with metric, target and deadline needs nothing")
    func complete() {
        #expect(
            findings("goal: { metric: ordered, target: +8%, deadline: 2026-04-30 }") == [])
    }

    @Test("each missing letter is one warning with the line to add")
    func letters() {
        #expect(
            findings("goal: { domain: channel }") == [
                """
                warning[goal-not-measurable]: the goal has no number (SMART: measurable)
                  --> demo.yaml:14:1 (goal)
                  why: without a target nobody can say whether it was reached
                  fix: add `target: +10%` (relative to control), or `target: 0.50 pt`
                """,
                """
                warning[goal-not-specific]: the goal names no metric (SMART: specific)
                  --> demo.yaml:14:1 (goal)
                  why: a reader must know what is to change
                  fix: add `metric: ordered`
                """,
                """
                warning[goal-not-time-bound]: the goal has no deadline (SMART: time-bound)
                  --> demo.yaml:14:1 (goal)
                  why: a goal without a day is never late
                  fix: add `deadline: 2026-04-26`
                """,
            ])
    }

    @Test("a planned test without a goal gets a remark, without a decision a warning")
    func absent() {
        #expect(
            findings("", dropping: true) == [
                """
                note[goal-missing]: the plan has no goal
                  --> demo.yaml:1:1
                  why: a result is good or bad only against what was aimed at
                  fix: add `goal: { metric: ordered, target: +10%, deadline: 2026-04-26 }`
                """,
                """
                warning[non-actionable]: the plan does not say what the result decides
                  --> demo.yaml:1:1
                  why: a test whose result changes nothing is not worth its control group
                  fix: add `decision: { beat: [control] }`
                """,
            ])
    }
}
