// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("Commands on plans that share a file")
struct SharedPlanTests {
    private static let shared = """
        version: 1
        workspace: { unit: client, language: nl }
        layers: [{ key: lifecycle, salt: lifecycle-2026 }]
        metrics: [{ key: ordered, type: proportion, event: order, window: 14d, direction: increase }]

        """
    private static let plan = """
        version: 1
        key: spring
        assignment: { weights: even }
        variants: [{ key: none, role: control }, { key: mail, role: test }]
        metrics: { primary: ordered }
        decision: { beat: [control] }

        """

    private func folder(_ shared: String = shared) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(shared, to: "experiments.yaml")
        try folder.write(Self.plan, to: "spring.yaml")
        return folder
    }

    @Test("schema prints a JSON Schema of the shared file too")
    func schema() throws {
        let run = try Program.run(["schema", "--shared"], in: projectFolder)
        let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        #expect((parsed as? [String: Any])?["$id"] as? String == "urn:experiment:shared:1")
    }

    @Test("validate checks the shared file, and says its problems once")
    func validate() throws {
        let whole = try folder()
        let good = try Program.run(["validate"], in: whole.url)
        #expect(good.status == 0, "\(good.messages)")
        #expect(good.output.contains("1 plan, 0 errors"))
        let broken = try folder(Self.shared.replacing("salt:", with: "slat:"))
        try broken.write(Self.plan.replacing("key: spring", with: "key: autumn"), to: "autumn.yaml")
        let bad = try Program.run(["validate"], in: broken.url)
        #expect(bad.status == 78)
        #expect(bad.messages.split(separator: "experiments.yaml:3:").count == 2, "\(bad.messages)")
        #expect(bad.messages.contains("did you mean `salt`?"))
    }

    @Test("report and check ask for columns before they read data", arguments: ["report", "check"])
    func columns(_ command: String) throws {
        let folder = try folder()
        let run = try Program.run(
            [command, "spring.yaml", "--data", "absent.csv"], in: folder.url)
        #expect(run.status == 78, "\(run.messages)")
        #expect(
            run.messages.contains(
                """
                error[metric-column]: nothing says in which column the outcome of `ordered` stands
                  --> spring.yaml (metrics.ordered)
                  why: the metric is worked out from events (order), and a row per customer is read here
                  fix: add `column: ordered` to the metric, with the name of the column in the data
                """), "\(run.messages)")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "out").path))
    }
}
