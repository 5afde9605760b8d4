// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Tabular

/// Which columns of a file are read, as what, and which metric takes which value.
struct ColumnPlan: Sendable {
    /// How the text of a column becomes a number.
    enum Kind: Int, Sendable, Hashable, Comparable {
        /// Any finite number.
        case number
        /// A whole number of zero or more.
        case count
        /// 0 or 1.
        case proportion
        /// 0 or 1, turned around: who left, read as who stayed.
        case left
        /// An answer of 0 to 10, read as a promoter (100), a passive (0) or a detractor (-100).
        case score

        /// Whether the number kept is another one than that in the file.
        var isDerived: Bool { self == .left || self == .score }

        static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// One column; the metrics on it share its values.
    struct Slot: Sendable, Hashable {
        var column: Int
        var name: String
        var kind: Kind
    }

    /// What a metric is made of.
    enum Use: Sendable {
        case proportion(slot: Int)
        case mean(slot: Int)
        case ratio(numerator: Int, denominator: Int)
        /// A number per unit, gathered per cluster.
        case clustered(slot: Int, label: Int)
        /// A mean or ratio with covariates.
        case adjusted(AdjustedUse)
    }

    var slots: [Slot] = []
    /// What each metric is made of, in plan order.
    var uses: [Use] = []
    /// Whether a missing value of the metric counts as zero.
    var zeroForMissing: [Bool] = []
    var idColumn: Int?
    var armColumn: Int?
    var segmentColumns: [Int] = []
    /// The columns and texts of rows that belong to the plan.
    var filters: [(column: Int, values: [[UInt8]])] = []
    /// The primary outcome against whether a unit was contacted, after the metrics in ``uses``.
    var contactUse: Int?

    /// Finds the plan's columns in a header.
    ///
    /// - Throws: `DiagnosticsError` naming every column that is not there.
    init(plan: Plan, data: DataSource, reader: DelimitedReader) throws {
        var finder = ColumnFinder(reader)
        if case .column(let name) = data.id { idColumn = finder.place(name, "data.id") }
        armColumn = data.variant.map { finder.place($0, "data.variant") }
        segmentColumns = data.segments.map { finder.place($0.column, "data.segments") }
        filters = data.rows.map { filter in
            (finder.place(filter.column, "data.rows"), filter.values.map { Array($0.utf8) })
        }
        for metric in plan.metrics.definitions {
            zeroForMissing.append(metric.missing == .zero)
            uses.append(Self.use(metric, &finder))
        }
        addContact(plan, data, &finder)
        slots = finder.slots
        try finder.check()
    }

    private static func use(_ metric: Metric, _ finder: inout ColumnFinder) -> Use {
        let path = "metrics.\(metric.key)"
        func outcome(_ kind: Kind) -> Int { finder.slot(metric.column ?? "", kind, path) }
        let kind: Kind =
            switch metric.kind {
            case .mean, .quantile, .ratio: .number
            case .count: .count
            case .proportion: .proportion
            case .retention: metric.isChurn ? .left : .proportion
            case .nps: .score
            }
        if let cluster = metric.cluster, metric.kind != .ratio {
            return .clustered(slot: outcome(kind), label: finder.place(cluster, path + ".cluster"))
        }
        let parts: [Int] =
            metric.kind == .ratio
            ? [
                finder.slot(metric.numerator ?? "", .number, path),
                finder.slot(metric.denominator ?? "", .number, path),
            ] : [outcome(kind)]
        if !metric.covariates.isEmpty {
            return .adjusted(AdjustedUse(parts, metric.covariates, path, &finder))
        }
        if parts.count == 2 { return .ratio(numerator: parts[0], denominator: parts[1]) }
        return metric.isShare ? .proportion(slot: parts[0]) : .mean(slot: parts[0])
    }

    /// The outcome and the contact of a unit go together as the two sides of a ratio do.
    private mutating func addContact(
        _ plan: Plan, _ data: DataSource, _ finder: inout ColumnFinder
    ) {
        guard let name = data.contacted,
            let place = plan.metrics.definitions.firstIndex(where: {
                $0.key == plan.metrics.primary
            })
        else { return }
        let contact = finder.slot(name, .proportion, "data.contacted")
        let outcome: Int
        switch uses[place] {
        case .proportion(let slot), .mean(let slot), .clustered(let slot, _): outcome = slot
        case .adjusted(let use) where use.outcome.count == 1: outcome = use.outcome[0]
        case .ratio, .adjusted: return
        }
        contactUse = uses.count
        uses.append(.ratio(numerator: outcome, denominator: contact))
        zeroForMissing.append(zeroForMissing[place])
    }
}
