// SPDX-License-Identifier: GPL-3.0-or-later

/// The values of a table by rank, without writing them out.
struct OrderStatistics {
    private let values: [Double]
    /// How many values there are up to and with each distinct one.
    private let cumulative: [Int]
    let count: Int

    init(_ table: ValueTable) {
        values = table.values
        var total = 0
        cumulative = table.counts.map { count in
            total += count
            return total
        }
        count = total
    }

    /// The value of a rank from 1 to `count`.
    func value(rank: Int) -> Double {
        var (low, high) = (0, cumulative.count - 1)
        while low < high {
            let middle = low + (high - low) / 2
            if cumulative[middle] >= rank { high = middle } else { low = middle + 1 }
        }
        return values[low]
    }

    /// The quantile of type 7: linear between the ranks around 1 + (n − 1)·p; needs a value.
    func quantile(_ probability: Double) -> Double {
        let position = Double(count - 1) * probability
        let below = min(max(Int(position), 0), count - 1)
        let low = value(rank: below + 1)
        let share = position - Double(below)
        guard share > 0, below + 2 <= count else { return low }
        return Self.between(low, value(rank: below + 2), share: share)
    }

    /// Linear interpolation that is exact at both ends and cannot overflow.
    static func between(_ low: Double, _ high: Double, share: Double) -> Double {
        if low == high { return low }
        let step = high - low
        guard step.isFinite else { return low * (1 - share) + high * share }
        return share < 0.5 ? low + step * share : high - step * (1 - share)
    }
}

/// Quantiles of values that are already in ascending order.
enum SortedQuantile {
    /// The quantile of type 7 of at least one value.
    static func of(_ sorted: [Double], _ probability: Double) -> Double {
        let position = Double(sorted.count - 1) * min(max(probability, 0), 1)
        let below = min(Int(position), sorted.count - 1)
        let share = position - Double(below)
        guard share > 0, below + 1 < sorted.count else { return sorted[below] }
        return OrderStatistics.between(sorted[below], sorted[below + 1], share: share)
    }
}
