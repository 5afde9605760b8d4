// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@testable import Assignment

@Suite struct GrowthBookVectorTests {
    /// What the SDK hashes an id to.
    private func number(_ seed: String, _ id: String, version: Int) -> Double? {
        guard [1, 2].contains(version) else { return nil }
        let draw = GrowthBook.draw(version: version, seed: seed, weights: [1], coverage: 1)
        return draw.step(.split, of: id).fraction.flatMap(Double.init)
    }

    @Test(arguments: Vectors.present) func hashes(vectors: Vectors) throws {
        let rows = try vectors.read("growthbook/cases.json")["hash"].items
        #expect(rows.count == 15)
        for row in rows {
            let version = try #require(row[2].int)
            #expect(number(row[0].word, row[1].word, version: version) == row[3].double)
        }
    }

    @Test(arguments: Vectors.present)
    func `bucket ranges`(vectors: Vectors) throws {
        let rows = try vectors.read("growthbook/cases.json")["getBucketRange"].items
        #expect(rows.count == 13)
        for row in rows {
            let edges = edges(
                count: try #require(row[1][0].int), coverage: row[1][1].double ?? 1,
                weights: row[1][2].isNil ? nil : row[1][2].items.compactMap(\.double))
            #expect(edges.count == row[2].items.count)
            for (edge, expected) in zip(edges, row[2].items) {
                // The published cases are compared after rounding to six decimals.
                #expect(abs(edge.start - (expected[0].double ?? -1)) < 5e-7, "\(row[0].word)")
                #expect(abs(edge.end - (expected[1].double ?? -1)) < 5e-7, "\(row[0].word)")
            }
        }
    }

    @Test(arguments: Vectors.present)
    func `a number is in the first range that holds it`(vectors: Vectors) throws {
        let rows = try vectors.read("growthbook/cases.json")["chooseVariation"].items
        #expect(rows.count == 13)
        for row in rows {
            let draw = SystemDraw(
                before: "", hash: .fnv1a, bucketing: .whole, boundary: .lower,
                ranges: row[2].items.map { bucket($0[0])..<bucket($0[1]) })
            #expect(draw.owner(ofBucket: bucket(row[1])) ?? -1 == row[3].int, "\(row[0].word)")
        }
    }

    @Test(arguments: Vectors.present) func namespaces(vectors: Vectors) throws {
        let rows = try vectors.read("growthbook/cases.json")["inNamespace"].items
        #expect(rows.count == 16)
        for row in rows { #expect(isIn(row[2], id: row[1].word) == row[3].bool, "\(row[0].word)") }
    }

    @Test(arguments: Vectors.present)
    func `experiments that are decided by a draw`(vectors: Vectors) throws {
        let rows = try vectors.read("growthbook/cases.json")["run"].items
        var decided = 0
        for row in rows {
            let context = row[1]
            let experiment = row[2]
            // Forced variations, switches, addresses and conditions are no draws.
            guard context.keys.allSatisfy({ $0 == "attributes" }),
                ["force", "active", "condition", "parentConditions"]
                    .allSatisfy({ experiment[$0].isNil })
            else { continue }
            let id = context["attributes"][experiment["hashAttribute"].text ?? "id"].word
            guard !id.isEmpty, experiment["variations"].items.count > 1 else { continue }
            decided += 1
            let index = variation(experiment, id: id, attributes: context["attributes"])
            #expect((index != nil) == row[4].bool, "\(row[0].word)")
            let value = experiment["variations"][index ?? 0].value as? AnyHashable
            #expect(value == row[3].value as? AnyHashable, "\(row[0].word)")
        }
        #expect(decided == 51)
    }

    private func variation(_ experiment: Node, id: String, attributes: Node) -> Int? {
        for filter in experiment["filters"].items {
            let attribute = filter["attribute"].text ?? "id"
            let n =
                number(
                    filter["seed"].word, attributes[attribute].word,
                    version: filter["hashVersion"].int ?? 2) ?? -1
            guard
                filter["ranges"].items.contains(where: {
                    ($0[0].double ?? 2) <= n && n < ($0[1].double ?? -1)
                })
            else { return nil }
        }
        if experiment["filters"].isNil, !experiment["namespace"].isNil,
            !isIn(experiment["namespace"], id: id)
        {
            return nil
        }
        let seed = experiment["seed"].text ?? experiment["key"].word
        let version = experiment["hashVersion"].int ?? 1
        if !experiment["ranges"].isNil {
            let n = number(seed, id, version: version) ?? -1
            return experiment["ranges"].items.firstIndex {
                ($0[0].double ?? 2) <= n && n < ($0[1].double ?? -1)
            }
        }
        let count = experiment["variations"].items.count
        let weights = experiment["weights"].items.compactMap(\.double)
        let draw = GrowthBook.draw(
            version: version, seed: seed,
            weights: weights.isEmpty ? Array(repeating: 1 / Double(count), count: count) : weights,
            coverage: experiment["coverage"].double ?? 1)
        return draw.step(.split, of: id).owner
    }

    private func isIn(_ namespace: Node, id: String) -> Bool {
        guard let n = number("__" + namespace[0].word, id, version: 1) else { return false }
        return (namespace[1].double ?? 2) <= n && n < (namespace[2].double ?? -1)
    }

    private func bucket(_ number: Node) -> UInt64 {
        UInt64(((number.double ?? 0) * 1_000).rounded())
    }

    /// The edges after the SDK's own mending of weights and coverage, which a plan cannot need.
    private func edges(
        count: Int, coverage: Double, weights: [Double]?
    ) -> [(start: Double, end: Double)] {
        let even = Array(repeating: 1 / Double(count), count: count)
        var weights = weights ?? even
        if weights.count != count || !(0.99...1.01).contains(weights.reduce(0, +)) {
            weights = even
        }
        return GrowthBook.edges(weights: weights, coverage: min(1, max(0, coverage)))
    }
}
