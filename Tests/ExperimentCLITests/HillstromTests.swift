// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// The real campaign, never copied into the project: skipped where its folder is absent.
private let hillstrom: URL? = {
    let file = realDataFolder?.appending(path: "hillstrom/hillstrom.csv")
    return file.flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }
}()

@Suite(
    "The Hillstrom campaign",
    .enabled(if: hillstrom != nil, "hillstrom.csv is not here; EXPERIMENT_DATA names its folder"))
struct HillstromTests {
    private let plan = projectFolder.appending(path: "experiments/hillstrom-email.yaml").path

    private func check(_ data: String, _ folder: URL, variant: String? = nil) throws
        -> Program.Outcome
    {
        try Program.run(
            ["check", plan, "--data", data] + (variant.map { ["--variant", $0] } ?? []), in: folder)
    }

    @Test("both e-mails pass", arguments: ["mens", "womens"])
    func passes(_ variant: String) throws {
        let data = try #require(hillstrom)
        let run = try check(data.path, projectFolder, variant: variant)
        #expect(run.status == 0, "\(run.output)\(run.messages)")
    }

    @Test("a control group that lost 2,000 customers is not trusted")
    func ratioMismatch() throws {
        let folder = try ScratchFolder()
        let data = try #require(hillstrom)
        var left = 2_000
        let rows = try String(contentsOf: data, encoding: .utf8).components(separatedBy: "\r\n")
            .filter { row in
                guard left > 0, row.contains("No E-Mail") else { return true }
                left -= 1
                return false
            }
        try folder.write(rows.joined(separator: "\r\n"), to: "h.csv")
        let run = try check("h.csv", folder.url)
        #expect(run.status == 3, "\(run.output)\(run.messages)")
    }

    @Test("swapped labels of control and men's e-mail report harm")
    func harm() throws {
        let folder = try ScratchFolder()
        let data = try #require(hillstrom)
        let swapped = try String(contentsOf: data, encoding: .utf8)
            .replacing("No E-Mail", with: "#").replacing(",Mens E-Mail", with: ",No E-Mail")
            .replacing("#", with: "Mens E-Mail")
        try folder.write(swapped, to: "h.csv")
        let run = try check("h.csv", folder.url)
        #expect(run.status == 1, "\(run.output)\(run.messages)")
        #expect(run.output.contains("HARM"))
    }
}
