// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Foundation
import Tabular
import Testing

@Suite struct EarlierAssignmentTests {
    private func customers(_ numbers: Range<Int>) -> String {
        "customer_id,x\n" + numbers.map { "c\($0),1\n" }.joined()
    }

    private func run(
        _ plan: Plan, _ text: String, earlier: String, mayMove: Bool = false
    ) throws -> Assigned {
        try Assigned.inFolder(["earlier.csv": earlier]) { folder in
            var options = AssignmentOptions()
            options.earlier = folder.appending(path: "earlier.csv").path
            options.mayMove = mayMove
            return try Assigned.run(plan, text, options: options)
        }
    }

    @Test func `a later list shows who is kept, new and gone, and nobody moves`() throws {
        var plan = CampaignPlans.winback()
        plan.schedule = Schedule(start: Day("2026-03-02"), entry: .continuous)
        let first = try Assigned.run(plan, customers(0..<500))
        let later = try run(plan, customers(100..<700), earlier: first.output)
        let found = try #require(later.summary.earlier)
        #expect(found.kept == 400 && found.new == 200)
        #expect(found.gone == 100 && found.moved == 0)
        #expect(later.summary.warnings.allSatisfy { $0.id != "newcomers-outside-list" })
        #expect(later.summary.eligible == 600)
    }

    @Test func `where people enter once, who is new is outside the list`() throws {
        let plan = CampaignPlans.winback()
        let first = try Assigned.run(plan, customers(0..<500))
        let later = try run(plan, customers(0..<510), earlier: first.output)
        let said = later.summary.warnings.first { $0.id == "newcomers-outside-list" }
        #expect(said?.summary.hasPrefix("10 customers get a variant and had none in") == true)
        let same = try run(plan, customers(0..<500), earlier: first.output)
        #expect(same.summary.warnings.allSatisfy { $0.id != "newcomers-outside-list" })
    }

    @Test func `somebody who moved stops the work, unless a phase moved them`() throws {
        let plan = CampaignPlans.winback()
        let first = try Assigned.run(plan, customers(0..<500))
        var other = plan
        other.assignment.salt = "another-salt"
        let error = #expect(throws: DiagnosticsError.self) {
            try run(other, customers(0..<500), earlier: first.output)
        }
        #expect(error?.kind == .badData)
        #expect(error?.diagnostics.map(\.id) == ["variant-moved"])
        let moved = try run(other, customers(0..<500), earlier: first.output, mayMove: true)
        let found = try #require(moved.summary.earlier)
        #expect(found.moved > 0 && found.moved + found.kept == 500)
        let said = moved.summary.warnings.first { $0.id == "variant-moved" }
        #expect(said?.severity == .warning)
    }

    @Test func `another list than the one that was locked is told, with both counts`() throws {
        let plan = CampaignPlans.winback()
        var options = AssignmentOptions()
        options.lockedList = "another"
        options.lockedEligible = 480
        let result = try Assigned.run(plan, customers(0..<500), options: options)
        let said = result.summary.warnings.first { $0.id == "list-changed" }
        #expect(
            said?.summary == "this is not the list that was locked: 500 customers may take part; "
                + "480 might when it was locked")
        options.lockedList = result.summary.inputDigest
        let same = try Assigned.run(plan, customers(0..<500), options: options)
        #expect(same.summary.warnings.allSatisfy { $0.id != "list-changed" })
        #expect(same.summary.eligibleAtLock == 480)
    }
}
