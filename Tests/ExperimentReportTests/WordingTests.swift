// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentReport
import Testing

@Suite("The report keeps to its wording rules")
struct WordingTests {
    private static let pairs = Fixture.all.flatMap { fixture in
        Language.allCases.map { (fixture.name, $0) }
    }

    private func document(_ name: String, _ language: Language) throws -> ReportDocument {
        let result = try #require(Fixture.all.first { $0.name == name }).result
        return ReportDocument(result, language: language, command: Fixture.command)
    }

    @Test("no claim that the data cannot carry", arguments: pairs)
    func forbidden(_ name: String, _ language: Language) throws {
        let result = try #require(Fixture.all.first { $0.name == name }).result
        let text = MarkdownRenderer.render(
            result, language: language, command: Fixture.command
        ).lowercased()
        for phrase in [
            "95% chance", "% chance", "no effect", "failed test", "significan", "by luck",
            "95% kans", "geen effect", "mislukte test", "lift", "uplift",
        ] {
            #expect(!text.contains(phrase), "\(phrase)")
        }
    }

    @Test("no Greek", arguments: pairs)
    func greek(_ name: String, _ language: Language) throws {
        let text = MarkdownRenderer.render(try document(name, language))
        #expect(!text.unicodeScalars.contains { (0x370...0x3FF).contains($0.value) })
    }

    @Test("no phrase is left unfilled or unknown", arguments: pairs)
    func filled(_ name: String, _ language: Language) throws {
        let text = MarkdownRenderer.render(try document(name, language))
        #expect(!text.contains("⟦"))
    }

    @Test("a difference names its reference and comes absolute and relative")
    func both() throws {
        let section = try #require(
            try document("winback", .en).sections.first { $0.id == "answer" })
        guard case .answers(let facts)? = section.blocks.first else {
            Issue.record("no answer")
            return
        }
        let sentences = facts[0].texts.map(\.plain)
        #expect(
            sentences == [
                "Ordered within 14 days: 3.72% with Personal offer, against 3.00% with control"
                    + " (not contacted). That is 0.72 percentage points more, or 24% more.",
                "Ordered within 14 days: 3.72% with Personal offer, against 3.40% with base"
                    + " (today's approach). That is 0.32 percentage points more, or 9.5% more.",
            ])
        #expect(
            facts[1].texts.first?.plain
                == "Personal offer vs control: about 323 extra customers (149 to"
                + " 489) in this group. After cost that is worth €4,722 (€400 to €8,817).")
    }

    @Test("harm stands in the first line")
    func harm() throws {
        let document = try document("harm", .en)
        #expect(document.verdict.word == "HARM")
        #expect(
            document.verdict.lines.first?.sentence
                == "Day 3 did worse than not contacting: No flow (control, not contacted) did"
                + " better on Cancelled within 90 days.")
        #expect(document.verdict.levelNote?.contains("97.5%") == true)
    }

    @Test("a failure says what it wins and what it breaks in one sentence")
    func fail() throws {
        var result = Fixture.winback
        result.decision.variants[0].verdict = .fail
        result.decision.variants[0].rules[4].state = .broken
        let document = ReportDocument(result, language: .en, command: "")
        #expect(
            document.verdict.lines.first?.sentence
                == "Personal offer does better than control (not contacted) and base (today's"
                + " approach), but it does not pay for itself.")
    }

    @Test("an undecided result says what remains possible")
    func inconclusive() throws {
        let line = try #require(try document("inconclusive", .en).verdict.lines.first)
        #expect(line.sentence.contains("we cannot tell yet"))
        #expect(line.details.first?.contains("remains possible") == true)
    }

    @Test("an unknown remark is shown as itself, not dropped")
    func unknown() {
        var result = Fixture.winback
        result.health[0].remark = Remark("health.srm.new-case", ["p": .pValue(0.5)])
        let text = MarkdownRenderer.render(result, language: .en, command: "")
        #expect(text.contains("health.srm.new-case") && text.contains("p: = 0.50"))
    }

    @Test("an invalid result is stamped on every section with numbers")
    func invalid() throws {
        let document = try document("invalid", .en)
        for id in ["answer", "primary", "value", "guardrails", "secondary", "segments", "decision"]
        {
            let section = try #require(document.sections.first { $0.id == id })
            #expect(section.stamp?.contains("Not reliable") == true)
        }
        #expect(document.verdict.lines.allSatisfy { $0.details.isEmpty })
    }

    @Test("sections stand in reading order")
    func order() throws {
        #expect(
            try document("winback", .nl).sections.map(\.id) == [
                "trust", "answer", "card", "groups", "primary", "value", "guardrails",
                "secondary", "segments", "decision", "method",
            ])
    }

    @Test("an interval that spares zero never prints zero at its end")
    func tellingEnds() throws {
        let text = MarkdownRenderer.render(try document("winback", .en))
        #expect(text.contains("+0.4% to +28.3%"))
    }
}

extension String {
    /// The text with ordinary spaces.
    var plain: String { replacing("\u{A0}", with: " ") }
}
