// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@testable import ExperimentAnalysis

@Suite("Rows without a variant")
struct NotInTestTests {
    private static let rows = """
        arm,ordered
        control0,1
        control0,0
        ,1
         ,0
        test1,1
        test1,0
        odd,1

        """

    private func input(_ change: (inout Plan) -> Void) throws -> InputStamp {
        var plan = Campaign.plan()
        plan.data?.maximumRejected = 1
        change(&plan)
        return try Campaign.analyse(plan, Self.rows).inputs[0]
    }

    @Test("are left out where the plan can leave customers out, and the books balance")
    func leftOut() throws {
        let changes: [(inout Plan) -> Void] = [
            { $0.assignment.allocation = Share(1, over: 2) },
            { $0.audience = Audience(include: ["orders >= 1"]) },
            { $0.assignment.overrides = "forced.csv" },
        ]
        for change in changes {
            let found = try input(change)
            #expect(found.rowsRead == 7)
            #expect(found.rowsKept == 4)
            #expect(found.rowsExcluded == 2)
            #expect(found.rowsRejected == 1)
        }
    }

    @Test("are rejected as before where everybody is in the test")
    func rejected() throws {
        let found = try input { _ in }
        #expect(found.rowsExcluded == 0)
        #expect(found.rowsRejected == 3)
        #expect(found.rowsRead == found.rowsKept + found.rowsRejected)
    }

    @Test("alone are no data")
    func nobody() throws {
        var plan = Campaign.plan()
        plan.assignment.allocation = Share(1, over: 2)
        let error = #expect(throws: DiagnosticsError.self) {
            try Campaign.analyse(plan, "arm,ordered\n,1\n,0\n")
        }
        #expect(
            error?.diagnostics.first?.rendered() == """
                error[no-rows]: none of the 2 rows has a variant
                  --> data.csv (column arm)
                  why: a row without one is that of somebody who is not in the test
                  fix: give the file that `experiment assign` wrote, with outcomes added
                """)
    }
}
