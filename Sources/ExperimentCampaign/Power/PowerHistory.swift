// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
import Inference
public import Tabular

/// Reads what a metric was from a file of customers with their earlier outcomes.
///
/// The file is streamed once (twice where its numbers turn out to have a decimal comma). Where it
/// also says which variant a customer was in, by the column and values of the plan's `data`, the
/// baseline is that of the control group and the base's is told apart; else everybody counts.
public struct PowerHistory: Sendable {
    private let metric: Metric
    private let data: DataSource?
    private let variants: [Variant]
    private let workers: Int

    /// Creates a reader for the metric that decides in a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - metric: The metric.
    ///   - workers: The number of threads; no result depends on it.
    public init(plan: Plan, metric: Metric, workers: Int = 1) {
        self.metric = metric
        data = plan.data
        variants = plan.variants
        self.workers = workers
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - options: What the user declared about it.
    /// - Returns: The baseline.
    /// - Throws: When the column is missing or holds what the metric cannot.
    public func read(
        path: String, options: ReadOptions = ReadOptions()
    ) throws(DiagnosticsError) -> PowerBaseline {
        do {
            let reader = try DelimitedReader(path: path, options: options)
            let columns = try columns(reader)
            var tally = try pass(reader, columns, options.decimal ?? .point)
            if options.decimal == nil {
                if let problem = tally.problem(columns.names, path) { throw problem }
                if case .decided(.comma) = tally.decision {
                    tally = try pass(reader, columns, .comma)
                }
            }
            return try baseline(tally, path, columns)
        } catch let error as DiagnosticsError {
            throw error
        } catch let error as TabularError {
            throw DiagnosticsError(error.kind, [error.diagnostic])
        } catch {
            throw Self.problem(
                path, "history-unreadable", String(describing: error),
                why: "the column cannot be summed", fix: "check the values in it")
        }
    }

    private func columns(_ reader: DelimitedReader) throws -> HistoryColumns {
        func place(_ names: [String?]) throws -> (Int, String) {
            let wanted = names.compactMap { $0 }
            let name = wanted.first { reader.header.contains($0) } ?? wanted.first ?? metric.key
            return (try reader.column(named: name), name)
        }
        let variant = data?.variant.flatMap { name in
            reader.header.firstIndex(of: name)
        }
        if metric.kind == .ratio {
            let top = try place([metric.numerator, metric.key])
            let bottom = try place([metric.denominator])
            return HistoryColumns(
                value: top.0, denominator: bottom.0, variant: variant, names: [top.1, bottom.1])
        }
        let value = try place([metric.column, metric.key])
        return HistoryColumns(
            value: value.0, denominator: nil, variant: variant, names: [value.1])
    }

    private func pass(
        _ reader: DelimitedReader, _ columns: HistoryColumns, _ decimal: DecimalConvention
    ) throws -> HistoryTally {
        let row = HistoryRow(
            metric: metric, columns: columns, decimal: decimal,
            missing: data?.missing ?? [""],
            control: matches(.control), base: matches(.base))
        var total = HistoryTally(decimal: decimal)
        try reader.forEachBlock(workers: workers) { block in
            var sums = HistorySums(decimal: decimal)
            block.forEachRecord { row.add($0, to: &sums) }
            return try HistoryTally(sums)
        } merge: {
            total.merge($0)
        }
        return total
    }

    private func matches(_ role: Role) -> [[UInt8]] {
        variants.filter { $0.role == role }.flatMap(\.matches).map { Array($0.utf8) }
    }

    private func baseline(
        _ tally: HistoryTally, _ path: String, _ columns: HistoryColumns
    ) throws(DiagnosticsError) -> PowerBaseline {
        let name = columns.names.map { "`\(Visible.value($0))`" }.joined(separator: " and ")
        if let bad = tally.firstBad {
            let share = metric.isShare ? "0 or 1" : metric.kind == .nps ? "0 to 10" : "a number"
            throw Self.problem(
                path, "history-value",
                "\(tally.bad) \(tally.bad == 1 ? "row holds" : "rows hold") no value of the metric "
                    + "in \(name) (row \(bad.row): \(Visible.value(bad.text)))",
                why: "\(Visible.value(metric.name)) takes \(share)",
                fix: "correct the rows, or name the values that mean none in the plan: "
                    + "`data: { missing: [\"\", \"NA\"] }`")
        }
        let roles = tally.control.y.count > 1 ? tally.control : tally.all
        let moments: Moments?
        if metric.kind == .ratio {
            moments = roles.linearised().value
        } else {
            moments = roles.y
        }
        guard let moments, moments.count > 1, let variance = moments.variance else {
            throw Self.problem(
                path, "history-empty", "the file holds fewer than two values in \(name)",
                why: "there is nothing to take a mean and a spread of",
                fix: "name another file with --history")
        }
        let base =
            tally.control.y.count > 1 && tally.base.y.count > 1
            ? metric.kind == .ratio ? tally.base.ratio : tally.base.y.mean : nil
        let deviation = variance.squareRoot()
        let cubed = deviation * deviation * deviation
        let above = tally.control.y.count > 1 ? tally.controlAbove : tally.allAbove
        return PowerBaseline(
            value: moments.mean, base: base,
            standardDeviation: metric.isShare ? nil : deviation,
            skewness: metric.isShare || cubed == 0
                ? nil : moments.thirdCentralMoment.map { $0 / cubed },
            shareAboveZero: Double(above) / Double(moments.count),
            values: (tally.control.y.count > 1 ? tally.controlValues : tally.allValues).table,
            source: .history(file: path, rows: moments.count))
    }

    private static func problem(
        _ path: String, _ id: String, _ summary: String, why: String, fix: String
    ) -> DiagnosticsError {
        DiagnosticsError(
            .badData,
            [Diagnostic(.error, id, summary, at: .init(file: path), why: why, fix: fix)])
    }
}

/// Where the numbers of the metric stand.
struct HistoryColumns: Sendable {
    var value: Int
    var denominator: Int?
    var variant: Int?
    var names: [String]
}
