// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Foundation
import TestSupport
import Testing

@Suite("The audit trail")
struct AuditTrailTests {
    private let folder: ScratchFolder
    private let trail: AuditTrail

    init() throws {
        folder = try ScratchFolder()
        trail = AuditTrail(folder: folder.url.path)
    }

    @discardableResult
    private func append(_ action: AuditEntry.Action, _ inputs: String = "a") throws -> AuditEntry {
        try trail.append(
            AuditTrail.Act(
                at: "2026-03-02", action: action, plan: "winback", digest: "d",
                details: ["inputs": inputs], tool: "0.1.0"))
    }

    private func problem(_ text: String) throws -> String? {
        try folder.write(text, to: AuditTrail.fileName)
        do {
            _ = try trail.entries()
            return nil
        } catch {
            #expect(error.kind == .badData)
            return error.diagnostics.first?.summary
        }
    }

    @Test("chains its lines, the first to zeros")
    func chains() throws {
        let lines = try [append(.lock), append(.assign), append(.report)]
        #expect(try trail.entries() == lines)
        #expect(lines.map(\.seq) == [1, 2, 3])
        #expect(lines[0].prev == String(repeating: "0", count: 64))
        #expect(lines[1].prev == lines[0].hash)
        #expect(lines[2].prev == lines[1].hash)
    }

    @Test("is empty where there is no file")
    func empty() throws {
        #expect(try trail.entries().isEmpty)
    }

    @Test("shows a line that was changed, removed, put in or cut")
    func broken() throws {
        for _ in 0..<4 { try append(.look) }
        let text = try folder.read(AuditTrail.fileName)
        let lines = text.split(separator: "\n").map { $0 + "\n" }
        #expect(try problem(text) == nil)
        #expect(
            try problem(text.replacing("2026-03-02", with: "2026-03-01", maxReplacements: 1))
                == "the audit trail is broken at line 1: its hash does not fit what it says")
        #expect(
            try problem((lines[..<1] + lines[2...]).joined())
                == "the audit trail is broken at line 2: it says that it is line 3")
        #expect(
            try problem(text + "hello\n")
                == "the audit trail is broken at line 5: it is not a line of an audit trail")
        #expect(
            try problem(String(text.dropLast(5)))
                == "the audit trail is broken at line 4: it was cut off")
    }

    @Test("shows a line that fits itself and not the line before")
    func forged() throws {
        let other = try ScratchFolder()
        let forger = AuditTrail(folder: other.url.path)
        for plan in ["other", "winback"] {
            try forger.append(
                AuditTrail.Act(at: "", action: .lock, plan: plan, digest: "", tool: ""))
        }
        try append(.lock)
        let first = try folder.read(AuditTrail.fileName)
        let second = try other.read(AuditTrail.fileName).split(separator: "\n")[1]
        #expect(
            try problem(first + second + "\n")
                == "the audit trail is broken at line 2: it does not follow the line before")
    }

    @Test("shows lines cut from its end where a lock knows of them")
    func truncated() throws {
        let lines = try [append(.lock), append(.phase)]
        let mark = PlanLock.AuditMark(sequence: 2, hash: lines[1].hash)
        try trail.check(mark, of: "winback", in: trail.entries())
        let text = try folder.read(AuditTrail.fileName)
        try folder.write(text.split(separator: "\n")[0] + "\n", to: AuditTrail.fileName)
        do {
            try trail.check(mark, of: "winback", in: trail.entries())
            Issue.record("a cut trail was taken for whole")
        } catch {
            #expect(
                error.diagnostics.first?.summary
                    == "the audit trail is broken at line 2: "
                    + "the lock of `winback` knows line 2, which is not there")
        }
    }

    @Test("is whole after many wrote at once")
    func concurrent() async throws {
        let trail = trail
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for _ in 0..<10 {
                        try trail.append(
                            AuditTrail.Act(
                                at: "", action: .look, plan: "plan-\(writer)", digest: "",
                                tool: ""))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try trail.entries().count == 80)
    }

    @Test("is not continued from a broken line")
    func notContinued() throws {
        try append(.lock)
        let text = try folder.read(AuditTrail.fileName)
        try folder.write(String(text.dropLast(9)), to: AuditTrail.fileName)
        #expect(throws: DiagnosticsError.self) { try append(.look) }
        #expect(try folder.read(AuditTrail.fileName) == String(text.dropLast(9)))
    }

    @Test("counts what was read, each once, per plan")
    func looks() throws {
        try append(.lock, "-")
        for inputs in ["a", "b", "a", "c"] { try append(.report, inputs) }
        try append(.look, "d")
        #expect(AuditTrail.looks(of: "winback", in: try trail.entries()) == ["a", "b", "c", "d"])
        #expect(AuditTrail.looks(of: "other", in: try trail.entries()).isEmpty)
    }
}
