// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation
import Tabular
import Testing

@Suite struct AssignmentPreviewTests {
    private let plan = CampaignPlans.full()

    private func preview(
        _ text: String, others: [OtherTest] = []
    ) throws -> AssignmentPreview {
        let start = try #require(plan.schedule?.start)
        let source = ByteSource(bytes: Array(text.utf8), name: "customers.csv")
        return try AssignmentPass(plan: plan, on: start).preview(
            customers: source, on: start, others: others)
    }

    @Test func `the funnel reconciles to the row and agrees with the assignment`() throws {
        let text = CampaignPlans.customers(2_000) + "c5,1,yes,no\n,1,yes,no\nNULL,1,yes,no\n"
        let preview = try preview(text.replacing("c5,1,yes,no\n", with: "c5,1,yes,no\n"))
        let summary = preview.summary
        #expect(summary.rowsRead == 2_003)
        #expect(
            summary.rowsRead
                == preview.unique + preview.duplicates
                + preview.unusable.reduce(0) { $0 + $1.rows })
        #expect(preview.duplicates == 1)
        var left = preview.unique
        for step in preview.steps {
            left -= step.lost
            #expect(step.left == left)
        }
        #expect(left == summary.assigned)
        #expect(
            preview.steps.map(\.kind) == [.permission("email"), .audience, .holdout, .gate])
        let assigned = try Assigned.run(plan, text)
        #expect(summary.variants == assigned.summary.variants)
        #expect(summary.exclusions == assigned.summary.exclusions)
        #expect(preview.topReasons.count == 3)
        #expect(preview.topReasons[0].rows >= preview.topReasons[1].rows)
    }

    @Test func `ids are masked and say nothing of their length`() throws {
        let text =
            "customer_id,orders,optin_email,complaint\n"
            + (0..<60).map { "customer-\($0)\($0 % 2 == 0 ? "-long" : ""),1,yes,no\n" }.joined()
        let samples = try preview(text).samples.flatMap { $0 }
        #expect(samples.count > 3)
        #expect(Set(samples) == ["cu…"])
    }

    @Test func `38 customers who are also in another test are counted against what is expected`()
        throws
    {
        var other = CampaignPlans.winback()
        other.key = "spring"
        other.data = nil
        other.assignment.salt = "spring-2026"
        other.assignment.allocation = Share(1, over: 4)
        let design = try AssignmentDesign(plan: other, on: Day(daysSince1970: 0), slots: nil)
        let text = CampaignPlans.customers(4_000)
        let preview = try preview(text, others: [OtherTest(plan: other, design: design)])
        let overlap = try #require(preview.overlaps.first)
        let pipeline = try Pipeline(design: design)
        var both = 0
        for line in try Assigned.run(plan, text).lines.dropFirst() where line.hasSuffix(",assigned")
        {
            let id = String(line.prefix { $0 != "," })
            if pipeline.outcome(of: id).variantIndex != nil { both += 1 }
        }
        #expect(overlap.both == both)
        #expect(overlap.cells.flatMap { $0 }.reduce(0, +) == both)
        #expect(abs(overlap.expected - Double(both)) < 5 * Double(both).squareRoot())
        let warning = try #require(preview.summary.warnings.first { $0.id == "tests-overlap" })
        #expect(
            warning.rendered() == """
                warning[tests-overlap]: \(both) customers are also in `spring` (expected \(Int(overlap.expected.rounded())))
                  --> customers.csv
                  why: what one test does may show in the results of the other
                  fix: put both plans in one layer, with `assignment: { layer: … }`, or draw for other days
                """)
    }

    @Test func `an empty audience is shown with its reasons`() throws {
        let preview = try preview("customer_id,orders,optin_email,complaint\nc-1,0,yes,no\n")
        #expect(preview.summary.warnings.map(\.id) == ["audience-empty"])
        #expect(preview.summary.assigned == 0)
        #expect(preview.steps.map(\.left) == [1, 0, 0, 0])
    }
}
