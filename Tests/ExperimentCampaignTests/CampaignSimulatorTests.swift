// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import Crypto
import ExperimentCampaign
import ExperimentModel
import Foundation
import Testing

@Suite struct CampaignSimulatorTests {
    private func file(_ simulator: CampaignSimulator) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try simulator.write { bytes += $0 }
        return bytes
    }

    private func rows(_ simulator: CampaignSimulator) throws -> [[String]] {
        let text = String(decoding: try file(simulator), as: UTF8.self)
        return text.split(separator: "\n").dropFirst().map { line in
            // The only labels of the shared plan that hold delimiters.
            line.replacing("\"base, today\"", with: "base").split(separator: ",").map(String.init)
        }
    }

    @Test func `the first rows of a small campaign`() throws {
        let simulator = try CampaignSimulator(
            plan: CampaignPlans.winback(), customers: 5, seed: 1)
        let text = String(decoding: try file(simulator), as: UTF8.self)
        #expect(
            text == #"""
                customer_id,variant,value,ordered,revenue,orders,contacts,visit_value
                c0000001,personal,"low; ""rest""",0,0,0,0,0
                c0000002,personal,"low; ""rest""",0,0,0,1,0
                c0000003,"base, today",high,0,0,0,1,0
                c0000004,"base, today","low; ""rest""",0,0,0,1,0
                c0000005,control,high,0,0,0,1,0.44

                """#)
    }

    @Test func `the same seed gives the same bytes, another seed others`() throws {
        let plan = CampaignPlans.winback()
        let one = try file(CampaignSimulator(plan: plan, customers: 20_000, seed: 2026))
        let two = try file(CampaignSimulator(plan: plan, customers: 20_000, seed: 2026))
        let other = try file(CampaignSimulator(plan: plan, customers: 20_000, seed: 2027))
        #expect(one == two)
        #expect(one != other)
        let digest = SHA256.hash(data: one).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        #expect(digest == "6977f043ba4b019641b332a524405ec6d440029b847425bed35a37d506853fd9")
    }

    @Test func `a plan of another system is simulated by its own draws`() throws {
        var plan = CampaignPlans.winback()
        plan.assignment.algorithm = AssignmentAlgorithm.growthBook2.rawValue
        plan.assignment.allocation = Share(1, over: 2)
        let simulator = try CampaignSimulator(plan: plan, customers: 2_000, seed: 1)
        var whole = plan
        whole.assignment.allocation = nil
        let pipeline = try Pipeline(plan: whole, on: Day(daysSince1970: 0))
        let rows = try rows(simulator)
        #expect(rows.count == 2_000)
        for row in rows {
            let variant = try #require(pipeline.outcome(of: row[0]).variantIndex)
            #expect(row[1] == plan.variants[variant].key)
        }
    }

    @Test func `a longer campaign starts with the rows of a shorter one`() throws {
        let plan = CampaignPlans.winback()
        let short = try file(CampaignSimulator(plan: plan, customers: 100, seed: 9))
        let long = try file(CampaignSimulator(plan: plan, customers: 1_000, seed: 9))
        #expect(long.starts(with: short))
    }

    @Test func `every variant can be recomputed from the id`() throws {
        let plan = CampaignPlans.winback()
        let assigner = try Assigner(plan: plan)
        for row in try rows(CampaignSimulator(plan: plan, customers: 2_000, seed: 3)) {
            #expect(assigner.variant(of: row[0])?.key == row[1])
        }
    }

    @Test func `revenue and orders are there exactly for those who ordered`() throws {
        let simulator = try CampaignSimulator(
            plan: CampaignPlans.winback(), customers: 10_000, seed: 4)
        #expect(
            simulator.columns == [
                "customer_id", "variant", "value", "ordered", "revenue", "orders", "contacts",
                "visit_value",
            ])
        for row in try rows(simulator) {
            let ordered = row[3] == "1"
            #expect((row[4] != "0") == ordered)
            #expect((row[5] != "0") == ordered)
        }
    }

    @Test func `rates and means come out as stated, segments included`() throws {
        let plan = CampaignPlans.winback()
        var sums: [String: [Double]] = [:]
        var squares: [String: [Double]] = [:]
        var counts: [String: Int] = [:]
        for row in try rows(CampaignSimulator(plan: plan, customers: 40_000, seed: 5)) {
            let values = try row[3...].map { try #require(Double($0)) }
            counts[row[1], default: 0] += 1
            for (index, value) in values.enumerated() {
                sums[row[1], default: Array(repeating: 0, count: values.count)][index] += value
                squares[row[1], default: Array(repeating: 0, count: values.count)][index] +=
                    value * value
            }
        }
        for (variant, count) in counts {
            let n = Double(count)
            for (index, outcome) in CampaignPlans.outcomes.enumerated() {
                let mean = try #require(sums[variant]?[index]) / n
                let second = try #require(squares[variant]?[index]) / n
                let error = ((second - mean * mean) / n).squareRoot()
                let stated = try #require(outcome.values[variant])
                #expect(abs(mean - stated) < 5 * error, "\(outcome.metric) of \(variant)")
            }
        }
    }

    @Test func `two hundred thousand customers keep to the planned shares`() throws {
        let simulator = try CampaignSimulator(
            plan: CampaignPlans.winback(), customers: 200_000, seed: 7)
        let summary = try simulator.write { _ in }
        for (count, share) in zip(summary.perVariant, [0.1, 0.45, 0.45]) {
            let deviation = (200_000 * share * (1 - share)).squareRoot()
            #expect(abs(Double(count) - 200_000 * share) < 5 * deviation)
        }
        #expect(summary.perVariant.reduce(0, +) == summary.customers)
    }

    @Test func `a change in one outcome leaves the others as they were`() throws {
        let plan = CampaignPlans.winback()
        let before = try rows(CampaignSimulator(plan: plan, customers: 3_000, seed: 6))
        let after = try rows(
            CampaignSimulator(
                plan: plan, customers: 3_000, seed: 6,
                overrides: [RateOverride("contacts.control=4")]))
        #expect(zip(before, after).allSatisfy { $0[0..<6] == $1[0..<6] && $0[7] == $1[7] })
        #expect(before != after)
    }

    @Test func `a file on disk holds the same bytes`() throws {
        let url = FileManager.default.temporaryDirectory.appending(
            path: "simulate-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: url) }
        let simulator = try CampaignSimulator(
            plan: CampaignPlans.winback(), customers: 100, seed: 1)
        let summary = try simulator.write(toFile: url.path)
        #expect(summary.customers == 100)
        #expect(try Array(Data(contentsOf: url)) == file(simulator))
        let error = #expect(throws: DiagnosticsError.self) {
            try simulator.write(toFile: url.path, overwrites: false)
        }
        #expect(error?.kind == .cannotCreate)
    }

    @Test func `the file follows the plan's format`() throws {
        let data = DataSource(
            id: .row, segments: [.init(key: "value", column: "segment")],
            format: .init(delimiter: ";", decimal: "comma"))
        let simulator = try CampaignSimulator(
            plan: CampaignPlans.winback(data: data), customers: 400, seed: 1)
        #expect(simulator.columns.first == "segment")
        let text = String(decoding: try file(simulator), as: UTF8.self)
        #expect(text.contains("\"low; \"\"rest\"\"\";0;0;0;"))
        #expect(text.contains(","))
        #expect(!text.contains("."))
    }
}
