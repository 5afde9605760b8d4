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
}
