// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

/// Exact, so there is no standard error: the numbers are probabilities, not estimates.
@Suite struct ProportionTests {
    static let designs = [
        ProportionDesign(control: 50_000, treatment: 50_000, rate: 0.012),
        ProportionDesign(control: 5_000, treatment: 95_000, rate: 0.012),
        ProportionDesign(control: 2_000, treatment: 18_000, rate: 0.01),
        ProportionDesign(control: 1_000, treatment: 99_000, rate: 0.012),
        ProportionDesign(control: 500, treatment: 9_500, rate: 0.01),
    ]

    static func noDifference(
        _ method: some ComparisonMethod<Proportion>
    ) -> (Proportion, Proportion) -> BarPosition {
        { method.position(control: $0, treatment: $1, againstAbsolute: 0).value ?? .undecided }
    }

    /// Means of zeros and ones, as tools do that know no proportions.
    private static func unpooled(_ control: Proportion, _ treatment: Proportion) -> BarPosition {
        Welch().position(
            control: Moments(control), treatment: Moments(treatment), againstAbsolute: 0
        ).value ?? .undecided
    }

    private static func katz(_ control: Proportion, _ treatment: Proportion) -> BarPosition {
        Katz().position(control: control, treatment: treatment, againstRelative: 0).value
            ?? .undecided
    }

    private static func delta(_ control: Proportion, _ treatment: Proportion) -> BarPosition {
        RelativeDelta().compare(control: Moments(control), treatment: Moments(treatment))
            .relative.value?.interval.position(against: 0) ?? .undecided
    }

    @Test(arguments: designs)
    func `wins and losses of the default are each 2.2 to 2.8 %`(
        design: ProportionDesign
    ) throws {
        let found = try EnumeratedTest(
            design, position: Self.noDifference(SkewnessCorrectedScore()))
        #expect((0.022...0.028).contains(found.above))
        #expect((0.022...0.028).contains(found.below))
    }

    @Test func `the table of error rates is the article's`() async throws {
        var table = MarkdownTable(
            "Control / contacted, rate of both", "Skewness-corrected score (the default)",
            "Miettinen-Nurminen", "Pooled z", "Katz, log of the ratio",
            "Unpooled t (Welch on 0 and 1)", "Delta method on the ratio")
        for design in Self.designs {
            let methods = [
                Self.noDifference(SkewnessCorrectedScore()), Self.noDifference(MiettinenNurminen()),
                Self.noDifference(PooledZ()), Self.katz, Self.unpooled, Self.delta,
            ]
            table.add(
                [design.testDescription]
                    + (try methods.map { position in
                        let found = try EnumeratedTest(design, position: position)
                        return pair(found.above, found.below)
                    }))
        }
        try await Article.shared.expect(table, as: "proportions")
    }
}
