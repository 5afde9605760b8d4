// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular
import Testing

@testable import ExperimentAnalysis

@Suite("The values that mean a variant")
struct ArmMatchesTests {
    @Test(
        "may be several",
        arguments: [("A", 0), ("alpha", 0), (" alpha ", 0), ("B", 1), ("b", -1), ("Al", -1)])
    func several(_ text: String, _ arm: Int) {
        let matches = ArmMatches([["A", "alpha"], ["B"]])
        let found = Array(text.utf8).withUnsafeBytes { bytes in
            FieldBytes(bytes).map { field in matches.withFinder { $0.arm(field) } }
        }
        #expect(found == Int32(arm))
    }
}
