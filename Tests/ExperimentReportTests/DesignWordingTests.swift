// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference
import Testing

@testable import ExperimentReport

@Suite("The report explains looks, adjustment, contact and metrics of every kind")
struct DesignWordingTests {
    private func text(_ result: AnalysisResult, _ language: Language = .en) -> String {
        MarkdownRenderer.render(result, language: language, command: "")
    }

    private func builder(_ result: AnalysisResult, _ language: Language = .en) -> ReportBuilder {
        ReportBuilder(result: result, language: language, command: "")
    }

    @Test("before the first look nothing counts, and the report says when it is due")
    func early() {
        var result = Fixture.looks
        result.monitoring?.look = nil
        result.monitoring?.units = 2_000
        #expect(
            builder(result).monitoringSentences().map(\.plain) == [
                "This reading is at none of the planned looks: 2,000 of the 24,000 planned"
                    + " customers are in (8.3%). The next look is due at 25%. Nothing is decided"
                    + " between looks."
            ])
        #expect(builder(result).neededP().isEmpty)
    }

    @Test("at the last look no later one is named; where nothing counts that is said")
    func last() {
        var result = Fixture.looks
        result.monitoring?.look = 4
        result.monitoring?.units = 24_000
        result.monitoring?.nominalP = 0.0412
        #expect(
            builder(result).monitoringSentences().map(\.plain) == [
                "This is the last of 4 looks: 24,000 of the 24,000 planned customers are in"
                    + " (100%).",
                "A difference counts at this look only when its p is below 0.041.",
            ])
        result.monitoring?.nominalP = nil
        #expect(
            builder(result, .nl).monitoringSentences().last
                == "Nog geen enkel verschil telt, hoe klein de p ook is.")
    }

    @Test("readings are thinned to the first, the last, the first decisive and some between")
    func thinned() throws {
        let readings = (0..<365).map { day in
            MonitoringResult.Reading(
                time: "\(day)", fraction: Double(day) / 365, absolute: .notEstimable(.noValues),
                isDecisive: day >= 77)
        }
        let kept = ReportBuilder.thinned(readings, to: 20).map(\.time)
        #expect(kept.count <= 20 && kept.count >= 18)
        #expect(kept.first == "0" && kept.last == "364" && kept.contains("77"))
        #expect(ReportBuilder.thinned(Array(readings.prefix(20)), to: 20).count == 20)
    }

    @Test("times that are fractions lose the noise of their binary form")
    func times() throws {
        var result = Fixture.looks
        for (place, time) in ["1.5000000000000002", "5.0", "45.50000000000001"].enumerated() {
            result.monitoring?.histories[1].readings[place].time = time
        }
        let dutch = text(result, .nl)
        #expect(dutch.contains("| 1,5 |") && dutch.contains("| 5,0 |"))
        #expect(dutch.contains("| 45,5 |"))
        result.monitoring?.histories[1].readings[1].time = "20260302"
        #expect(text(result).contains("| 20260302 |"))
    }

    @Test("an interval far wider than the last one runs off the edge of the plot")
    func clipped() throws {
        var result = Fixture.looks
        result.monitoring?.histories[1].readings[1].absolute = Fixture.effect(0.03, -0.9, 0.96)
        let blocks = builder(result).historyBlocks(
            try #require(result.monitoring?.histories.last))
        guard case .forest(let plot)? = blocks.first else {
            Issue.record("no plot")
            return
        }
        #expect(plot.scale.high < 50)
        #expect(plot.rows[1].low == -.infinity && plot.rows[1].high == .infinity)
        let text = MarkdownRenderer.render(result, language: .en, command: "")
        #expect(text.contains("−90.00 to +96.00"))
    }

    @Test("the note on decision levels names looks, and groups only where there are several")
    func levels() {
        #expect(
            builder(Fixture.looks).decisionLevelNote()
                == "These are decision intervals at 97.5%, corrected for repeated looks and 2 test"
                + " groups.")
        #expect(
            builder(Fixture.anytime).decisionLevelNote()
                == "These are decision intervals at 95%, corrected for repeated looks.")
        #expect(builder(Fixture.harm).decisionLevelNote()?.contains("looks") == false)
    }

    @Test("Dunnett's correction is named, and why Holm's was used where it was")
    func correction() {
        var result = Fixture.looks
        #expect(text(result).contains("Holm's method was used after all"))
        result.decision.correction = .dunnett
        #expect(text(result).contains("Dunnett's method, because 2 variants"))
        #expect(!text(result).contains("Holm"))
    }

    @Test("adjustment shows the plain difference, and owns up where it brought nothing")
    func adjustment() {
        let english = text(Fixture.looks).plain
        #expect(
            english.contains(
                "Call vs control: adjusted for months, with 31% less noise; the plain difference"
                    + " is +3.5 percentage points."))
        #expect(english.contains("which did not help: there is no less noise"))
        #expect(english.contains("The levels in this table are not adjusted."))
        #expect(english.contains("Where a metric was adjusted, the adjusted values"))
        #expect(!text(Fixture.winback).contains("The levels in this table"))
    }

    @Test("quantiles are named by their place and never summed", arguments: Language.allCases)
    func quantiles(_ language: Language) throws {
        let table = builder(Fixture.looks, language).levelTable(Fixture.looks.metrics[3])
        #expect(
            table.columns.map(\.title)
                == (language == .en
                    ? ["Group", "Customers", "90th percentile"]
                    : ["Groep", "Klanten", "90e percentiel"]))
        let numbers = NumberStyle(language: .en)
        #expect(
            [1, 2, 3, 11, 12, 13, 21, 90, 92, 99.5].map(numbers.ordinal) == [
                "1st", "2nd", "3rd", "11th", "12th", "13th", "21st", "90th", "92nd", "99.5th",
            ])
    }

    @Test("NPS is in points with one decimal, also in rules, and has no relative effect")
    func nps() {
        let english = text(Fixture.anytime)
        #expect(english.contains("The measured difference is +6.3 NPS points."))
        #expect(english.contains("NPS can be zero or negative"))
        #expect(!english.contains("Difference in %") && !english.contains("n/a"))
        #expect(text(Fixture.looks, .nl).contains("hooguit 3 NPS-punten slechter"))
    }

    @Test("a retention is also told from the side of those who leave")
    func retention() {
        #expect(
            text(Fixture.looks).plain.contains(
                "Staying +3.3 percentage points is leaving −3.3 percentage points."))
        #expect(text(Fixture.looks).contains("customers kept"))
    }

    @Test("segments say whether they differ by more than chance")
    func segments() {
        let english = text(Fixture.looks)
        #expect(english.contains("No sign that the effect differs between the levels of Region"))
        #expect(english.contains("Treat them differently only after a new test."))
        var result = Fixture.looks
        result.segments[0].heterogeneity = [
            .init(treatment: "call", reference: "control", test: .notEstimable(.tooFewUnits))
        ]
        #expect(!text(result).contains("differs between the levels"))
    }

    @Test("words are explained only where they occur")
    func glossary() {
        func terms(_ result: AnalysisResult) -> String {
            text(result).split(separator: "Words in this report").last.map(String.init) ?? ""
        }
        for term in ["**Look**", "**Cluster**", "**NPS**", "**Adjusted for**"] {
            #expect(terms(Fixture.looks).contains(term), "\(term)")
            #expect(!terms(Fixture.winback).contains(term), "\(term)")
        }
        #expect(terms(Fixture.anytime).contains("**May be read at any time**"))
        #expect(!terms(Fixture.anytime).contains("**Look**"))
    }
}
