// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

/// How often at least one of several arms without an effect is called a winner or loser.
struct FamilyTally: Tally {
    var uncorrected = Rate()
    var bonferroni = Rate()
    var holm = Rate()
    var dunnett = Rate()
    /// The arms with an effect that each method finds.
    var foundByHolm = Rate()
    var foundByDunnett = Rate()

    mutating func add(_ other: FamilyTally) {
        uncorrected.add(other.uncorrected)
        bonferroni.add(other.bonferroni)
        holm.add(other.holm)
        dunnett.add(other.dunnett)
        foundByHolm.add(other.foundByHolm)
        foundByDunnett.add(other.foundByDunnett)
    }
}

/// Four arms that share a control of 5 % of all units.
struct FamilyDesign: Sendable, Hashable, CustomTestStringConvertible {
    let control = 2_000
    let arm = 9_500
    /// The rate of control and of the arms without an effect.
    let rate = 0.3
    /// How many of the four arms have a rate that is 12 % higher.
    let effective: Int

    var testDescription: String {
        switch effective {
        case 0: "no arm has an effect"
        case 1: "one of four has an effect of +12 %"
        default: "three of four have an effect of +12 %"
        }
    }

    func tally(campaigns count: Int, seed: UInt64) async throws -> FamilyTally {
        try await campaigns(count, seed: seed, into: FamilyTally.self) { _, generator, tally in
            let base = try draw(control, rate, using: &generator)
            let arms = try (0..<4).map { index in
                try draw(arm, index < effective ? rate * 1.12 : rate, using: &generator)
            }
            let single = arms.map {
                Welch().compare(control: base, treatment: $0).p.value
            }
            try record(single, dunnett(base, arms, single), in: &tally)
        }
    }

    /// Dunnett's p lies between the single one and Bonferroni's; it is computed where these disagree.
    ///
    /// With thousands of units per arm the normal distribution serves, at a fraction of the time.
    private func dunnett(
        _ base: Moments, _ arms: [Moments], _ single: [Double?]
    ) throws -> [Double?] {
        let isDecided = single.allSatisfy {
            let p = $0 ?? 1
            return p >= 0.05 || p * Double(arms.count) < 0.05
        }
        if isDecided { return single.map { ($0 ?? 1) < 0.05 ? 0 : 1 } }
        let result = DunnettTest(spread: .largeSample).compare(control: base, treatments: arms)
        return try #require(result.value).outcomes.map(\.p.value)
    }

    private func draw(
        _ units: Int, _ rate: Double, using generator: inout MersenneTwister
    ) throws -> Moments {
        try Moments(
            successes: generator.binomial(trials: units, probability: rate), count: units)
    }

    private func record(_ p: [Double?], _ dunnett: [Double?], in tally: inout FamilyTally) throws {
        let holm = try PAdjustment.holm.adjust(p)
        let bonferroni = try PAdjustment.bonferroni.adjust(p)
        func isAnyFalse(_ p: [Double?]) -> Bool {
            p.dropFirst(effective).contains { ($0 ?? 1) < 0.05 }
        }
        tally.uncorrected.record(isAnyFalse(p))
        tally.bonferroni.record(isAnyFalse(bonferroni))
        tally.holm.record(isAnyFalse(holm))
        tally.dunnett.record(isAnyFalse(dunnett))
        for index in 0..<effective {
            tally.foundByHolm.record((holm[index] ?? 1) < 0.05)
            tally.foundByDunnett.record((dunnett[index] ?? 1) < 0.05)
        }
    }
}

@Suite struct FamilyTests {
    static let designs = [0, 1, 3].map { FamilyDesign(effective: $0) }
    private static let campaignCount = 10_000

    private static let measured = Task {
        var tallies: [FamilyDesign: FamilyTally] = [:]
        for design in designs {
            tallies[design] = try await design.tally(
                campaigns: campaignCount, seed: UInt64(300 + design.effective))
        }
        return tallies
    }

    /// At most 5 %, give or take 3.5 standard errors of 0.22 points.
    @Test(arguments: designs)
    func `Holm and Dunnett call an arm without effect at most 5 % of the time`(
        design: FamilyDesign
    ) async throws {
        let tally = try #require(try await Self.measured.value[design])
        #expect(tally.holm.standardErrors(outside: 0...0.05) <= 3.5, "\(tally.holm.share)")
        #expect(tally.dunnett.standardErrors(outside: 0...0.05) <= 3.5, "\(tally.dunnett.share)")
    }

    @Test func `the table of several arms is the article's`() async throws {
        var table = MarkdownTable(
            "Four arms share a control of 5 %", "Holm (the default)", "Dunnett", "Bonferroni",
            "No correction", "Holm finds", "Dunnett finds")
        for design in Self.designs {
            let tally = try #require(try await Self.measured.value[design])
            let rates = [tally.holm, tally.dunnett, tally.bonferroni, tally.uncorrected]
            let found = [tally.foundByHolm, tally.foundByDunnett]
            table.add(
                [design.testDescription] + rates.map { percent($0.share, decimals: 1) }
                    + found.map { $0.campaigns == 0 ? "" : percent($0.share, decimals: 0) })
        }
        try await Article.shared.expect(table, as: "arms")
    }
}
