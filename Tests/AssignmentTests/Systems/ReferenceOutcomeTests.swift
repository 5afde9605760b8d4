// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@testable import Assignment

/// Outcomes of an implementation of each system that shares no code with ours.
@Suite struct ReferenceOutcomeTests {
    @Test func `a thousand ids get what each system gives them`() throws {
        let file = try Vectors.committed.read("systems/outcomes.json")
        let ids =
            (0..<700).map { "c\($0)" } + (0..<280).map { "user-\($0)@example.com" }
            + file["ids"].items.map(\.word)
        #expect(ids.count == 1_000)
        #expect(file["rows"].items.count == 15 * 6)
        for row in file["rows"].items {
            let algorithm = try AssignmentAlgorithm.named(row["algorithm"].word)
            let split = try draws(
                algorithm, salt: row["salt"].word, gateSalt: row["gate_salt"].text,
                allocation: share(row["allocation"].int, over: 100),
                weights: row["weights"].items.map { try share($0.int, over: 100) })
            let outcomes = ids.map { split.outcome(of: $0).variantIndex.map(String.init) ?? "-" }
            #expect(outcomes.joined() == row["outcomes"].text, "\(algorithm) \(row["weights"])")
        }
    }
}
