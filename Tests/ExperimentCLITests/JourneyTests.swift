// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("From idea to send lists")
struct JourneyTests {
    private let plan = "winback-spring.yaml"

    /// The shipped example, in a folder of its own.
    private func example() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        let source = projectFolder.appending(path: "experiments/winback-spring")
        for name in ["experiments.yaml", plan, "customers.csv"] {
            try FileManager.default.copyItem(
                at: source.appending(path: name), to: folder.url.appending(path: name))
        }
        return folder
    }

    @discardableResult
    private func run(_ arguments: String..., in folder: ScratchFolder) throws -> Program.Outcome {
        let outcome = try Program.run(arguments, in: folder.url)
        #expect(outcome.status == 0, "\(arguments): \(outcome.messages)")
        return outcome
    }

    private func lines(_ name: String, in folder: ScratchFolder) throws -> [[String]] {
        try folder.read(name).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test("the example goes from validate to send lists, and every customer is in one place")
    func shipped() throws {
        let folder = try example()
        #expect(try run("validate", in: folder).output == "1 plan, 0 errors, 0 warnings\n")
        try run("power", plan, "--customers", "customers.csv", in: folder)
        let preview = try run("preview", plan, "--customers", "customers.csv", in: folder).output
        #expect(preview.contains("4,003 read = 4,000 customers + 1 repeats + 2 unusable"))
        try run("lock", plan, "--customers", "customers.csv", "--as-of", "2026-02-27", in: folder)
        try run("assign", plan, "--customers", "customers.csv", in: folder)

        let rows = try lines("out/winback-spring/assignments.csv", in: folder).dropFirst()
        #expect(rows.count == 4_000)
        let listed = try ["mail.csv", "card.csv", "suppress.csv"].map { name in
            try lines("out/winback-spring/\(name)", in: folder).dropFirst().map { $0[0] }
        }
        let all = listed.flatMap { $0 }
        #expect(Set(all).count == all.count, "nobody stands in two lists")
        for row in rows {
            let variant = row[row.count - 2]
            let place = listed.firstIndex { $0.contains(row[0]) }
            switch (variant, row[row.count - 1]) {
            case ("mail", _): #expect(place == 0)
            case ("card", _): #expect(place == 1)
            case ("rest", _), ("", "held-out"): #expect(place == 2)
            default: #expect(place == nil, "\(row)")
            }
        }
    }

    @Test("a second run gives the same bytes, and a longer list moves nobody")
    func again() throws {
        let folder = try example()
        try run("lock", plan, "--as-of", "2026-02-27", in: folder)
        let arguments = ["assign", plan, "--customers", "customers.csv", "--force", "--out"]
        #expect(try Program.run(arguments + ["one.csv"], in: folder.url).status == 0)
        #expect(try Program.run(arguments + ["two.csv"], in: folder.url).status == 0)
        #expect(try folder.read("one.csv") == folder.read("two.csv"))

        let old = try folder.read("customers.csv")
        let new = (0..<500).map { "9\(100_000 + $0),yes,yes,0,41.00,\(270 + $0 % 271),false" }
        try folder.write(old + new.joined(separator: "\n") + "\n", to: "customers.csv")
        #expect(try Program.run(arguments + ["three.csv"], in: folder.url).status == 0)
        let before = try lines("one.csv", in: folder)
        let after = try lines("three.csv", in: folder)
        #expect(after.count == before.count + 500)
        #expect(Array(after.prefix(before.count)) == before)
    }

    @Test("explain tells of each customer what assign did")
    func explained() throws {
        let folder = try example()
        try run("lock", plan, "--as-of", "2026-02-27", in: folder)
        try run("assign", plan, "--customers", "customers.csv", "--out", "out.csv", in: folder)
        let rows = try lines("out.csv", in: folder).dropFirst()
        for row in stride(from: 0, to: rows.count, by: 331).map({ Array(rows)[$0] }) {
            let told = try run(
                "explain", plan, "--customer", row[0], "--customers", "customers.csv", "--json",
                in: folder
            ).output
            let object = try JSONSerialization.jsonObject(with: Data(told.utf8))
            let parts = try #require(object as? [String: Any])
            #expect(parts["reason"] as? String == row[row.count - 1], "\(row)")
            #expect((parts["variant"] as? String ?? "") == row[row.count - 2], "\(row)")
        }
    }

    @Test("outcomes without a column for the variant are refused where more than the id decides")
    func recomputed() throws {
        let folder = try example()
        let text = try folder.read(plan).replacing(", variant: variant }", with: " }")
        try folder.write(text, to: plan)
        try folder.write("customer_id,ordered,unsubscribed\n1,0,0\n2,1,0\n", to: "outcomes.csv")
        let report = try Program.run(["report", plan], in: folder.url)
        #expect(report.status == 78)
        #expect(report.messages.contains("error[variant-not-recomputable]"))
    }

    @Test("exact quotas hold for the list that was locked, and are not explained one by one")
    func quotas() throws {
        let folder = try example()
        let text = try folder.read(plan)
            .replacing("  layer: lifecycle\n  slots: 60%\n", with: "  stratify: [quadrant]\n")
        try folder.write(text, to: plan)
        try run("lock", plan, "--customers", "customers.csv", "--as-of", "2026-02-27", in: folder)
        try run("assign", plan, "--customers", "customers.csv", in: folder)
        let rows = try folder.read("customers.csv").split(separator: "\n")
        try folder.write(rows.prefix(2_000).joined(separator: "\n") + "\n", to: "part.csv")
        let part = try Program.run(
            ["assign", plan, "--customers", "part.csv", "--out", "part-out.csv"], in: folder.url)
        #expect(part.status == 65)
        #expect(part.messages.contains("error[list-not-final]"), "\(part.messages)")
        #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/part-out.csv"))
        let told = try Program.run(["explain", plan, "--customer", "104003"], in: folder.url)
        #expect(told.status == 78)
        #expect(told.messages.contains("error[explain-quotas]"))
    }
}
