// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport

/// Small campaigns on disk with a known verdict.
enum Campaigns {
    static let plan = """
        version: 1
        key: mini
        name: A small test
        data: { file: mini.csv, id: id, variant: group }
        assignment: { weights: even, salt: mini }
        variants:
          - { key: none, role: control, contact: false }
          - { key: card, role: test, channel: post }
        metrics:
          define:
            - { key: ordered, name: Ordered, type: proportion, column: ordered, direction: increase }
          primary: ordered
        decision: { beat: [control], confidence: 95% }
        """

    /// A file with so many units and orders per group.
    static func file(control: (orders: Int, units: Int), card: (orders: Int, units: Int)) -> String
    {
        var lines = ["id,group,ordered"]
        for (name, arm) in [("none", control), ("card", card)] {
            for unit in 0..<arm.units {
                lines.append("\(name)\(unit),\(name),\(unit < arm.orders ? 1 : 0)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A scratch folder with the plan and a file.
    static func folder(_ file: String?) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(plan, to: "mini.yaml")
        if let file { try folder.write(file, to: "mini.csv") }
        return folder
    }
}
