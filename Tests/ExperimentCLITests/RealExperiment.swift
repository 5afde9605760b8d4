// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// A plan in `experiments/` run on its real data, which stand outside the project.
enum RealExperiment {
    /// Whether a file of the real data is on this machine.
    static func has(_ file: String) -> Bool {
        guard let folder = realDataFolder else { return false }
        return FileManager.default.fileExists(atPath: folder.appending(path: file).path)
    }

    /// Why a suite is skipped.
    static let absent: Comment =
        "the real data are not here; EXPERIMENT_DATA names their folder (default ../shared/data)"

    /// The result of a plan in `experiments/`.
    static func result(of key: String) throws -> ResultFile {
        try run(projectFolder.appending(path: "experiments/\(key).yaml").path)
    }

    /// The result of such a plan with some of its texts replaced.
    static func result(of key: String, replacing texts: [(String, String)]) throws -> ResultFile {
        try result(ofPlan: text(of: key, replacing: texts))
    }

    /// The text of such a plan with some of its texts replaced.
    static func text(of key: String, replacing texts: [(String, String)]) throws -> String {
        let plan = projectFolder.appending(path: "experiments/\(key).yaml")
        var text = try String(contentsOf: plan, encoding: .utf8)
        for (old, new) in texts {
            try #require(text.contains(old), "\(key).yaml does not say \(old)")
            text = text.replacing(old, with: new)
        }
        return text
    }

    /// The result of a plan given as text.
    static func result(ofPlan text: String) throws -> ResultFile {
        let folder = try ScratchFolder()
        try folder.write(text, to: "plan.yaml")
        return try run(folder.url.appending(path: "plan.yaml").path)
    }

    private static func run(_ plan: String) throws -> ResultFile {
        let data = try #require(realDataFolder)
        let folder = try ScratchFolder()
        let run = try Program.run(
            ["report", plan, "--data", data.path, "--out", "out", "--json"], in: folder.url)
        try #require(run.status == 0, "\(run.messages)")
        return try JSONDecoder().decode(ResultFile.self, from: Data(run.output.utf8))
    }
}

/// The parts of `result.json` that the tests look at.
struct ResultFile: Decodable {
    struct Input: Decodable {
        var name: String
        var read: Int
        var kept: Int
        var rejected: Int
        var excluded: Int

        private enum CodingKeys: String, CodingKey {
            case name
            case read = "rows_read"
            case kept = "rows_kept"
            case rejected = "rows_rejected"
            case excluded = "rows_excluded"
        }
    }

    struct Arm: Decodable {
        var key: String
        var n: Int
    }

    struct Level: Decodable {
        var key: String
        var n: Int
        var missing: Int
        var sum: Double
        var value: Double?
    }

    struct Effect: Decodable {
        var estimate: Double?
        var low: Double?
        var high: Double?
        var error: Double?
        var reason: String?

        private enum CodingKeys: String, CodingKey {
            case estimate, low, high
            case error = "standard_error"
            case reason = "not_estimable"
        }
    }

    /// A p-value, or none where it cannot be estimated.
    struct PValue: Decodable {
        var value: Double?

        init(from decoder: any Decoder) throws {
            value = try? decoder.singleValueContainer().decode(Double.self)
        }
    }

    struct Comparison: Decodable {
        var treatment: String
        var reference: String
        var method: String
        var absolute: Effect
        var relative: Effect
        var p: PValue
    }

    struct Metric: Decodable {
        var key: String
        var arms: [Level]
        var comparisons: [Comparison]
    }

    struct Health: Decodable {
        var id: String
        var status: String
        var message: String
        var p: Double?
    }

    struct Monitoring: Decodable {
        struct Reading: Decodable {
            var time: String
            var absolute: Effect
            var decisive: Bool
        }

        struct History: Decodable {
            var readings: [Reading]
        }

        var look: Int?
        var histories: [History]
    }

    var monitoring: Monitoring?
    var verdict: String
    var inputs: [Input]
    var arms: [Arm]
    var metrics: [Metric]
    var health: [Health]

    /// A metric by its key.
    func metric(_ key: String) throws -> Metric {
        try #require(metrics.first { $0.key == key }, "no metric \(key)")
    }

    /// A comparison with a variant that stands first in the plan.
    func comparison(_ metric: String, _ treatment: String) throws -> Comparison {
        try #require(
            try self.metric(metric).comparisons.first { $0.treatment == treatment },
            "no comparison of \(treatment)")
    }

    /// What a health check found.
    func health(_ id: String) throws -> Health {
        try #require(health.first { $0.id == id }, "no check \(id)")
    }
}

/// Whether a number is another one to so many parts of it.
func isNear(_ found: Double?, _ expected: Double, within part: Double = 1e-9) -> Bool {
    guard let found else { return false }
    return abs(found - expected) <= part * abs(expected)
}
