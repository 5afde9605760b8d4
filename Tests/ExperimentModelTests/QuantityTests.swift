// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@Suite("Quantities")
struct QuantityTests {
    @Test("a share is reduced to lowest terms")
    func share() throws {
        let share = try #require(Share(425, over: 1000))
        #expect(share.numerator == 17)
        #expect(share.denominator == 40)
        #expect(share == Share(17, over: 40))
        #expect(Share(0, over: 7) == Share(0, over: 1))
        #expect(Share.whole.fraction == 1)
    }

    @Test("a share needs a positive denominator and no negative numerator")
    func noShare() {
        #expect(Share(1, over: 0) == nil)
        #expect(Share(-1, over: 3) == nil)
        #expect(Share(1, over: -3) == nil)
    }

    @Test(
        "a day that is not in the calendar is none",
        arguments: [
            "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "1900-02-29", "0000-01-01",
            "2026-3-1", "26-03-01", "2026-03-01T00", "2026/03/01", "+026-03-01", "",
        ])
    func noDay(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test(
        "a day reads back as it was written", arguments: ["2024-02-29", "2000-02-29", "0999-12-31"])
    func day(_ text: String) throws {
        #expect(try #require(Day(text)).iso == text)
    }

    @Test("days are counted over leap years and centuries")
    func ordinals() throws {
        func day(_ text: String) throws -> Int { try #require(Day(text)).ordinal }
        #expect(try day("2024-03-01") - day("2024-02-28") == 2)
        #expect(try day("2026-03-01") - day("2026-02-28") == 1)
        #expect(try day("2100-03-01") - day("2100-02-28") == 1)
        #expect(try day("2026-01-01") - day("2025-01-01") == 365)
        #expect(try day("2001-01-01") - day("1601-01-01") == 146_097)
        #expect(try #require(Day("2026-01-31")) < #require(Day("2026-02-01")))
    }

    @Test("a bar keeps its unit when its sign turns")
    func bars() {
        #expect(Bar.points(0.002).negated == .points(-0.002))
        #expect(Bar.relative(-0.1).negated == .relative(0.1))
        #expect(Bar.amount(2, currency: "EUR").negated == .amount(-2, currency: "EUR"))
        #expect(Bar.amount(2, currency: nil).value == 2)
    }
}
