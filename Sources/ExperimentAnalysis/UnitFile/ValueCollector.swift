// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Tabular

/// Counts the values of some metrics per arm in one block.
struct ValueCollector: Sendable {
    let reader: RowReader
    let arms: Int
    let requests: [ValueRequest]
    /// The place of each requested metric among the plan's metrics.
    let places: [Int]
    let excluded: [Int]

    /// Value to count, per request and arm.
    typealias Counts = [[[Double: Int]]]

    func collect(_ block: RecordBlock) -> Counts {
        var counts = Counts(
            repeating: [[Double: Int]](repeating: [:], count: arms), count: requests.count)
        let batch = RowBatch(reader, arms: arms, detects: false)
        var skip = ExcludedRows(excluded, from: block.firstRow)
        var first = 0
        while first < block.recordCount {
            batch.read(block, from: first, skipping: &skip)
            for place in requests.indices {
                for arm in 0..<arms { add(place, arm, batch, to: &counts[place][arm]) }
            }
            first += batch.count
        }
        return counts
    }

    private func add(_ place: Int, _ arm: Int, _ batch: RowBatch, to counts: inout [Double: Int]) {
        let metric = places[place]
        let zero = reader.columns.zeroForMissing[metric]
        let cap = requests[place].cap ?? .infinity
        func present(_ value: Double) -> Double? { value == value ? value : zero ? 0 : nil }
        switch reader.columns.uses[metric] {
        case .proportion(let slot), .mean(let slot):
            let values = batch.column(slot)
            for row in batch.rows(of: arm) {
                if let value = present(values[Int(row)]) {
                    counts[min(value, cap), default: 0] += 1
                }
            }
        case .ratio(let numerator, let denominator):
            let (ys, xs) = (batch.column(numerator), batch.column(denominator))
            let line = requests[place].linearisation?[arm]
            if let line, line.meanDenominator == 0 { return }
            for row in batch.rows(of: arm) {
                guard let y = present(ys[Int(row)]), let x = present(xs[Int(row)]) else { continue }
                // Without a linearisation the numerator is meant: it is what a cap cuts.
                let value =
                    line.map { $0.ratio + (min(y, cap) - $0.ratio * x) / $0.meanDenominator }
                    ?? min(y, cap)
                counts[value, default: 0] += 1
            }
        }
    }
}
