// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis
@testable import ExperimentReport

@Suite("What stands first tells the same as the decision below it")
struct HeadlineTests {
    private func terminal(_ result: AnalysisResult, _ language: Language = .en) -> String {
        TerminalRenderer.render(result, language: language)
    }

    private func text(_ result: AnalysisResult, _ language: Language = .en) -> String {
        MarkdownRenderer.render(result, language: language, command: "").plain
    }

    @Test("a difference comes with the interval it is decided on, and its level")
    func decisionInterval() throws {
        let found = try #require(Fixture.looks.metrics.first?.comparisons.first)
        let decision = try #require(found.decisionInterval)
        let builder = ReportBuilder(result: Fixture.looks, language: .en, command: "")
        let unit = builder.unit(Fixture.looks.metrics[0].metric)
        let shown = unit.interval(
            decision.absolute, decimals: unit.decimals(Fixture.looks.metrics[0].comparisons))
        let lines = terminal(Fixture.looks)
        #expect(lines.contains("(" + shown + " at 97.5%)"))
    }

    @Test("a chart names the level of the intervals it draws")
    func drawnLevel() throws {
        #expect(terminal(Fixture.looks).contains("Intervals: 95%, read once"))
        #expect(terminal(Fixture.looks, .nl).contains("Onzekerheidsmarge: 95%, één keer lezen"))
        #expect(terminal(Fixture.harm).contains("Intervals: 95%, each difference by itself"))
        #expect(terminal(Fixture.winback).contains("Intervals: 95%\n"))
        for language in Language.allCases {
            let level = language == .en ? "95%, read once" : "95%, één keer lezen"
            let summary = SummaryRenderer.render(Fixture.looks, language: language)
            let html = try HTMLRenderer.render(Fixture.looks, language: language, command: "")
            #expect(summary.contains(level) && html.contains(level))
        }
    }

    @Test("an adjusted difference is never told as that of the levels beside it")
    func adjusted() {
        let english = text(Fixture.looks)
        #expect(
            english.contains(
                "Adjusted for what was known beforehand (months) the difference is"
                    + " +3.3 percentage points, or +4.0%; as counted it is"
                    + " +3.5 percentage points."))
        #expect(!english.contains("82.99% with control (not contacted). That is"))
        #expect(terminal(Fixture.looks).contains("adjusted difference +3.3 percentage points"))
    }

    @Test("a test that is over is not told to collect more data", arguments: Language.allCases)
    func over(_ language: Language) throws {
        var result = Fixture.looks
        result.monitoring?.look = Fixture.looksMonitoring.looks.count
        let more = language == .en ? "collect more data" : "verzamel eerst meer gegevens"
        let over = language == .en ? "The test is over" : "De test is afgelopen"
        #expect(text(Fixture.looks, language).contains(more))
        #expect(!text(result, language).contains(more) && text(result, language).contains(over))
        #expect(!text(result, language).contains(language == .en ? "cannot tell yet" : "nog niets"))
    }

    @Test("data up to the planned end are over too; before it they are not")
    func ended() throws {
        var result = Fixture.inconclusive
        #expect(!ReportBuilder(result: result, language: .en, command: "").isOver)
        result.asOf = result.plan.schedule?.end
        #expect(ReportBuilder(result: result, language: .en, command: "").isOver)
    }

    @Test("a quantile is called by its place")
    func quantile() {
        let builder = ReportBuilder(result: Fixture.looks, language: .nl, command: "")
        #expect(
            builder.name(Fixture.looks.metrics[3].metric) == "90e percentiel van Largest baskets")
        #expect(text(Fixture.looks).contains("Median of Days to first order"))
    }

    @Test("a metric that should fall and rose did worse; it brought in no less")
    func fell() {
        let dutch = text(Fixture.harm, .nl)
        #expect(dutch.contains("deed het slechter dan niet benaderen"))
        #expect(!dutch.contains("leverde minder op"))
    }

    @Test("a gate shows the verdict of its own variant first")
    func gate() {
        let gated = TerminalRenderer.render(
            Fixture.looks, language: .en, plot: false, gate: "letter")
        #expect(gated.contains("VERDICT  INCONCLUSIVE · Letter\n"))
        #expect(terminal(Fixture.looks).contains("VERDICT  FAIL\n"))
        let summary = SummaryRenderer.render(Fixture.looks, language: .en, gate: "letter")
        #expect(summary.contains("⏳ INCONCLUSIVE · Letter**"))
    }

    @Test("every reason to reject a row has words", arguments: RejectCode.allCases)
    func rejects(_ code: RejectCode) {
        for language in Language.allCases {
            let composer = Composer(language: language, plan: Fixture.winback.plan)
            for column in ["", "answer"] {
                let reason = RejectReason(
                    code: code.rawValue, column: column, rows: 40, firstRow: 1, firstValue: "11")
                let words = composer.format(.list([reason.text]), slot: "reasons", form: nil)
                #expect(!words.contains("⟦") && !words.contains("×") && !words.contains("|"))
                #expect(words.hasPrefix("40 ") && words.contains("(\(code.rawValue); "))
            }
        }
    }

    @Test("a rejected score is told with its column, first row and value")
    func score() {
        let reason = RejectReason(
            code: "not-a-score", column: "nps · q1", rows: 40, firstRow: 12_001, firstValue: "1'1")
        let composer = Composer(language: .en, plan: Fixture.winback.plan)
        #expect(
            composer.format(.list([reason.text, "odd"]), slot: "reasons", form: nil)
                == "40 answers in nps · q1 are no whole number from 0 to 10 (not-a-score; first:"
                + " row 12001, '1'1'); odd")
    }

    @Test("levels that differ are said to differ, and Dunnett's method is explained")
    func levels() throws {
        var result = Fixture.looks
        result.decision.correction = .dunnett
        #expect(text(result).contains("Dunnett's method**: Corrects for several variants"))
        #expect(!text(Fixture.looks).contains("Corrects for several variants"))
        result.metrics[0].comparisons[0].decisionInterval?.level = 0.972
        #expect(text(result).contains("The level differs per comparison."))
    }

    @Test("data of unknown age come with what to do")
    func age() {
        let composer = Composer(language: .en, plan: Fixture.winback.plan)
        #expect(
            composer.sentence(Remark("health.data-age.unknown", ["limit": .count(7)]))
                .contains("data.as_of"))
    }

    @Test("groups of clusters show how many they have", arguments: Language.allCases)
    func clusters(_ language: Language) {
        var metric = Fixture.looks.metrics[4]
        let builder = ReportBuilder(result: Fixture.looks, language: language, command: "")
        #expect(!builder.levelTable(metric).columns.map(\.title).contains("Clusters"))
        metric.arms[0].clusters = 42
        let table = builder.levelTable(metric)
        #expect(table.columns[2].title == "Clusters")
        #expect(
            table.rows[0][2].text == "42"
                && table.rows.allSatisfy { $0.count == table.columns.count })
    }
}
