// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
import Foundation

/// The part of an `experiment-result/1` file that a new test can start from.
public enum EarlierResult {
    private struct File: Decodable {
        var schema: String
        var experiment: String?
        var arms: [Arm]?
        var metrics: [MetricPart]?
    }

    private struct Arm: Decodable {
        var key: String
        var role: String?
    }

    private struct MetricPart: Decodable {
        struct Level: Decodable {
            var key: String
            var n: Double?
            var value: Double?
        }

        struct Comparison: Decodable {
            var treatment: String
            var reference: String
            var absolute: Effect?
        }

        struct Effect: Decodable {
            var standard_error: Double?
        }

        var key: String
        var arms: [Level]?
        var comparisons: [Comparison]?
    }

    /// Reads the baseline of a metric.
    ///
    /// The level is the control's, else the base's. The standard deviation is what gives the standard
    /// error of the first comparison with it: σ = se/√(1/n(T) + 1/n(C)).
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - path: Its path, for messages.
    ///   - metric: The metric of the new test, looked up by its key.
    /// - Returns: The baseline.
    /// - Throws: When the file is not a result, or holds nothing of the metric.
    public static func baseline(
        in bytes: [UInt8], path: String, of metric: Metric
    ) throws(DiagnosticsError) -> PowerBaseline {
        let file: File
        do { file = try JSONDecoder().decode(File.self, from: Data(bytes)) } catch {
            throw problem(
                path, "result-unreadable", "this is not a result file",
                why: "it is not JSON with the fields of `experiment-result/1`",
                fix: "name the result.json that `experiment report` wrote")
        }
        guard file.schema == "experiment-result/1" else {
            throw problem(
                path, "result-schema",
                "the file has the schema \(Visible.value(file.schema))",
                why: "only `experiment-result/1` is known",
                fix: "name the result.json that `experiment report` wrote")
        }
        guard let part = file.metrics?.first(where: { $0.key == metric.key }) else {
            let known = (file.metrics ?? []).map(\.key)
            throw problem(
                path, "result-metric", "the result holds nothing of \(Visible.value(metric.key))",
                why: "its metrics are: \(known.map { Visible.value($0) }.joined(separator: ", "))",
                fix: "use a test with the same metric, or give the metric its key there")
        }
        let roles = Dictionary(
            (file.arms ?? []).map { ($0.key, $0.role ?? "") }, uniquingKeysWith: { a, _ in a })
        func level(_ role: String) -> MetricPart.Level? {
            part.arms?.first { roles[$0.key] == role && $0.value != nil }
        }
        guard let arm = level("control") ?? level("base"), let value = arm.value else {
            throw problem(
                path, "result-no-reference",
                "the result has no control and no base with a value of "
                    + Visible.value(metric.key),
                why: "a new test starts from what happened without the new approach",
                fix: "use another result, or `power: { baseline: … }` in the plan")
        }
        return PowerBaseline(
            value: value, base: level("base")?.value,
            standardDeviation: deviation(part, around: arm),
            source: .result(
                file: path, experiment: file.experiment ?? "", variant: arm.key))
    }

    private static func deviation(_ part: MetricPart, around arm: MetricPart.Level) -> Double? {
        for comparison in part.comparisons ?? [] where comparison.reference == arm.key {
            guard let error = comparison.absolute?.standard_error, error > 0,
                let control = arm.n, control > 0,
                let treatment = part.arms?.first(where: { $0.key == comparison.treatment })?.n,
                treatment > 0
            else { continue }
            return error / (1 / treatment + 1 / control).squareRoot()
        }
        return nil
    }

    private static func problem(
        _ path: String, _ id: String, _ summary: String, why: String, fix: String
    ) -> DiagnosticsError {
        DiagnosticsError(
            .badData,
            [Diagnostic(.error, id, summary, at: .init(file: path), why: why, fix: fix)])
    }
}
