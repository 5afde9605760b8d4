// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct PoissonBootstrapTests {
    static func groups() throws -> [ValueTable] {
        var generator = MersenneTwister(seed: 30)
        return try [1_000, 1_500, 1_200].map {
            try PermutationTests.revenue($0, rate: 0.05, using: &generator)
        }
    }

    @Test func `the standard error is the analytic one`() throws {
        let tables = try Self.groups()
        let drawn = try #require(
            PoissonBootstrap(replicates: 3_000, seed: 1).resample(tables).value)
        for (treatment, control) in [(1, 0), (2, 0), (2, 1)] {
            let moments = [treatment, control].map { tables[$0].moments }
            let error = moments.reduce(0) { $0 + ($1.varianceOfMean ?? 0) }.squareRoot()
            let difference = try #require(
                drawn.difference(treatment: treatment, control: control).value)
            #expect(abs(difference.standardError / error - 1) < 0.06)
            #expect(abs(difference.estimate - (moments[0].mean - moments[1].mean)) < 1e-12)
            let interval = try #require(difference.bca().value)
            #expect(interval.low < difference.estimate && difference.estimate < interval.high)
            let relative = try #require(
                drawn.relative(treatment: treatment, control: control).value)
            #expect(
                abs(relative.estimate - (moments[0].mean / moments[1].mean - 1)) < 1e-12)
        }
    }

    @Test func `a group's replicates do not depend on the other groups`() throws {
        let tables = try Self.groups()
        let method = PoissonBootstrap(replicates: 50, seed: 9)
        let all = try #require(method.resample(tables).value)
        let two = try #require(method.resample(Array(tables.prefix(2))).value)
        #expect(all.means[0] == two.means[0] && all.means[1] == two.means[1])
        let again = try #require(method.resample(tables).value)
        #expect(again == all)
        let other = PoissonBootstrap(replicates: 50, seed: 9, stream: 1)
        #expect(other.resample(tables).value?.means[0] != all.means[0])
    }

    /// With three units e⁻³ of the resamples hold nobody; these are drawn again.
    @Test func `an empty resample is drawn again`() throws {
        let tables = try [ValueTable([1, 2, 6]), ValueTable([3, 5, 10])]
        let drawn = try #require(
            PoissonBootstrap(replicates: 2_000, seed: 2).resample(tables).value)
        #expect(drawn.means.allSatisfy { $0.allSatisfy(\.isFinite) })
        #expect(drawn.means[0].allSatisfy { 1...6 ~= $0 })
    }

    @Test func `equal values have no interval`() throws {
        let constant = try ValueTable(values: [2], counts: [50])
        let drawn = try #require(
            PoissonBootstrap(replicates: 20, seed: 2).resample([constant, constant]).value)
        let difference = try #require(drawn.difference(treatment: 1, control: 0).value)
        #expect(difference.percentile().reason == .zeroVariance)
    }

    @Test func `reasons instead of numbers`() throws {
        let method = PoissonBootstrap(replicates: 100, seed: 1)
        let some = try ValueTable([1, 2, 3])
        #expect(method.resample([some, .empty]).reason == .tooFewUnits)
        let negative = try ValueTable([-1, -2, -3])
        let drawn = try #require(method.resample([negative, some]).value)
        #expect(drawn.relative(treatment: 1, control: 0).reason == .controlNotPositive)
        #expect(drawn.difference(treatment: 2, control: 0).reason == .outOfDomain)
        let around = try #require(
            method.resample([try ValueTable([-5, 0, 6]), some]).value)
        #expect(around.relative(treatment: 1, control: 0).reason == .controlNearZero)
    }

    @Test(arguments: [
        (#"{"control":[1,2],"treatment":{"values":[1,2],"counts":[1]}}"#, "treatment.counts"),
        (#"{"control":[1,2],"treatment":[1,"x"]}"#, "treatment[1]"),
        (#"{"control":[1,2]}"#, "missing field treatment"),
        (#"{"control":[1,2],"arms":[]}"#, "arms must not be empty"),
        (#"{"control":[1,2],"arms":[[1,2],[1,null]]}"#, "arms[1][1]"),
        (#"{"control":[1,2],"arms":[{"values":[1]}]}"#, "arms[0].counts"),
        (
            #"{"control":[1,2],"treatment":[2,3],"suggested_resamples":1e12}"#,
            "suggested_resamples"
        ),
        (#"{"control":[1,2],"treatment":[2,3],"seed":-1}"#, "seed"),
    ])
    func `an unusable question names the field`(inputs: String, field: String) throws {
        let answer = Calculator.answer(
            line: #"{"method":"poisson_bootstrap","inputs":\#(inputs)}"#)
        #expect(answer.contains("error") && answer.contains(field), "\(answer)")
    }

    /// Every count would need a table of its own: most are drawn without one.
    @Test func `many different counts take no more memory than a few`() throws {
        let counts = (0..<400).map { 500_000 + $0 }
        let table = try ValueTable(values: counts.map(Double.init), counts: counts)
        let drawn = try #require(
            PoissonBootstrap(replicates: 60, seed: 1).resample([table, table]).value)
        let difference = try #require(drawn.difference(treatment: 1, control: 0).value)
        let error = (2 * (table.moments.varianceOfMean ?? 0)).squareRoot()
        #expect(abs(difference.standardError / error - 1) < 0.4)
        #expect(throws: StatisticsError.self) {
            try ValueTable(values: [1, 2], counts: [1 << 52, 1])
        }
    }

    @Test func `a table and a list are the same question`() throws {
        func ask(_ inputs: String) -> String {
            Calculator.answer(
                line: #"{"method":"poisson_bootstrap","inputs":\#(inputs)}"#)
        }
        let list = ask(
            #"{"control":[0,0,0,5],"treatment":[7,0,0,1],"suggested_resamples":500}"#)
        let table = ask(
            #"{"control":{"values":[5,0],"counts":[1,3]},"treatment":[0,0,1,7],"suggested_resamples":500}"#
        )
        #expect(list == table)
        #expect(list.contains("percentile_low"))
    }
}
