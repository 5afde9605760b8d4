// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Foundation
import TestSupport
import Testing

@Suite("A broken plan")
struct BrokenPlanTests {
    @Test("says what is wrong, where, why, and how to mend it", arguments: Fixtures.broken)
    func message(_ name: String) throws {
        let loaded = try Fixtures.load("broken/" + name)
        #expect(loaded.hasErrors)
        #expect(loaded.plan == nil)
        let text = loaded.diagnostics.map { $0.rendered() }.joined(separator: "\n\n") + "\n"
        let file = name.replacing(".yaml", with: ".expected.txt")
        try expectSnapshot(text, at: Fixtures.folder.appending(path: "broken/" + file))
    }

    @Test("never leaves a part of the message out", arguments: Fixtures.broken)
    func complete(_ name: String) throws {
        for diagnostic in try Fixtures.load("broken/" + name).diagnostics {
            #expect(!diagnostic.summary.isEmpty)
            #expect(diagnostic.why?.isEmpty == false)
            #expect(diagnostic.fix?.isEmpty == false)
            #expect(diagnostic.place?.file == name)
        }
    }

    @Test("that can still be read says what to look at", arguments: Fixtures.warned)
    func warning(_ name: String) throws {
        let loaded = try Fixtures.load("warned/" + name)
        #expect(loaded.plan != nil)
        #expect(loaded.diagnostics.allSatisfy { $0.severity != .error })
        #expect(loaded.diagnostics.allSatisfy { $0.why != nil && $0.fix != nil })
        let text = loaded.diagnostics.map { $0.rendered() }.joined(separator: "\n\n") + "\n"
        let file = name.replacing(".yaml", with: ".expected.txt")
        try expectSnapshot(text, at: Fixtures.folder.appending(path: "warned/" + file))
    }

    @Test("shows fifty problems and counts the rest")
    func capped() throws {
        let loaded = try Fixtures.load("broken/many.yaml")
        #expect(loaded.diagnostics.count == PlanLoader.diagnosticLimit + 1)
        #expect(loaded.diagnostics.last?.id == "more-problems")
        #expect(loaded.diagnostics.last?.summary == "10 more problems are not shown")
    }
}
