// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation
import Testing

@Suite struct StratifiedAssignmentTests {
    @Test func `a final list gets exact numbers per stratum, whatever its order`() throws {
        var plan = CampaignPlans.winback()
        plan.segments = [
            SegmentRule(key: "score", kind: .bands(attribute: "points", cuts: [20, 50]))
        ]
        plan.assignment.stratify = ["score"]
        let rows = (0..<3_000).map { "c\($0),\($0 % 70)" }
        func lines(_ rows: [String]) throws -> [String] {
            try Assigned.run(plan, (["customer_id,points"] + rows).joined(separator: "\n") + "\n")
                .lines
        }
        let drawn = try lines(rows)
        let design = try AssignmentDesign(plan: plan, on: Day(daysSince1970: 0), slots: nil)
        let quota = try StratifiedQuota(design: design)
        #expect(drawn[0] == "customer_id,points,score,variant")
        for label in ["<20", "20-50", ">=50"] {
            let own = drawn.filter { $0.contains(",\(label),") }
            let counts = plan.variants.map { variant in
                own.count { $0.hasSuffix(",\(variant.key)") }
            }
            #expect(counts == quota.quotas(stratum: label, size: own.count), "\(label)")
        }
        #expect(try lines(rows.reversed()).sorted() == drawn.sorted())
    }

    @Test func `sizes that a quota sets are not tested for chance`() throws {
        var plan = CampaignPlans.winback()
        let text = "customer_id,town\n" + (0..<400).map { "c\($0),t\($0 % 3)\n" }.joined()
        let free = try Assigned.run(plan, text).summary
        #expect(free.sampleRatioP != nil && !free.sizesByQuota)
        plan.assignment.stratify = ["town"]
        let bound = try Assigned.run(plan, text).summary
        #expect(bound.sampleRatioP == nil && bound.sizesByQuota)
    }
}
