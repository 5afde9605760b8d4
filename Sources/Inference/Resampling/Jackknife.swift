// SPDX-License-Identifier: GPL-3.0-or-later

/// The acceleration of a BCa interval from leaving out one unit at a time, in each group.
///
///     U(i) = (n − 1)·(θ̄(·) − θ(i))      a = Σ_groups ΣU³/n³ / (6·(Σ_groups ΣU²/n²)^1.5)
///
/// ### Reference
/// Efron (1987). JASA 82(397), 171–185.
struct Jackknife {
    private var cubes = 0.0
    private var squares = 0.0

    /// Nil without spread.
    var acceleration: Double? {
        guard squares > 0 else { return nil }
        let a = cubes / (6 * squares * squares.squareRoot())
        return a.isFinite ? a : nil
    }

    /// Adds a group, given the statistic without one unit, each as often as it occurs.
    mutating func add(_ statistics: [Double], counts: [Int]? = nil) {
        let times = counts?.map(Double.init) ?? [Double](repeating: 1, count: statistics.count)
        let n = times.reduce(0, +)
        guard n > 1, let pivot = statistics.first else { return }
        let shift = zip(statistics, times).reduce(0) { $0 + ($1.0 - pivot) * $1.1 } / n
        var (square, cube) = (0.0, 0.0)
        for (statistic, count) in zip(statistics, times) {
            let u = (n - 1) / n * (shift - (statistic - pivot))
            square += u * u * count
            cube += u * u * u * count
        }
        squares += square
        cubes += cube
    }

    /// The same with another group, whose statistic is a function of the value left out.
    func adding(_ table: ValueTable, _ statistic: (Double) -> Double) -> Jackknife {
        var result = self
        result.add(table.values.map(statistic), counts: table.counts)
        return result
    }

    /// The mean of the other units.
    func mean(_ moments: Moments, without value: Double) -> Double {
        moments.mean - (value - moments.mean) / Double(moments.count - 1)
    }
}
