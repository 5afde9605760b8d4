// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import Foundation
import Testing

@Suite struct ReasonCodeTests {
    private let inOrder: [(ReasonCode, String, ReasonCode.Fate)] = [
        (.emptyID, "empty-id", .rejected), (.placeholderID, "placeholder-id", .rejected),
        (.idNotASCII, "id-not-ascii", .rejected), (.raggedRow, "ragged-row", .rejected),
        (.duplicateID, "duplicate-id", .rejected),
        (.duplicateIDConflict, "duplicate-id-conflict", .rejected),
        (.attributeUnreadable, "attribute-unreadable", .rejected),
        (.mergedID, "merged-id", .out), (.forced(variant: "mail"), "forced-mail", .out),
        (.noPermission("email"), "no-permission-email", .out),
        (.notInAudience, "not-in-audience", .out),
        (.excludedByRule, "excluded-by-rule", .out), (.unknownValue, "unknown-value", .out),
        (.noHousehold, "no-household", .out), (.heldOut, "held-out", .out),
        (.mergedHeldOut, "merged-held-out", .out), (.otherLayer, "other-layer", .out),
        (.notLetIn, "not-let-in", .out), (.assigned, "assigned", .in),
    ]

    @Test func `every code has its text, its fate and its place among the steps`() {
        for (step, (code, text, fate)) in inOrder.enumerated() {
            #expect(code.rawValue == text)
            #expect(code.fate == fate, "\(text)")
            #expect(code.step == step, "\(text)")
            #expect(ReasonCode(rawValue: text) == code)
        }
        #expect(inOrder.map(\.0).shuffled().sorted() == inOrder.map(\.0))
        #expect(ReasonCode.fixed.count == inOrder.count - 2)
    }

    @Test func `a code is one text in a file`() throws {
        let codes = [ReasonCode.heldOut, .noPermission("post"), .forced(variant: "b-2")]
        let data = try JSONEncoder().encode(codes)
        #expect(
            String(decoding: data, as: UTF8.self)
                == #"["held-out","no-permission-post","forced-b-2"]"#)
        #expect(try JSONDecoder().decode([ReasonCode].self, from: data) == codes)
        #expect(ReasonCode(rawValue: "held_out") == nil)
    }

    @Test func `keys order codes of the same step`() {
        let codes: [ReasonCode] = [.noPermission("post"), .noPermission("email"), .emptyID]
        #expect(codes.sorted() == [.emptyID, .noPermission("email"), .noPermission("post")])
    }
}
