// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Testing

@Suite struct HoldoutRingTests {
    @Test func `quarters are counted from the first day`() throws {
        let ring = try HoldoutRing(holdout: Designs.holdout())
        let periods = [
            ("2025-12-31", nil), ("2026-01-01", 0), ("2026-03-31", 0), ("2026-04-01", 1),
            ("2026-12-31", 3), ("2027-01-01", 4), ("2031-06-30", 21),
        ]
        for (day, period) in periods {
            #expect(ring.period(on: try Designs.day(day)) == period, "\(day)")
        }
        #expect(ring.firstDay(of: 1)?.iso == "2026-04-01")
        #expect(ring.lastDay(of: 1)?.iso == "2026-06-30")
        #expect(ring.firstDay(of: -1) == nil)
    }

    @Test func `a period that starts on the 31st starts on the last day of a short month`() throws {
        let ring = try HoldoutRing(
            holdout: Designs.holdout(every: .month, from: "2026-01-31"))
        let starts = (0..<5).compactMap { ring.firstDay(of: $0)?.iso }
        #expect(starts == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"])
        #expect(ring.period(on: try Designs.day("2026-02-27")) == 0)
        #expect(ring.period(on: try Designs.day("2026-02-28")) == 1)
        #expect(ring.period(on: try Designs.day("2026-03-30")) == 1)
        #expect(ring.lastDay(of: 1)?.iso == "2026-03-30")
    }

    @Test(arguments: Holdout.Rotation.Every.allCases)
    func `every day of ten years lies in the period that says so`(
        every: Holdout.Rotation.Every
    ) throws {
        let ring = try HoldoutRing(
            holdout: Designs.holdout(every: every, from: "2024-02-29", until: "2034-02-28"))
        let first = try Designs.day("2024-02-29")
        for offset in 0..<3_653 {
            let day = Day(daysSince1970: first.ordinal - 719_468 + offset)
            let period = try #require(ring.period(on: day))
            let (start, end) = (ring.firstDay(of: period), ring.lastDay(of: period))
            #expect(start.map { $0 <= day } == true && end.map { day <= $0 } == true)
        }
    }

    @Test func `the end of the control cuts its last period short`() throws {
        let ring = try HoldoutRing(holdout: Designs.holdout(until: "2026-05-15"))
        #expect(ring.lastDay(of: 0)?.iso == "2026-03-31")
        #expect(ring.lastDay(of: 1)?.iso == "2026-05-15")
        #expect(ring.firstDay(of: 2) == nil)
        let after = try Designs.day("2026-05-16")
        #expect(ring.period(on: after) == nil)
        #expect(ring.standing(on: after) == .over(until: try Designs.day("2026-05-15")))
        #expect(
            ring.standing(on: try Designs.day("2025-12-31"))
                == .notYet(from: try Designs.day("2026-01-01")))
        #expect(ring.standing(on: after).heldOut == nil)
    }

    @Test func `without rotation the same people are held out for good`() throws {
        let ring = try HoldoutRing(holdout: Designs.holdout(every: nil))
        #expect(ring.period(on: try Designs.day("2045-07-01")) == 0)
        #expect(ring.firstDay(of: 1) == nil)
        #expect(ring.lastDay(of: 0) == nil)
        #expect(ring.arcs(of: 0) == [PointRange(0, 50_000)])
        #expect(ring.comparator(of: 0) == [PointRange(50_000, 100_000)])
    }

    @Test func `an arc goes on at the start of the ring`() throws {
        let ring = try HoldoutRing(
            holdout: Designs.holdout(share: Designs.share(15), clear: 3))
        #expect(ring.arcs(of: 5) == [PointRange(750_000, 900_000)])
        #expect(ring.arcs(of: 6) == [PointRange(0, 50_000), PointRange(900_000, 1_000_000)])
        #expect(ring.comparator(of: 5) == [PointRange(0, 50_000), PointRange(900_000, 1_000_000)])
        #expect(ring.comparator(of: 6) == [PointRange(50_000, 200_000)])
    }

    @Test func `messages of an exempt purpose go to everybody`() throws {
        let ring = try HoldoutRing(holdout: Designs.holdout())
        #expect(ring.standing(on: Designs.day, purpose: .service) == .exempt(.service))
        #expect(ring.standing(on: Designs.day, purpose: .marketing).heldOut?.period == 0)
        #expect(ring.standing(on: Designs.day).heldOut?.key == "global-control")
        let noMarketing = try HoldoutRing(holdout: Designs.holdout(exempt: [.marketing]))
        #expect(noMarketing.standing(on: Designs.day) == .exempt(.marketing))
    }

    @Test func `the comparison group was not held out in the periods it must be clear of`() throws {
        for (percent, overlap, clear) in [(5, 0, 19), (15, 0, 5), (10, 50, 17), (30, 80, 7)] {
            let ring = try HoldoutRing(
                holdout: Designs.holdout(
                    share: Designs.share(percent), overlap: Designs.share(overlap), clear: clear))
            for period in 0..<60 {
                let group = ring.comparator(of: period)
                #expect(group.reduce(0) { $0 + $1.count } == ring.size)
                for earlier in max(0, period - clear + 1)...period {
                    #expect(common(group, ring.arcs(of: earlier)) == 0, "\(period), \(earlier)")
                }
            }
        }
    }

    @Test func `a comparison group that comes round too early is refused`() throws {
        let holdout = try Designs.holdout(clear: 20)
        let problem = HoldoutProblem.comparator(clear: 20, needed: 1_050_000, possible: 19)
        let error = AssignmentError.holdout(key: "global-control", problem)
        #expect(throws: error) { try HoldoutRing(holdout: holdout) }
        #expect(
            error.diagnostic.rendered() == """
                error[holdout-comparator]: the comparison group of the global control \
                `global-control` cannot be clear for 20 periods
                  why: with the groups of those periods it takes 105% of the customers, so it would \
                be held out within the same round
                  fix: write `clear_periods: 19` or less, or lower the share
                """)
        let tooLarge = try Designs.holdout(share: Designs.share(51), every: nil, clear: 1)
        #expect(
            throws: AssignmentError.holdout(
                key: "global-control",
                .comparator(clear: 1, needed: 1_020_000, possible: nil))
        ) { try HoldoutRing(holdout: tooLarge) }
    }

    @Test func `a control that cannot be drawn as declared is refused`() throws {
        let cases: [(Holdout, HoldoutProblem, String)] = [
            (try Designs.holdout(share: Designs.share(0)), .share(0), "holdout-share"),
            (try Designs.holdout(share: Designs.share(100)), .share(1), "holdout-share"),
            (
                try Designs.holdout(share: Designs.share(1, 10_000_000)), .share(1e-7),
                "holdout-share"
            ),
            (try Designs.holdout(overlap: Designs.share(120)), .overlap(1.2), "holdout-overlap"),
            (
                try Designs.holdout(share: Designs.share(60), clear: nil),
                .twoPeriods(needed: 1_200_000), "holdout-too-large"
            ),
            (try Designs.holdout(clear: 0), .clearPeriods(0), "holdout-comparator"),
            (
                try Designs.holdout(until: "2025-01-01"),
                .days(from: try Designs.day("2026-01-01"), until: try Designs.day("2025-01-01")),
                "holdout-days"
            ),
        ]
        for (holdout, problem, id) in cases {
            let error = AssignmentError.holdout(key: "global-control", problem)
            #expect(throws: error) { try HoldoutRing(holdout: holdout) }
            #expect(error.diagnostic.id == id)
            #expect(error.diagnostic.fix != nil)
        }
    }

    private func common(_ left: [PointRange], _ right: [PointRange]) -> Int {
        left.reduce(0) { sum, one in
            sum + right.reduce(0) { $0 + max(0, min(one.to, $1.to) - max(one.from, $1.from)) }
        }
    }
}
