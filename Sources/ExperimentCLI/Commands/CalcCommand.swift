// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Inference

/// `experiment calc`: the statistics as a calculator.
struct CalcCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calc",
        abstract: "Computes one statistic, or one per line of a file.",
        discussion: """
            experiment calc wilson --input '{"x": 48, "n": 80, "alpha": 0.05}'
            echo '{"x": 48, "n": 80, "alpha": 0.05}' | experiment calc wilson
            experiment calc --batch cases.jsonl
            experiment calc --list

            A batch line is {"id": …, "method": …, "inputs": {…}}; each gives one line with \
            "result", "not_estimable" or "error". The batch exits with 65 when a line is not JSON.
            """)

    @Argument(help: "The method, as welch_t.", completion: .list(Calculator.methods))
    var method: String?

    @Option(help: "The inputs as JSON; standard input when not given.")
    var input: String?

    @Option(help: "A file of cases, one JSON object per line; - is standard input.")
    var batch: String?

    @Flag(help: "List the methods.")
    var list = false

    func validate() throws {
        let chosen = [method != nil, batch != nil, list].filter { $0 }.count
        guard chosen == 1 else {
            throw ValidationError("give a method, or --batch FILE, or --list")
        }
    }

    func run() throws {
        try guarded {
            if list {
                try Console.result(Calculator.methods.joined(separator: "\n"))
            } else if let batch {
                try runBatch(batch)
            } else if let method {
                try runOne(method)
            }
        }
    }

    private func runOne(_ method: String) throws {
        let text = try input ?? String(decoding: InputText.bytes(of: "-"), as: UTF8.self)
        let inputs: JSONValue
        do {
            inputs = try JSONValue(parsing: text)
        } catch {
            throw ValidationError(
                error.isOutOfRange ? "the inputs: \(error)" : "the inputs are not JSON: \(error)")
        }
        let answer = Calculator.evaluate(method: method, inputs: inputs)
        try Console.result(JSONValue.object(answer).text)
        if answer["error"] != nil { throw ExitCode(65) }
    }

    private func runBatch(_ file: String) throws {
        var failed = false
        var pending = ""
        try InputText.forEachLine(of: file) { line in
            guard !line.allSatisfy(\.isWhitespace) else { return }
            let reply = Calculator.reply(line: line)
            pending += reply.text + "\n"
            if pending.utf8.count > 1 << 16 {
                try Console.result(pending)
                pending = ""
            }
            failed = failed || !reply.isWellFormed
        }
        if !pending.isEmpty { try Console.result(pending) }
        if failed { throw ExitCode(65) }
    }
}
