// SPDX-License-Identifier: GPL-3.0-or-later

/// A statistic of one sample that can be resampled.
public enum SampleStatistic: Sendable, Hashable {
    /// The mean.
    case mean
    /// The variance with divisor n − 1.
    case variance
    /// The quantile of type 7 at a probability from 0 to 1.
    case quantile(Double)

    /// The statistic of values in ascending order; nil where there are too few.
    func value(ofSorted values: [Double]) -> Double? {
        guard let pivot = values.first else { return nil }
        switch self {
        case .quantile(let probability):
            return probability >= 0 && probability <= 1
                ? SortedQuantile.of(values, probability) : nil
        case .mean, .variance:
            let n = Double(values.count)
            let mean = pivot + values.reduce(0) { $0 + ($1 - pivot) } / n
            if case .mean = self { return mean }
            guard values.count > 1 else { return nil }
            return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
        }
    }

    /// The statistic without each of the values in turn; empty where too few are left.
    ///
    /// - Complexity: O(n).
    func leavingOneOut(ofSorted values: [Double]) -> [Double] {
        let n = values.count
        guard n > (self == .variance ? 2 : 1), let mean = Self.mean.value(ofSorted: values) else {
            return []
        }
        switch self {
        case .mean:
            return values.map { mean - ($0 - mean) / Double(n - 1) }
        case .variance:
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let weight = Double(n) / Double(n - 1)
            return values.map {
                max(0, squares - weight * ($0 - mean) * ($0 - mean)) / Double(n - 2)
            }
        case .quantile(let probability):
            let position = Double(n - 2) * min(max(probability, 0), 1)
            let below = min(Int(position), n - 2)
            let share = position - Double(below)
            return values.indices.map { left in
                let low = values[below < left ? below : below + 1]
                guard share > 0, below + 1 < n - 1 else { return low }
                let high = values[below + 1 < left ? below + 1 : below + 2]
                return OrderStatistics.between(low, high, share: share)
            }
        }
    }
}
