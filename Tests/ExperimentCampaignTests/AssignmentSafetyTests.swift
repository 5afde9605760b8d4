// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Foundation
import Tabular
import Testing

@Suite struct AssignmentSafetyTests {
    private static let good = "customer_id,x\na,1\nb,2\n"
    private static let bad = "customer_id,x\na,1\n,2\n"

    private func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "assign-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    private func assign(
        _ text: String, rejects: URL, overwrites: Bool, to target: AssignmentTarget
    ) throws -> AssignmentSummary {
        let options = AssignmentOptions(rejectsPath: rejects.path, overwrites: overwrites)
        return try AssignmentPass(plan: CampaignPlans.winback(), options: options).run(
            customers: ByteSource(bytes: Array(text.utf8), name: "customers.csv"), to: target)
    }

    @Test func `an earlier list of rejected rows is not replaced without asking`() throws {
        try withFolder { folder in
            let rejects = folder.appending(path: "rejects.csv")
            let output = folder.appending(path: "out.csv")
            try Data("earlier".utf8).write(to: rejects)
            for target in [AssignmentTarget.file(output.path), .descriptor(-1)] {
                let error = #expect(throws: DiagnosticsError.self) {
                    try assign(Self.bad, rejects: rejects, overwrites: false, to: target)
                }
                #expect(error?.diagnostics.map(\.id) == ["output-exists"])
                #expect(error?.kind == .cannotCreate)
                #expect(!FileManager.default.fileExists(atPath: output.path))
            }
            let none = try assign(
                Self.good, rejects: rejects, overwrites: false, to: .file(output.path))
            #expect(none.rejectsPath == nil)
            #expect(try Data(contentsOf: rejects) == Data("earlier".utf8))
            let forced = try assign(
                Self.bad, rejects: rejects, overwrites: true, to: .file(output.path))
            #expect(forced.rejectsPath == rejects.path)
            #expect(forced.warnings.map(\.id) == ["variant-empty", "many-rejects"])
        }
    }

    @Test func `rejected rows never go where the assigned ones go`() throws {
        try withFolder { folder in
            let output = folder.appending(path: "out.csv")
            let error = #expect(throws: DiagnosticsError.self) {
                try assign(Self.bad, rejects: output, overwrites: true, to: .file(output.path))
            }
            #expect(error?.diagnostics.map(\.id) == ["outputs-collide"])
        }
    }

    @Test func `the customers are never written over`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "customers.csv")
            try Data(Self.good.utf8).write(to: file)
            let error = #expect(throws: DiagnosticsError.self) {
                try AssignmentPass(plan: CampaignPlans.winback()).run(
                    customers: file.path, to: .file(file.path))
            }
            #expect(error?.diagnostics.map(\.id) == ["output-is-input"])
            #expect(try Data(contentsOf: file) == Data(Self.good.utf8))
        }
    }

    @Test func `ids that a spreadsheet would run are counted by row`() throws {
        try withFolder { folder in
            let text = "customer_id\n=1+1\n@x\n+31612345678\n-5\n-5+2\n"
            let summary = try assign(
                text, rejects: folder.appending(path: "r.csv"), overwrites: false,
                to: .file(folder.appending(path: "o.csv").path))
            let warning = try #require(summary.warnings.first { $0.id == "id-formula" })
            #expect(warning.summary == "3 ids start with =, +, - or @ (rows 1, 2, 5)")
        }
    }

    @Test func `shortened numbers that repeat are named as such`() throws {
        try withFolder { folder in
            let text = "customer_id,x\n1.04E+05,1\n1.04E+05,2\n"
            let error = #expect(throws: DiagnosticsError.self) {
                try assign(
                    text, rejects: folder.appending(path: "r.csv"), overwrites: false,
                    to: .file(folder.appending(path: "o.csv").path))
            }
            #expect(error?.diagnostics.map(\.id) == ["id-scientific-notation"])
        }
    }
}
