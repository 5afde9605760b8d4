// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import Testing

@testable import Assignment

/// What the systems themselves publish, each with its NOTE.md in Golden.
@Suite struct PublishedVectorTests {
    @Test(
        .enabled(
            if: Vectors.sharedFolder != nil,
            "skipped: ../shared/vectors is not there, so only the committed vectors are tested"))
    func `all shared vectors are tested, not only the committed ones`() throws {
        let systems = try FileManager.default.contentsOfDirectory(
            atPath: Vectors.shared.folder.path
        ).filter { !$0.hasPrefix(".") }.sorted()
        #expect(
            systems == [
                "firebase", "growthbook", "launchdarkly", "optimizely", "planout", "posthog",
                "proctor", "statsig", "unleash",
            ])
    }

    @Test(arguments: Vectors.present)
    func `firebase: percent conditions hold for the ids that they hold for`(
        vectors: Vectors
    ) throws {
        let file = try vectors.read("firebase/percent-conditions.json")
        let lower = UInt64(try #require(file["lower"].int))
        let upper = UInt64(try #require(file["upper"].int))
        #expect(file["cases"].items.count == 11)
        for one in file["cases"].items {
            let draw = Firebase.draw(one[0].word, [lower + 1..<upper + 1])
            let step = draw.step(.split, of: one[1].word)
            #expect((step.owner == 0) == one[2].bool, "\(one[0].word) \(one[1].word.prefix(20))")
        }
    }

    @Test(arguments: Vectors.present)
    func `launchdarkly: buckets are the single-precision fractions`(vectors: Vectors) throws {
        let cases = try vectors.read("launchdarkly/launchdarkly-vectors.json")["cases"].items
        #expect(cases.count == 8)
        for one in cases {
            let salt =
                one["seed"].int.map(String.init) ?? "\(one["key"].word).\(one["salt"].word)"
            let steps = try draws(.launchDarkly, salt: salt).steps(of: one["value"].word)
            let step = try #require(steps.first)
            #expect(step.fraction.flatMap(Float.init) == one["bucket"].double.map { Float($0) })
        }
    }

    @Test(arguments: Vectors.present)
    func `optimizely: bucket values and range tables`(vectors: Vectors) throws {
        let file = try vectors.read("optimizely/optimizely-vectors.json")
        func split(_ salt: String, _ ends: [Int], of allocation: Int = 10_000) throws -> SystemSplit
        {
            let starts = [0] + ends
            return try draws(
                .optimizely, salt: salt, allocation: share(allocation, over: 10_000),
                weights: zip(starts, ends).map { try share($1 - $0, over: allocation) })
        }
        #expect(file["bucketValue"].items.count == 5)
        for one in file["bucketValue"].items {
            let step = try split(one[1].word, [10_000]).steps(of: one[0].word).first
            #expect(step?.bucket == one[2].int.map(Int64.init))
        }
        for (name, salt) in [("expToVariation", "experimentId"), ("groupToExp", "groupId")] {
            let table = file[name]
            let rows = table["trafficAllocation"].items
            let split = try split(table[salt].word, rows.compactMap { $0[1].int })
            #expect(table["cases"].items.count == 4)
            for one in table["cases"].items {
                let index = split.outcome(of: one[0].word).variantIndex
                #expect(index.map { rows[$0][0].word } == one[1].word)
            }
        }
        let rows = file["allocate"]["trafficAllocation"].items
        let open = try split("1", rows.compactMap { $0[1].int }, of: 6_000)
        #expect(file["allocate"]["cases"].items.count == 6)
        for one in file["allocate"]["cases"].items {
            let owner = open.split.owner(ofBucket: UInt64(try #require(one[0].int)))
            #expect(owner.map { rows[$0][0].word } == one[1].text)
        }
    }

    @Test(arguments: Vectors.present)
    func `posthog: a thousand rollouts and a thousand variants`(vectors: Vectors) throws {
        let file = try vectors.read("posthog/posthog-consistency.json")
        for name in ["simple", "multivariate"] {
            let flag = file[name]
            let rows = flag["variants"].items
            let weights = try rows.map { try share($0[1].int, over: 100) }
            let split = try draws(
                .postHog, salt: flag["key"].word,
                allocation: share(flag["rollout_percentage"].int, over: 100),
                weights: weights.isEmpty ? [.whole] : weights)
            #expect(flag["results"].items.count == 1_000)
            for (number, expected) in flag["results"].items.enumerated() {
                let index = split.outcome(of: "distinct_id_\(number)").variantIndex
                if rows.isEmpty {
                    #expect((index != nil) == expected.bool, "\(number)")
                } else {
                    #expect(index.map { rows[$0][0].word } == expected.text, "\(number)")
                }
            }
        }
    }

    @Test(arguments: Vectors.present)
    func `statsig: the first 64 bits of the digest`(vectors: Vectors) throws {
        let rows = try vectors.read("statsig/statsig-vectors.json")["evaluationHash"].items
        #expect(rows.count == 3)
        for row in rows {
            let number = Array(row[0].word.utf8).withUnsafeBytes {
                SystemHash.sha256First64.number(of: $0)
            }
            #expect(number == UInt64(row[1].word, radix: 16))
        }
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["EXPERIMENT_SLOW"] == "1",
            "skipped: 20 million ids take minutes in a debug build; EXPERIMENT_SLOW=1 runs them"),
        arguments: Vectors.present)
    func `proctor: counts and checksums over ten million ids`(vectors: Vectors) throws {
        let cases = try vectors.read("proctor/proctor-vectors.json")["cases"].items
        #expect(cases.count == 2)
        for one in cases {
            let sums = try proctorSums(one["salt_bytes"].word, upTo: 9_999_999)
            #expect(sums.counts == one["counts"].items.compactMap(\.int))
            #expect(sums.rolling == one["rolling"].items.compactMap { $0.int.map { Int32($0) } })
        }
    }

    /// The same sums over the first 100,000 ids, from Python's hashlib.
    @Test(arguments: [
        ("testName|testName", [49_746, 50_254], [-424_600_837, 835_880_605] as [Int32]),
        ("&testName", [50_264, 49_736], [-1_568_850_863, -1_767_307_787]),
    ])
    func `proctor: counts and checksums over a hundred thousand ids`(
        salt: String, counts: [Int], rolling: [Int32]
    ) throws {
        let sums = try proctorSums(salt, upTo: 100_000)
        #expect(sums.counts == counts)
        #expect(sums.rolling == rolling)
    }

    private func proctorSums(
        _ prefix: String, upTo last: Int32
    ) throws -> (counts: [Int], rolling: [Int32]) {
        let draw = Proctor.draw(prefix, lengths: [0.5, 0.5], isOpen: true)
        var counts = [0, 0]
        var rolling: [Int32] = [0, 0]
        for number in 1...last {
            var id = String(number)
            let owner = id.withUTF8 { draw.owner(of: UnsafeRawBufferPointer($0)) }
            let index = try #require(owner)
            counts[index] += 1
            rolling[index] = rolling[index] &* 31 &+ number
        }
        return (counts, rolling)
    }
}
