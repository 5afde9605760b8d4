// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Tabular

/// Adds up the rows of one block: the hot loop of an analysis.
struct BlockTallier: Sendable {
    let reader: RowReader
    let arms: Int
    let caps: [Double]
    let primary: Int
    /// Rows left out on purpose, sorted: later rows of an id, and rows of ids in two arms.
    let excluded: [Int]
    /// Whether ids are fingerprinted in the search for duplicates.
    let fingerprints: Bool
    /// Whether numbers give evidence on their column's decimal mark.
    let detects: Bool

    func tally(_ block: RecordBlock) throws -> BlockTally {
        let columns = reader.columns
        let uses = columns.uses
        var sums = [MetricAccumulator](repeating: MetricAccumulator(), count: uses.count * arms)
        var segments = columns.segmentColumns.map { _ in SegmentAccumulator(arms: arms) }
        var result = BlockTally(
            arms: arms, metrics: uses.count, segments: columns.segmentColumns.count)
        var counts = [Int](repeating: 0, count: arms)
        var skip = ExcludedRows(excluded, from: block.firstRow)
        let values = UnsafeMutablePointer<Double>.allocate(capacity: max(columns.slots.count, 1))
        defer { values.deallocate() }
        var detectors = detects ? reader.conventions.map(NumberConventionDetector.init) : []
        var ids = Fingerprints(capacity: fingerprints ? block.recordCount : 0)
        let idColumn = fingerprints ? columns.idColumn : nil
        detectors.withUnsafeMutableBufferPointer { detectors in
            sums.withUnsafeMutableBufferPointer { sums in
                block.forEachRecord { record in
                    if skip.contains(record.row) {
                        result.excluded += 1
                        return
                    }
                    switch reader.read(
                        record, into: values,
                        // The base of an empty buffer may be any address.
                        noting: detectors.isEmpty ? nil : detectors.baseAddress)
                    {
                    case .rejected(let arm, let column, let code):
                        if let arm { result.arms[arm].rejected += 1 }
                        result.rejected.append(rejection(record, column, code))
                    case .kept(let arm):
                        counts[arm] &+= 1
                        if let idColumn { ids.append(record.bytes(idColumn)) }
                        for metric in 0..<uses.count {
                            add(uses[metric], metric, values, to: &sums[metric &* arms &+ arm])
                        }
                        for place in 0..<segments.count {
                            let field = record.bytes(columns.segmentColumns[place])
                            if let level = segments[place].level(field) {
                                add(
                                    uses[primary], primary, values,
                                    to: &segments[place].cells[level &+ arm])
                            }
                        }
                    }
                }
            }
        }
        if fingerprints { result.ids = ids }
        result.detectors = detectors
        for arm in 0..<arms { result.arms[arm].count = counts[arm] }
        for metric in uses.indices {
            for arm in 0..<arms {
                result.metrics[metric][arm] = try MetricSum(sums[metric * arms + arm])
            }
        }
        result.segments = try segments.map { try SegmentSum($0, arms: arms) }
        return result
    }

    @inline(__always)
    private func add(
        _ use: ColumnPlan.Use, _ metric: Int, _ values: UnsafeMutablePointer<Double>,
        to sum: inout MetricAccumulator
    ) {
        switch use {
        case .proportion(let slot):
            guard let value = present(values[slot], metric, &sum) else { return }
            sum.addProportion(value)
        case .mean(let slot):
            guard let value = present(values[slot], metric, &sum) else { return }
            sum.addMean(min(value, caps[metric]))
        case .ratio(let numerator, let denominator):
            let (y, x) = (values[numerator], values[denominator])
            if y + x == y + x {
                sum.addRatio(min(y, caps[metric]), x)
            } else {
                sum.missing &+= 1
                guard reader.columns.zeroForMissing[metric] else { return }
                sum.addRatio(y == y ? min(y, caps[metric]) : 0, x == x ? x : 0)
            }
        }
    }

    /// The value, zero for a missing one where the metric says so, else nil and counted.
    @inline(__always)
    private func present(_ value: Double, _ metric: Int, _ sum: inout MetricAccumulator) -> Double?
    {
        if value == value { return value }
        sum.missing &+= 1
        return reader.columns.zeroForMissing[metric] ? 0 : nil
    }

    private func rejection(_ record: Record, _ column: Int?, _ code: RejectCode) -> RejectedRow {
        RejectedRow(
            row: record.row, column: column, code: code,
            value: column.map { record.bytes($0).string } ?? "")
    }
}
