// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Foundation
import Testing

@Suite struct SlotMapTests {
    private func day(_ text: String) throws -> Day { try Designs.day(text) }

    @Test func `a test gets the lowest slots that are free, and the same when it asks again`()
        throws
    {
        var map = SlotMap(layer: Designs.layer)
        let start = try day("2026-01-01")
        #expect(try map.claim(Designs.share(25), for: "a", from: start) == [PointRange(0, 2_500)])
        #expect(
            try map.claim(Designs.share(50), for: "b", from: start) == [PointRange(2_500, 7_500)])
        let before = map
        #expect(try map.claim(Designs.share(25), for: "a", from: start) == [PointRange(0, 2_500)])
        #expect(map == before)
        #expect(map.free(from: start) == [PointRange(7_500, 10_000)])
        #expect(map.claim(of: "b")?.count == 5_000)
        #expect(map.claim(of: "c") == nil)
    }

    @Test func `slots that were freed are filled again from the lowest`() throws {
        var map = SlotMap(layer: Designs.layer)
        let start = try day("2026-01-01")
        for key in ["a", "b", "c", "d"] {
            try map.claim(Designs.share(20), for: key, from: start)
        }
        let later = try day("2026-03-01")
        #expect(try map.release("a", on: later) == later)
        #expect(try map.release("c", on: later) == later)
        #expect(
            try map.claim(Designs.share(30), for: "e", from: later) == [
                PointRange(0, 2_000), PointRange(4_000, 5_000),
            ])
    }

    @Test func `freed slots rest before another test may have them`() throws {
        var map = SlotMap(layer: Designs.layer)
        try map.claim(
            .whole, for: "a", from: day("2026-01-01"), until: day("2026-02-28"),
            cooldown: PlanDuration(2, .weeks))
        // Free from 1 March, and rested on 15 March.
        #expect(map.claim(of: "a")?.available?.iso == "2026-03-15")
        #expect(try map.free(from: day("2026-03-14")).isEmpty)
        #expect(try map.free(from: day("2026-03-15")) == [PointRange(0, 10_000)])
        #expect(try map.release("a", on: day("2026-02-10")).iso == "2026-02-24")
        #expect(try map.free(from: day("2026-02-23")).isEmpty)
        #expect(try map.free(from: day("2026-02-24")) == [PointRange(0, 10_000)])
        // Released once, later days change nothing.
        #expect(try map.release("a", on: day("2026-05-01")).iso == "2026-02-24")
    }

    @Test func `a test that would still rest when a planned one starts does not get its slots`()
        throws
    {
        var map = SlotMap(layer: Designs.layer)
        try map.claim(Designs.share(60), for: "summer", from: day("2026-06-01"))
        let (from, until) = (try day("2026-04-01"), try day("2026-05-25"))
        #expect(map.free(from: from, until: until) == [PointRange(0, 10_000)])
        #expect(
            map.free(from: from, until: until, cooldown: PlanDuration(1, .weeks))
                == [PointRange(6_000, 10_000)])
        #expect(
            map.free(from: from, until: until, cooldown: PlanDuration(6, .days))
                == [PointRange(0, 10_000)])
    }

    @Test func `a release before the first day takes the claim back`() throws {
        var map = SlotMap(layer: Designs.layer)
        try map.claim(
            .whole, for: "a", from: day("2026-01-01"), cooldown: PlanDuration(4, .weeks))
        #expect(try map.release("a", on: day("2025-12-20")).iso == "2025-12-20")
        #expect(map.claims.isEmpty)
        #expect(throws: SlotProblem.noClaim(key: "a", layer: "lifecycle")) {
            try map.release("a", on: day("2026-01-01"))
        }
    }

    @Test func `who has what until when is said when too little is free`() throws {
        var map = SlotMap(layer: Designs.layer)
        try map.claim(
            Designs.share(40), for: "winback", from: day("2026-01-01"), until: day("2026-03-31"),
            cooldown: PlanDuration(14, .days))
        try map.claim(Designs.share(35), for: "birthday", from: day("2026-02-01"))
        let before = map
        let error = #expect(throws: SlotProblem.self) {
            try map.claim(
                Designs.share(1, 2), for: "spring", from: day("2026-03-01"),
                until: day("2026-04-30"))
        }
        #expect(map == before)
        #expect(
            error?.diagnostic.rendered() == """
                error[layer-full]: `spring` asks for 50% of layer `lifecycle` from 2026-03-01 to \
                2026-04-30, and 25% is free
                  why: `winback` has 40%, from 2026-01-01 until 2026-04-14, rest included; \
                `birthday` has 35%, from 2026-02-01, without an end
                  fix: take `slots: 25%` or less, or start on 2026-04-15 or later, \
                or use another layer
                """)
    }

    @Test func `another share, period or salt than was claimed is refused`() throws {
        var map = SlotMap(layer: Designs.layer)
        let start = try day("2026-01-01")
        try map.claim(Designs.share(25), for: "a", from: start, until: day("2026-03-31"))
        let held = try #require(map.claim(of: "a"))
        for (share, until) in [(30, "2026-03-31"), (25, "2026-04-30")] {
            #expect(throws: SlotProblem.heldAlready(held, layer: "lifecycle")) {
                try map.claim(Designs.share(share), for: "a", from: start, until: day(until))
            }
        }
        #expect(
            SlotProblem.heldAlready(held, layer: "lifecycle").diagnostic.summary
                == "`a` already has 25% of layer `lifecycle`, from 2026-01-01 until 2026-03-31")
        #expect(throws: SlotProblem.share(0, key: "b")) {
            try map.claim(Designs.share(0), for: "b", from: start)
        }
        #expect(throws: SlotProblem.share(1.01, key: "b")) {
            try map.claim(Designs.share(101), for: "b", from: start)
        }
        #expect(throws: SlotProblem.self) {
            try map.claim(Designs.share(1), for: "b", from: start, until: day("2025-01-01"))
        }
        let other = Layer(key: "lifecycle", salt: "lifecycle-2027")
        #expect(
            throws: SlotProblem.saltChanged(
                layer: "lifecycle", from: "lifecycle-2026", to: "lifecycle-2027")
        ) { try map.check(for: other) }
    }

    @Test func `a file in which two tests share a slot is refused`() throws {
        var map = SlotMap(layer: Designs.layer)
        try map.claim(Designs.share(25), for: "a", from: day("2026-01-01"))
        try map.claim(Designs.share(25), for: "b", from: day("2026-01-01"))
        try map.check(for: Designs.layer)
        let text = String(decoding: try JSONEncoder().encode(map), as: UTF8.self)
        #expect(try JSONDecoder().decode(SlotMap.self, from: Data(text.utf8)) == map)
        // The end of the first reaches into the second, the second starts in the first, and the
        // second leaves the layer or is empty.
        for (old, new) in [
            (#""to":2500"#, #""to":2501"#), (#""from":2500"#, #""from":2499"#),
            (#""to":5000"#, #""to":10001"#), (#""to":5000"#, #""to":2500"#),
        ] {
            try #require(text.contains(old))
            let edited = Data(text.replacing(old, with: new).utf8)
            let broken = try JSONDecoder().decode(SlotMap.self, from: edited)
            let error = #expect(throws: SlotProblem.self) { try broken.check(for: Designs.layer) }
            #expect(error?.diagnostic.fix?.contains("restore") == true)
        }
    }

    @Test func `two tests never share a unit, whatever is claimed and released`() throws {
        var generator = Multiplier(state: 4)
        let start = try day("2026-01-01").ordinal - 719_468
        var refused = 0
        for _ in 0..<40 {
            var map = SlotMap(layer: Designs.layer)
            for number in 0..<40 {
                let from = start + Int.random(in: 0..<700, using: &generator)
                let length = Int.random(in: 0..<150, using: &generator)
                let rest = Int.random(in: 1...30, using: &generator)
                do {
                    try map.claim(
                        Designs.share(Int.random(in: 1...6_000, using: &generator), 10_000),
                        for: "t\(number)", from: Day(daysSince1970: from),
                        until: number % 5 == 0 ? nil : Day(daysSince1970: from + length),
                        cooldown: number % 3 == 0 ? nil : PlanDuration(rest, .days))
                } catch SlotProblem.tooFew { refused += 1 }
                if number % 4 == 3, let claim = map.claims.randomElement(using: &generator) {
                    let on = Int.random(in: 0..<900, using: &generator)
                    try map.release(claim.key, on: Day(daysSince1970: start + on))
                }
                try map.check(for: Designs.layer)
            }
            try noUnitTwice(map, start: start)
        }
        #expect(refused > 100)
    }

    /// On any day a slot has one test, and the slots that rest have none.
    private func noUnitTwice(_ map: SlotMap, start: Int) throws {
        for offset in stride(from: 0, to: 1_000, by: 7) {
            let today = Day(daysSince1970: start + offset)
            var owners: [PointRange] = []
            for claim in map.claims
            where claim.from <= today && claim.available.map({ today < $0 }) ?? true {
                owners += claim.slots
            }
            owners.sort { $0.from < $1.from }
            #expect(zip(owners, owners.dropFirst()).allSatisfy { $0.to <= $1.from })
        }
    }

    @Test func `no unit is in two tests of a layer`() throws {
        var map = SlotMap(layer: Designs.layer)
        var drawn: [[UInt8]] = []
        for (key, percent) in [("a", 30), ("b", 45), ("c", 25)] {
            let slots = try map.claim(Designs.share(percent), for: key, from: Designs.day)
            drawn.append(
                Population.million.codes(
                    try Pipeline(
                        plan: Designs.plan(salt: key, layer: Designs.layer), on: Designs.day,
                        slots: slots)))
        }
        // The shares are the whole layer: everybody is in one test.
        let inTests = (0..<1_000_000).count { unit in drawn.count { $0[unit] < 240 } == 1 }
        #expect(inTests == 1_000_000)
    }
}
