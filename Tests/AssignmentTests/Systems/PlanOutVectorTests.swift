// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@testable import Assignment

@Suite struct PlanOutVectorTests {
    /// The place of the choice that a unit gets; weights of the choices, equal when nil.
    private func choice(
        _ experiment: String, _ parameter: String, unit: String, of count: Int,
        weights: [Int]? = nil
    ) throws -> Int? {
        let weights = weights ?? Array(repeating: 1, count: count)
        let whole = weights.reduce(0, +)
        let plan = try SystemPlan(
            algorithm: .planOut, salt: "\(experiment).\(parameter)",
            weights: weights.map { try share($0, over: whole) })
        return try PlanOut.split(plan).outcome(of: unit).variantIndex
    }

    @Test(arguments: Vectors.present)
    func `uniform choices`(vectors: Vectors) throws {
        let rows = try vectors.read("planout/planout-vectors.json")["uniformChoice"].items
        #expect(rows.count == 6)
        for row in rows {
            let choices = row["choices"].items
            let chosen = try choice(
                row["experiment_salt"].word, row["salt"].word, unit: row["unit"].word,
                of: choices.count)
            let index = try #require(chosen)
            if let product = row["expect_times_group_size"].int {
                // The group size is a uniform choice between 1 and 10 of the same experiment.
                let groupChoice = try choice("foo", "group_size", unit: row["unit"].word, of: 2)
                let group = try #require(groupChoice)
                #expect((choices[index].int ?? 0) * [1, 10][group] == product)
            } else {
                #expect(choices[index].word == row["expect"].word)
            }
        }
    }

    @Test(arguments: Vectors.present)
    func `weighted choices`(vectors: Vectors) throws {
        let rows = try vectors.read("planout/planout-vectors.json")["weightedChoice"].items
        #expect(rows.count == 1)
        for row in rows {
            let choices = row["choices"].items
            let chosen = try choice(
                row["experiment_salt"].word, row["salt"].word, unit: row["unit"].word,
                of: choices.count, weights: row["weights"].items.compactMap(\.int))
            let index = try #require(chosen)
            #expect(choices[index].word == row["expect"].word)
        }
    }

    @Test(arguments: Vectors.present)
    func `an interpreted script: a trial, then two choices`(vectors: Vectors) throws {
        let rows = try vectors.read("planout/planout-vectors.json")["interpreter"].items
        #expect(rows.count == 1)
        for row in rows {
            let experiment = row["experiment_salt"].word
            let unit = row["userid"].word
            let probability = try #require(row["specific_goal_p"].double)
            let sizes = row["group_size_choices"].items.compactMap(\.int)
            let ratings = row["ratings_choices"].items.compactMap(\.int)
            let trial = try PlanOut.split(
                SystemPlan(
                    algorithm: .planOut, salt: "unused",
                    gateSalt: "\(experiment).specific_goal",
                    allocation: share(Int(probability * 100), over: 100),
                    weights: [.whole]))
            #expect(
                (trial.outcome(of: unit) == .variant(0))
                    == (row["expect"]["specific_goal"].int == 1))
            let sizeChoice = try choice(experiment, "group_size", unit: unit, of: sizes.count)
            let size = try #require(sizeChoice)
            let ratingChoice = try choice(
                experiment, "ratings_per_user_goal", unit: unit, of: ratings.count)
            let rating = try #require(ratingChoice)
            #expect(sizes[size] * ratings[rating] == row["expect"]["ratings_goal"].int)
        }
    }

    @Test(arguments: Vectors.present)
    func `the voting experiment`(vectors: Vectors) throws {
        let row = try vectors.read("planout/planout-vectors.json")["voting_experiment"][0]
        #expect(row["units"].items.count == 2)
        for unit in row["units"].items {
            let colour = try choice(
                row["experiment_salt"].word, "button_color", unit: unit.word, of: 2)
            // The example gives the text's draw the salt `x` of its own.
            let text = try choice(row["experiment_salt"].word, "x", unit: unit.word, of: 2)
            #expect(colour.map { ["ff0000", "00ff00"][$0] } == row["expect_button_color"].text)
            #expect(
                text.map { ["I'm voting", "I'm a voter"][$0] } == row["expect_button_text"].text)
        }
    }

    @Test func `an id beyond ASCII is refused`() throws {
        let split = try draws(.planOut, salt: "e.p")
        #expect(split.outcome(of: "zażółć") == .refused(.notASCII))
        #expect(UnitID.Invalid.notASCII.rawValue == "id-not-ascii")
        #expect(split.steps(of: "zażółć").isEmpty)
        #expect(split.outcome(of: "42") == .variant(0))
    }
}
