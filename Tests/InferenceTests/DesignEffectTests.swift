// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Foundation
import Inference
import Testing

@Suite struct DesignEffectTests {
    /// Clusters whose units share a part of their variance.
    static func group(
        clusters: Int, sizes: ClosedRange<Int>, correlation: Double, seed: UInt64
    ) throws -> DesignEffect.Group {
        var generator = MersenneTwister(seed: seed)
        func normal() -> Double { log(generator.logNormal(mu: 0, sigma: 1)) }
        var (values, sums, counts) = ([Double](), [Double](), [Double]())
        for _ in 0..<clusters {
            let spread = Double(sizes.upperBound - sizes.lowerBound + 1)
            let size = sizes.lowerBound + Int(generator.uniform() * spread)
            let shared = normal() * correlation.squareRoot()
            let units = (0..<size).map { _ in
                10 + shared + normal() * (1 - correlation).squareRoot()
            }
            values += units
            sums.append(units.reduce(0, +))
            counts.append(Double(size))
        }
        return DesignEffect.Group(
            clusters: try BivariateMoments(y: sums, x: counts), units: try Moments(values))
    }

    @Test(arguments: [0.0, 0.05, 0.3, 0.9])
    func `the correlation that made the data comes back`(correlation: Double) throws {
        let groups = try [1, 2].map {
            try Self.group(clusters: 3_000, sizes: 2...8, correlation: correlation, seed: $0)
        }
        let effect = try #require(DesignEffect.estimate(groups).value)
        let found = try #require(effect.intraclusterCorrelation.value)
        #expect(abs(found - correlation) < 0.04)
        // Uniform sizes from 2 to 8: Σm²/Σm = (25 + 4)/5.
        #expect(abs(effect.typicalClusterSize - 5.8) < 0.1)
        #expect(
            MomentsTests.isClose(
                effect.value,
                DesignEffect.expected(
                    clusterSize: effect.typicalClusterSize, correlation: found), 1e-12))
    }

    @Test func `clusters of one unit have no effect`() throws {
        let group = try Self.group(clusters: 200, sizes: 1...1, correlation: 0, seed: 4)
        let effect = try #require(DesignEffect.estimate([group]).value)
        #expect(MomentsTests.isClose(effect.value, 1, 1e-9))
        #expect(effect.typicalClusterSize == 1)
        #expect(effect.intraclusterCorrelation.reason == .notApplicable)
    }

    @Test func `units that are all alike within clusters have correlation one`() throws {
        let group = try Self.group(clusters: 400, sizes: 5...5, correlation: 1, seed: 5)
        let effect = try #require(DesignEffect.estimate([group]).value)
        #expect(abs(effect.value - 5) < 0.02)
        #expect(abs(try #require(effect.intraclusterCorrelation.value) - 1) < 0.005)
    }

    @Test func `what cannot be estimated has a reason`() throws {
        #expect(DesignEffect.estimate([]).reason == .tooFewUnits)
        let one = try Self.group(clusters: 1, sizes: 5...5, correlation: 0, seed: 6)
        #expect(DesignEffect.estimate([one]).reason == .tooFewUnits)
        let flat = DesignEffect.Group(
            clusters: try BivariateMoments(y: [2, 2], x: [2, 2]), units: try Moments([1, 1, 1, 1]))
        #expect(DesignEffect.estimate([flat]).reason == .zeroVariance)
        #expect(DesignEffect.expected(clusterSize: 3, correlation: -0.9) == 0)
        #expect(DesignEffect.expected(clusterSize: 1, correlation: 0.5) == 1)
    }
}
