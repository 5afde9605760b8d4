// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A set of pairs of counts, and its probability when both groups have one rate.
///
/// For each count of the smaller group the set holds the counts of the larger one up to `upTo` and
/// from `from` on, so that its probability takes O(both sizes) instead of O(their product).
struct RejectionRegion {
    private let small: Int
    private let large: Int
    private var upTo: [Int] = []
    private var from: [Int] = []

    /// Collects the pairs for which a statistic is high or low enough.
    ///
    /// - Parameters:
    ///   - control: The size of the control group.
    ///   - treatment: The size of the treatment group.
    ///   - isHigh: Whether a pair counts as more treatment than control; once true for a pair it is
    ///     true with more treatment events and with fewer control events.
    ///   - isLow: The same the other way round.
    init(
        control: Int, treatment: Int,
        isHigh: (_ control: Int, _ treatment: Int) -> Bool,
        isLow: (_ control: Int, _ treatment: Int) -> Bool = { _, _ in false }
    ) {
        let treatmentIsLarge = treatment >= control
        (small, large) = treatmentIsLarge ? (control, treatment) : (treatment, control)
        for count in 0...small {
            if treatmentIsLarge {
                from.append(Self.first(large) { isHigh(count, $0) })
                upTo.append(Self.first(large) { !isLow(count, $0) } - 1)
            } else {
                from.append(Self.first(large) { isLow($0, count) })
                upTo.append(Self.first(large) { !isHigh($0, count) } - 1)
            }
        }
    }

    /// The first of 0…limit for which a condition holds that never stops holding; limit + 1 if none.
    private static func first(_ limit: Int, _ holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, limit + 1)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The largest probability over all rates.
    ///
    /// The rates are even on the arcsine scale, where the noise of a rate is the same everywhere;
    /// the best few of them are refined.
    func largestProbability() throws(StatisticsError) -> Double {
        let steps = 4_096
        let width = Double.pi / 2 / Double(steps)
        var values: [Double] = []
        for step in 0...steps { values.append(try probability(angle: Double(step) * width)) }
        let peaks = values.indices.filter { index in
            (index == 0 || values[index] >= values[index - 1])
                && (index == steps || values[index] >= values[index + 1])
        }
        var best = 0.0
        for peak in peaks.sorted(by: { (values[$0], $1) > (values[$1], $0) }).prefix(8) {
            let center = Double(peak) * width
            best = max(best, values[peak])
            best = max(
                best, try refined(max(0, center - width), min(.pi / 2, center + width)))
        }
        return min(1, best)
    }

    /// The largest value between two angles, by golden section.
    private func refined(_ low: Double, _ high: Double) throws(StatisticsError) -> Double {
        let ratio = (5.0.squareRoot() - 1) / 2
        var (a, b) = (low, high)
        var (c, d) = (b - ratio * (b - a), a + ratio * (b - a))
        var (atC, atD) = (try probability(angle: c), try probability(angle: d))
        for _ in 0..<40 {
            if atC >= atD {
                (b, d, atD) = (d, c, atC)
                c = b - ratio * (b - a)
                atC = try probability(angle: c)
            } else {
                (a, c, atC) = (c, d, atD)
                d = a + ratio * (b - a)
                atD = try probability(angle: d)
            }
        }
        return max(atC, atD)
    }

    private func probability(angle: Double) throws(StatisticsError) -> Double {
        let root = sin(angle)
        let rate = root * root
        guard rate > 0 else { return upTo[0] >= 0 || from[0] <= 0 ? 1 : 0 }
        guard rate < 1, angle < .pi / 2 else {
            return upTo[small] >= large || from[small] <= large ? 1 : 0
        }
        let rows = try Masses(small, rate)
        let shares = try shares(rate, rows.first..<rows.first + rows.values.count)
        return zip(rows.values, shares).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The probability of the larger group's counts for some counts of the smaller one.
    private func shares(_ rate: Double, _ counts: Range<Int>) throws(StatisticsError) -> [Double] {
        let whole = { (count: Int) in upTo[count] + 1 >= from[count] }
        // A few tails are found one by one sooner than all of them by sums.
        if 64 * small * small < large {
            let binomial = try Binomial(trials: large, probability: rate)
            var shares: [Double] = []
            for count in counts {
                shares.append(
                    whole(count)
                        ? 1
                        : try binomial.lowerTail(upTo[count])
                            + (try binomial.upperTail(from: from[count])))
            }
            return shares
        }
        let columns = try Masses(large, rate)
        let (below, above) = (columns.sumsFromBelow(), columns.sumsFromAbove())
        return counts.map { count in
            whole(count)
                ? 1
                : columns.tail(below, upTo: upTo[count]) + columns.tail(above, from: from[count])
        }
    }
}

/// The binomial masses that are not below the smallest doubles, by recursion from the mode.
private struct Masses {
    private(set) var first: Int
    private(set) var values: [Double]

    init(_ trials: Int, _ rate: Double) throws(StatisticsError) {
        let binomial = try Binomial(trials: trials, probability: rate)
        let mode = binomial.mode
        let top = exp(try binomial.logMass(mode))
        let odds = rate / (1 - rate)
        var lower: [Double] = []
        var (mass, at) = (top, mode)
        while at > 0, mass > 1e-290 {
            mass *= Double(at) / (Double(trials - at + 1) * odds)
            at -= 1
            lower.append(mass)
        }
        first = at
        values = lower.reversed()
        values.append(top)
        (mass, at) = (top, mode)
        while at < trials, mass > 1e-290 {
            mass *= Double(trials - at) * odds / Double(at + 1)
            at += 1
            values.append(mass)
        }
    }

    func sumsFromBelow() -> [Double] {
        var sum = 0.0
        return values.map { value in
            sum += value
            return sum
        }
    }

    func sumsFromAbove() -> [Double] {
        var sums = values
        for index in sums.indices.dropLast().reversed() { sums[index] += sums[index + 1] }
        return sums
    }

    func tail(_ below: [Double], upTo count: Int) -> Double {
        let index = count - first
        return index < 0 ? 0 : index < below.count ? min(1, below[index]) : 1
    }

    func tail(_ above: [Double], from count: Int) -> Double {
        let index = count - first
        return index >= above.count ? 0 : index < 0 ? 1 : min(1, above[index])
    }
}
