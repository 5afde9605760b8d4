// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation
import TestSupport
import Testing

@Suite("The lock of a plan")
struct PlanLockTests {
    private let folder: ScratchFolder
    private var path: String { folder.url.appending(path: "winback-demo.lock.json").path }

    init() throws { folder = try ScratchFolder() }

    private func problem(_ text: String) throws -> Diagnostic? {
        try folder.write(text, to: "winback-demo.lock.json")
        do {
            _ = try PlanLockFile.read(path)
            return nil
        } catch { return error.diagnostics.first }
    }

    @Test("reads back as it was written, and is written in the same bytes")
    func roundTrip() throws {
        let lock = try LockFixtures.lock()
        try PlanLockFile.write(lock, to: path)
        let read = try #require(try PlanLockFile.read(path))
        #expect(read == lock)
        #expect(try PlanLockFile.text(of: read) == folder.read("winback-demo.lock.json"))
        #expect(try read.holds(for: LockFixtures.plan()))
    }

    @Test("is nothing where there is no file")
    func missing() throws {
        #expect(try PlanLockFile.read(path) == nil)
    }

    @Test("refuses a change by hand")
    func edited() throws {
        let text = try PlanLockFile.text(of: LockFixtures.lock())
        let found = try problem(text.replacing("2026-02-27", with: "2026-02-26"))
        #expect(found?.id == "lock-damaged")
        #expect(
            found?.summary
                == "the lock file was damaged or changed by hand: its digest does not fit what it says"
        )
    }

    @Test("refuses a file that was cut off, anywhere")
    func truncated() throws {
        let text = try PlanLockFile.text(of: LockFixtures.lock())
        for part in [0.0, 0.1, 0.5, 0.99] {
            let cut = String(text.prefix(Int(Double(text.count) * part)))
            #expect(try problem(cut)?.id == "lock-damaged")
        }
    }

    @Test("does not mind layout, which means nothing")
    func layout() throws {
        let text = try PlanLockFile.text(of: LockFixtures.lock())
        #expect(try problem(text.replacing("\n", with: "\r\n")) == nil)
    }

    @Test("refuses a version that it does not know")
    func otherVersion() throws {
        let found = try problem(#"{"schema": "experiment-lock/2"}"#)
        #expect(found?.id == "lock-version")
        #expect(
            found?.summary
                == "the lock file is of a version that this tool does not know "
                + "(seen: experiment-lock/2)")
    }

    @Test("takes a text of JSON as it is: escapes, numbers, nesting")
    func parser() throws {
        let text = #"{"a":[1.0,-2e3,0.1],"b":"\u00e9\ud83d\ude00\n","c":{"d":null,"e":true}}"#
        let json = try CanonicalJSON(parsing: Array(text.utf8))
        #expect(json.text == #"{"a":[1.0,-2e3,0.1],"b":"é😀\n","c":{"d":null,"e":true}}"#)
        for broken in ["{", "[1,]", "01", "\"\u{1}\"", "{\"a\":1,\"a\":2}", "tru", "\"\\ud800\""] {
            #expect(throws: CanonicalJSONError.self) {
                try CanonicalJSON(parsing: Array(broken.utf8))
            }
        }
    }
}
