// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation
import TestSupport
import Testing

@Suite("The file with the slots of layers")
struct LayerMapFileTests {
    private let folder: ScratchFolder
    private let mail = Layer(key: "mail", salt: "mail-2026", cooldown: PlanDuration(14, .days))
    private var path: String { folder.url.path + "/" + LayerMapFile.name }

    init() throws { folder = try ScratchFolder() }

    private func claim(_ key: String, _ percent: Int, _ from: String) throws -> [PointRange] {
        let (share, day) = (Share(percent, over: 100) ?? .whole, try LockFixtures.day(from))
        return try LayerMapFile.update(mail, in: path) { map throws(SlotProblem) in
            try map.claim(share, for: key, from: day, cooldown: mail.cooldown)
        }
    }

    @Test("gives two tests slots that they do not share, and remembers them")
    func claims() throws {
        #expect(try claim("one", 40, "2026-03-02") == [PointRange(0, 4_000)])
        #expect(try claim("two", 60, "2026-03-02") == [PointRange(4_000, 10_000)])
        let bytes = try folder.read(LayerMapFile.name)
        #expect(try claim("one", 40, "2026-03-02") == [PointRange(0, 4_000)])
        #expect(try folder.read(LayerMapFile.name) == bytes)
        #expect(throws: DiagnosticsError.self) { try claim("three", 1, "2026-03-02") }
        #expect(try folder.read(LayerMapFile.name) == bytes)
    }

    @Test("lets slots rest after they were given back")
    func release() throws {
        _ = try claim("one", 100, "2026-03-02")
        let day = try LockFixtures.day("2026-04-01")
        let free = try LayerMapFile.update(mail, in: path) { map throws(SlotProblem) in
            try map.release("one", on: day)
        }
        #expect(free.iso == "2026-04-15")
        #expect(throws: DiagnosticsError.self) { try claim("two", 100, "2026-04-14") }
        #expect(try claim("two", 100, "2026-04-15") == [PointRange(0, 10_000)])
    }

    @Test("refuses a change by hand, and a layer with another salt")
    func damaged() throws {
        _ = try claim("one", 40, "2026-03-02")
        let other = Layer(key: "mail", salt: "mail-2027")
        #expect(throws: DiagnosticsError.self) { try LayerMapFile.map(of: other, in: path) }
        try folder.write(
            folder.read(LayerMapFile.name).replacing("4000", with: "5000"), to: LayerMapFile.name)
        do {
            _ = try LayerMapFile.read(path)
            Issue.record("a changed file was read")
        } catch { #expect(error.diagnostics.map(\.id) == ["layers-damaged"]) }
    }
}
