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
        let slots = max(reader.columns.slots.count, 1)
        let values = UnsafeMutablePointer<Double>.allocate(capacity: slots)
        defer { values.deallocate() }
        var skip = ExcludedRows(excluded, from: block.firstRow)
        block.forEachRecord { record in
            if skip.contains(record.row) { return }
            guard case .kept(let arm) = reader.read(record, into: values) else { return }
            for place in 0..<requests.count {
                guard let value = value(place, arm, values) else { continue }
                counts[place][arm][value, default: 0] += 1
            }
        }
        return counts
    }

    private func value(_ place: Int, _ arm: Int, _ values: UnsafeMutablePointer<Double>)
        -> Double?
    {
        let metric = places[place]
        let zero = reader.columns.zeroForMissing[metric]
        let cap = requests[place].cap ?? .infinity
        func present(_ value: Double) -> Double? { value == value ? value : zero ? 0 : nil }
        switch reader.columns.uses[metric] {
        case .proportion(let slot), .mean(let slot):
            return present(values[slot]).map { min($0, cap) }
        case .ratio(let numerator, let denominator):
            guard let y = present(values[numerator]), let x = present(values[denominator]) else {
                return nil
            }
            // Without a linearisation the numerator is meant: it is what a cap cuts.
            guard let line = requests[place].linearisation?[arm] else { return min(y, cap) }
            guard line.meanDenominator != 0 else { return nil }
            return line.ratio + (min(y, cap) - line.ratio * x) / line.meanDenominator
        }
    }
}
