// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Testing

@testable import ExperimentReport

@Suite("Numbers are written as the language writes them")
struct NumberStyleTests {
    private let en = NumberStyle(language: .en)
    private let nl = NumberStyle(language: .nl)

    @Test("percentages")
    func percentages() {
        #expect(en.percent(0.037229, decimals: 2) == "3.72%")
        #expect(nl.percent(0.037229, decimals: 2) == "3,72%")
        #expect(en.percent(-0.0012, decimals: 1, sign: .always) == "−0.1%")
        #expect(en.percent(-0.0000001, decimals: 1, sign: .always).withPlainSpaces == "> −0.1%")
        #expect(en.percent(0.0000001, decimals: 1).withPlainSpaces == "< 0.1%")
        #expect(en.percent(1e-17, decimals: 1) == "0.0%")
        #expect(en.percent(0, decimals: 1, sign: .always) == "0.0%")
        #expect(en.share(0.00012) == "0.012%")
    }

    @Test("money")
    func money() {
        #expect(en.money(4_722, "EUR") == "€4,722")
        #expect(nl.money(4_722, "EUR") == "€\u{A0}4.722")
        #expect(nl.money(-4_722.4, "EUR") == "−€\u{A0}4.722")
        #expect(en.money(0.04, "EUR") == "€0.04")
        #expect(
            en.money(1_250.5, "SEK") == "SEK\u{A0}1,250"
                || en.money(1_250.5, "SEK") == "SEK\u{A0}1,251")
        #expect(en.money(.infinity, "EUR") == "∞")
        #expect(nl.money(0.3, "EUR", decimals: 0).withPlainSpaces == "< € 1")
        #expect(nl.money(-0.3, "EUR", decimals: 0).withPlainSpaces == "> −€ 1")
    }

    @Test("days")
    func days() throws {
        let day = try #require(Day(year: 2026, month: 3, day: 2))
        #expect(en.day(day).withPlainSpaces == "2 March 2026")
        #expect(nl.day(day).withPlainSpaces == "2 maart 2026")
    }

    @Test(
        "p-values",
        arguments: zip(
            [0.5, 0.044, 0.0004, 1e-9, 0], ["0.50", "0.044", "0.0004", "< 0.0001", "< 0.0001"]))
    func pValues(_ p: Double, _ text: String) {
        #expect(en.pValue(p) == text)
    }

    @Test("a permutation p at its floor is a bound")
    func floor() {
        #expect(en.pValue(0.0002, floor: 0.0002) == "< 0.0002")
        #expect(nl.pValue(0.0002, floor: 0.0002) == "< 0,0002")
    }

    @Test("percentage points in a sentence")
    func points() {
        let composer = { Composer(language: $0, plan: Fixture.winbackPlan) }
        let english = composer(Language.en).format(.points(0.0072), slot: "estimate", form: nil)
        #expect(english.withPlainSpaces == "+0.72 percentage points")
        let dutch = composer(Language.nl).format(.points(0.0072), slot: "margin", form: "size")
        #expect(dutch.withPlainSpaces == "0,72 procentpunt")
    }

    @Test("JSON numbers have 12 significant digits and no negative zero")
    func significant() {
        #expect(Decimal.significant(1.0 / 3, 12) == "0.333333333333")
        #expect(Decimal.significant(-0.0, 12) == "0")
        #expect(Decimal.significant(1e-300, 12) == "1e-300")
    }
}
