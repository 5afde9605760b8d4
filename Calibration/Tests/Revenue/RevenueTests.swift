// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Testing

/// Revenue of which 97 % is zero and the rest lognormal, with 5 % of the units left out.
@Suite struct RevenueTests {
    static let sizes = [1_000, 2_500, 10_000, 40_000]
    static let lifts = [0.2, 0.5, -0.2]

    /// Standard errors: 0.11 points of a tail at 20,000 campaigns and 0.16 at 10,000; 0.22 of a coverage
    /// at 10,000, 0.34 at 4,000 and 0.49 at 2,000.
    private static func campaigns(_ design: RevenueDesign) -> Int {
        switch design.control {
        case ...2_500: design.lift == 0 ? 20_000 : 10_000
        case ...10_000: design.lift == 0 ? 10_000 : 4_000
        default: design.lift == 0 ? 10_000 : 2_000
        }
    }

    private static let measured = Task {
        var tallies: [RevenueDesign: RevenueTally] = [:]
        var seed: UInt64 = 1
        for control in sizes {
            for lift in [0] + lifts {
                let design = RevenueDesign(control: control, lift: lift)
                tallies[design] = try await design.tally(campaigns: campaigns(design), seed: seed)
                seed += 1
            }
        }
        return tallies
    }

    private static func tally(_ control: Int, lift: Double = 0) async throws -> RevenueTally {
        let found = try await measured.value[RevenueDesign(control: control, lift: lift)]
        return try #require(found)
    }

    /// Within 3.5 standard errors of 2.5 %: 0.39 points at 20,000 campaigns, 0.55 at 10,000.
    ///
    /// The 200 reassignments allow 2.49 %.
    @Test(arguments: sizes)
    func `without an effect the default wins and loses 2.5 % each`(control: Int) async throws {
        let path = try await Self.tally(control).path
        #expect(path.wins.campaigns >= 10_000)
        #expect(path.wins.standardErrors(from: 0.025) <= 3.5, "\(path.wins.share)")
        #expect(path.losses.standardErrors(from: 0.025) <= 3.5, "\(path.losses.share)")
    }

    /// 94 to 96 %, give or take 2 standard errors of 0.24 points at 10,000 campaigns, 0.38 at 4,000 and
    /// 0.53 at 2,000.
    @Test(arguments: sizes, lifts)
    func `with an effect the default's intervals cover it`(
        control: Int, lift: Double
    ) async throws {
        let path = try await Self.tally(control, lift: lift).path
        let (absolute, relative) = (path.absoluteCoverage, path.relativeCoverage)
        #expect(absolute.standardErrors(outside: 0.94...0.96) <= 2, "\(absolute.share)")
        #expect(relative.standardErrors(outside: 0.94...0.96) <= 2, "\(relative.share)")
    }

    @Test func `the table of false wins and losses is the article's`() async throws {
        var table = MarkdownTable(
            "Control / contacted", "The default (guard, then Welch or permutation)", "Welch",
            "Delta method on the percentage", "Campaigns")
        for control in Self.sizes {
            let tally = try await Self.tally(control)
            table.add(
                ["\(grouped(control)) / \(grouped(19 * control))"]
                    + [tally.path, tally.welch, tally.relativeDelta].map {
                        pair($0.wins.share, $0.losses.share)
                    } + [grouped(tally.path.wins.campaigns)])
        }
        try await Article.shared.expect(table, as: "revenue errors")
    }

    @Test func `the table of coverage is the article's`() async throws {
        var table = MarkdownTable(
            "Control / contacted, true effect", "Default, euros", "Default, percent",
            "Where it has an interval", "Has an interval", "Welch, euros", "Welch, percent",
            "Delta method, percent", "Campaigns")
        for control in Self.sizes {
            for lift in Self.lifts {
                let tally = try await Self.tally(control, lift: lift)
                let rates = [
                    tally.path.absoluteCoverage, tally.path.relativeCoverage,
                    tally.shownCoverage, tally.hasInterval, tally.welch.absoluteCoverage,
                    tally.welch.relativeCoverage, tally.relativeDelta.relativeCoverage,
                ]
                let sign = lift > 0 ? "+" : "−"
                table.add(
                    [
                        "\(grouped(control)) / \(grouped(19 * control)), "
                            + "\(sign)\(percent(abs(lift), decimals: 0)) %"
                    ] + rates.map { percent($0.share, decimals: 1) }
                        + [grouped(tally.path.wins.campaigns)])
            }
        }
        try await Article.shared.expect(table, as: "revenue coverage")
    }
}
