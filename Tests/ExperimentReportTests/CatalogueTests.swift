// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Testing

@testable import ExperimentReport

/// The rows of the catalogue of bad input that a report tells about, each with its exact words.
@Suite struct CatalogueTests {
    private func sentence(_ language: Language, _ id: String, _ values: [String: Datum]) -> String {
        Composer(language: language, plan: Fixture.winbackPlan).sentence(Remark(id, values))
    }

    @Test func `34 the same customer in two arms is told with count and share`() {
        let values: [String: Datum] = [
            "ids": .count(6), "rows": .count(12), "share": .share(0.006),
        ]
        let id = "health.duplicate-ids.crossover"
        #expect(
            sentence(.en, id, values)
                == "6 customers are in two groups at once (0.6% of the customers).")
        #expect(
            sentence(.nl, id, values)
                == "6 klanten zitten in twee groepen tegelijk (0,6% van de klanten).")
        #expect(
            sentence(.en, id, ["ids": .count(1), "rows": .count(2), "share": .share(0.001)])
                == "1 customer is in two groups at once (0.1% of the customers).")
    }

    @Test func `the least time to run is told in days, and so is that nobody knows`() {
        let values: [String: Datum] = [
            "least": .count(14), "found": .count(9), "start": .day("2026-03-02"),
            "asOf": .day("2026-03-10"),
        ]
        #expect(
            sentence(.en, "rule.minimum-runtime.undecided", values)
                == "The test ran 9 of 14 days: it began on 2\u{a0}March\u{a0}2026, the data run to "
                + "10\u{a0}March\u{a0}2026.")
        #expect(
            sentence(.nl, "rule.minimum-runtime.undecided", values)
                == "De test liep 9 van 14 dagen: begonnen op 2\u{a0}maart\u{a0}2026, gegevens tot "
                + "10\u{a0}maart\u{a0}2026.")
        #expect(
            sentence(.en, "rule.minimum-runtime.unknown", values)
                == "The test must run 14 days. Nothing says up to which day the data run.")
    }
}
