// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import Inference
import Tabular
import TestSupport
import Testing

@testable import ExperimentAnalysis

/// Kevin Hillstrom's e-mail test: 64,000 customers, two e-mails and a holdout.
///
/// Expected values were computed with SciPy from the same file.
@Suite(
    "The Hillstrom e-mail test",
    .enabled(if: realDataFolder != nil, "the real data sets are not on this machine"))
struct HillstromTests {
    static func plan() -> Plan {
        let variants = [
            Variant(key: "none", role: .control, matches: ["No E-Mail"]),
            Variant(key: "mens", role: .test, channel: "email", matches: ["Mens E-Mail"]),
            Variant(key: "womens", role: .test, channel: "email", matches: ["Womens E-Mail"]),
        ]
        let metrics = [
            Metric(key: "visit", kind: .proportion, column: "visit", direction: .increase),
            Metric(
                key: "conversion", kind: .proportion, column: "conversion", direction: .increase),
            Metric(key: "spend", kind: .mean, column: "spend", direction: .increase),
            Metric(
                key: "aov", kind: .ratio, numerator: "spend", denominator: "conversion",
                direction: .increase),
        ]
        return Plan(
            key: "hillstrom-email", name: "E-mail",
            data: DataSource(
                id: .row, variant: "segment",
                segments: [DataSource.Segment(key: "channel")]),
            assignment: AssignmentRule(salt: "hillstrom-2008", evenWeights: true),
            variants: variants,
            metrics: MetricSet(
                definitions: metrics, primary: "visit", secondary: ["conversion", "spend", "aov"]),
            report: ReportOptions(segments: ["channel"]))
    }

    static func text() throws -> String {
        let folder = try #require(realDataFolder)
        return try String(
            contentsOf: folder.appending(path: "hillstrom/hillstrom.csv"), encoding: .utf8)
    }

    /// The analysis of the file as it is, made once.
    static let analysed = Result { try Campaign.analyse(plan(), try text()) }

    private func near(_ found: Double?, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
        guard let found else { return false }
        return abs(found - expected) <= tolerance * max(1, abs(expected))
    }

    @Test("has the published counts and means")
    func levels() throws {
        let result = try Self.analysed.get()
        #expect(result.arms.map(\.count) == [21_306, 21_307, 21_387])
        #expect(result.inputs[0].rowsRead == 64_000 && result.inputs[0].rowsKept == 64_000)
        #expect(result.metrics[0].arms.map(\.sum) == [2_262, 3_894, 3_238])
        #expect(result.metrics[1].arms.map(\.sum) == [122, 267, 189])
        let spend = result.metrics[2].arms.map(\.value)
        #expect(near(spend[0], 0.6527893551112361))
        #expect(near(spend[1], 1.422616511005773))
        #expect(near(spend[2], 1.0772015710478329))
        let order = result.metrics[3].arms.map(\.value)
        #expect(near(order[0], 114.00270491803278))
        #expect(near(order[1], 113.52692883895132))
        #expect(near(order[2], 121.8947619047619))
    }

    @Test("has Welch's results on spend")
    func spend() throws {
        let result = try Self.analysed.get()
        let mens = try #require(result.metrics[2].comparison(of: "mens", with: "none"))
        let effect = try #require(mens.absolute.value)
        #expect(mens.method == "welch" && mens.guardStatus == "ok")
        #expect(near(effect.estimate, 0.7698271558945368))
        #expect(near(effect.standardError, 0.14524656024868676))
        #expect(near(effect.low, 0.4851397325684076) && near(effect.high, 1.0545145792206658))
        #expect(near(mens.p.value, 1.163814968225482e-07, 1e-13))
        #expect(near(mens.relative.value?.estimate, 1.1792887703620063))
        let womens = try #require(result.metrics[2].comparison(of: "womens", with: "none"))
        #expect(near(womens.absolute.value?.standardError, 0.13033285852919116))
        #expect(near(womens.p.value, 0.0011293971023632475))
    }

    @Test("has the delta method's results on average order value")
    func averageOrder() throws {
        let result = try Self.analysed.get()
        let mens = try #require(result.metrics[3].comparison(of: "mens", with: "none"))
        #expect(near(mens.absolute.value?.estimate, -0.4757760790814558))
        #expect(near(mens.absolute.value?.standardError, 11.525843270138953, 1e-4))
        let womens = try #require(result.metrics[3].comparison(of: "womens", with: "none"))
        #expect(near(womens.absolute.value?.estimate, 7.892056986729131))
        #expect(near(womens.absolute.value?.standardError, 12.04924015721394, 1e-4))
    }

    @Test("passes for both e-mails")
    func verdict() throws {
        let result = try Self.analysed.get()
        #expect(result.decision.variants.map(\.verdict) == [.pass, .pass])
        let visit = try #require(result.metrics[0].comparison(of: "mens", with: "none"))
        #expect(near(visit.absolute.value?.estimate, 0.07658956365153125))
        #expect((visit.p.value ?? 1) < 1e-100)
        let sample = try #require(result.health.first { $0.id == "srm" })
        #expect(near(sample.p, 0.9037, 1e-3))
        let channel = try #require(result.segments.first)
        #expect(channel.levels.map(\.label) == ["Multichannel", "Phone", "Web"])
        #expect(
            channel.levels.map { $0.arms.map(\.count).reduce(0, +) } == [7_762, 28_021, 28_217])
    }

    @Test("is invalid without 2,000 of its control customers")
    func mismatch() throws {
        var left = 2_000
        let lines = try Self.text().split(separator: "\r\n").filter { line in
            guard left > 0, line.contains("No E-Mail") else { return true }
            left -= 1
            return false
        }
        let result = try Campaign.analyse(
            Self.plan(), lines.joined(separator: "\r\n") + "\r\n")
        #expect(result.arms[0].count == 19_306)
        let sample = try #require(result.health.first { $0.id == "srm" })
        #expect(sample.status == .invalid && (sample.p ?? 1) < 0.001)
        #expect(result.decision.verdict == .invalid)
        #expect(result.decision.variants.map(\.verdict) == [.invalid, .invalid])
    }

    @Test("is harm when control and the men's e-mail change labels")
    func swapped() throws {
        let text = try Self.text().replacingOccurrences(of: ",No E-Mail,", with: ",\u{1}\u{1},")
            .replacingOccurrences(of: ",Mens E-Mail,", with: ",No E-Mail,")
            .replacingOccurrences(of: ",\u{1}\u{1},", with: ",Mens E-Mail,")
        let result = try Campaign.analyse(Self.plan(), text)
        #expect(result.decision.variants.map(\.verdict) == [.harm, .harm])
        #expect(result.decision.verdict == .harm)
        #expect(result.decision.variants[0].worseThan == [.control])
    }
}
