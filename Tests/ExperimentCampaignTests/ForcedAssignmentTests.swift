// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Foundation
import Tabular
import Testing

@Suite struct ForcedAssignmentTests {
    /// A campaign with a permission, and a list by hand of four customers and one stranger.
    private func plan() -> Plan {
        var plan = CampaignPlans.full(allocation: nil, holdout: false)
        plan.assignment.overrides = "forced.csv"
        return plan
    }

    private let forced = """
        customer_id,variant
        given-1,personal
        refused-1,personal
        refused-2,control
        outside-1,base
        stranger-77,base

        """
    private let customers = """
        customer_id,orders,optin_email,complaint
        given-1,2,yes,no
        refused-1,2,no,no
        refused-2,2,no,no
        outside-1,0,yes,no
        plain-1,2,yes,no

        """

    @Test func `a variant by hand is no permission: who did not give it is left alone`() throws {
        let result = try Assigned.run(plan(), customers, files: ["forced.csv": forced])
        // The assignments say what the list by hand says.
        #expect(result.lines[1] == "given-1,2,yes,no,,forced-personal")
        #expect(result.lines[2] == "refused-1,2,no,no,,forced-personal")
        #expect(result.lines[3] == "refused-2,2,no,no,,forced-control")
        #expect(result.lines[4] == "outside-1,0,yes,no,,forced-base")
        let personal = try #require(result.files["personal.csv"])
        #expect(personal.contains("given-1"))
        #expect(!personal.contains("refused-1"))
        let suppressed = try #require(result.files["suppress.csv"])
        #expect(suppressed.contains("refused-1,no-permission-email\n"))
        #expect(suppressed.contains("refused-2,control\n"))
        let summary = result.summary
        #expect(summary.rowsRead == summary.assigned + summary.excluded + summary.rejected)
        // Both outcomes of a forced variant are one reason.
        #expect(summary.exclusions.map(\.code).filter { $0 == "forced-personal" }.count == 1)
        #expect(summary.exclusions.contains(.init(code: "forced-personal", rows: 2)))
    }

    @Test func `what a list by hand gets wrong is told, with rows and masked ids`() throws {
        let result = try Assigned.run(plan(), customers, files: ["forced.csv": forced])
        let ids = result.summary.warnings.map(\.id)
        #expect(
            ids.filter { $0.hasPrefix("forced") || $0.hasPrefix("override") } == [
                "forced-without-permission", "forced-not-in-audience", "override-unknown",
            ])
        let text = result.warnings.joined(separator: "\n")
        #expect(
            text.contains(
                "1 customer of the overrides has not given a permission that the audience requires "
                    + "(row 2)"))
        #expect(text.contains("1 customer of the overrides is not in the audience (row 4)"))
        #expect(text.contains("1 override names nobody in customers.csv (row 5: st…77)"))
        #expect(!text.contains("stranger-77"))
    }

    @Test func `a preview tells the same`() throws {
        let found = try Assigned.inFolder(["forced.csv": forced]) { folder in
            let options = AssignmentOptions(planFolder: folder.path)
            let start = try #require(plan().schedule?.start)
            return try AssignmentPass(plan: plan(), on: start, options: options).preview(
                customers: ByteSource(bytes: Array(customers.utf8), name: "customers.csv"),
                on: start)
        }
        let ids = found.summary.warnings.map(\.id)
        #expect(ids.contains("forced-without-permission"))
        #expect(ids.contains("forced-not-in-audience"))
        #expect(ids.contains("override-unknown"))
    }

    @Test func `a list by hand without faults gives no warning`() throws {
        let result = try Assigned.run(
            plan(), customers, files: ["forced.csv": "customer_id,variant\ngiven-1,base\n"])
        #expect(
            result.summary.warnings.allSatisfy {
                !$0.id.hasPrefix("forced") && !$0.id.hasPrefix("override")
            })
    }

    @Test func `each unit gets the variant of its own row, however often one comes back`() throws {
        var plan = CampaignPlans.winback()
        plan.assignment.overrides = "forced.csv"
        let result = try Assigned.run(
            plan, "customer_id,x\na1,1\nb2,2\nc3,3\nd4,4\ne5,5\n",
            files: [
                "forced.csv": "customer_id,variant\na1,base\nb2,base\nc3,personal\nd4,control\n"
            ])
        #expect(
            Array(result.lines[1...4]) == [
                "a1,1,,forced-base", "b2,2,,forced-base", "c3,3,,forced-personal",
                "d4,4,,forced-control",
            ])
    }
}
