// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("experiment calc")
struct CalcTests {
    @Test("answers one method from the command line and from standard input")
    func one() throws {
        let inputs = #"{"x": 48, "n": 80, "alpha": 0.05}"#
        let given = try Program.run(["calc", "wilson", "--input", inputs], in: projectFolder)
        let piped = try Program.run(["calc", "wilson"], in: projectFolder, input: inputs)
        #expect(given.status == 0)
        #expect(given.output.contains("\"result\""))
        #expect(given.output == piped.output)
    }

    @Test("a batch gives one answer per line, in order, and 65 for a line that is not JSON")
    func batch() throws {
        let cases = """
            {"id": "a", "method": "wilson", "inputs": {"x": 48, "n": 80, "alpha": 0.05}}
            {"id": "b", "method": "wilsn", "inputs": {}}
            {"id": "c", "method": "wilson", "inputs": {"x": 90, "n": 80, "alpha": 0.05}}
            """
        let run = try Program.run(["calc", "--batch", "-"], in: projectFolder, input: cases)
        let lines = run.output.split(separator: "\n")
        #expect(run.status == 0)
        #expect(lines.count == 3)
        #expect(lines[0].contains("\"id\":\"a\""))
        #expect(lines[1].contains("wilson"))
        #expect(lines[2].contains("\"error\""))
        let broken = try Program.run(
            ["calc", "--batch", "-"], in: projectFolder, input: "not json\n")
        #expect(broken.status == 65)
    }

    @Test(
        "wrong usage exits with 64",
        arguments: [["calc"], ["calc", "wilson", "--list"], ["bogus"]])
    func usage(_ arguments: [String]) throws {
        #expect(try Program.run(arguments, in: projectFolder).status == 64)
    }

    @Test("a folder or a missing file is missing input", arguments: [".", "nowhere.jsonl"])
    func missingInput(_ path: String) throws {
        #expect(try Program.run(["calc", "--batch", path], in: projectFolder).status == 66)
    }
}
