// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The rates of two groups most likely under a given difference or ratio, with their complements.
///
/// Complements are carried separately so that neither tiny nor nearly certain rates lose digits.
struct RestrictedRates {
    var p1, q1, p0, q0: Double
}

/// Maximum likelihood of two binomial rates under a restriction.
///
/// ### Reference
/// Miettinen, Nurminen (1985). Statistics in Medicine 4(2), 213–226.
/// <https://doi.org/10.1002/sim.4780040211>
struct RestrictedLikelihood {
    let x1, n1, x0, n0: Double

    init(control: Proportion, treatment: Proportion) {
        x1 = Double(treatment.successes)
        n1 = Double(treatment.count)
        x0 = Double(control.successes)
        n0 = Double(control.count)
    }

    // MARK: difference

    /// Rates under p1 − p0 = difference, which lies strictly between −1 and 1.
    func rates(difference: Double) -> RestrictedRates {
        if difference >= 0 {
            let p = Self.smallerRate(offset: difference, lower: (x0, n0), higher: (x1, n1))
            return RestrictedRates(
                p1: p.high, q1: p.highComplement, p0: p.low, q0: p.lowComplement)
        }
        let p = Self.smallerRate(offset: -difference, lower: (x1, n1), higher: (x0, n0))
        return RestrictedRates(p1: p.low, q1: p.lowComplement, p0: p.high, q0: p.highComplement)
    }

    private struct Pair {
        var low, lowComplement, high, highComplement: Double
    }

    /// The rate of the arm whose rate is lower by `offset` ≥ 0.
    ///
    /// When most units have the event the problem is solved for the complements instead, so that
    /// the unknown is always the small one.
    private static func smallerRate(
        offset: Double, lower: (x: Double, n: Double), higher: (x: Double, n: Double)
    ) -> Pair {
        if 2 * (lower.x + higher.x) > lower.n + higher.n {
            let p = solve(
                offset: offset, lower: (higher.n - higher.x, higher.n),
                higher: (lower.n - lower.x, lower.n))
            return Pair(
                low: 1 - offset - p, lowComplement: p + offset, high: 1 - p, highComplement: p)
        }
        let p = solve(offset: offset, lower: lower, higher: higher)
        return Pair(
            low: p, lowComplement: 1 - p, high: p + offset, highComplement: 1 - offset - p)
    }

    /// The root of the likelihood score in [0, 1 − offset]: cubic first, then Newton in a bracket.
    private static func solve(
        offset: Double, lower: (x: Double, n: Double), higher: (x: Double, n: Double)
    ) -> Double {
        let top = 1 - offset
        func score(_ p: Double) -> (value: Double, slope: Double) {
            var value = 0.0
            var slope = 0.0
            func add(_ events: Double, _ rate: Double, _ sign: Double) {
                guard events > 0 else { return }
                value += sign * events / rate
                slope -= events / (rate * rate)
            }
            add(lower.x, p, 1)
            add(higher.x, p + offset, 1)
            add(lower.n - lower.x, 1 - p, -1)
            add(higher.n - higher.x, top - p, -1)
            return (value, slope)
        }
        if lower.x == 0 && score(0).value <= 0 { return 0 }
        if higher.x == higher.n && score(top).value >= 0 { return top }
        var low = 0.0
        var high = top
        var p = cubic(offset: offset, lower: lower, higher: higher)
        if !(p > low && p < high) { p = 0.5 * top }
        for _ in 0..<200 {
            let (value, slope) = score(p)
            if value == 0 { return p }
            if value > 0 { low = p } else { high = p }
            var next = p - value / slope
            if !(next > low && next < high) {
                next = low > 0 ? (low * high).squareRoot() : high / 16
            }
            if abs(next - p) <= 1e-15 * p { return next }
            p = next
            if high - low <= 4e-16 * high { return p }
        }
        return p
    }

    /// Miettinen and Nurminen's closed form; loses digits at small rates.
    private static func cubic(
        offset d: Double, lower: (x: Double, n: Double), higher: (x: Double, n: Double)
    ) -> Double {
        let n = lower.n + higher.n
        let m = lower.x + higher.x
        let l2 = (higher.n + 2 * lower.n) * d - n - m
        let l1 = (lower.n * d - n - 2 * lower.x) * d + m
        let l0 = lower.x * d * (1 - d)
        let b = l2 / (3 * n)
        let q = b * b * b - l1 * l2 / (6 * n * n) + l0 / (2 * n)
        let root = max(0, b * b - l1 / (3 * n)).squareRoot()
        let p = q < 0 ? -root : root
        guard p != 0 else { return -b }
        let angle = (Double.pi + acos(min(1, max(-1, q / (p * p * p))))) / 3
        return 2 * p * cos(angle) - b
    }

    // MARK: ratio

    /// Rates under p1 = ratio · p0, for a positive ratio.
    ///
    /// Solved for the complements when most units have the event, so that nearly certain rates keep
    /// the digits of what they lack.
    func rates(ratio: Double) -> RestrictedRates {
        let m = x1 + x0
        let n = n1 + n0
        guard 2 * m <= n else {
            if ratio <= 1 {
                let q0 = Self.complement(ratio: ratio, units: n, own: n0 - x0, other: n1 - x1)
                let q1 = (1 - ratio) + ratio * q0
                return RestrictedRates(p1: ratio * (1 - q0), q1: q1, p0: 1 - q0, q0: q0)
            }
            let q1 = Self.complement(ratio: 1 / ratio, units: n, own: n1 - x1, other: n0 - x0)
            let q0 = ((ratio - 1) + q1) / ratio
            return RestrictedRates(p1: 1 - q1, q1: q1, p0: (1 - q1) / ratio, q0: q0)
        }
        let b = n1 * ratio + x1 + n0 + x0 * ratio
        let discriminant = max(0, b * b - 4 * n * ratio * m).squareRoot()
        let limit = ratio > 1 ? 1 / ratio : 1
        let p0 = min(limit, 2 * m / (b + discriminant))
        let p1 = min(1, ratio * p0)
        return RestrictedRates(p1: p1, q1: 1 - p1, p0: p0, q0: 1 - p0)
    }

    /// 1 − p of the arm whose rate is the higher, the other's being ratio · p with ratio ≤ 1.
    ///
    /// The larger root of  ratio·units·q² − b·q + (ratio − 1)·own = 0,
    /// b = (ratio − 1)·units + other + ratio·own;  `own` and `other` are the units without the event.
    private static func complement(
        ratio: Double, units: Double, own: Double, other: Double
    ) -> Double {
        let b = (ratio - 1) * units + other + ratio * own
        let constant = (ratio - 1) * own
        let root = (b * b - 4 * ratio * units * constant).squareRoot()
        let q = b >= 0 ? (b + root) / (2 * ratio * units) : 2 * constant / (b - root)
        return min(1, max(0, q))
    }
}
