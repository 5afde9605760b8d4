// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

/// What someone who stops by a rule is told.
struct StoppingTally: Tally {
    /// Significant at some look without an effect, by the always-valid bar.
    var alwaysValid = Rate()
    /// The same by the bar of a test that is read once.
    var everyTime = Rate()
    /// With an effect of three standard errors, the interval at the end covers it.
    var covered = Rate()
    /// The same for the interval of a test that is read once.
    var coveredOnce = Rate()

    mutating func add(_ other: StoppingTally) {
        alwaysValid.add(other.alwaysValid)
        everyTime.add(other.everyTime)
        covered.add(other.covered)
        coveredOnce.add(other.coveredOnce)
    }
}

@Suite struct AlwaysValidTests {
    private static let campaignCount = 20_000
    private static let fixed = 1.959963984540054

    /// Where someone stops who goes by a bar, and whether it was reached.
    private static func stop(
        _ rule: StoppingRule, drift: Double, bar: [Double],
        using generator: inout MersenneTwister
    ) -> (look: Int, z: Double, isSignificant: Bool) {
        var path = SequentialPath(drift: drift)
        var last = (look: 0, z: 0.0, isSignificant: false)
        for (look, information) in rule.looks.enumerated() {
            let z = path.advance(to: information, using: &generator)
            let nearness = abs(z) / bar[look]
            last = (look, z, nearness > 1)
            if last.isSignificant || !rule.goesOn(information, nearness) { return last }
        }
        return last
    }

    private static let measured = Task {
        let sequence = try NormalMixtureSequence(plannedInformation: 1)
        let drift = 3.0
        var tallies: [StoppingRule: StoppingTally] = [:]
        for (index, rule) in StoppingRule.all.enumerated() {
            let bar = rule.looks.map { sequence.criticalValue(at: $0) }
            let once = rule.looks.map { _ in fixed }
            tallies[rule] = try await campaigns(
                campaignCount, seed: UInt64(200 + index), into: StoppingTally.self
            ) { _, generator, tally in
                func end(_ drift: Double, _ bar: [Double]) -> (Int, Double, Bool) {
                    stop(rule, drift: drift, bar: bar, using: &generator)
                }
                tally.alwaysValid.record(end(0, bar).2)
                tally.everyTime.record(end(0, once).2)
                let (look, z, _) = end(drift, bar)
                tally.covered.record(abs(z - drift * rule.looks[look].squareRoot()) <= bar[look])
                let (lookOnce, zOnce, _) = end(drift, once)
                tally.coveredOnce.record(
                    abs(zOnce - drift * rule.looks[lookOnce].squareRoot()) <= fixed)
            }
        }
        return tallies
    }

    /// At most 5 % and at least 95 %, give or take 3.5 standard errors of 0.15 points.
    @Test(arguments: StoppingRule.all)
    func `always-valid intervals hold whatever makes one stop`(rule: StoppingRule) async throws {
        let tally = try #require(try await Self.measured.value[rule])
        #expect(tally.alwaysValid.standardErrors(outside: 0...0.05) <= 3.5)
        #expect(tally.covered.standardErrors(outside: 0.95...1) <= 3.5)
    }

    @Test func `the table of stopping rules is the article's`() async throws {
        var table = MarkdownTable(
            "Someone looks …", "Always-valid", "5 % at each look",
            "Always-valid interval covers", "Plain interval covers")
        for rule in StoppingRule.all {
            let tally = try #require(try await Self.measured.value[rule])
            let rates = [tally.alwaysValid, tally.everyTime, tally.covered, tally.coveredOnce]
            table.add([rule.name] + rates.map { percent($0.share, decimals: 1) })
        }
        try await Article.shared.expect(table, as: "stopping rules")
    }

    /// Exact: the width of each interval at its last look, in standard errors on either side.
    @Test func `the table of widths is the article's`() async throws {
        var table = MarkdownTable(
            "Interval at the end", "5 % left out", "50 % left out")
        func row(_ name: String, _ width: (Int, Int) throws -> Double) throws {
            let cells = try [(5_000, 95_000), (50_000, 50_000)].map { control, treatment in
                try width(control, treatment)
            }
            table.add([name] + cells.map { percent($0 / 100) })
        }
        try row("read once") { _, _ in Self.fixed }
        for looks in [5, 28] {
            let information = (1...looks).map { Double($0) / Double(looks) }
            let design = try GroupSequentialDesign(information: information)
            try row("O'Brien-Fleming spending, \(looks) looks") { _, _ in
                design.criticalValues[looks - 1]
            }
        }
        try row("always-valid, tuned on the effective size (the default)") { control, treatment in
            let size = NormalMixtureSequence.effectiveSize(control: control, treatment: treatment)
            return try NormalMixtureSequence(plannedInformation: size).criticalValue(at: size)
        }
        try row("always-valid, tuned on all units") { control, treatment in
            let size = NormalMixtureSequence.effectiveSize(control: control, treatment: treatment)
            return try NormalMixtureSequence(plannedInformation: Double(control + treatment))
                .criticalValue(at: size)
        }
        try await Article.shared.expect(table, as: "widths")
    }
}
