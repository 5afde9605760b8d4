// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

/// Wins and losses of the default test of two shares when it is read several times.
struct OrderLookTally: Tally {
    var wins = Rate()
    var losses = Rate()
    var winsEveryTime = Rate()
    var lossesEveryTime = Rate()

    mutating func add(_ other: OrderLookTally) {
        wins.add(other.wins)
        losses.add(other.losses)
        winsEveryTime.add(other.winsEveryTime)
        lossesEveryTime.add(other.lossesEveryTime)
    }
}

/// Boundaries are made for normal Z-values; here they meet few orders in a small group.
@Suite struct OrderLookTests {
    static let looks = [2, 5, 14]
    private static let campaignCount = 20_000
    private static let control = 2_000
    private static let treatment = 18_000
    private static let rate = 0.01

    private typealias Score = SequentialComparison<SkewnessCorrectedScore>

    private static let measured = Task {
        var tallies: [Int: OrderLookTally] = [:]
        for count in looks {
            let design = try GroupSequentialDesign(
                information: (1...count).map { Double($0) / Double(count) })
            let methods = (0..<count).map { look in
                Score(.groupSequential(design, look: look)) {
                    SkewnessCorrectedScore(confidence: $0)
                }
            }
            tallies[count] = try await campaigns(
                campaignCount, seed: UInt64(500 + count), into: OrderLookTally.self
            ) { _, generator, tally in
                let readings = try Self.readings(count, using: &generator)
                let planned = Self.first(readings) { look, base, other in
                    methods[look].position(
                        control: base, treatment: other, againstAbsolute: 0
                    ).value
                }
                tally.wins.record(planned == .above)
                tally.losses.record(planned == .below)
                let plain = Self.first(readings) { _, base, other in
                    SkewnessCorrectedScore().position(
                        control: base, treatment: other, againstAbsolute: 0
                    ).value
                }
                tally.winsEveryTime.record(plain == .above)
                tally.lossesEveryTime.record(plain == .below)
            }
        }
        return tallies
    }

    /// What there is at each look.
    private static func readings(
        _ looks: Int, using generator: inout MersenneTwister
    ) throws -> [(Proportion, Proportion)] {
        var base = try Proportion(successes: 0, count: 0)
        var other = base
        func more(_ units: Int, _ look: Int) throws -> Proportion {
            let count = units * (look + 1) / looks - units * look / looks
            return try Proportion(
                successes: generator.binomial(trials: count, probability: rate), count: count)
        }
        return try (0..<looks).map { look in
            base = base.merged(with: try more(control, look))
            other = other.merged(with: try more(treatment, look))
            return (base, other)
        }
    }

    /// The first decided answer.
    private static func first(
        _ readings: [(Proportion, Proportion)],
        _ answer: (Int, Proportion, Proportion) -> BarPosition?
    ) -> BarPosition {
        for (look, reading) in readings.enumerated() {
            let position = answer(look, reading.0, reading.1) ?? .undecided
            if position != .undecided { return position }
        }
        return .undecided
    }

    /// 2.2 to 2.8 % each, as read once, give or take 3.5 standard errors of 0.11 points.
    @Test(arguments: looks)
    func `the score read several times wins and loses as rarely as read once`(
        looks: Int
    ) async throws {
        let tally = try #require(try await Self.measured.value[looks])
        #expect(tally.wins.standardErrors(outside: 0.022...0.028) <= 3.5, "\(tally.wins.share)")
        #expect(
            tally.losses.standardErrors(outside: 0.022...0.028) <= 3.5, "\(tally.losses.share)")
    }

    @Test func `the table of orders at several looks is the article's`() async throws {
        var table = MarkdownTable(
            "Looks", "Score with planned looks (the default)", "Score at 5 % at each look")
        for looks in Self.looks {
            let tally = try #require(try await Self.measured.value[looks])
            table.add([
                "\(looks)", pair(tally.wins.share, tally.losses.share),
                pair(tally.winsEveryTime.share, tally.lossesEveryTime.share),
            ])
        }
        try await Article.shared.expect(table, as: "orders at looks")
    }
}
