// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference
import Testing

@testable import ExperimentReport

@Suite("Money is called what the plan lets it be called")
struct ValueWordingTests {
    /// Revenue per customer as the value metric, without costs.
    private func result(margin: Double, low: Double = 9_250) -> AnalysisResult {
        var result = Fixture.winback
        for index in result.plan.variants.indices { result.plan.variants[index].cost = nil }
        result.plan.value = ValueRule(metric: "revenue", margin: margin, currency: "EUR")
        for index in result.values.indices {
            result.values[index].cost = 0
            result.values[index].breakEvenEffect = nil
            let extra = Fixture.effect(20_056, low, 30_293)
            result.values[index].incremental = extra
            result.values[index].incrementalRevenue = extra
            result.values[index].incrementalMargin = Fixture.effect(
                20_056 * margin, low * margin, 30_293 * margin)
            result.values[index].net = result.values[index].incrementalMargin
        }
        return result
    }

    private func worth(_ result: AnalysisResult, _ language: Language = .en) throws -> String {
        let builder = ReportBuilder(result: result, language: language, command: "")
        let value = try #require(builder.answeringValues().first)
        return builder.worthSentence(value).plain
    }

    @Test("revenue, where the plan states no costs or margin")
    func revenue() throws {
        #expect(
            try worth(result(margin: 1))
                == "Personal offer vs control (not contacted): brought in €20,056 more revenue"
                + " (€9,250 to €30,293); the plan states no costs or margin.")
        let text = MarkdownRenderer.render(result(margin: 1), language: .en, command: "")
        for word in ["After cost", "after cost", "Net value", "net value", "Extra margin"] {
            #expect(!text.contains(word), "\(word)")
        }
        #expect(text.contains("The plan states no costs.") && text.contains("Was lost") == false)
    }

    @Test("extra margin, where the plan states a margin and no costs")
    func margin() throws {
        #expect(
            try worth(result(margin: 0.5)).contains(
                "brought in €10,028 extra margin (€4,625 to €15,147); the plan states no costs."))
        let text = MarkdownRenderer.render(result(margin: 0.5), language: .en, command: "")
        #expect(text.contains("Extra margin") && !text.contains("Net value"))
    }

    @Test("what remains possible, where the interval holds zero")
    func open() throws {
        #expect(
            try worth(result(margin: 1, low: -2_000)).contains(
                "the estimate is €20,056 of revenue; −€2,000 to €30,293 remains possible."))
    }

    @Test("a loss, where nothing but less is possible")
    func loss() throws {
        var lost = Fixture.winback
        lost.values[0].net = Fixture.effect(-2_854, -3_523, -2_060)
        #expect(
            try worth(lost, .nl).hasSuffix(
                "Na aftrek van kosten kostte dat € 2.854 (€ 2.060 tot € 3.523)."))
    }

    @Test("the value section says that amounts are cut")
    func capped() {
        let text = MarkdownRenderer.render(result(margin: 1), language: .en, command: "")
        #expect(text.contains("Revenue, amounts cut at €2,500"))
    }
}

@Suite("The report says no more than the plan and the test allow")
struct ClaimTests {
    private func text(_ result: AnalysisResult, _ language: Language = .en) -> String {
        MarkdownRenderer.render(result, language: language, command: "").plain
    }

    @Test("fixed beforehand is said of a locked plan alone", arguments: Language.allCases)
    func locked(_ language: Language) {
        var result = Fixture.winback
        let words = language == .en ? "set before the start" : "vooraf bepaald"
        #expect(!text(result, language).contains(words))
        result.stamp.locked = true
        #expect(text(result, language).contains(words))
    }

    @Test("several winners are one choice")
    func winners() {
        var result = Fixture.harm
        result.decision.variants[0].verdict = .pass
        let text = text(result)
        #expect(text.contains("Day 3 and Day 10 all pass. Choose one; they were not compared"))
        #expect(!text.contains("Roll out"))
    }

    @Test("an effect in the wrong direction has its two-sided p or none")
    func wrongWay() {
        #expect(
            text(Fixture.harm).contains(
                "the effect is not in the intended direction (two-sided p &lt; 0.0001)."))
        #expect(!text(Fixture.harm).contains("p = 1.00"))
    }

    @Test("a resampled p at its floor is a bound, corrected too")
    func floor() {
        var result = Fixture.harm
        for index in result.metrics[0].comparisons.indices {
            result.metrics[0].comparisons[index].method = "permutation"
        }
        result.decision.variants[1].p = 0.0002
        result.decision.variants[1].adjustedP = 0.0004
        #expect(
            text(result).contains(
                "p &lt; 0.0002, corrected for the number of variants &lt; 0.0004."))
    }

    @Test("decision intervals say their level, also where it differs")
    func levels() {
        var result = Fixture.harm
        result.metrics[0].comparisons[1].decisionInterval?.level = 0.95
        let text = text(result)
        #expect(text.contains("These are decision intervals at 95% and 97.5%, because 2 variants"))
        #expect(text.contains("−2.6 to −0.2 at 95% |"))
    }

    @Test("counts are called trials")
    func trials() {
        var result = Fixture.winback
        result.plan.data = DataSource(kind: .counts)
        #expect(text(result).contains("| Trials |"))
        #expect(text(result).contains("the intervals are too narrow."))
        #expect(text(result, .nl).contains("| Waarnemingen |"))
    }

    @Test("segments with doubtful intervals say so, and a blank level has a name")
    func segments() {
        var result = Fixture.winback
        result.segments[0].levels[0].label = ""
        result.segments[0].levels[0].comparisons[0].method = "welch"
        result.segments[0].levels[0].comparisons[0].guardStatus = "unsafe"
        let text = text(result)
        #expect(text.contains("| (empty) |"))
        #expect(text.contains("The row for everyone used another method: Score"))
    }

    @Test("approximate is not the same as undecidable")
    func guards() {
        var result = Fixture.winback
        result.metrics[2].comparisons[0].guardStatus = "caution"
        result.metrics[2].comparisons[1].guardStatus = "unknown"
        let text = text(result)
        #expect(text.contains("vs control: read as approximate"))
        #expect(text.contains("do not decide on it, because the method could not be checked."))
    }

    @Test("one row is said of one row")
    func duplicates() {
        let composer = Composer(language: .en, plan: Fixture.winbackPlan)
        func said(_ ids: Int, _ rows: Int) -> String {
            composer.say(
                "health.duplicate-ids.found", ["ids": .count(ids), "rows": .count(rows)])
        }
        #expect(said(19, 19) == "19 customers appear more than once; 19 extra rows were left out.")
        #expect(said(1, 1) == "1 customer appears more than once; 1 extra row was left out.")
    }

    @Test("a reference is described once in a section")
    func mentions() throws {
        let document = ReportDocument(Fixture.winback, language: .nl, command: "")
        let section = try #require(document.sections.first { $0.id == "primary" })
        let described = "de controlegroep (niet benaderd)"
        guard case .table(let table)? = section.blocks.first(where: { $0.isTable }) else {
            Issue.record("no table")
            return
        }
        #expect(table.rows[0][0].text == "Personal offer tegenover de controlegroep")
        guard case .forest(let plot)? = section.blocks.first(where: { $0.isForest }) else {
            Issue.record("no plot")
            return
        }
        #expect(plot.rows[0].sublabel == "tegenover \(described)")
        #expect(plot.rows[2].sublabel == "tegenover de controlegroep")
    }
}

extension ReportBlock {
    fileprivate var isTable: Bool { if case .table = self { true } else { false } }
    fileprivate var isForest: Bool { if case .forest = self { true } else { false } }
}

@Suite("Hidden characters are shown by every renderer")
struct VisibleTests {
    @Test("also in names", arguments: Language.allCases)
    func everywhere(_ language: Language) throws {
        var result = Fixture.hostile
        let bad = "a\u{1B}[31mb\u{202E}c\u{200B}d\u{0}"
        result.plan.key = bad
        result.plan.name = bad
        result.plan.owner = bad
        result.plan.variants[2].name = bad
        result.plan.metrics.definitions[0].name = bad
        result.metrics[0].metric.name = bad
        result.segments[0].name = bad
        result.segments[0].levels[0].label = bad
        result.inputs[0].name = bad
        let texts = [
            MarkdownRenderer.render(result, language: language, command: bad),
            try HTMLRenderer.render(result, language: language, command: bad),
            TerminalRenderer.render(result, language: language),
            SummaryRenderer.render(result, language: language),
            ResultJSON.render(result), JUnitRenderer.render(result),
        ]
        for text in texts {
            let lines = text.split(separator: "\n")
            #expect(lines.allSatisfy { Visible.text(String($0)) == String($0) })
        }
    }
}
