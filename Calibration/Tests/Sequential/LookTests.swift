// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

/// How often a campaign without effect is called a win or a loss at any of its looks.
struct LookTally: Tally {
    var obrienFleming = Rate()
    var pocock = Rate()
    /// O'Brien and Fleming's level at every look, without solving for the boundaries.
    var shortcut = Rate()
    var everyTime = Rate()

    mutating func add(_ other: LookTally) {
        obrienFleming.add(other.obrienFleming)
        pocock.add(other.pocock)
        shortcut.add(other.shortcut)
        everyTime.add(other.everyTime)
    }
}

@Suite struct LookTests {
    static let looks = [2, 5, 14, 28]
    private static let campaignCount = 100_000

    private static let measured = Task {
        var tallies: [Int: LookTally] = [:]
        for looks in looks {
            let information = (1...looks).map { Double($0) / Double(looks) }
            let obrienFleming = try GroupSequentialDesign(information: information).criticalValues
            let pocock = try GroupSequentialDesign(information: information, spending: .pocock)
                .criticalValues
            let fixed = try Normal.upperQuantile(0.025)
            tallies[looks] = try await campaigns(
                campaignCount, seed: UInt64(100 + looks), into: LookTally.self
            ) { _, generator, tally in
                var path = SequentialPath()
                let z = information.map { abs(path.advance(to: $0, using: &generator)) }
                tally.obrienFleming.record(zip(z, obrienFleming).contains { $0 > $1 })
                tally.pocock.record(zip(z, pocock).contains { $0 > $1 })
                tally.shortcut.record(
                    zip(z, information).contains { $0 > fixed / $1.squareRoot() })
                tally.everyTime.record(z.contains { $0 > fixed })
            }
        }
        return tallies
    }

    /// Within 3.5 standard errors of 5 %, of 0.07 points each.
    @Test(arguments: looks)
    func `boundaries for several looks are crossed by chance 5 % of the time`(
        looks: Int
    ) async throws {
        let tally = try #require(try await Self.measured.value[looks])
        #expect(tally.obrienFleming.standardErrors(from: 0.05) <= 3.5)
        #expect(tally.pocock.standardErrors(from: 0.05) <= 3.5)
    }

    @Test func `the table of several looks is the article's`() async throws {
        var table = MarkdownTable(
            "Looks", "O'Brien-Fleming spending (the default)", "Pocock spending",
            "O'Brien-Fleming level at each look", "5 % at each look")
        for looks in Self.looks {
            let tally = try #require(try await Self.measured.value[looks])
            let rates = [tally.obrienFleming, tally.pocock, tally.shortcut, tally.everyTime]
            table.add(["\(looks)"] + rates.map { percent($0.share) })
        }
        try await Article.shared.expect(table, as: "looks")
    }
}
