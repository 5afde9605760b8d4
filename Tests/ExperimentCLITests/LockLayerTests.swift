// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("experiment lock, in a layer and with a balanced salt")
struct LockLayerTests {
    private let campaign: LockedCampaign
    private var folder: ScratchFolder { campaign.folder }

    init() throws {
        campaign = try LockedCampaign()
        try folder.write(
            """
            version: 1
            layers:
              - { key: lifecycle, salt: lifecycle-2026, cooldown: 14d }

            """, to: "experiments.yaml")
    }

    /// Puts the plan into the layer, and writes a second one beside it.
    private func layered(_ first: String, _ second: String) throws {
        let draw = "assignment: { salt: winback-2026 }"
        let text = try folder.read("winback.yaml")
        try folder.write(
            text.replacing(
                draw, with: "assignment: { salt: winback-2026, layer: lifecycle, slots: \(first) }"),
            to: "winback.yaml")
        try folder.write(
            text.replacing("key: winback", with: "key: other").replacing(
                draw, with: "assignment: { salt: other-2026, layer: lifecycle, slots: \(second) }"),
            to: "other.yaml")
    }

    @Test("claims slots that no other test has, and gives them back to rest")
    func claims() throws {
        try layered("40%", "70%")
        let unlocked = try campaign.run("assign", "winback.yaml", "--customers", "customers.csv")
        #expect(unlocked.status == 78)
        #expect(
            unlocked.messages == """
                error[lock-missing]: the plan is in layer `lifecycle` and is not locked
                  --> winback.yaml (assignment)
                  why: a lock claims the slots of the layer, so that tests never share a customer
                  fix: run `experiment lock winback.yaml` first

                """)
        let first = try campaign.lock()
        #expect(first.status == 0, "\(first.messages)")
        #expect(first.output.contains("layer        lifecycle: 4000 of 10000 slots"))
        let slots = try folder.read("layers.lock.json")
        let full = try campaign.run("lock", "other.yaml", "--as-of", "2026-02-28")
        #expect(full.status == 78)
        #expect(full.messages.hasPrefix("error[layer-full]: `other` asks for 70% of layer"))
        #expect(!folder.has("other.lock.json"))
        #expect(try folder.read("layers.lock.json") == slots)
        let released = try campaign.run(
            "lock", "--release", "winback.yaml", "--as-of", "2026-03-10")
        #expect(
            released.output
                == "released the slots of winback in layer lifecycle; "
                + "another test may have them from 2026-03-24\n")
        let after = try campaign.run(
            "explain", "winback.yaml", "--id", "c100001")
        #expect(after.status == 0, "\(after.messages)")
        try folder.write(
            folder.read("other.yaml").replacing("start: 2026-03-02", with: "start: 2026-03-24"),
            to: "other.yaml")
        let second = try campaign.run("lock", "other.yaml", "--as-of", "2026-03-10")
        #expect(second.status == 0, "\(second.messages)")
        #expect(try campaign.run("audit", ".").status == 0)
    }

    @Test("a lock whose slots the layer does not know is not drawn by")
    func lost() throws {
        try layered("40%", "70%")
        try campaign.lock()
        try FileManager.default.removeItem(at: folder.url.appending(path: "layers.lock.json"))
        let refused = try campaign.run("assign", "winback.yaml", "--customers", "customers.csv")
        #expect(refused.status == 78)
        #expect(
            refused.messages == """
                error[slots-lost]: layer `lifecycle` does not know the slots of the lock
                  --> winback.yaml (assignment.layer)
                  why: another test may own them, and would share customers with this one
                  fix: restore layers.lock.json from version control

                """)
    }

    @Test("a plan without a layer has no slots to give back")
    func noLayer() throws {
        try campaign.lock()
        let refused = try campaign.run("lock", "--release", "winback.yaml")
        #expect(refused.status == 78)
        #expect(refused.messages.hasPrefix("error[layer-missing]: the plan is in no layer"))
    }

    @Test("looks for a balanced salt in the customers, and writes down every one it tried")
    func balance() throws {
        try campaign.edit(
            "assignment: { salt: winback-2026 }",
            "assignment: { salt: winback-2026, balance: { covariates: [orders], threshold: 0.05 } }"
        )
        let rows = (1...600).map { "c\(1_000 + $0),\($0 * 37 % 101)\n" }
        try folder.write("customer_id,orders\n" + rows.joined(), to: "customers.csv")
        let unlocked = try campaign.run("assign", "winback.yaml", "--customers", "customers.csv")
        #expect(
            unlocked.messages.hasPrefix(
                "error[lock-missing]: the plan asks for a balanced salt and is not locked"))
        let blind = try campaign.lock()
        #expect(blind.status == 78)
        #expect(blind.messages.hasPrefix("error[balance-without-customers]: "))
        let made = try campaign.run(
            "lock", "winback.yaml", "--customers", "customers.csv", "--as-of", "2026-02-28")
        #expect(made.status == 0, "\(made.messages)")
        #expect(made.output.contains(", salt winback-2026/s"))
        #expect(
            made.output.contains(
                "p-values that do not adjust for these covariates are conservative"))
        #expect(try folder.read("winback.lock.json").contains(#""salt": "winback-2026/s0""#))
        #expect(try folder.read("audit.jsonl").contains("winback-2026/s0 "))
    }
}
