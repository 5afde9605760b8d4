// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Tabular

/// Adds up the rows of one block, a batch at a time and column by column: the hot loop of an
/// analysis.
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
        var skip = ExcludedRows(excluded, from: block.firstRow)
        let batch = RowBatch(slots: columns.slots.count)
        var detectors = detects ? reader.conventions.map(NumberConventionDetector.init) : []
        var ids = Fingerprints(capacity: fingerprints ? block.recordCount : 0)
        let idColumn = fingerprints ? columns.idColumn : nil
        for first in stride(from: 0, to: block.recordCount, by: RowBatch.capacity) {
            let range = first..<min(first + RowBatch.capacity, block.recordCount)
            let refused = detectors.withUnsafeMutableBufferPointer { detectors in
                reader.read(
                    block, range, into: batch, skipping: &skip, excluded: &result.excluded,
                    // The base of an empty buffer may be any address.
                    noting: detectors.isEmpty ? nil : detectors.baseAddress)
            }
            for row in refused {
                if let arm = row.arm { result.arms[arm].rejected += 1 }
                result.rejected.append(rejection(block[row.position], row.column, row.code))
            }
            count(batch, range.count, &result.arms)
            if let idColumn {
                for place in 0..<range.count where batch.arms[place] >= 0 {
                    ids.append(block.bytes(idColumn, of: first &+ place))
                }
            }
            sums.withUnsafeMutableBufferPointer { sums in
                for metric in uses.indices {
                    add(metric, batch, range.count, to: sums, from: metric * arms)
                }
            }
            for place in segments.indices {
                add(
                    block, range, columns.segmentColumns[place], batch, to: &segments[place])
            }
        }
        if fingerprints { result.ids = ids }
        result.detectors = detectors
        for metric in uses.indices {
            for arm in 0..<arms {
                result.metrics[metric][arm] = try MetricSum(sums[metric * arms + arm])
            }
        }
        result.segments = try segments.map { try SegmentSum($0, arms: arms) }
        return result
    }

    private func count(_ batch: RowBatch, _ count: Int, _ tallies: inout [ArmTally]) {
        tallies.withUnsafeMutableBufferPointer { tallies in
            for place in 0..<count where batch.arms[place] >= 0 {
                tallies[Int(batch.arms[place])].count &+= 1
            }
        }
    }

    /// Adds one metric of a batch to the sums of its arms.
    private func add(
        _ metric: Int, _ batch: RowBatch, _ count: Int,
        to sums: UnsafeMutableBufferPointer<MetricAccumulator>, from first: Int
    ) {
        let (arms, cap) = (batch.arms, caps[metric])
        switch reader.columns.uses[metric] {
        case .proportion(let slot):
            let values = batch.values(slot)
            for place in 0..<count where arms[place] >= 0 {
                let arm = first &+ Int(arms[place])
                guard let value = present(values[place], metric, &sums[arm]) else { continue }
                sums[arm].addProportion(value)
            }
        case .mean(let slot):
            let values = batch.values(slot)
            for place in 0..<count where arms[place] >= 0 {
                let arm = first &+ Int(arms[place])
                guard let value = present(values[place], metric, &sums[arm]) else { continue }
                sums[arm].addMean(min(value, cap))
            }
        case .ratio(let numerator, let denominator):
            let (tops, bottoms) = (batch.values(numerator), batch.values(denominator))
            for place in 0..<count where arms[place] >= 0 {
                let arm = first &+ Int(arms[place])
                addRatio(tops[place], bottoms[place], metric, cap, &sums[arm])
            }
        }
    }

    /// Adds the primary metric of a batch to the cells of a segment.
    private func add(
        _ block: RecordBlock, _ range: Range<Int>, _ column: Int, _ batch: RowBatch,
        to segment: inout SegmentAccumulator
    ) {
        let use = reader.columns.uses[primary]
        for position in range {
            let place = position &- range.lowerBound
            let arm = batch.arms[place]
            guard arm >= 0, let level = segment.level(block.bytes(column, of: position)) else {
                continue
            }
            let cell = level &+ Int(arm)
            switch use {
            case .proportion(let slot):
                let value = batch.values(slot)[place]
                if let value = present(value, primary, &segment.cells[cell]) {
                    segment.cells[cell].addProportion(value)
                }
            case .mean(let slot):
                let value = batch.values(slot)[place]
                if let value = present(value, primary, &segment.cells[cell]) {
                    segment.cells[cell].addMean(min(value, caps[primary]))
                }
            case .ratio(let numerator, let denominator):
                addRatio(
                    batch.values(numerator)[place], batch.values(denominator)[place], primary,
                    caps[primary], &segment.cells[cell])
            }
        }
    }

    @inline(__always)
    private func addRatio(
        _ numerator: Double, _ denominator: Double, _ metric: Int, _ cap: Double,
        _ sum: inout MetricAccumulator
    ) {
        let (y, x) = (numerator, denominator)
        if y + x == y + x {
            sum.addRatio(min(y, cap), x)
        } else {
            sum.missing &+= 1
            guard reader.columns.zeroForMissing[metric] else { return }
            sum.addRatio(y == y ? min(y, cap) : 0, x == x ? x : 0)
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
