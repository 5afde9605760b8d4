// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("experiment errors")
struct ErrorsTests {
    @Test("tells what one id means and what to do")
    func one() throws {
        let run = try Program.run(["errors", "weights-sum"], in: projectFolder)
        #expect(run.status == 0, "\(run.messages)")
        #expect(
            run.output == """
                weights-sum
                  The weights do not add up to 100%; correct one, or write `weights: even`.

                """)
    }

    @Test("lists every id in order, as text and as JSON")
    func all() throws {
        let text = try Program.run(["errors"], in: projectFolder)
        let ids = text.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        #expect(ids.count > 250)
        #expect(ids == ids.sorted())
        let json = try Program.run(["errors", "--json"], in: projectFolder)
        let parsed = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        let list = try #require(parsed as? [[String: String]])
        #expect(list.compactMap { $0["id"] } == ids.map(String.init))
        #expect(list.allSatisfy { $0["meaning"]?.isEmpty == false })
    }

    @Test("an id that no message has is wrong usage, with the nearest names")
    func unknown() throws {
        let run = try Program.run(["errors", "weight-sum"], in: projectFolder)
        #expect(run.status == 64)
        #expect(
            run.messages.contains(
                "no message has the id 'weight-sum'; did you mean weights-sum"), "\(run.messages)")
    }
}
