// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import Tabular
import Testing

@Suite("Outputs are kept apart")
struct OutputGuardTests {
    private func problems(
        _ outputs: [(flag: String, path: String)], _ inputs: [String] = []
    ) -> [String] {
        do {
            try OutputGuard.check(outputs: outputs, inputs: inputs)
            return []
        } catch {
            #expect(error.kind == .cannotCreate)
            return error.diagnostics.map(\.id)
        }
    }

    @Test("An output that is an input is refused, also through a link or a detour")
    func input() throws {
        try withFolder { folder in
            let data = folder + "/data.csv"
            try Data("id\n1\n".utf8).write(to: URL(fileURLWithPath: data))
            let link = folder + "/link.csv"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: data)
            for path in [data, link, folder + "/./data.csv"] {
                #expect(problems([("--out", path)], [data]) == ["output-is-input"])
            }
            #expect(problems([("--out", folder + "/other.csv")], [data]).isEmpty)
        }
    }

    @Test("Two outputs at one place are refused before the file exists")
    func collision() throws {
        try withFolder { folder in
            let name = (folder as NSString).lastPathComponent
            let outputs = [
                (flag: "--out", path: folder + "/x.csv"),
                (flag: "--rejects", path: folder + "/new/../x.csv"),
                (flag: "--log", path: folder + "/../\(name)/x.csv"),
            ]
            #expect(problems(outputs) == ["outputs-collide", "outputs-collide"])
        }
    }

    @Test("Standard streams and devices may be named more than once")
    func streams() {
        #expect(problems([("--out", "-"), ("--rejects", "-")], ["-"]).isEmpty)
        #expect(problems([("--out", "/dev/null"), ("--rejects", "/dev/null")]).isEmpty)
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/guard-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
