// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("The verdict's truth table")
struct TruthTableTests {
    /// One combination of what a decision looks at.
    struct Row: Hashable {
        var data: String
        var control: String
        var base: String
        var beat: [String]
        var guardrail: String
        var other: String
        var verdict: String
    }

    static func rows() throws -> [Row] {
        let url = try #require(
            Bundle.module.url(
                forResource: "truth-table", withExtension: "csv", subdirectory: "Fixtures"))
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { line in
                let part = line.split(separator: ",").map(String.init)
                try #require(part.count == 7)
                return Row(
                    data: part[0], control: part[1], base: part[2],
                    beat: part[3].split(separator: "+").map(String.init), guardrail: part[4],
                    other: part[5], verdict: part[6])
            }
    }

    /// The rule in its own words: the first that applies.
    ///
    /// A reference not asked to be beaten cannot hold a variant back, and can still show harm.
    static func oracle(_ row: Row) -> String {
        let positions = ["control": row.control, "base": row.base]
        if row.data == "invalid" { return "INVALID" }
        if positions.values.contains("below") { return "HARM" }
        var states = [row.guardrail, row.other]
        for reference in row.beat { states.append(positions[reference] == "win" ? "holds" : "not") }
        if states.contains("broken") { return "FAIL" }
        return states.allSatisfy { $0 == "holds" } ? "PASS" : "INCONCLUSIVE"
    }

    static func evidence(_ row: Row) throws -> DecisionEvidence {
        func reference(_ role: Role, _ word: String) throws -> DecisionEvidence.Reference {
            let positions: [String: BarPosition] = [
                "win": .above, "above": .above, "undecided": .undecided, "below": .below,
            ]
            return DecisionEvidence.Reference(
                role: role, mustBeat: row.beat.contains(role.rawValue), position: positions[word],
                isWin: word == "win", values: [:], reason: word == "unknown" ? .noEvents : nil)
        }
        func rule(_ id: String, _ word: String) throws -> RuleResult {
            RuleResult(id, try #require(RuleState(rawValue: word)), remark: Remark(id))
        }
        return DecisionEvidence(
            key: "test", isInvalid: row.data == "invalid",
            references: [try reference(.control, row.control), try reference(.base, row.base)],
            otherRules: [
                try rule("guardrail-revenue", row.guardrail), try rule("net-value", row.other),
            ], p: 0.01, adjustedP: 0.02, metric: "ordered")
    }

    @Test("holds every combination once")
    func complete() throws {
        let rows = try Self.rows()
        #expect(rows.count == 2 * 5 * 5 * 3 * 3 * 3)
        #expect(Set(rows).count == rows.count)
        #expect(Set(rows.map(\.verdict)) == Set(Verdict.allCases.map(\.rawValue)))
    }

    @Test("says what the rule says, in every row")
    func oracleAgrees() throws {
        for row in try Self.rows() { #expect(Self.oracle(row) == row.verdict, "\(row)") }
    }

    @Test("is what is decided, in every row")
    func decided() throws {
        for row in try Self.rows() {
            let decision = try Self.evidence(row).decide()
            #expect(decision.verdict.rawValue == row.verdict, "\(row)")
            #expect(decision.rules.count == row.beat.count + 2)
        }
    }

    @Test("a later step of Holm can be a win although the wider interval covers zero")
    func laterStep() {
        var reference = DecisionEvidence.Reference(
            role: .control, mustBeat: true, position: .undecided, isWin: true, values: [:])
        #expect(reference.state == .holds)
        reference.position = .below
        #expect(reference.state == .broken)
    }

    @Test("nothing asked is nothing shown: no rule at all is not a PASS")
    func noRules() {
        let evidence = DecisionEvidence(
            key: "test", isInvalid: false, references: [], otherRules: [], metric: "ordered")
        #expect(evidence.decide().verdict == .inconclusive)
    }

    @Test("the verdicts take precedence in the order of the rule")
    func precedence() {
        #expect(Verdict.allCases.sorted() == [.invalid, .harm, .fail, .inconclusive, .pass])
    }
}
