// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("Assigning and previewing")
struct AssignCommandTests {
    private let customers =
        "id,town\n" + (0..<400).map { "customer-\($0),Ede\n" }.joined() + "NULL,Ede\n"

    private func folder() throws -> ScratchFolder {
        let folder = try Campaigns.folder(nil)
        try folder.write(customers, to: "customers.csv")
        return folder
    }

    private func assign(
        _ arguments: [String], in folder: ScratchFolder
    ) throws -> Program.Outcome {
        try Program.run(
            ["assign", "mini.yaml", "--customers", "customers.csv", "--id", "id"] + arguments,
            in: folder.url)
    }

    @Test("everything goes to out/KEY, adds up, and is not replaced without asking")
    func standardFolder() throws {
        let folder = try folder()
        let run = try assign([], in: folder)
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.messages.contains("read 401 rows = 400 assigned + 1 rejected"))
        #expect(run.messages.contains("were read back and drawn again: all agree"))
        let assigned = try folder.read("out/mini/assignments.csv").split(separator: "\n")
        let card = try folder.read("out/mini/card.csv").split(separator: "\n")
        let suppressed = try folder.read("out/mini/suppress.csv").split(separator: "\n")
        #expect(assigned.count == 401)
        #expect(card.count - 1 == assigned.count { $0.hasSuffix(",card") })
        #expect(suppressed.count - 1 == assigned.count { $0.hasSuffix(",none") })
        #expect(suppressed[0] == "id,reason")
        #expect(try folder.read("out/mini/rejects.csv").contains("placeholder-id"))
        let again = try assign([], in: folder)
        #expect(again.status == 73, "\(again.messages)")
        let before = try folder.read("out/mini/assignments.csv")
        let forced = try assign(["--force", "--json"], in: folder)
        #expect(forced.status == 0, "\(forced.messages)")
        #expect(try folder.read("out/mini/assignments.csv") == before)
        let counts = try JSONSerialization.jsonObject(with: Data(forced.output.utf8))
        #expect((counts as? [String: Any])?["assigned"] as? Int == 400)
    }

    @Test("a file that was written is verified, and a change is told with exit code 3")
    func verify() throws {
        let folder = try folder()
        #expect(try assign(["--out", "a.csv"], in: folder).status == 0)
        let good = try assign(["--verify", "a.csv"], in: folder)
        #expect(good.status == 0, "\(good.messages)")
        #expect(good.messages.contains("400 rows, the same as drawn again from the customers"))
        let text = try folder.read("a.csv")
        let changed = text.replacing("customer-7,Ede,none", with: "customer-7,Ede,card")
            .replacing("customer-8,Ede,none", with: "customer-8,Ede,card")
            .replacing("customer-9,Ede,card", with: "customer-9,Ede,none")
        #expect(changed != text)
        try folder.write(changed, to: "a.csv")
        let bad = try assign(["--verify", "a.csv"], in: folder)
        #expect(bad.status == 3)
        #expect(bad.messages.contains("error[assignment-differs]: cu… in row"), "\(bad.messages)")
    }

    @Test("preview writes nothing, speaks two languages and masks ids")
    func preview() throws {
        let folder = try folder()
        func preview(_ more: [String]) throws -> Program.Outcome {
            try Program.run(
                ["preview", "mini.yaml", "--customers", "customers.csv", "--id", "id"] + more,
                in: folder.url)
        }
        let before = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        let english = try preview(["--as-of", "2026-03-02"])
        #expect(english.status == 0, "\(english.messages)")
        #expect(english.output.contains("401 read = 400 customers + 0 repeats + 1 unusable"))
        #expect(english.output.contains("Nothing was written."))
        #expect(english.output.contains("such as cu…"))
        let dutch = try preview(["--lang", "nl", "--as-of", "2026-03-02"])
        #expect(
            dutch.output.contains(
                "401 gelezen = 400 klanten + 0 herhalingen + 1 onbruikbaar"))
        #expect(dutch.output.contains("Er is niets geschreven."))
        for text in [english.output, dutch.output] {
            #expect(!text.contains("customer-"))
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
        }
        let json = try preview(["--json"])
        let members = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        let found = try #require(members as? [String: Any])
        #expect(found["schema"] as? String == "experiment-preview/1")
        #expect(found["unique"] as? Int == 400)
        let after = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        #expect(before == after)
    }
}
