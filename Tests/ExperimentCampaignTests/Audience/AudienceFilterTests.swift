// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Testing

@Suite("The rules of an audience together")
struct AudienceFilterTests {
    private func filter(_ include: [String], _ exclude: [String]) throws -> AudienceFilter {
        func rules(_ texts: [String]) throws -> [AudienceExpression] {
            try texts.map { try #require(AudienceExpression.parse($0).expression) }
        }
        return try AudienceFilter(
            include: rules(include), exclude: rules(exclude), header: ["a", "b", "c"])
    }

    @Test("let through who meets every where and no exclude")
    func selected() throws {
        let filter = try filter(["a >= 1", "b = true"], ["c = \"x\""])
        #expect(filter.decide(["a": "1", "b": "ja", "c": "y"]) == .selected)
        #expect(filter.decide(["a": "0", "b": "nee", "c": "x"]) == .notInAudience(rule: 0))
        #expect(filter.decide(["a": "1", "b": "nee", "c": "x"]) == .notInAudience(rule: 1))
        #expect(filter.decide(["a": "1", "b": "1", "c": "x"]) == .excluded(rule: 0))
    }

    @Test("neither select nor exclude by a rule without an answer")
    func unknown() throws {
        let filter = try filter(["a >= 1", "b = true"], ["c = \"x\""])
        #expect(filter.decide(["a": "1", "b": "1"]) == .selected)
        #expect(filter.decide(["a": "1", "c": "y"]) == .unknown(rule: 1))
        #expect(filter.decide([:]) == .unknown(rule: 0))
    }

    @Test("give the answer that is certain first, then what cannot be read, then what is unknown")
    func order() throws {
        let filter = try filter(["a >= 1", "b = true"], ["c > 5"])
        #expect(filter.decide(["a": "x", "b": "nee", "c": "9"]) == .notInAudience(rule: 1))
        #expect(filter.decide(["a": "x", "b": "", "c": "9"]) == .excluded(rule: 0))
        #expect(
            filter.decide(["a": "", "b": "?", "c": ""])
                == .unreadable(column: 1, rule: 1, isExclude: false))
        #expect(
            filter.decide(["a": "1", "b": "1", "c": "?"])
                == .unreadable(column: 2, rule: 0, isExclude: true))
        #expect(try self.filter([], []).decide([:]) == .selected)
    }

    @Test("name the missing columns of all of them, each with its place in the plan")
    func missing() throws {
        let error = #expect(throws: DiagnosticsError.self) {
            try filter(["a = 1", "x = 1"], ["y = 1", "c = 1"])
        }
        #expect(
            error?.diagnostics.map { $0.place?.keyPath } == [
                "audience.where[1]", "audience.exclude[0]",
            ])
    }
}
