// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct BootstrapTests {
    static let skewed = [0.2, 0.5, 0.9, 1.1, 1.4, 2, 2.2, 3.7, 5.5, 9.8, 0.4, 1.6]

    @Test(arguments: [SampleStatistic.mean, .variance, .quantile(0.5)])
    func `the drawn bootstrap nears the enumerated one`(statistic: SampleStatistic) throws {
        let values = [0.0, 1, 1, 4, 9, 11]
        let exact = try #require(ExactBootstrap.make(values, statistic: statistic).value)
        let drawn = try #require(
            Bootstrap(replicates: 20_000, seed: 1).distribution(values, statistic: statistic)
                .value)
        #expect(abs(drawn.standardError / exact.standardError - 1) < 0.02)
        let interval = try #require(drawn.percentile(confidence: 0.8).value)
        #expect(abs(interval.low - exact.quantile(0.1)) < 0.6)
        #expect(abs(interval.high - exact.quantile(0.9)) < 1.5)
    }

    @Test func `the enumerated mean and spread are the analytic ones`() throws {
        for count in [1, 2, 3, 5, 8, 10] {
            let values = Array(Self.skewed.prefix(count))
            let exact = try #require(ExactBootstrap.make(values, statistic: .mean).value)
            let moments = try Moments(values)
            let error = (moments.sumOfSquaredDeviations).squareRoot() / Double(count)
            #expect(abs(exact.mean - moments.mean) < 1e-12)
            #expect(abs(exact.standardError - error) < 1e-12)
            #expect(exact.quantile(0) == values.min() && exact.quantile(1) == values.max())
        }
        #expect(ExactBootstrap.make([], statistic: .mean).reason == .tooFewUnits)
        #expect(ExactBootstrap.make([1], statistic: .variance).reason == .tooFewUnits)
        let many = [Double](repeating: 1, count: 13)
        #expect(ExactBootstrap.make(many, statistic: .mean).reason == .outOfDomain)
    }

    @Test func `intervals widen with the level and shift with the values`() throws {
        let method = Bootstrap(replicates: 2_000, seed: 5)
        let one = try #require(method.distribution(Self.skewed, statistic: .mean).value)
        let moved = try #require(
            method.distribution(Self.skewed.map { $0 + 8 }, statistic: .mean).value)
        for interval in [BootstrapDistribution.percentile, BootstrapDistribution.basic] {
            let narrow = try #require(interval(one)(0.8).value)
            let wide = try #require(interval(one)(0.99).value)
            #expect(wide.low < narrow.low && narrow.high < wide.high)
            let shifted = try #require(interval(moved)(0.8).value)
            #expect(abs(shifted.low - narrow.low - 8) < 1e-9)
        }
        // Skewness to the right moves the corrected interval to the right.
        let corrected = try #require(one.bca().value)
        let plain = try #require(one.percentile().value)
        #expect(corrected.low > plain.low && corrected.high > plain.high)
        #expect(!corrected.isFallback)
    }

    @Test func `replicates on one side fall back to the percentile interval`() throws {
        let bootstrap = try BootstrapDistribution(
            estimate: 10, replicates: [1, 2, 3, 4, 5], acceleration: 0.1)
        #expect(bootstrap.biasCorrection == nil)
        let corrected = try #require(bootstrap.bca(confidence: 0.5).value)
        let plain = try #require(bootstrap.percentile(confidence: 0.5).value)
        #expect(corrected.isFallback)
        #expect(corrected.interval == plain.interval)
        let extreme = try BootstrapDistribution(
            estimate: 3, replicates: [1, 2, 3, 4, 5], acceleration: 2)
        #expect(extreme.bca(confidence: 0.95).value?.isFallback == true)
    }

    @Test func `the difference mirrors and has its analytic error`() throws {
        let control = Self.skewed
        let treatment = Self.skewed.map { $0 * 1.5 + 1 }
        let method = Bootstrap(replicates: 8_000, seed: 2)
        let forth = try #require(
            method.difference(control: control, treatment: treatment, statistic: .mean).value)
        let back = try #require(
            method.difference(control: treatment, treatment: control, statistic: .mean).value)
        #expect(abs(forth.estimate + back.estimate) < 1e-12)
        let accelerations = (
            try #require(forth.acceleration), try #require(back.acceleration)
        )
        #expect(abs(accelerations.0 + accelerations.1) < 1e-12)
        let (c, t) = (try Moments(control), try Moments(treatment))
        let n = Double(control.count)
        let error =
            (c.sumOfSquaredDeviations / n / n + t.sumOfSquaredDeviations / n / n).squareRoot()
        #expect(abs(forth.standardError / error - 1) < 0.04)
    }

    @Test func `reasons instead of numbers`() throws {
        let method = Bootstrap(seed: 1)
        #expect(method.distribution([1], statistic: .mean).reason == .tooFewUnits)
        #expect(method.distribution([1, .nan], statistic: .mean).reason == .outOfDomain)
        #expect(method.distribution([1, 2], statistic: .quantile(2)).reason == .outOfDomain)
        let constant = try #require(method.distribution([4, 4, 4], statistic: .mean).value)
        #expect(constant.percentile().reason == .zeroVariance)
        #expect(throws: StatisticsError.self) {
            try BootstrapDistribution(estimate: 1, replicates: [1])
        }
        #expect(throws: StatisticsError.self) {
            try BootstrapDistribution(estimate: 1, replicates: [1, .infinity])
        }
    }

    @Test func `the bootstrap-t interval leans to the side of the skewness`() throws {
        let table = try ValueTable(Self.skewed + [Double](repeating: 0, count: 40))
        let method = StudentisedBootstrap(replicates: 4_999, seed: 3)
        let reference = try #require(method.mean(of: table).value)
        let interval = try #require(reference.interval().value)
        #expect(
            interval.high - reference.estimate > 1.2 * (reference.estimate - interval.low))
        let wide = try #require(reference.interval(confidence: 0.99).value)
        #expect(wide.low < interval.low && interval.high < wide.high)
        #expect(reference.interval(confidence: 0.9999).value?.high == .infinity)
        #expect(reference.interval(confidence: 1).reason == .outOfDomain)
        let constant = try ValueTable([1, 1])
        #expect(method.mean(of: constant).reason == .zeroVariance)
        #expect(method.mean(of: try ValueTable([1])).reason == .tooFewUnits)
        #expect(method.difference(control: constant, treatment: table).value != nil)
    }

    /// Normal values in two groups: the bootstrap-t must come out at Student's t.
    @Test func `the bootstrap-t of normal values is near Welch`() throws {
        var generator = MersenneTwister(seed: 12)
        let control = try ValueTable((0..<60).map { _ in generator.normal() })
        let treatment = try ValueTable((0..<90).map { _ in generator.normal() + 0.4 })
        let reference = try #require(
            StudentisedBootstrap(replicates: 9_999, seed: 1)
                .difference(control: control, treatment: treatment).value)
        let interval = try #require(reference.interval().value)
        let welch = try #require(
            Welch().compare(control: control.moments, treatment: treatment.moments).absolute
                .value)
        let width = welch.high - welch.low
        #expect(abs(interval.low - welch.low) < 0.05 * width)
        #expect(abs(interval.high - welch.high) < 0.05 * width)
    }
}
