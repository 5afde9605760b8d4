// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import Testing

@Suite("A text in JSON")
struct JSONStringTests {
    @Test(
        "reads back as it was",
        arguments: [
            "", "plain", "a\"b\\c", "\n\r\t\u{0}\u{1F}\u{7F}\u{9F}", "żółć 🎯", "\u{202E}x\u{FEFF}",
        ])
    func roundTrip(_ text: String) throws {
        let written = "[" + JSONString.quoted(text) + "]"
        let read = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String]
        #expect(read == [text])
    }

    @Test("shows what a terminal would hide")
    func visible() {
        #expect(JSONString.quoted("a\u{202E}b\u{1B}") == #""a\u202eb\u001b""#)
    }
}
