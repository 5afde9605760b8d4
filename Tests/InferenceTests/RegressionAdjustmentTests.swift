// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct RegressionAdjustmentTests {
    static func group(_ count: Int, effect: Double, seed: UInt64) -> RegressionAdjustment.Group {
        let rows = CovariateAdjustmentTests.rows(count, effect: effect, seed: seed)
        return RegressionAdjustment.Group(
            outcome: rows.map { $0[0] }, covariates: [rows.map { $0[1] }, rows.map { $0[2] }])
    }

    static let control = group(120, effect: 0, seed: 21)
    static let treatment = group(200, effect: 0.5, seed: 22)

    static func standardError(_ kind: RobustStandardError) throws -> Double {
        try #require(
            RegressionAdjustment(standardError: kind).compare(
                control: control, treatment: treatment
            ).absolute.value?.standardError)
    }

    @Test func `without covariates it is the difference of means with Welch's standard error`()
        throws
    {
        let bare = { (group: RegressionAdjustment.Group) in
            RegressionAdjustment.Group(outcome: group.outcome, covariates: [])
        }
        let found = RegressionAdjustment().compare(
            control: bare(Self.control), treatment: bare(Self.treatment))
        let plain = Welch().compare(
            control: try Moments(Self.control.outcome),
            treatment: try Moments(Self.treatment.outcome))
        let (left, right) = (
            try #require(found.absolute.value), try #require(plain.absolute.value)
        )
        #expect(MomentsTests.isClose(left.estimate, right.estimate, 1e-12))
        #expect(MomentsTests.isClose(left.standardError, right.standardError, 1e-12))
        #expect(found.degreesOfFreedom == 318)
        #expect(found.method.rawValue == "regression-adjusted")
    }

    @Test func `with many units it is close to the adjustment by sums`() throws {
        let (c, t) = (
            Self.group(6_000, effect: 0, seed: 1), Self.group(9_000, effect: 0.5, seed: 2)
        )
        let found = RegressionAdjustment().compare(control: c, treatment: t)
        func moments(_ group: RegressionAdjustment.Group) throws -> MultivariateMoments {
            try MultivariateMoments(
                rows: group.outcome.indices.map { row in
                    [group.outcome[row]] + group.covariates.map { $0[row] }
                })
        }
        let sums = Cuped(adjustment: CovariateAdjustment(covariates: [.mean(1), .mean(2)]))
            .compare(control: try moments(c), treatment: try moments(t))
        let (left, right) = (
            try #require(found.absolute.value), try #require(sums.absolute.value)
        )
        #expect(abs(left.estimate - right.estimate) < 0.1 * (left.standardError ?? 0))
        #expect(abs((left.standardError ?? 0) / (right.standardError ?? 0) - 1) < 0.02)
    }

    @Test func `the kinds of standard error stand in their order`() throws {
        let errors = try RobustStandardError.allCases.map { try Self.standardError($0) }
        #expect(errors[0] < errors[1])
        #expect(errors[0] < errors[2])
        #expect(errors[2] < errors[3])
        #expect(MomentsTests.isClose(errors[1] / errors[0], (320.0 / 314).squareRoot(), 1e-12))
    }

    @Test func `units of measurement, order and further combinations of covariates do not matter`()
        throws
    {
        let plain = RegressionAdjustment().compare(
            control: Self.control, treatment: Self.treatment)
        let change = { (group: RegressionAdjustment.Group) in
            let (a, b) = (group.covariates[0], group.covariates[1])
            return RegressionAdjustment.Group(
                outcome: group.outcome,
                covariates: [
                    b.map { $0 * 1e7 + 3 }, a, zip(a, b).map { $0 - 2 * $1 }, a.map { _ in 4 },
                ])
        }
        let changed = RegressionAdjustment().compare(
            control: change(Self.control), treatment: change(Self.treatment))
        #expect(
            MomentsTests.isClose(
                plain.absolute.value?.estimate, changed.absolute.value?.estimate, 1e-9))
        #expect(
            MomentsTests.isClose(plain.absolute.value?.low, changed.absolute.value?.low, 1e-9))
        #expect(plain.degreesOfFreedom == changed.degreesOfFreedom)
    }

    @Test func `swapping the groups negates, and intervals agree with p and with bars`() throws {
        for seed in 1...30 as ClosedRange<UInt64> {
            let (c, t) = (
                Self.group(40, effect: 0, seed: seed), Self.group(50, effect: 0.4, seed: seed + 99)
            )
            let method = RegressionAdjustment(confidence: 0.9)
            let outcome = method.compare(control: c, treatment: t)
            let there = try #require(outcome.absolute.value)
            let back = try #require(method.compare(control: t, treatment: c).absolute.value)
            #expect(MomentsTests.isClose(there.low, -back.high, 1e-9))
            let covers = there.interval.contains(0)
            #expect((try #require(outcome.p.value) >= 0.1) == covers)
            #expect(try #require(outcome.relative.value).interval.contains(0) == covers)
            #expect(
                method.position(control: c, treatment: t, againstAbsolute: 0.2)
                    == .estimated(there.interval.position(against: 0.2)))
            let relative = try #require(outcome.relative.value).interval
            #expect(
                method.position(control: c, treatment: t, againstRelative: 0.05)
                    == .estimated(relative.position(against: 0.05)))
        }
    }

    @Test func `what cannot be estimated has a reason`() throws {
        func reason(
            _ y: [Double], _ x: [[Double]], _ other: RegressionAdjustment.Group = Self.treatment
        ) -> NotEstimableReason? {
            RegressionAdjustment().compare(
                control: RegressionAdjustment.Group(outcome: y, covariates: x), treatment: other
            ).absolute.reason
        }
        #expect(reason([1], [[1], [2]]) == .tooFewUnits)
        #expect(reason([1, 2], [[1], [2]]) == .outOfDomain)
        #expect(reason([1, 2], [[1, 2]]) == .outOfDomain)
        #expect(reason([1, 2, .nan], [[1, 2, 3], [1, 5, 2]]) == .outOfDomain)
        // One unit is the only one with a value of its own.
        #expect(
            reason([1, 2, 4, 8, 5], [[0, 0, 1, 0, 0], [1, 5, 2, 3, 9]]) == .isolatedUnit)
        let line = RegressionAdjustment.Group(
            outcome: [1, 3, 5, 7, 9.1, 11], covariates: [[0, 1, 2, 3, 4.05, 5]])
        #expect(reason(line.outcome, line.covariates, line) == .zeroVariance)
    }
}
