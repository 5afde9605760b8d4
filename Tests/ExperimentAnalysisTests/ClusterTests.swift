// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Tabular
import Testing

@testable import ExperimentAnalysis

@Suite("Metrics with clusters")
struct ClusterTests {
    private static let metric = Metric(
        key: "got", kind: .proportion, column: "got", direction: .increase, cluster: "village")

    /// Villages of uneven size whose people are alike; drawn whole, or person by person.
    private static func rows(wholeVillages: Bool, villages: Int = 60) -> String {
        var dice = Dice(state: 3)
        var text = "arm,village,got\n"
        for village in 0..<villages {
            let rate = 0.2 + 0.5 * dice.uniform()
            for _ in 0..<(5 + Int(dice.uniform() * 40)) {
                let isTest = wholeVillages ? village % 2 == 1 : dice.uniform() < 0.5
                let got = dice.uniform() < rate + (isTest ? 0.1 : 0)
                text += "\(isTest ? "test1" : "control0"),v\(village),\(got ? 1 : 0)\n"
            }
        }
        return text
    }

    private func comparison(_ text: String, workers: Int = 1) throws -> Comparison {
        let plan = Campaign.plan(metrics: [Self.metric])
        return try #require(
            try Campaign.analyse(plan, text, workers: workers).metrics[0].comparisons.first)
    }

    /// The totals of each arm, added up apart from the source.
    private static func totals(_ text: String) -> (control: ClusterTotals, test: ClusterTotals) {
        var arms: [String: [String: ClusterTotals.Cluster]] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",").map(String.init)
            arms[fields[0], default: [:]][fields[1], default: .init(sum: 0, size: 0)]
                .add(.init(sum: Double(fields[2]) ?? 0, size: 1))
        }
        return (ClusterTotals(arms["control0"] ?? [:]), ClusterTotals(arms["test1"] ?? [:]))
    }

    @Test("a file gives the same totals as adding up by hand", arguments: [true, false])
    func sameTotals(wholeVillages: Bool) throws {
        let text = Self.rows(wholeVillages: wholeVillages)
        let (control, test) = Self.totals(text)
        let expected = ClusteredUnits().compare(control: control, treatment: test)
        let found = try comparison(text)
        #expect(found.method == "cluster")
        #expect(found.absolute == expected.absolute)
        #expect(found.p == expected.p)
        #expect(try comparison(text, workers: 2) == found)
    }

    @Test("whole villages drawn give a wider interval than people taken one by one")
    func wider() throws {
        let text = Self.rows(wholeVillages: true)
        var single = Self.metric
        single.cluster = nil
        let plain = try Campaign.analyse(Campaign.plan(metrics: [single]), text)
        let naive = try #require(plain.metrics[0].comparisons[0].absolute.value)
        let clustered = try #require(try comparison(text).absolute.value)
        #expect(abs(naive.estimate - clustered.estimate) < 1e-12)
        #expect(clustered.high - clustered.low > 1.3 * (naive.high - naive.low))
    }

    @Test("with few villages the result is shown and cannot pass by itself")
    func few() throws {
        let plan = Campaign.plan(metrics: [Self.metric])
        let result = try Campaign.analyse(plan, Self.rows(wholeVillages: true, villages: 12))
        let comparison = try #require(result.metrics[0].comparisons.first)
        #expect(comparison.guardStatus == "caution")
        #expect(comparison.methodReason?.id == "method.few-clusters")
        #expect(result.health.contains { $0.remark.id == "health.clusters.few" })
        #expect(result.decision.verdict == .inconclusive)
    }

    @Test("a unit without a village is a village of one")
    func withoutCluster() throws {
        let text = Self.rows(wholeVillages: true)
        let unnamed = try comparison(text + "test1,,1\ntest1, ,1\ncontrol0,,0\n")
        let named = try comparison(text + "test1,x,1\ntest1,y,1\ncontrol0,z,0\n")
        let (one, other) = (
            try #require(unnamed.absolute.value), try #require(named.absolute.value)
        )
        #expect(abs(one.estimate - other.estimate) < 1e-12)
        #expect(abs(one.low - other.low) < 1e-12)
    }

    @Test("many clusters are told apart by their whole label")
    func table() throws {
        var table = ClusterTable()
        for round in 0..<3 {
            for place in 0..<5_000 {
                Array("house \(place * 7)".utf8).withUnsafeBytes { bytes in
                    if let label = FieldBytes(bytes) { table.add(Double(round + place), to: label) }
                }
            }
        }
        var found: [String: Double] = [:]
        var sizes: Set<Int> = []
        table.forEach { label, sum, size in
            found[label] = sum
            sizes.insert(size)
        }
        #expect(found.count == 5_000)
        #expect(sizes == [3])
        #expect(found["house 700"] == Double(3 * 100 + 3))
    }
}

@Suite("Groups of whole clusters")
struct ClusterDrawTests {
    private static let metric = Metric(
        key: "got", kind: .proportion, column: "got", direction: .increase, cluster: "store")

    /// Stores of very different size, every second one a test, and some with a stray customer.
    private func result(strays: Int) throws -> AnalysisResult {
        var dice = Dice(state: 77)
        var text = "arm,store,got\n"
        for store in 0..<80 {
            for _ in 0..<(store % 2 == 0 ? 100 : 20) {
                text +=
                    "\(store % 2 == 0 ? "control0" : "test1"),s\(store),\(dice.uniform() < 0.3 ? 1 : 0)\n"
            }
        }
        for store in 0..<strays { text += "\(store % 2 == 0 ? "test1" : "control0"),s\(store),1\n" }
        return try Campaign.analyse(Campaign.plan(metrics: [Self.metric]), text)
    }

    @Test("the draw is judged on clusters, not on how many customers large ones bring")
    func sizes() throws {
        let found = try #require(try result(strays: 0).health.first { $0.id == "srm" })
        #expect(found.remark.id == "health.srm.clusters-ok")
        #expect(found.status == .ok)
    }

    @Test("a few clusters in both groups are a broken draw, and named")
    func crossing() throws {
        let check = try #require(
            try result(strays: 7).health.first { $0.remark.id == "health.clusters.crossing" })
        #expect(check.status == .warning)
        #expect(check.remark.values["count"] == .count(7))
        #expect(check.remark.values["total"] == .count(80))
    }

    @Test("the number of clusters stands beside the number of customers")
    func counted() throws {
        #expect(try result(strays: 0).metrics[0].arms.map(\.clusters) == [40, 40])
    }
}
