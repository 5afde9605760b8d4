// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import TestSupport
import Testing

@testable import ExperimentQuery

@Suite("Queries in databases", .serialized)
struct EngineTests {
    @Test("every engine is here, or says why not", arguments: Engine.allCases)
    func presence(_ engine: Engine) {
        guard let absence = engine.absence else { return }
        #expect(!absence.isEmpty, "an engine that is not here says why")
        print("\(engine.rawValue) is not run: \(absence)")
    }

    @Test(
        "every rule, unit and hostile name gives each row the program's variant and reason",
        arguments: Engine.present)
    func smallCases(_ engine: Engine) throws {
        let folder = try ScratchFolder()
        let cases: [QueryCase] = [
            .rules, .households(.person), .households(.exclude), .strata, .copies, .hostile,
            .ids(5_000),
        ]
        for given in cases { try given.write(to: folder.url, dialects: [engine.dialect]) }
        #expect(throws: Never.self) { try engine.compare(folder.url) }
    }

    @Test("a million ids get the program's variant and reason", arguments: Engine.present)
    func million(_ engine: Engine) throws {
        let folder = try ScratchFolder()
        try QueryCase.ids(1_000_000).write(to: folder.url, dialects: [engine.dialect])
        #expect(throws: Never.self) { try engine.compare(folder.url) }
    }
}
