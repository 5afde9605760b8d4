// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("The data that --data names")
struct DataOptionTests {
    private let file = Campaigns.file(control: (50, 1_000), card: (150, 1_000))

    @Test("a folder holds the plan's file, with or without the folders that the plan names")
    func folder() throws {
        for place in ["mini.csv", "in/mini.csv"] {
            let folder = try Campaigns.folder(nil)
            try folder.write(
                Campaigns.plan.replacing("file: mini.csv", with: "file: in/mini.csv"),
                to: "mini.yaml")
            let data = folder.url.appending(path: "data")
            try FileManager.default.createDirectory(
                at: data.appending(path: "in"), withIntermediateDirectories: true)
            try folder.write(file, to: "data/" + place)
            let run = try Program.run(["check", "mini.yaml", "--data", "data"], in: folder.url)
            #expect(run.status == 0, "\(place): \(run.output)\(run.messages)")
        }
    }

    @Test("a folder without the plan's file is an input that is missing")
    func absent() throws {
        let folder = try Campaigns.folder(file)
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "empty"), withIntermediateDirectories: true)
        let run = try Program.run(["check", "mini.yaml", "--data", "empty/"], in: folder.url)
        #expect(run.status == 66)
        #expect(run.messages.contains("empty/mini.csv"))
    }

    @Test("a folder says nothing when the plan names no file")
    func unnamed() throws {
        let folder = try Campaigns.folder(file)
        try folder.write(Campaigns.plan.replacing("file: mini.csv, ", with: ""), to: "mini.yaml")
        let run = try Program.run(["check", "mini.yaml", "--data", "."], in: folder.url)
        #expect(run.status == 66)
        #expect(run.messages.contains("error[data-missing]"))
        #expect(run.messages.contains("--data names a folder"))
    }

    private static let daily = """
        version: 1
        key: daily
        name: A file per group
        data:
          kind: counts
          max_rejected: 60%
          files: { none: none.csv, card: card.csv }
        assignment: { weights: even, salt: daily }
        variants:
          - { key: none, role: control, contact: false }
          - { key: card, role: test, channel: post }
        metrics:
          define:
            - key: ordered
              type: proportion
              numerator: { column: orders }
              denominator: { column: customers }
              direction: increase
          primary: ordered
        decision: { beat: [control] }
        """

    private func dailyFolder() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(Self.daily, to: "daily.yaml")
        try folder.write("day,customers,orders\n1,1000,50\n2,500,x\n", to: "none.csv")
        try folder.write("day,customers,orders\n1,1000,150\n2,500,501\n", to: "card.csv")
        return folder
    }

    @Test("rejects name their file where there are several")
    func rejects() throws {
        let folder = try dailyFolder()
        let run = try Program.run(["report", "daily.yaml", "--out", "out"], in: folder.url)
        #expect(run.status == 0, "\(run.messages)")
        #expect(
            try folder.read("out/rejects.csv").split(whereSeparator: \.isNewline).map(String.init)
                == [
                    "file,row,column,code,value", "none.csv,2,orders,not-a-number,x",
                    "card.csv,2,orders,numerator-above-denominator,501",
                ])
        let report = try folder.read("out/report.md")
        #expect(report.contains("none.csv") && report.contains("card.csv"))
        #expect(report.contains("experiment report daily.yaml\n"), "no file to name")
    }

    @Test("one file, or standard input, cannot stand for several", arguments: ["none.csv", "-"])
    func oneForSeveral(_ given: String) throws {
        let folder = try dailyFolder()
        let run = try Program.run(["check", "daily.yaml", "--data", given], in: folder.url)
        #expect(run.status == 64)
        #expect(run.messages.contains("the plan reads 2 files (none.csv, card.csv)"))
        #expect(run.messages.contains("--data FOLDER"))
    }

    @Test("an output may not replace any of several files")
    func outputs() throws {
        let folder = try dailyFolder()
        let run = try Program.run(
            ["check", "daily.yaml", "--result", "card.csv"], in: folder.url)
        #expect(run.status == 73)
        #expect(run.messages.contains("error[output-is-input]"))
    }
}
