// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Foundation
import Tabular
import Testing

/// One assignment in a folder of its own, with everything it left there.
struct Assigned {
    var summary: AssignmentSummary
    /// The files by name.
    var files: [String: String]

    var output: String { files["assignments.csv"] ?? "" }
    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// The rendered warnings.
    var warnings: [String] { summary.warnings.map { $0.rendered() } }

    /// Runs a plan on a text of customers, with the files it needs.
    static func run(
        _ plan: Plan, _ customers: String, on day: Day? = nil,
        slots: [(from: Int, to: Int)]? = nil, files: [String: String] = [:],
        options: AssignmentOptions = AssignmentOptions()
    ) throws -> Assigned {
        try inFolder(files) { folder in
            var options = options
            options.planFolder = folder.path
            options.idMap = options.idMap.map { folder.appending(path: $0).path }
            options.rejectsPath = folder.appending(path: "rejects.csv").path
            options.listsFolder = folder.path
            let pass = try AssignmentPass(plan: plan, on: day, options: options)
            let summary = try pass.run(
                customers: ByteSource(bytes: Array(customers.utf8), name: "customers.csv"),
                to: .file(folder.appending(path: "assignments.csv").path))
            var found: [String: String] = [:]
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
            where files[name] == nil {
                found[name] = try String(
                    decoding: Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
            }
            return Assigned(summary: summary, files: found)
        }
    }

    /// The messages of a run that is refused.
    static func refusal(
        _ plan: Plan, _ customers: String, files: [String: String] = [:],
        options: AssignmentOptions = AssignmentOptions()
    ) throws -> [String] {
        let error = #expect(throws: DiagnosticsError.self) {
            try run(plan, customers, files: files, options: options)
        }
        return error?.diagnostics.map { $0.rendered() } ?? []
    }

    static func inFolder<Value>(
        _ files: [String: String], _ body: (URL) throws -> Value
    ) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "assigned-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        return try body(folder)
    }
}

extension CampaignPlans {
    /// A test with everything that may leave customers out.
    static func full(
        allocation: Share? = Share(1, over: 2), holdout: Bool = true, require: [String] = ["email"]
    ) -> Plan {
        var plan = winback()
        plan.data = nil
        plan.variants[1].payload = [.init(name: "template", value: "A; \"now\"")]
        plan.permissions = require.map {
            Permission(key: $0, attribute: "optin_\($0)", equals: "yes")
        }
        plan.audience = Audience(
            require: require, include: ["orders >= 1"], exclude: ["complaint = true"])
        plan.assignment.allocation = allocation
        plan.schedule = Schedule(start: Day("2026-03-02"), end: Day("2026-03-29"))
        if holdout {
            plan.assignment.holdout = Holdout(
                key: "global-control", share: Share(1, over: 10) ?? .whole, salt: "gc-2026",
                from: Day("2026-01-01") ?? Day(daysSince1970: 0))
        }
        return plan
    }

    /// Customers of whom some fall out at every step.
    static func customers(_ count: Int, from first: Int = 0) -> String {
        var text = "customer_id,orders,optin_email,complaint\n"
        for number in first..<first + count {
            let orders = number % 7 == 0 ? "0" : number % 11 == 0 ? "" : "\(number % 5 + 1)"
            let optin = number % 10 == 3 ? "no" : "yes"
            text += "c\(number),\(orders),\(optin),\(number % 50 == 9 ? "yes" : "no")\n"
        }
        return text
    }
}
