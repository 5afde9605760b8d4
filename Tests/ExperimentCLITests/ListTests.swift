// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("experiment list")
struct ListTests {
    private static let shared = """
        version: 1
        layers: [{ key: lifecycle, salt: l }]
        holdouts: [{ key: global, share: 5%, salt: h, from: 2026-01-01 }]
        """

    private static func plan(
        _ key: String, _ schedule: String?, assignment: String = "{ weights: even }",
        channel: String = "email", metric: String = "ordered"
    ) -> String {
        """
        version: 1
        key: \(key)
        name: The \(key) test
        assignment: \(assignment)
        variants: [{ key: none, role: control, contact: false }, { key: mail, role: test, channel: \
        "\(channel)" }]
        metrics: { define: [{ key: \(metric), type: proportion, column: o, direction: increase }], \
        primary: \(metric) }
        decision: { beat: [control] }
        \(schedule.map { "schedule: \($0)\n" } ?? "")
        """
    }

    private func folder() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(Self.shared, to: "experiments.yaml")
        let rule = "{ weights: even, layer: lifecycle, slots: 1/3, holdout: global }"
        let march = "{ start: 2026-03-02, end: 2026-03-29 }"
        try folder.write(
            Self.plan("winback", march, assignment: rule, channel: "email + post"), to: "a.yaml")
        try folder.write(Self.plan("advice", march, channel: "phone"), to: "b.yaml")
        try folder.write(
            Self.plan("welcome-flow", "{ start: 2025-11-01, entry: continuous }"), to: "c.yaml")
        try folder.write(Self.plan("someday", nil), to: "d.yaml")
        return folder
    }

    @Test("is a calendar: by start, then by key, with what runs on a day")
    func calendar() throws {
        let folder = try folder()
        let run = try Program.run(["list", "--as-of", "2026-03-29"], in: folder.url)
        #expect(run.status == 0, "\(run.messages)")
        #expect(
            run.output == """
                  KEY           STATE  START       END         ENTRY       LAYER       HELD OUT  \
                CHANNELS    METRIC
                * welcome-flow  draft  2025-11-01  open        continuous  -           -         \
                email       ordered
                * advice        draft  2026-03-02  2026-03-29  once        -           -         \
                phone       ordered
                * winback       draft  2026-03-02  2026-03-29  once        33% lifec…  global    \
                email + p…  ordered
                  someday       draft  -           -           once        -           -         \
                email       ordered

                3 of 4 tests run on 2026-03-29 (*)

                """)
    }

    @Test("the last day counts, the day after does not")
    func days() throws {
        let folder = try folder()
        func running(_ day: String) throws -> [String] {
            let run = try Program.run(["list", "--json", "--as-of", day], in: folder.url)
            let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
            let plans = try #require((json as? [String: Any])?["plans"] as? [[String: Any]])
            return plans.filter { $0["runs"] as? Bool == true }.compactMap { $0["key"] as? String }
        }
        #expect(try running("2025-10-31") == [])
        #expect(try running("2026-03-01") == ["welcome-flow"])
        #expect(try running("2026-03-02") == ["welcome-flow", "advice", "winback"])
        #expect(try running("2026-03-29") == ["welcome-flow", "advice", "winback"])
        #expect(try running("2026-03-30") == ["welcome-flow"])
    }

    @Test("JSON has sorted keys, and leaves out what a plan does not say")
    func json() throws {
        let folder = try ScratchFolder()
        try folder.write(Self.plan("someday", nil), to: "d.yaml")
        let run = try Program.run(["list", "--json", "--as-of", "2026-03-10"], in: folder.url)
        #expect(
            run.output == """
                {
                  "as_of": "2026-03-10",
                  "plans": [
                    {
                      "channels": [
                        "email"
                      ],
                      "entry": "once",
                      "file": "./d.yaml",
                      "key": "someday",
                      "name": "The someday test",
                      "primary_metric": "ordered",
                      "runs": false,
                      "state": "draft"
                    }
                  ],
                  "schema": "experiment-list/1"
                }

                """)
    }

    @Test("a plan is a draft, then locked, then changed since")
    func states() throws {
        let folder = try ScratchFolder()
        let plan = Self.plan("spring", "{ start: 2026-03-02, end: 2026-03-29 }")
        try folder.write(plan, to: "spring.yaml")
        func state() throws -> Substring? {
            let run = try Program.run(["list"], in: folder.url)
            #expect(run.status == 0, "\(run.messages)")
            let line = run.output.split(separator: "\n").first { $0.contains("spring ") }
            return line?.split(separator: " ").drop { $0 == "*" }.dropFirst().first
        }
        #expect(try state() == "draft")
        let locked = try Program.run(["lock", "spring.yaml"], in: folder.url)
        #expect(locked.status == 0, "\(locked.messages)")
        #expect(try state() == "locked")
        try folder.write(plan + "# a remark\n", to: "spring.yaml")
        #expect(try state() == "locked", "a remark changes nothing")
        try folder.write(plan.replacing("2026-03-29", with: "2026-04-05"), to: "spring.yaml")
        #expect(try state() == "changed")
        let run = try Program.run(["list"], in: folder.url)
        #expect(run.output.hasSuffix("changed: the plan is no longer the one that was locked\n"))
        try folder.write("{}", to: "spring.lock.json")
        let damaged = try Program.run(["list"], in: folder.url)
        #expect(damaged.status == 78)
        #expect(damaged.messages.contains("error[lock-version]"), "\(damaged.messages)")
        #expect(damaged.output.hasSuffix("damaged: the lock cannot be read\n"))
    }

    @Test("a broken plan is said, and the others are listed")
    func broken() throws {
        let folder = try folder()
        try folder.write("version: 1\nkey: broken\n", to: "e.yaml")
        let run = try Program.run(["list"], in: folder.url)
        #expect(run.status == 78)
        #expect(run.messages.contains("--> ./e.yaml"), "\(run.messages)")
        #expect(run.output.contains("winback"))
        #expect(!run.output.contains("broken"))
        let empty = try ScratchFolder()
        let nothing = try Program.run(["list"], in: empty.url)
        #expect(nothing.status == 78)
        #expect(nothing.messages.hasPrefix("error[no-plans]: the folder holds no plans"))
        #expect(nothing.output.isEmpty)
    }

    @Test("long names are cut so that a line has at most a hundred characters")
    func width() throws {
        let folder = try folder()
        let long = String(repeating: "long-", count: 12) + "key"
        try folder.write(
            Self.plan(
                long, "{ start: 2026-03-02, end: 2026-03-29, entry: continuous }",
                assignment: "{ weights: even, layer: lifecycle, slots: 33%, holdout: global }",
                channel: "email, post, phone, app, door", metric: "ordered_within_two_weeks"),
            to: "z.yaml")
        let run = try Program.run(["list", "--as-of", "2026-03-10"], in: folder.url)
        let lines = run.output.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 100 }, "\(run.output)")
        #expect(lines.contains { $0.contains("long-") && $0.contains("…") && $0.contains("33% ") })
        #expect(!run.output.contains("\u{1B}"))
    }
}
