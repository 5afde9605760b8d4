// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation
import TestSupport
import Testing

@Suite("The search for a balanced salt")
struct BalanceFinderTests {
    private let folder: ScratchFolder
    private let path: String

    /// 600 customers whose orders swing widely; every tenth has no age.
    init() throws {
        folder = try ScratchFolder()
        path = folder.url.appending(path: "customers.csv").path
        var text = "customer_id,email_ok,age,orders\n"
        for number in 0..<600 {
            let age = number % 10 == 0 ? "" : String(18 + number * 7 % 60)
            text +=
                "\(1000 + number),\(number % 50 == 0 ? "no" : "yes"),\(age),\(number * 37 % 101)\n"
        }
        try folder.write(text, to: "customers.csv")
    }

    private func plan(threshold: Double, candidates: Int = 40) -> Plan {
        LockFixtures.plan {
            $0.audience = Audience(require: ["email"])
            $0.assignment.balance = .init(
                covariates: ["age", "orders"], threshold: threshold, candidates: candidates)
        }
    }

    private func search(
        _ plan: Plan, workers: Int = 1
    ) throws -> (design: AssignmentDesign, search: BalanceSearch) {
        let survey = try CustomerSurvey(plan: plan, customers: path, workers: workers)
        let rule = try #require(plan.assignment.balance)
        let design = try AssignmentDesign(
            plan: plan, on: LockFixtures.day("2026-03-02"), slots: nil)
        return try BalanceFinder(rule: rule, design: design, survey: survey, workers: workers)
            .search()
    }

    /// The largest difference of a salt, reckoned plainly.
    private func difference(_ salt: String, _ plan: Plan) throws -> Double {
        let rows = try folder.read("customers.csv").split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }.filter { $0[1] == "yes" }
        var design = try AssignmentDesign(
            plan: plan, on: LockFixtures.day("2026-03-02"), slots: nil)
        design.splitSalt = salt
        let pipeline = try Pipeline(design: design)
        var worst = 0.0
        for column in [2, 3] {
            var arms = [[Double]](repeating: [], count: 3)
            for row in rows {
                let code = Array(row[0].utf8).withUnsafeBytes { pipeline.code(of: $0) }
                if let arm = code.variantIndex, let number = Double(row[column]) {
                    arms[arm].append(number)
                }
            }
            let summary = arms.map { values -> (Double, Double) in
                let mean = values.reduce(0, +) / Double(values.count)
                let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                return (mean, squares / Double(values.count - 1))
            }
            for a in 0..<3 {
                for b in (a + 1)..<3 {
                    let spread = ((summary[a].1 + summary[b].1) / 2).squareRoot()
                    worst = max(worst, abs(summary[a].0 - summary[b].0) / spread)
                }
            }
        }
        return worst
    }

    @Test("takes the first salt within the threshold, and keeps those before it")
    func first() throws {
        let plan = plan(threshold: 0.12)
        let found = try search(plan)
        let tried = found.search.candidates
        #expect(tried.count > 1)
        #expect(tried.map(\.salt) == tried.indices.map { "winback-2026/s\($0)" })
        #expect(tried.dropLast().allSatisfy { $0.difference > 0.12 })
        #expect(try #require(tried.last).difference <= 0.12)
        #expect(found.design.splitSalt == tried.last?.salt)
        #expect(found.design.gateSalt == "winback-2026/gate")
        for candidate in tried {
            #expect(abs(try difference(candidate.salt, plan) - candidate.difference) < 1e-12)
        }
    }

    @Test("counts who has no value")
    func missing() throws {
        let found = try search(plan(threshold: 5)).search
        // 60 have no age, of whom 12 gave no permission.
        #expect(found.missing == [48, 0])
    }

    @Test("gives the same answer with any number of workers")
    func workers() throws {
        let plan = plan(threshold: 0.12)
        #expect(try search(plan, workers: 3).search == search(plan).search)
    }

    @Test("refuses when no salt will do, with the five best")
    func none() throws {
        do {
            _ = try search(plan(threshold: 0.0001, candidates: 12))
            Issue.record("a threshold that nothing keeps was kept")
        } catch let error as DiagnosticsError {
            let summary = try #require(error.diagnostics.first?.summary)
            #expect(summary.hasPrefix("none of 12 salts keeps every difference within 0.0"))
            #expect(summary.split(separator: "`winback-2026/s").count == 6)
        }
    }

    @Test("says how many rows there are and how many may take part")
    func survey() throws {
        let list = try CustomerSurvey(plan: plan(threshold: 1), customers: path).list
        #expect(list.rows == 600 && list.eligible == 588)
        #expect(list.digest.count == 64)
    }

    @Test("names the column that is not there")
    func column() throws {
        var plan = plan(threshold: 1)
        plan.assignment.balance?.covariates = ["order"]
        do {
            _ = try CustomerSurvey(plan: plan, customers: path)
            Issue.record("a missing column was read")
        } catch let error as DiagnosticsError {
            #expect(error.diagnostics.map(\.summary) == ["there is no column `order`"])
            #expect(error.diagnostics.first?.fix == "did you mean `orders`?")
        }
    }
}
