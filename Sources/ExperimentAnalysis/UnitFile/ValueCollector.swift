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
        let asksForOutcome = requests[place].combinations.isEmpty
        let combination = asksForOutcome ? nil : requests[place].combinations[arm]
        guard asksForOutcome || combination != nil else { return }
        func present(_ value: Double) -> Double? { value == value ? value : zero ? 0 : nil }
        switch reader.columns.uses[metric] {
        case .proportion(let slot), .mean(let slot), .clustered(let slot, _):
            let values = batch.column(slot)
            for row in batch.rows(of: arm) {
                if let value = present(values[Int(row)]) {
                    counts[min(value, cap), default: 0] += 1
                }
            }
        case .ratio(let numerator, let denominator):
            let (ys, xs) = (batch.column(numerator), batch.column(denominator))
            for row in batch.rows(of: arm) {
                guard let y = present(ys[Int(row)]), let x = present(xs[Int(row)]) else { continue }
                let value =
                    combination.map {
                        $0.constant + $0.weights[0] * min(y, cap) + $0.weights[1] * x
                    } ?? min(y, cap)
                counts[value, default: 0] += 1
            }
        case .adjusted(let use):
            withUnsafeTemporaryAllocation(of: Double.self, capacity: use.dimension) { variables in
                for row in batch.rows(of: arm) {
                    guard
                        use.fill(variables, batch, Int(row), cap: cap, zeroForMissing: zero)
                    else { continue }
                    var value = variables[0]
                    if let combination {
                        value = combination.constant
                        for (weight, variable) in zip(combination.weights, variables) {
                            value += weight * variable
                        }
                    }
                    counts[value, default: 0] += 1
                }
            }
        }
    }
}
