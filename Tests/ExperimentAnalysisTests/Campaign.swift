// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Inference
import Tabular

@testable import ExperimentAnalysis

/// Plans and sources that the tests share.
enum Campaign {
    /// A proportion as the primary metric, unless others are given.
    static let ordered = Metric(
        key: "ordered", name: "Order", kind: .proportion, column: "ordered", direction: .increase)
    static let revenue = Metric(
        key: "revenue", name: "Revenue", kind: .mean, column: "revenue", direction: .increase,
        currency: "EUR")

    /// A control and a test arm, or more, with even or given weights.
    static func plan(
        roles: [Role] = [.control, .test], weights: [Int]? = nil, metrics: [Metric] = [ordered],
        primary: String? = nil, guardrails: [MetricSet.Guardrail] = [],
        decision: DecisionRule = DecisionRule(), value: ValueRule? = nil,
        data: DataSource = DataSource(id: .row, variant: "arm")
    ) -> Plan {
        let variants = roles.enumerated().map { place, role in
            Variant(
                key: "\(role.rawValue)\(place)", role: role,
                weight: weights.flatMap { Share($0[place], over: 100) })
        }
        return Plan(
            key: "campaign", name: "Campaign", data: data,
            assignment: AssignmentRule(salt: "campaign", evenWeights: weights == nil),
            variants: variants,
            metrics: MetricSet(
                definitions: metrics, primary: primary ?? metrics[0].key,
                secondary: metrics.dropFirst().map(\.key), guardrails: guardrails),
            value: value, decision: decision)
    }

    /// An analyzer for a plan.
    static func analyzer(_ plan: Plan, asOf: Day? = nil, seed: UInt64 = 7) throws -> Analyzer {
        let allocation = try Allocation(plan: plan)
        return Analyzer(
            plan: plan, stamp: PlanStamp(file: "plan.yaml", sha256: "", locked: false, seed: seed),
            plannedShares: plan.variants.indices.map { allocation.plannedShare($0) }, asOf: asOf,
            toolVersion: "test")
    }

    /// Analyses a text as a plan's file.
    static func analyse(
        _ plan: Plan, _ text: String, workers: Int = 1, options: ReadOptions = ReadOptions(),
        asOf: Day? = nil, rejects: (any RejectSink)? = nil
    ) throws -> AnalysisResult {
        var source = try PlanSource(
            plan: plan, readers: [try reader(text, options)], workers: workers, rejects: rejects)
        return try analyzer(plan, asOf: asOf).run(&source)
    }

    /// Reads a text as a file.
    static func reader(_ text: String, _ options: ReadOptions = ReadOptions()) throws
        -> DelimitedReader
    {
        try DelimitedReader(
            source: ByteSource(bytes: Array(text.utf8), name: "data.csv"), options: options)
    }

    /// Analyses tallies: one list of moments per metric, in plan order of the variants.
    static func analyse(
        _ plan: Plan, _ metrics: [[MetricMoments]], counts: [Int]? = nil, asOf: Day? = nil
    ) throws -> AnalysisResult {
        let arms = counts ?? metrics[0].map(\.count)
        var source = MemorySource(
            collected: Collected(
                arms: arms.map { ArmTally(count: $0) },
                metrics: metrics.map { $0.map { MetricTally($0) } },
                inputs: [
                    InputStamp(
                        name: "memory", sha256: "", rowsRead: arms.reduce(0, +),
                        rowsKept: arms.reduce(0, +), rowsRejected: 0)
                ]))
        return try analyzer(plan, asOf: asOf).run(&source)
    }

    /// A proportion's moments.
    static func rate(_ successes: Int, _ count: Int) throws -> MetricMoments {
        .proportion(try Proportion(successes: successes, count: count))
    }

    /// A symmetric mean's moments: no skewness, so that the guard lets Welch be.
    static func mean(_ count: Int, _ mean: Double, _ variance: Double) throws -> MetricMoments {
        .mean(
            try Moments(count: count, mean: mean, variance: variance, thirdCentralMoment: 0))
    }
}

/// Tallies held in memory, without values.
struct MemorySource: MomentSource {
    var collected: Collected

    mutating func collect(caps: [String: Double]) throws -> Collected { collected }
    mutating func values(_ requests: [ValueRequest]) throws -> [[ValueTable]]? { nil }
}

/// Keeps the rejected rows, each as one line.
final class RejectList: RejectSink {
    private(set) var lines: [String] = []
    private var file = ""

    func begin() throws { lines = [] }
    func begin(file: String) throws { self.file = "\(file): " }
    func add(row: Int, column: String, code: String, value: String) throws {
        lines.append("\(file)\(row) \(column) \(code) \(value)")
    }
}

/// Random numbers that are the same everywhere (SplitMix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to 1.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}
