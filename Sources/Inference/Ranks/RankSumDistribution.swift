// SPDX-License-Identifier: GPL-3.0-or-later

/// The exact distribution of Mann and Whitney's U of two groups without ties.
///
///     ways(u; n, m) = ways(u − m; n − 1, m) + ways(u; n, m − 1)
///
/// All terms are positive, so every probability keeps its digits.
struct RankSumDistribution {
    /// The largest group for which the distribution is computed.
    static let maximumCount = 49

    /// P(U ≤ u) for u from 0 to n·m.
    private let lowerTails: [Double]

    init(_ n: Int, _ m: Int) {
        // ways[i][u] for i units of the first group and as many of the second as added so far.
        var ways = [[Double]](repeating: [1], count: n + 1)
        for j in 1...m {
            var before: [Double] = [1]
            for i in 1...n {
                // The highest unit belongs to the first group and beats all j, or to the second.
                var sum = [Double](repeating: 0, count: i * j + 1)
                for u in before.indices { sum[u + j] += before[u] }
                for u in ways[i].indices { sum[u] += ways[i][u] }
                ways[i] = sum
                before = sum
            }
        }
        let total = ways[n].reduce(0, +)
        var sum = 0.0
        lowerTails = ways[n].map { count in
            sum += count
            return sum / total
        }
    }

    /// P(U ≤ u); the distribution is symmetric, so this is also P(U ≥ n·m − u).
    func lowerTail(_ u: Int) -> Double {
        u < 0 ? 0 : lowerTails[min(u, lowerTails.count - 1)]
    }

    func twoSided(_ u: Int) -> Double {
        let largest = lowerTails.count - 1
        return min(1, 2 * lowerTail(min(u, largest - u)))
    }

    /// The smallest u with P(U ≤ u) at least as large as a probability.
    func quantile(_ probability: Double) -> Int {
        min(
            lowerTails.partitioningIndex { $0 >= probability * (1 - 1e-12) },
            lowerTails.count - 1)
    }
}
