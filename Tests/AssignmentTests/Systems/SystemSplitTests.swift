// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@testable import Assignment

@Suite struct SystemSplitTests {
    private static let half = Share(1, over: 2) ?? .whole
    private static let foreign = AssignmentAlgorithm.allCases.filter(\.isForeign)

    private func split(
        _ algorithm: AssignmentAlgorithm, salt: String = "42", gateSalt: String? = nil,
        allocation: Share = .whole, percents: [Int] = [20, 30, 50]
    ) throws -> SystemSplit {
        try draws(
            algorithm, salt: salt, gateSalt: gateSalt, allocation: allocation,
            weights: percents.map { try share($0, over: 100) })
    }

    /// The salt of the gate, for the systems that need one.
    private func gateSalt(_ algorithm: AssignmentAlgorithm) -> String? {
        [.eppo, .planOut, .statsig, .splitIO, .flagsmith].contains(algorithm) ? "43" : nil
    }

    @Test(arguments: foreign)
    func `shares come out as planned, with everybody and with half`(
        algorithm: AssignmentAlgorithm
    ) throws {
        let count = 20_000
        for allocation in [Share.whole, Self.half] {
            let split = try split(
                algorithm, gateSalt: gateSalt(algorithm), allocation: allocation)
            var counts = [0, 0, 0]
            for number in 0..<count {
                if let index = split.outcome(of: "user-\(number)").variantIndex {
                    counts[index] += 1
                }
            }
            for (seen, weight) in zip(counts, [0.2, 0.3, 0.5]) {
                let planned = weight * allocation.fraction
                let deviation = (planned * (1 - planned) * Double(count)).squareRoot()
                #expect(abs(Double(seen) - planned * Double(count)) < 5 * deviation)
            }
        }
    }

    @Test(arguments: foreign)
    func `letting in more people moves nobody, except where variants lie side by side`(
        algorithm: AssignmentAlgorithm
    ) throws {
        // One draw without gaps: the ends move with the allocation, as in these systems.
        let moving: Set<AssignmentAlgorithm> = [
            .optimizely, .firebase, .flagd, .launchDarkly, .proctor,
        ]
        let some = try split(algorithm, gateSalt: gateSalt(algorithm), allocation: Self.half)
        let all = try split(algorithm, gateSalt: gateSalt(algorithm))
        let moved = (0..<5_000).count { number in
            let before = some.outcome(of: "c\(number)").variantIndex
            return before != nil && before != all.outcome(of: "c\(number)").variantIndex
        }
        #expect((moved > 0) == moving.contains(algorithm))
    }

    @Test(arguments: foreign)
    func `the steps lead to the outcome`(algorithm: AssignmentAlgorithm) throws {
        let split = try split(algorithm, gateSalt: gateSalt(algorithm), allocation: Self.half)
        for number in 0..<200 {
            let steps = split.steps(of: "c\(number)")
            let isLetIn = steps.first { $0.kind == .gate }.map { $0.owner != nil } ?? true
            let owner = steps.last?.owner
            #expect(split.outcome(of: "c\(number)").variantIndex == (isLetIn ? owner : nil))
            #expect(steps.allSatisfy { $0.hashed.contains("c\(number)") })
            #expect(steps.last?.ranges.count == 3)
        }
    }

    @Test(arguments: foreign)
    func `an id that is nobody's is not drawn`(algorithm: AssignmentAlgorithm) throws {
        let split = try split(algorithm)
        #expect(split.outcome(of: "") == .refused(.empty))
        #expect(split.outcome(of: "NULL") == .refused(.placeholder))
    }

    @Test func `a step is written as the system counts`() throws {
        let eppo = try split(.eppo, salt: "split-flag", percents: [50, 50]).steps(of: "alice")
        #expect(eppo.map(\.hashed) == ["split-flag-alice"])
        #expect(eppo[0].ranges == ["[0, 5000)", "[5000, 10000)"])
        let unleash = try split(
            .unleash, salt: "AB12A", allocation: Self.half, percents: [50, 50]
        ).steps(of: "122")
        #expect(unleash.map(\.kind) == [.gate, .split])
        #expect(unleash[0].ranges == ["(0, 50]"])
        #expect(unleash[0].comparison == "0 < \(unleash[0].bucket) <= 50")
        let proctor = try split(.proctor, salt: "button/button", percents: [50, 50])
            .steps(of: "122")
        #expect(proctor[0].hashed == "button|button122")
        #expect(proctor[0].ranges == ["(-2147483649, 0]", "(0, 2147483647]"])
    }

    @Test(arguments: [
        AssignmentAlgorithm.unleash, .splitIO, .eppo, .optimizely, .statsig, .launchDarkly,
        .firebase,
    ])
    func `thirds are refused where a system counts in whole parts`(
        algorithm: AssignmentAlgorithm
    ) throws {
        let thirds = try [1, 2].map { try share($0, over: 3) }
        let error = #expect(throws: AssignmentError.self) {
            try SystemSplit(algorithm, salt: Salt("42"), weights: thirds)
        }
        let diagnostic = try #require(error?.diagnostic)
        #expect(diagnostic.id == "share-not-representable")
        #expect(diagnostic.fix?.contains(algorithm.facts.shares) == true)
    }

    @Test func `a gate in part percents is refused by Unleash in words`() throws {
        let error = #expect(throws: AssignmentError.self) {
            try SystemSplit(
                .unleash, salt: Salt("f"), allocation: share(125, over: 1_000),
                weights: [.whole])
        }
        #expect(
            error?.diagnostic.rendered() == """
                error[share-not-representable]: `unleash-murmur3/1` cannot have the share 1/8
                  why: Unleash divides into 100 parts, and the share is no whole number of them: \
                rounding would give some customers another variant
                  fix: write the shares as Unleash has them: variants in whole 1,000ths, the rollout \
                in whole percents
                """)
    }

    @Test(arguments: foreign)
    func `a gate salt is asked for or refused as the system works`(
        algorithm: AssignmentAlgorithm
    ) throws {
        if gateSalt(algorithm) != nil {
            #expect(throws: AssignmentError.gateSaltMissing(algorithm: algorithm)) {
                try split(algorithm, allocation: Self.half)
            }
        } else if [.unleash, .firebase, .flagd].contains(algorithm) {
            let own = try split(algorithm, gateSalt: "other", allocation: Self.half)
            #expect(own.steps(of: "c1").first?.hashed.contains("other") == true)
        } else {
            #expect(throws: AssignmentError.gateSaltUnused(algorithm: algorithm)) {
                try split(algorithm, gateSalt: "other", allocation: Self.half)
            }
        }
    }

    @Test(arguments: ["", "flag", "2147483648", "007", "1.5", "-"])
    func `the seed of Split must be a whole number of 32 bits`(salt: String) {
        #expect(throws: AssignmentError.self) { try split(.splitIO, salt: salt) }
    }

    @Test func `a negative seed is one`() throws {
        #expect(try split(.splitIO, salt: "-1234567890").outcome(of: "c1").variantIndex != nil)
    }

    @Test func `every algorithm explains itself, and sha256-52 draws points`() throws {
        for algorithm in AssignmentAlgorithm.allCases {
            #expect(algorithm.facts.id == algorithm.rawValue)
            #expect(try AssignmentAlgorithm.named(algorithm.rawValue) == algorithm)
        }
        #expect(AssignmentAlgorithm.allCases.count == 16)
        #expect(try SystemSplit(.sha256First52, salt: Salt("s"), weights: [.whole]) == nil)
        #expect(throws: AssignmentError.noPoints(algorithm: .eppo)) {
            try AssignmentAlgorithm.eppo.hasher(salt: Salt("s"))
        }
    }

    @Test func `a resolved design gives the same split`() throws {
        let weights = try [20, 30, 50].map { try share($0, over: 100) }
        let design = AssignmentDesign(
            algorithm: "posthog-sha1/1", splitSalt: "flag", gateSalt: "flag/gate",
            variants: ["a", "b", "c"], weights: weights, allocation: Self.half, bands: [])
        #expect(
            try SystemSplit(design: design)
                == split(.postHog, salt: "flag", allocation: Self.half))
    }
}
