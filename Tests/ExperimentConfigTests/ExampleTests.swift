// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Foundation
import TestSupport
import Testing

@Suite("The example plans")
struct ExampleTests {
    @Test(
        "load without a remark",
        arguments: Fixtures.examples)
    func loads(_ name: String) throws {
        let bytes = try Data(contentsOf: projectFolder.appending(path: "experiments/" + name))
        let loaded = PlanLoader.load([UInt8](bytes), file: name)
        #expect(loaded.diagnostics.map { $0.rendered() } == [])
        #expect(loaded.plan != nil)
    }
}
