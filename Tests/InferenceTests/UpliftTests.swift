// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct UpliftTests {
    typealias Unit = (score: Double, outcome: Double, isTreatment: Bool)

    static func gathered(_ units: [Unit], scoreBits: Int = 52) throws -> UpliftAccumulator {
        var gathered = UpliftAccumulator(scoreBits: scoreBits)
        for unit in units {
            try gathered.add(
                score: unit.score, outcome: unit.outcome, isTreatment: unit.isTreatment)
        }
        return gathered
    }

    /// Units whose effect grows with the score, of which a share is control.
    static func campaign(_ count: Int, control share: Double, seed: UInt64) -> [Unit] {
        var generator = MersenneTwister(seed: seed)
        return (0..<count).map { _ in
            let score = generator.uniform()
            let isTreatment = generator.uniform() >= share
            let rate = 0.2 + (isTreatment ? 0.4 * score - 0.1 : 0)
            return (score, generator.uniform() < rate ? 1 : 0, isTreatment)
        }
    }

    static let small: [Unit] = [
        (0.9, 1, true), (0.8, 1, true), (0.4, 0, true), (0.3, 1, true),
        (0.8, 0, false), (0.7, 1, false), (0.4, 0, false), (0.2, 0, false),
    ]

    /// By hand, from the top: (2 of 2 against 0 of 1), (2 of 2, 1 of 2), (2 of 3, 1 of 3),
    /// (3 of 4, 1 of 3), (3 of 4, 1 of 4); the first score has no control yet and gives no point.
    @Test func `a curve of eight units comes out as by hand`() throws {
        let curve = try #require(UpliftCurve.make(try Self.gathered(Self.small)).value)
        let expected = [
            (0.375, 0.5, 0.375), (0.5, 0.25, 0.25), (0.75, 0.25, 0.25),
            (0.875, 5.0 / 12, 35.0 / 96),
            (1, 0.5, 0.5),
        ]
        #expect(curve.points.count == expected.count)
        for (point, (share, qini, uplift)) in zip(curve.points, expected) {
            #expect(abs(point.share - share) < 1e-15)
            #expect(abs(point.qini - qini) < 1e-15)
            #expect(abs(point.uplift - uplift) < 1e-15)
        }
        #expect(abs(curve.areas.qini - 5.0 / 96) < 1e-15)
        #expect(curve.overall == 0.5)
    }

    @Test(arguments: [0.5, 0.05])
    func `a score that knows the effect has a positive Qini, its reverse a negative one`(
        share: Double
    ) throws {
        let units = Self.campaign(20_000, control: share, seed: 1)
        let curve = try #require(UpliftCurve.make(try Self.gathered(units), bins: 50).value)
        let reversed = units.map { (-$0.score, $0.outcome, $0.isTreatment) }
        let back = try #require(UpliftCurve.make(try Self.gathered(reversed), bins: 50).value)
        // The effect falls linearly from 0.3 to −0.1 along the share: Q = ∫(0.3φ − 0.2φ²)dφ − 0.05.
        let expected = 0.15 - 0.2 / 3 - 0.05
        #expect(abs(curve.areas.qini - expected) < 0.015)
        #expect(abs(back.areas.qini + expected) < 0.015)
        #expect(abs(curve.areas.auuc - (expected + 0.05)) < 0.02)
        let drawn = try #require(
            UpliftBootstrap(replicates: 200, seed: 2).resample(curve).value)
        let interval = try #require(drawn.qini.percentile().value)
        #expect(interval.low > 0 && interval.low < expected && expected < interval.high)
    }

    @Test func `twice the units change nothing, a unit of outcome scales all`() throws {
        let units = Self.campaign(300, control: 0.3, seed: 4)
        let one = try #require(UpliftCurve.make(try Self.gathered(units)).value)
        var twice = try Self.gathered(units)
        twice.merge(try Self.gathered(units))
        let doubled = try #require(UpliftCurve.make(twice).value)
        #expect(abs(doubled.areas.qini - one.areas.qini) < 1e-12)
        #expect(abs(doubled.areas.auuc - one.areas.auuc) < 1e-12)
        let dear = units.map { ($0.score, $0.outcome * 100, $0.isTreatment) }
        let scaled = try #require(UpliftCurve.make(try Self.gathered(dear)).value)
        #expect(abs(scaled.areas.qini - 100 * one.areas.qini) < 1e-9)
        let stretched = units.map { (Double.pi * $0.score - 7, $0.outcome, $0.isTreatment) }
        let other = try #require(UpliftCurve.make(try Self.gathered(stretched)).value)
        #expect(abs(other.areas.qini - one.areas.qini) < 1e-12)
    }

    @Test func `the order in which units arrive does not matter`() throws {
        let units = Self.campaign(500, control: 0.2, seed: 5)
        let one = try #require(UpliftCurve.make(try Self.gathered(units)).value)
        let other = try #require(UpliftCurve.make(try Self.gathered(units.reversed())).value)
        #expect(one == other)
        let method = UpliftBootstrap(replicates: 20, seed: 3)
        #expect(method.resample(one).value == method.resample(other).value)
    }

    @Test func `groups hold all units, and equal scores stay together`() throws {
        let units = Self.campaign(2_000, control: 0.4, seed: 6)
        let coarse = units.map { (($0.score * 25).rounded() / 25, $0.outcome, $0.isTreatment) }
        for sample in [units, coarse] {
            let curve = try #require(UpliftCurve.make(try Self.gathered(sample)).value)
            let groups = curve.deciles()
            #expect(groups.reduce(0) { $0 + $1.count } == 2_000)
            #expect(groups.count == 10)
            for (above, below) in zip(groups, groups.dropFirst()) {
                #expect(above.lowestScore > below.highestScore)
            }
            let drawn = try #require(
                UpliftBootstrap(replicates: 100, seed: 1).resample(curve, groups: groups).value)
            for (group, difference) in zip(groups, drawn.differences) {
                let difference = try #require(difference)
                let welch = Welch().compare(
                    control: group.control.moments, treatment: group.treatment.moments)
                let error = try #require(welch.absolute.value?.standardError)
                #expect(abs(difference.standardError / error - 1) < 0.3)
            }
        }
        let sizes = try #require(UpliftCurve.make(try Self.gathered(units)).value).deciles()
        #expect(sizes.allSatisfy { abs($0.count - 200) <= 1 })
    }

    @Test func `fewer bits of the score tie neighbours only`() throws {
        let units = Self.campaign(5_000, control: 0.5, seed: 7)
        let fine = try #require(UpliftCurve.make(try Self.gathered(units)).value)
        let coarse = try #require(
            UpliftCurve.make(try Self.gathered(units, scoreBits: 6)).value)
        #expect(coarse.slices.count < fine.slices.count / 5)
        #expect(abs(coarse.areas.qini - fine.areas.qini) < 0.003)
        #expect(coarse.overall == fine.overall)
    }

    @Test func `reasons instead of numbers`() throws {
        let alone = Self.small.filter(\.isTreatment)
        #expect(UpliftCurve.make(try Self.gathered(alone)).reason == .tooFewUnits)
        let tied = Self.small.map { (0.5, $0.outcome, $0.isTreatment) }
        #expect(UpliftCurve.make(try Self.gathered(tied)).reason == .tiedValues)
        #expect(UpliftCurve.make(UpliftAccumulator()).reason == .tooFewUnits)
        var gathered = UpliftAccumulator()
        #expect(throws: StatisticsError.self) {
            try gathered.add(score: .nan, outcome: 1, isTreatment: true)
        }
        #expect(throws: StatisticsError.self) {
            try gathered.add(score: 1, outcome: .infinity, isTreatment: true)
        }
    }

    @Test(arguments: [
        (#"{"treatment":{"score":[1],"outcome":[1,2]},"control":{}}"#, "treatment.outcome"),
        (
            #"{"treatment":{"score":[1,2],"outcome":[1,2]},"control":{"score":[1]}}"#,
            "control.outcome"
        ),
        (#"{"treatment":{"score":["a"],"outcome":[1]},"control":{}}"#, "treatment.score[0]"),
        (#"{"treatment":[1],"control":[2]}"#, "field treatment must be an object"),
        (
            #"{"treatment":{"score":[1,2],"outcome":[1,2]},"control":{"score":[1,3],"outcome":[1,0]},"bins":1}"#,
            "bins must lie"
        ),
        (
            #"{"treatment":{"score":[1,2],"outcome":[1,2]},"control":{"score":[1,3],"outcome":[1,0]},"replicates":0}"#,
            "replicates must be positive"
        ),
    ])
    func `an unusable question names the field`(inputs: String, field: String) {
        for method in ["qini", "uplift_deciles"] {
            let answer = Calculator.answer(
                line: #"{"method":"\#(method)","inputs":\#(inputs)}"#)
            #expect(answer.contains("\"error\"") && answer.contains(field), "\(answer)")
        }
    }
}
