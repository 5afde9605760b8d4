// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Tabular

/// Adds up the rows of one block: the hot loops of an analysis.
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
        let uses = reader.columns.uses
        let segmentColumns = reader.columns.segmentColumns
        let batch = RowBatch(reader, arms: arms, detects: detects)
        var sums = [MetricAccumulator](repeating: MetricAccumulator(), count: uses.count * arms)
        var segments = segmentColumns.map { _ in SegmentAccumulator(arms: arms) }
        var result = BlockTally(arms: arms, metrics: uses.count, segments: segmentColumns.count)
        var skip = ExcludedRows(excluded, from: block.firstRow)
        var ids = Fingerprints()
        var first = 0
        while first < block.recordCount {
            batch.read(block, from: first, skipping: &skip)
            for metric in uses.indices {
                for arm in 0..<arms {
                    try add(
                        metric, batch, batch.rows(of: arm), block, first,
                        to: &sums[metric * arms + arm])
                }
            }
            for place in segments.indices {
                try add(segmentColumns[place], block, first, batch, to: &segments[place])
            }
            if fingerprints { add(block, first, batch, to: &ids) }
            take(batch, into: &result)
            first += batch.count
        }
        if fingerprints { result.ids = ids }
        result.detectors = batch.detectors
        for metric in uses.indices {
            for arm in 0..<arms {
                result.metrics[metric][arm] = try MetricSum(sums[metric * arms + arm])
            }
        }
        result.segments = try segments.map { try SegmentSum($0, arms: arms) }
        return result
    }

    private func take(_ batch: RowBatch, into result: inout BlockTally) {
        for arm in 0..<arms {
            result.arms[arm].count += batch.rows(of: arm).count
            result.arms[arm].rejected += batch.rejectedPerArm[arm]
        }
        result.rejected += batch.rejected
        result.leftOut += batch.leftOut
        result.filtered += batch.filtered
    }

    private func add(
        _ block: RecordBlock, _ first: Int, _ batch: RowBatch, to ids: inout Fingerprints
    ) {
        guard let column = reader.columns.idColumn else { return }
        ids.append(first..<first &+ batch.count, of: block, column: column) {
            batch.arm(at: $0 &- first) >= 0
        }
    }

    private func add(
        _ metric: Int, _ batch: RowBatch, _ rows: UnsafeBufferPointer<Int32>,
        _ block: RecordBlock, _ first: Int, to sum: inout MetricAccumulator
    ) throws {
        let zero = reader.columns.zeroForMissing[metric]
        switch reader.columns.uses[metric] {
        case .proportion(let slot):
            sum.addProportions(batch.column(slot), rows, zeroForMissing: zero)
        case .mean(let slot):
            sum.addMeans(batch.column(slot), rows, cap: caps[metric], zeroForMissing: zero)
        case .ratio(let numerator, let denominator):
            sum.addRatios(
                batch.column(numerator), batch.column(denominator), rows, cap: caps[metric],
                zeroForMissing: zero)
        case .adjusted(let use):
            try sum.addAdjusted(use, batch, rows, cap: caps[metric], zeroForMissing: zero)
        case .clustered(let slot, let label):
            let missing = reader.missing
            sum.addClustered(
                batch.column(slot), rows, cap: caps[metric], zeroForMissing: zero,
                first: block.firstRow &+ first
            ) { position in
                let field = block[first &+ position].bytes(label).trimmed
                return field.isEmpty || missing.matches(field) ? nil : field
            }
        }
    }

    /// Adds the primary metric of each row to its level's cell.
    private func add(
        _ column: Int, _ block: RecordBlock, _ first: Int, _ batch: RowBatch,
        to segment: inout SegmentAccumulator
    ) throws {
        for position in 0..<batch.count where batch.arm(at: position) >= 0 {
            let field = block[first &+ position].bytes(column)
            guard let level = segment.level(field) else { continue }
            var row = Int32(position)
            try withUnsafePointer(to: &row) { row in
                try add(
                    primary, batch, UnsafeBufferPointer(start: row, count: 1), block, first,
                    to: &segment.cells[level + batch.arm(at: position)])
            }
        }
    }
}
