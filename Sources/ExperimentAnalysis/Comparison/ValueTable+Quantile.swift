// SPDX-License-Identifier: GPL-3.0-or-later
import Inference

extension ValueTable {
    /// The type-7 quantile (Hyndman and Fan 1996): linear between order statistics at `(n - 1) p`.
    ///
    /// - Parameter p: Between 0 and 1.
    /// - Returns: Nil for an empty table.
    func quantile(_ p: Double) -> Double? {
        let total = count
        guard total > 0, (0...1).contains(p) else { return nil }
        let position = Double(total - 1) * p
        let lower = Int(position)
        let fraction = position - Double(lower)
        guard let low = orderStatistic(lower) else { return nil }
        guard fraction > 0, let high = orderStatistic(lower + 1) else { return low }
        return low + fraction * (high - low)
    }

    private func orderStatistic(_ rank: Int) -> Double? {
        var seen = 0
        for (value, count) in zip(values, counts) {
            seen += count
            if rank < seen { return value }
        }
        return values.last
    }
}
