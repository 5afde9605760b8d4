// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import ExperimentReport
import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("The report on what a test can find")
struct PowerRendererTests {
    private static let pairs = PowerFixture.all.flatMap { fixture in
        Language.allCases.map { (fixture.name, $0) }
    }

    private func report(_ name: String) throws -> PowerReport {
        try #require(PowerFixture.all.first { $0.name == name }?.report)
    }

    @Test("gives the committed text", arguments: pairs)
    func snapshots(_ name: String, _ language: Language) throws {
        let report = try report(name)
        let base = "\(name).\(language.rawValue)"
        try expectSnapshot(
            PowerRenderer.terminal(report, language: language),
            at: Fixture.snapshot(base + ".terminal.txt"))
        try expectSnapshot(
            PowerRenderer.markdown(report, language: language, version: "0.1.0"),
            at: Fixture.snapshot(base + ".md"))
        try expectSnapshot(
            try PowerRenderer.html(report, language: language, version: "0.1.0"),
            at: Fixture.snapshot(base + ".html"))
    }

    @Test("gives the committed JSON", arguments: PowerFixture.all.map(\.name))
    func machines(_ name: String) throws {
        try expectSnapshot(
            PowerJSON.render(try report(name)), at: Fixture.snapshot(name + ".json"))
    }

    @Test("shows the table of the teaching example under its headings")
    func teachingTable() throws {
        let text = PowerRenderer.terminal(try report("power-teaching"), language: .en)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let first = try #require(lines.firstIndex { $0.hasPrefix("Control group") })
        #expect(
            lines[first..<(first + 7)].map(String.init) == [
                "Control group  smallest uplift you can detect vs control  price of control*",
                "   2% (2,000)  1.09 pt   (36%)                                    12 orders",
                "   5% (5,000)  0.71 pt   (24%)                                    30 orders",
                " 10% (10,000)  0.53 pt   (18%)   <- your plan                     60 orders",
                " 20% (20,000)  0.41 pt   (14%)                                   120 orders",
                " test vs base  0.34 pt   (10%, if base does 3.4%)",
                "* orders given up if contacting really adds 0.60 pt",
            ])
        #expect(
            text.replacing("\n  ", with: " ").contains(
                "vs control: The goal (+20% = 0.60 pt) is detectable with this plan. Earliest"
                    + " reliable readout: 2026-04-13."), "\(text)")
    }

    @Test("fits 80 columns and leaves no phrase unfilled", arguments: pairs)
    func tidy(_ name: String, _ language: Language) throws {
        let report = try report(name)
        let text = PowerRenderer.terminal(report, language: language)
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let all = text + PowerRenderer.markdown(report, language: language, version: "0.1.0")
        #expect(!all.contains("⟦"))
        for word in ["MDE", " power ", "significan", "alpha"] {
            #expect(!all.contains(word), "\(word)")
        }
    }

    @Test("is well-formed and loads nothing; the plot has a title and a text", arguments: pairs)
    func page(_ name: String, _ language: Language) throws {
        let html = try PowerRenderer.html(
            try report(name), language: language, version: "0.1.0")
        let parser = XMLParser(data: Data(html.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        for sign in ["<script", "<link", "<img", "src=\"", "href=", "url(", "@import"] {
            #expect(!html.contains(sign), "\(sign)")
        }
        #expect(html.contains("<desc id=\"plot-1-wide-text\">"))
        #expect(html.contains("class=\"curve\""))
    }

    @Test("says against whom the chance of the goal is meant")
    func against() throws {
        func text(_ name: String, _ language: Language) throws -> String {
            PowerRenderer.terminal(try report(name), language: language)
                .replacing("\n", with: " ")
        }
        #expect(try text("power-teaching", .en).contains("both beaten in 3 of 10 tests."))
        #expect(try text("power-teaching", .nl).contains("in 3 van de 10 tests."))
        #expect(
            try text("power-teaching", .en).contains(
                "is too small for this plan to beat both control and base. That needs"))
        #expect(try text("power-teaching", .en).contains("What is left of the goal (0.20 pt)"))
        #expect(try text("power-small", .en).contains("What the base brings is not known."))
        #expect(try text("power-small", .nl).contains("Wat de basis oplevert is niet bekend."))
    }

    @Test("says which rules of the decision its chances do not cover")
    func uncovered() throws {
        var report = try report("power-teaching")
        #expect(!PowerRenderer.terminal(report, language: .en).contains("They do not cover"))
        report.plan.decision.minimumUplift = .init(
            metric: "ordered", versus: .control, value: .points(0.002))
        report.plan.decision.netValuePositive = true
        let text = PowerRenderer.terminal(report, language: .en).replacing("\n", with: " ")
        #expect(
            text.contains(
                "These chances are about beating the control and the base. They do not cover the"
                    + " minimum uplift and a net value above zero, which the plan asks for too."),
            "\(text)")
        let dutch = PowerRenderer.terminal(report, language: .nl).replacing("\n", with: " ")
        #expect(dutch.contains("Ze gaan niet over de kleinste stijging die moet en"), "\(dutch)")
    }

    @Test("says the verdict first and the doubts last")
    func order() throws {
        let document = ReportDocument(
            try report("power-small"), language: .en, version: "0.1.0")
        #expect(document.verdict.word == "TOO SMALL")
        #expect(document.sections.map(\.id).first == "power-answer")
        #expect(document.sections.map(\.id).last == "power-doubts")
        #expect(document.verdict.lines.first?.sentence.contains("times more customers") == true)
    }
}
