// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation
import Testing

@Suite struct AssignmentVerifierTests {
    private let plan = CampaignPlans.full()

    /// What is found in an assignment file of a hundred customers after somebody changed it.
    private func report(
        alone: Bool = false, _ change: ([String]) -> [String]
    ) throws -> AssignmentVerifier.Report {
        let customers = CampaignPlans.customers(100)
        let written = try Assigned.run(plan, customers).lines
        return try Assigned.inFolder([
            "customers.csv": customers,
            "assigned.csv": change(written).joined(separator: "\n") + "\n",
        ]) { folder in
            let start = try #require(plan.schedule?.start)
            let design = try AssignmentDesign(plan: plan, on: start, slots: nil)
            var report = try AssignmentVerifier(plan: plan, design: design).verify(
                folder.appending(path: "assigned.csv").path,
                customers: alone ? nil : folder.appending(path: "customers.csv").path)
            report.problem?.place?.file = "assigned.csv"
            return report
        }
    }

    /// The lines with the variant and the reason of one row replaced.
    private func edited(_ lines: [String], row: Int) -> [String] {
        var lines = lines
        let fields = lines[row].split(separator: ",", omittingEmptySubsequences: false)
        lines[row] = (fields.prefix(4).map(String.init) + ["personal", "assigned"])
            .joined(separator: ",")
        return lines
    }

    @Test func `35 a file that nobody touched agrees, with and without the customers`() throws {
        for alone in [false, true] {
            let found = try report(alone: alone) { $0 }
            #expect(found.rows == 100)
            #expect(found.differing == 0)
            #expect(found.problem == nil)
        }
    }

    @Test func `35 an edit is found at its row`() throws {
        // The customer c7 has no orders, and no variant.
        let found = try report { edited($0, row: 8) }
        #expect(found.differing == 1)
        #expect(
            found.problem?.rendered() == """
                error[assignment-differs]: … in row 8 has `personal`, which is not what was written there
                  --> assigned.csv
                  why: the file was changed after it was written, or drawn by another plan or phase
                  fix: assign again from the customers, and leave the file as it is
                """)
        let alone = try report(alone: true) { edited($0, row: 8) }
        #expect(
            alone.problem?.summary
                == "… in row 8 has `personal` where no variant, not-in-audience was drawn")
    }

    @Test func `35 a file that was sorted says so`() throws {
        let found = try report { [$0[0]] + $0.dropFirst().sorted() }
        #expect(
            found.problem?.rendered() == """
                error[assignment-reordered]: the rows are those that were written, in another order from row 3 on
                  --> assigned.csv
                  why: somebody sorted the file, and may have saved more than that
                  fix: assign again from the customers, and sort a copy
                """)
    }

    @Test func `35 a file that was cut short says where it ends`() throws {
        let found = try report { Array($0.prefix(61)) }
        #expect(
            found.problem?.rendered() == """
                error[assignment-truncated]: the file ends after row 60; 100 rows were written
                  --> assigned.csv
                  why: customers without a row have no variant
                  fix: assign again from the customers, and leave the file as it is
                """)
        #expect(found.differing == 40)
    }
}
