// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport

/// A small campaign in a folder of its own, for the tests of locks.
struct LockedCampaign {
    let folder: ScratchFolder

    static let plan = """
        version: 1
        key: winback
        name: Win-back
        data: { file: results.csv, id: customer_id, variant: variant }
        assignment: { salt: winback-2026 }
        variants:
          - { key: control, role: control, weight: 10%, contact: false }
          - { key: base, role: base, weight: 45% }
          - { key: personal, role: test, weight: 45% }
        metrics:
          define:
            - { key: ordered, name: Ordered, type: proportion, column: ordered, direction: increase }
          primary: ordered
        decision: { beat: [control] }
        schedule: { start: 2026-03-02, end: 2026-03-29 }

        """

    init() throws {
        folder = try ScratchFolder()
        try folder.write(Self.plan, to: "winback.yaml")
        try folder.write(Self.customers(2_000), to: "customers.csv")
    }

    static func customers(_ count: Int) -> String {
        "customer_id\n" + (1...count).map { "c\(100_000 + $0)\n" }.joined()
    }

    @discardableResult
    func run(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(arguments, in: folder.url)
    }

    /// Locks the plan two days before its start.
    @discardableResult
    func lock() throws -> Program.Outcome {
        try run("lock", "winback.yaml", "--as-of", "2026-02-28")
    }

    /// Changes the plan by text.
    func edit(_ old: String, _ new: String) throws {
        try folder.write(folder.read("winback.yaml").replacing(old, with: new), to: "winback.yaml")
    }

    /// Draws the customers and lets one in `every` order.
    func results(every: Int = 20, count: Int = 2_000) throws {
        try folder.write(Self.customers(count), to: "list.csv")
        _ = try run(
            "assign", "winback.yaml", "--customers", "list.csv", "--out", "drawn.csv", "--force")
        let rows = try folder.read("drawn.csv").split(separator: "\n")
        let text = rows.enumerated().map { place, row in
            place == 0 ? row + ",ordered\n" : row + (place % every == 0 ? ",1\n" : ",0\n")
        }
        try folder.write(text.joined(), to: "results.csv")
    }

    /// The weights of the plan, changed as row 36 of the catalogue changes them.
    func changeWeights() throws {
        try edit("personal, role: test, weight: 45%", "personal, role: test, weight: 40%")
        try edit("base, role: base, weight: 45%", "base, role: base, weight: 50%")
    }
}
