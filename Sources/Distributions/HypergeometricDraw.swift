// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension MersenneTwister {
    /// Draws how many of `drawn` items taken without replacement are marked.
    ///
    /// Inversion from the mode for narrow distributions, ratio of uniforms (Stadlbauer 1989) for wide
    /// ones. Counts outside the domain are clamped into it.
    public mutating func hypergeometric(marked: Int, unmarked: Int, drawn: Int) -> Int {
        let marked = max(0, marked)
        let unmarked = max(0, unmarked)
        let total = marked + unmarked
        let drawn = min(max(0, drawn), total)
        if drawn == 0 || marked == 0 { return 0 }
        if unmarked == 0 { return drawn }
        if drawn == total { return marked }
        let fewerDrawn = min(drawn, total - drawn)
        let rarer = min(marked, unmarked)
        let p = Double(rarer) / Double(total)
        let variance =
            Double(fewerDrawn) * p * (1 - p) * (Double(total - fewerDrawn) / Double(total - 1))
        var count =
            variance < 36
            ? narrow(rarer, total - rarer, fewerDrawn)
            : wide(rarer, total - rarer, fewerDrawn, variance)
        if marked > unmarked { count = fewerDrawn - count }
        return fewerDrawn < drawn ? marked - count : count
    }

    /// Walks outward from the mode until the uniform number is used up.
    private mutating func narrow(_ rarer: Int, _ other: Int, _ drawn: Int) -> Int {
        let low = max(0, drawn - other)
        let high = min(drawn, rarer)
        if low == high { return low }
        let share = Double(rarer + 1) / Double(rarer + other + 2)
        let mode = min(max(Int(Double(drawn + 1) * share), low), high)
        let logMode =
            LogFactorial.choose(rarer, mode) + LogFactorial.choose(other, drawn - mode)
            - LogFactorial.choose(rarer + other, drawn)
        let atMode = exp(logMode)
        while true {
            var left = uniform() - atMode
            if left < 0 { return mode }
            var (below, above) = (mode, mode)
            var (massBelow, massAbove) = (atMode, atMode)
            while below > low || above < high {
                if above < high {
                    massAbove *=
                        (Double(rarer - above) / Double(above + 1))
                        * (Double(drawn - above) / Double(other - drawn + above + 1))
                    above += 1
                    left -= massAbove
                    if left < 0 { return above }
                }
                if below > low {
                    massBelow *=
                        (Double(below) / Double(rarer - below + 1))
                        * (Double(other - drawn + below) / Double(drawn - below + 1))
                    below -= 1
                    left -= massBelow
                    if left < 0 { return below }
                }
                if massAbove < 1e-20 && massBelow < 1e-20 { break }
            }
        }
    }

    private mutating func wide(
        _ rarer: Int, _ other: Int, _ drawn: Int, _ variance: Double
    ) -> Int {
        let total = Double(rarer + other)
        let centre = Double(drawn) * (Double(rarer) / total) + 0.5
        let scale = (variance + 0.5).squareRoot()
        let width = 1.715_527_769_921_413_5 * scale + 0.898_916_162_058_898_8
        let mode = Int(Double(drawn + 1) * (Double(rarer + 1) / (total + 2)))
        let atMode = Self.logWeight(mode, rarer, other, drawn)
        let limit = min(
            Double(min(drawn, rarer) + 1), (centre + 16 * scale).rounded(.down))
        while true {
            let u = 1 - uniform()
            let x = centre + width * (uniform() - 0.5) / u
            if x < 0 || x >= limit { continue }
            let count = Int(x)
            let t = atMode - Self.logWeight(count, rarer, other, drawn)
            if u * (4 - u) - 3 <= t { return count }
            if u * (u - t) >= 1 { continue }
            if 2 * log(u) <= t { return count }
        }
    }

    private static func logWeight(_ i: Int, _ rarer: Int, _ other: Int, _ drawn: Int) -> Double {
        LogFactorial.of(i) + LogFactorial.of(rarer - i) + LogFactorial.of(drawn - i)
            + LogFactorial.of(other - drawn + i)
    }
}

extension LogFactorial {
    static func choose(_ n: Int, _ k: Int) -> Double { of(n) - of(k) - of(n - k) }
}

/// Repeated draws from one hypergeometric distribution, prepared once as an alias table.
///
/// Outcomes with less than 1e-20 of the mode's probability are left out: no double could tell.
///
/// ### Reference
/// Walker, A. J. (1977). ACM TOMS 3(3), 253–256. <https://doi.org/10.1145/355744.355749>
public struct HypergeometricSampler: Sendable {
    @usableFromInline let first: Int
    @usableFromInline let keep: [Double]
    @usableFromInline let alias: [UInt32]

    /// Prepares draws from a distribution, in time proportional to its standard deviation.
    public init(_ distribution: Hypergeometric) {
        let mode = distribution.mode
        var below: [Double] = []
        var mass = 1.0
        var at = mode
        while at > distribution.support.lowerBound && mass > 1e-20 {
            mass *= distribution.stepDown(from: at)
            at -= 1
            below.append(mass)
        }
        first = at
        var weights = Array(below.reversed())
        weights.append(1)
        mass = 1
        at = mode
        while at < distribution.support.upperBound && mass > 1e-20 {
            mass *= distribution.stepUp(from: at)
            at += 1
            weights.append(mass)
        }
        (keep, alias) = Self.aliasTable(weights)
    }

    private static func aliasTable(_ weights: [Double]) -> ([Double], [UInt32]) {
        let total = weights.sorted().reduce(0, +)
        var scaled = weights.map { $0 / total * Double(weights.count) }
        var keep = [Double](repeating: 1, count: weights.count)
        var alias = [UInt32](repeating: 0, count: weights.count)
        var small = scaled.indices.filter { scaled[$0] < 1 }
        var large = scaled.indices.filter { scaled[$0] >= 1 }
        while let lesser = small.popLast(), let greater = large.last {
            keep[lesser] = scaled[lesser]
            alias[lesser] = UInt32(greater)
            scaled[greater] -= 1 - scaled[lesser]
            if scaled[greater] < 1 {
                large.removeLast()
                small.append(greater)
            }
        }
        return (keep, alias)
    }

    /// Draws one number of marked items.
    @inlinable
    public func draw(using generator: inout MersenneTwister) -> Int {
        let slot = Int(generator.below(UInt32(keep.count)))
        let taken = generator.uniform() < keep[slot] ? slot : Int(alias[slot])
        return first + taken
    }
}
