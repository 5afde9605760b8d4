// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
public import ExperimentModel
import Tabular

/// Generates the file of a campaign from the true rates and effects in its plan.
///
/// The variants are drawn by the plan's own assignment, so they can be recomputed from the ids. The
/// same plan, number of customers and seed give the same bytes; a longer campaign starts with the
/// rows of a shorter one.
public struct CampaignSimulator: Sendable {
    /// What was generated.
    public struct Summary: Sendable, Hashable {
        /// The number of customers.
        public var customers: Int
        /// The number of customers per variant, in plan order.
        public var perVariant: [Int]
        /// The names of the columns, in file order.
        public var columns: [String]
    }

    /// The names of the columns, in file order.
    public let columns: [String]
    /// The number of customers.
    public let customers: Int

    private let pipeline: Pipeline
    private let variants: [Variant]
    private let segments: [SegmentModel]
    private let outcomes: [OutcomeModel]
    private let hasID: Bool
    private let hasVariant: Bool
    private let empty: RowWriter

    /// Checks a plan and prepares the draws.
    ///
    /// - Parameters:
    ///   - plan: A plan with a simulation.
    ///   - customers: How many customers.
    ///   - seed: The seed of every draw but that of the variants, which the plan's salt decides.
    ///   - overrides: Rates that take the place of the plan's.
    /// - Throws: Every reason why the plan cannot be simulated.
    public init(
        plan: Plan, customers: Int, seed: UInt64, overrides: [RateOverride] = []
    ) throws(DiagnosticsError) {
        let data = plan.data ?? DataSource(id: .column(plan.assignment.unit), variant: "variant")
        try CampaignSimulator.check(data, customers: customers)
        do {
            pipeline = try Self.pipeline(of: plan)
        } catch {
            throw DiagnosticsError(.badPlan, [error.diagnostic])
        }
        variants = plan.variants
        var builder = try SimulationBuilder(plan: plan, overrides: overrides, seed: seed)
        (segments, outcomes) = try builder.build()
        self.customers = customers
        var names: [String] = []
        if case .column(let name) = data.id {
            names.append(name)
            hasID = true
        } else {
            hasID = false
        }
        hasVariant = data.variant != nil
        if let name = data.variant { names.append(name) }
        names += segments.map(\.column) + outcomes.map(\.column)
        columns = names
        empty = RowWriter(
            delimiter: (data.format.delimiter ?? ",").utf8.first ?? UInt8(ascii: ","),
            decimalMark: UInt8(ascii: data.format.decimal == "comma" ? "," : "."))
        let twice = names.indices.filter { names[..<$0].contains(names[$0]) }
        guard twice.isEmpty else {
            throw DiagnosticsError(
                .badPlan,
                [
                    Diagnostic(
                        .error, "simulate-column",
                        "column `\(names[twice[0]])` would be there twice",
                        fix: "give id, variant, segments and metrics columns of their own")
                ])
        }
    }

    /// The split of a plan alone: everybody who is generated takes part.
    private static func pipeline(of plan: Plan) throws(AssignmentError) -> Pipeline {
        var plan = plan
        plan.assignment.allocation = nil
        plan.assignment.gateSalt = nil
        plan.assignment.holdout = nil
        plan.assignment.layer = nil
        return try Pipeline(plan: plan, on: Day(daysSince1970: 0))
    }

    private static func check(_ data: DataSource, customers: Int) throws(DiagnosticsError) {
        var problems: [Diagnostic] = []
        if data.kind != .units {
            problems.append(
                Diagnostic(
                    .error, "simulate-kind", "a file of \(data.kind.rawValue) cannot be simulated",
                    why: "a generated campaign has one row per customer",
                    fix: "use `kind: units`"))
        }
        if let encoding = data.format.encoding, encoding != "utf-8" {
            problems.append(
                Diagnostic(
                    .error, "simulate-encoding", "a generated campaign is UTF-8, not \(encoding)",
                    fix: "remove `data.format.encoding`"))
        }
        let absent = [
            ("files", !data.files.isEmpty), ("rows", !data.rows.isEmpty),
            ("contacted", data.contacted != nil),
        ]
        for (key, isAsked) in absent where isAsked {
            problems.append(
                Diagnostic(
                    .error, "simulate-data", "a generated campaign has no `data.\(key)`",
                    why: "it is one file with columns for id, variant, segments and outcomes",
                    fix: "remove `data.\(key)`"))
        }
        if !(1...1_000_000_000).contains(customers) {
            problems.append(
                Diagnostic(
                    .error, "simulate-customers", "\(customers) customers cannot be generated",
                    fix: "use 1 to 1000000000"))
        }
        guard problems.isEmpty else { throw DiagnosticsError(.badPlan, problems) }
    }

    /// Generates the file, which appears whole or not at all.
    ///
    /// - Parameters:
    ///   - path: Where the campaign is written.
    ///   - overwrites: Whether an existing file is replaced.
    /// - Returns: What was generated.
    /// - Throws: The problem of writing.
    @discardableResult
    public func write(
        toFile path: String, overwrites: Bool = true
    ) throws(DiagnosticsError) -> Summary {
        do {
            let file = try AtomicFile(path: path, overwrites: overwrites)
            let summary = try write { try file.write($0) }
            try file.commit()
            return summary
        } catch let error as TabularError {
            throw DiagnosticsError(error.kind, [error.diagnostic])
        } catch {
            throw DiagnosticsError(
                .cannotWrite, [Diagnostic(.error, "write-failed", String(describing: error))])
        }
    }

    /// Generates the file piece by piece.
    ///
    /// - Parameter sink: Takes the bytes in order.
    /// - Returns: What was generated.
    /// - Throws: What the sink throws.
    @discardableResult
    public func write(to sink: (UnsafeRawBufferPointer) throws -> Void) throws -> Summary {
        var row = empty
        var segments = segments
        var outcomes = outcomes
        var values = [Int](repeating: 0, count: outcomes.count)
        var perVariant = [Int](repeating: 0, count: variants.count)
        let variantFields = variants.map { empty.field($0.match) }
        let segmentFields = segments.map { $0.labels.map { empty.field($0) } }
        for name in columns {
            row.append(empty.field(name))
            row.endField()
        }
        row.endRow()
        for customer in 1...customers {
            let id = CampaignSimulator.id(customer)
            let drawn = id.withUnsafeBytes { pipeline.code(of: $0).variantIndex }
            // Some systems leave a sliver of their ranges to nobody.
            guard let variant = drawn else { continue }
            perVariant[variant] += 1
            if hasID {
                row.append(id)
                row.endField()
            }
            if hasVariant {
                row.append(variantFields[variant])
                row.endField()
            }
            var multiplier = 1.0
            for index in segments.indices {
                let level = segments[index].draw()
                multiplier *= segments[index].multipliers[level]
                row.append(segmentFields[index][level])
                row.endField()
            }
            for index in outcomes.indices {
                let isPossible = outcomes[index].given.map { values[$0] > 0 } ?? true
                values[index] =
                    isPossible
                    ? outcomes[index].draw(variant: variant, multiplier: multiplier) : 0
                if case .amount = outcomes[index].shape {
                    row.append(cents: values[index])
                } else {
                    row.append(outcomes[index].isTurned ? 1 - values[index] : values[index])
                }
                row.endField()
            }
            row.endRow()
            if row.bytes.count > 1 << 18 {
                try row.bytes.withUnsafeBytes(sink)
                row.removeAll()
            }
        }
        try row.bytes.withUnsafeBytes(sink)
        return Summary(
            customers: perVariant.reduce(0, +), perVariant: perVariant, columns: columns)
    }

    /// The id of a customer by number, as `c0000001`; it does not depend on how many there are.
    static func id(_ customer: Int) -> [UInt8] {
        let digits = Array(String(customer).utf8)
        let zeros = [UInt8](repeating: 48, count: max(0, 7 - digits.count))
        return [UInt8(ascii: "c")] + zeros + digits
    }
}
