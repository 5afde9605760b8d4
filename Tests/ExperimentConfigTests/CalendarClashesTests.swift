// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Testing

@Suite("Layers, global controls and contacts of plans in one folder")
struct CalendarClashesTests {
    private static let march = "{ start: 2026-03-02, end: 2026-03-29 }"
    private static let april = "{ start: 2026-04-06, end: 2026-05-03 }"

    private func inLayer(_ key: String, slots: String?, _ schedule: String?) -> String {
        ClashFolder.plan(
            key,
            assignment:
                "{ weights: even, layer: lifecycle\(slots.map { ", slots: \($0)" } ?? "") }",
            schedule: schedule)
    }

    private func layered(
        cooldown: String? = nil, _ plans: [String: String]
    ) throws -> ClashFolder {
        let rest = cooldown.map { ", cooldown: \($0)" } ?? ""
        return try ClashFolder(
            shared: "layers: [{ key: lifecycle, salt: l\(rest) }]\n", plans)
    }

    @Test("a layer without dates is full when the slots of its tests exceed it")
    func layerWithoutDates() throws {
        let folder = try layered([
            "a.yaml": inLayer("spring", slots: "60%", nil),
            "b.yaml": inLayer("summer", slots: "50%", nil),
        ])
        #expect(
            folder.remarks() == [
                """
                error[layer-full]: the tests in layer `lifecycle` take 110% of it (seen: `spring` \
                60%, `summer` 50%)
                  --> b.yaml:3:55 (assignment.slots)
                  why: in one layer a customer takes part in one test at a time
                  fix: write `slots:` in each plan so that they total at most 100%, or move the \
                dates apart
                """
            ])
        let fits = try layered([
            "a.yaml": inLayer("spring", slots: "1/3", nil),
            "b.yaml": inLayer("summer", slots: "2/3", nil),
        ])
        #expect(fits.remarks() == [])
    }

    @Test("a layer is full on the first day of the test that finds no room")
    func layerWithDates() throws {
        let folder = try layered([
            "a.yaml": inLayer("late", slots: nil, "{ start: 2026-03-16, end: 2026-04-05 }"),
            "b.yaml": inLayer("early", slots: "33.5%", Self.march),
            "c.yaml": inLayer("after", slots: nil, Self.april),
        ])
        #expect(
            folder.remarks() == [
                """
                error[layer-full]: the tests in layer `lifecycle` take 133.5% of it on 2026-03-16 \
                (seen: `early` 33.5%, `late` 100%)
                  --> a.yaml:3:37 (assignment.layer)
                  why: in one layer a customer takes part in one test at a time
                  fix: write `slots:` in each plan so that they total at most 100%, or move the \
                dates apart
                """
            ])
    }

    @Test("two tests that start on one day are said once, an open one holds its slots for good")
    func layerTies() throws {
        let same = try layered([
            "a.yaml": inLayer("spring", slots: nil, Self.march),
            "b.yaml": inLayer("summer", slots: nil, Self.march),
        ])
        #expect(same.remarks().map { $0.contains("--> b.yaml") } == [true])
        let open = try layered([
            "a.yaml": inLayer("flow", slots: "80%", "{ start: 2025-01-01, entry: continuous }"),
            "b.yaml": inLayer("summer", slots: "30%", Self.april),
            "c.yaml": inLayer("winter", slots: "20%", "{ start: 2027-01-04, end: 2027-01-31 }"),
        ])
        #expect(
            open.remarks().map { String($0.prefix { $0 != "\n" }) } == [
                "error[layer-full]: the tests in layer `lifecycle` take 110% of it on 2026-04-06 "
                    + "(seen: `flow` 80%, `summer` 30%)"
            ])
    }

    @Test("a test without dates counts at each test that starts, but tests apart do not add up")
    func layerMixed() throws {
        let folder = try layered([
            "a.yaml": inLayer("always", slots: "10%", nil),
            "b.yaml": inLayer("spring", slots: "60%", Self.march),
            "c.yaml": inLayer("summer", slots: "60%", Self.april),
        ])
        #expect(folder.remarks() == [])
    }

    @Test(
        "slots rest after a test where the layer has a cooldown",
        arguments: [
            ("2026-04-26", true), ("2026-04-27", false),
        ])
    func layerCooldown(_ start: String, _ isFull: Bool) throws {
        // Four weeks after 29 March the slots are free on 27 April.
        let folder = try layered(
            cooldown: "4w",
            [
                "a.yaml": inLayer("spring", slots: nil, Self.march),
                "b.yaml": inLayer("summer", slots: "10%", "{ start: \(start), end: 2026-05-31 }"),
            ])
        let said = """
            error[layer-full]: the tests in layer `lifecycle` take 110% of it on 2026-04-26 (seen: \
            `spring` 100%, `summer` 10%)
              --> b.yaml:3:55 (assignment.slots)
              why: in one layer a customer takes part in one test at a time, and slots rest for 4w \
            after a test
              fix: write `slots:` in each plan so that they total at most 100%, or move the dates apart
            """
        #expect(folder.remarks() == (isFull ? [said] : []))
    }

    @Test("a locked test keeps its slots, so the one that is not locked is told")
    func layerLocked() throws {
        let folder = try layered([
            "a.yaml": inLayer("early", slots: "70%", Self.march),
            "b.yaml": inLayer("late", slots: "60%", "{ start: 2026-03-16, end: 2026-04-05 }"),
            "late.lock.json": "{}",
        ])
        #expect(
            folder.remarks() == [
                """
                error[layer-full]: the tests in layer `lifecycle` take 130% of it on 2026-03-16 \
                (seen: `early` 70%, `late` 60%)
                  --> a.yaml:3:55 (assignment.slots)
                  why: in one layer a customer takes part in one test at a time; `late` is locked \
                and keeps its slots
                  fix: write `slots:` in each plan so that they total at most 100%, or move the \
                dates apart
                """
            ])
    }

    @Test("two locked tests own what their locks gave them, which no dates change")
    func layerBothLocked() throws {
        let folder = try layered([
            "a.yaml": inLayer("early", slots: "70%", Self.march),
            "b.yaml": inLayer("late", slots: "60%", "{ start: 2026-03-16, end: 2026-04-05 }"),
            "early.lock.json": "{}", "late.lock.json": "{}",
        ])
        #expect(folder.remarks() == [])
    }

    @Test("two shared files may use one name for two layers")
    func layersApart() throws {
        let folder = try ClashFolder([
            "one/experiments.yaml": "version: 1\nlayers: [{ key: lifecycle, salt: one }]\n",
            "two/experiments.yaml": "version: 1\nlayers: [{ key: lifecycle, salt: two }]\n",
            "one/a.yaml": inLayer("spring", slots: nil, Self.march),
            "two/b.yaml": inLayer("summer", slots: nil, Self.march),
        ])
        #expect(folder.remarks("one", "two") == [])
    }

    // MARK: - Global controls

    private static let holdout = """
        holdouts:
          - { key: global, share: 5%, salt: h, from: 2026-03-09, until: 2026-12-31,
              exempt: [transactional] }

        """

    private func held(
        _ key: String, _ start: String, purpose: String? = nil, isHeld: Bool = true
    ) -> String {
        ClashFolder.plan(
            key, assignment: "{ weights: even\(isHeld ? ", holdout: global" : "") }",
            schedule: "{ start: \(start), end: 2027-02-28 }", purpose: purpose)
    }

    @Test("a global control that starts after the test is an error, except for what it exempts")
    func holdoutLate() throws {
        let folder = try ClashFolder(
            shared: Self.holdout,
            [
                "a.yaml": held("spring", "2026-03-08"), "b.yaml": held("summer", "2026-03-09"),
                "c.yaml": held("invoice", "2026-03-08", purpose: "transactional"),
            ])
        #expect(
            folder.remarks() == [
                """
                error[holdout-late]: the global control `global` starts after the test (seen: test \
                2026-03-08, global control 2026-03-09)
                  --> a.yaml:3:39 (assignment.holdout)
                  why: people already drawn to a variant would be held out halfway
                  fix: start the global control on 2026-03-08 or before, or leave it out of this \
                plan
                """
            ])
    }

    @Test("a campaign that contacts the global control of others is a warning")
    func holdoutUnused() throws {
        let folder = try ClashFolder(
            shared: Self.holdout,
            [
                "a.yaml": held("spring", "2026-04-01"),
                "b.yaml": held("summer", "2026-05-01", isHeld: false),
                "c.yaml": held("invoice", "2026-05-01", purpose: "transactional", isHeld: false),
                "d.yaml": held("later", "2027-01-01", isHeld: false),
                "e.yaml": ClashFolder.plan("undated"),
            ])
        #expect(
            folder.remarks() == [
                """
                warning[holdout-unused]: `summer` contacts the global control `global`
                  --> b.yaml:3:1 (assignment)
                  why: `spring` leaves these people alone; one campaign that does not spoils the \
                group for all
                  fix: add `holdout: global` under `assignment`, or a `purpose` that is exempt
                """
            ])
    }

    // MARK: - Contacts

    private func contacting(_ key: String, _ channel: String, _ schedule: String) -> String {
        ClashFolder.plan(key, channel: channel, schedule: schedule)
    }

    @Test("two tests on one channel in the same weeks are a warning with the days of both")
    func contacts() throws {
        let folder = try ClashFolder([
            "a.yaml": contacting("spring", "email + Post", Self.march),
            "b.yaml": contacting("summer", "post", "{ start: 2026-03-29, end: 2026-04-05 }"),
            "c.yaml": contacting("autumn", "email", Self.april),
            "d.yaml": contacting("calls", "phone", Self.march),
        ])
        #expect(
            folder.remarks() == [
                """
                warning[contact-overlap]: `spring` and `summer` can contact the same people by post \
                (2026-03-29 to 2026-03-29)
                  --> b.yaml:6:1 (schedule)
                  why: each test then measures its effect on people the other contacts too
                  fix: put both in one layer, or move the dates apart
                """
            ])
    }

    @Test("a flow without an end overlaps with all that comes after, each pair once")
    func openContacts() throws {
        let open = "{ start: 2026-01-01, entry: continuous }"
        let folder = try ClashFolder([
            "a.yaml": contacting("flow", "email + app", open),
            "b.yaml": contacting("spring", "email", Self.march),
            "c.yaml": contacting("always", "app/email", "{ start: 2026-06-01, entry: continuous }"),
        ])
        #expect(
            folder.remarks().map { String($0.prefix { $0 != "\n" }) } == [
                "warning[contact-overlap]: `flow` and `spring` can contact the same people by email "
                    + "(2026-03-02 to 2026-03-29)",
                "warning[contact-overlap]: `flow` and `always` can contact the same people by app "
                    + "and email (from 2026-06-01)",
            ])
    }

    @Test("tests in one layer share nobody, tests in two layers do")
    func contactsInLayers() throws {
        func plan(_ key: String, _ layer: String) -> String {
            ClashFolder.plan(
                key, assignment: "{ weights: even, layer: \(layer), slots: 50% }",
                channel: "email", schedule: Self.march)
        }
        let shared = "layers: [{ key: one, salt: l1 }, { key: two, salt: l2 }]\n"
        let together = try ClashFolder(
            shared: shared, ["a.yaml": plan("spring", "one"), "b.yaml": plan("summer", "one")])
        #expect(together.remarks() == [])
        let apart = try ClashFolder(
            shared: shared, ["a.yaml": plan("spring", "one"), "b.yaml": plan("summer", "two")])
        #expect(apart.remarks().map { $0.hasPrefix("warning[contact-overlap]") } == [true])
    }
}
