// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

extension PowerDesign {
    /// The chance to find an effect with groups of these sizes.
    ///
    /// - Parameters:
    ///   - effect: The true effect.
    ///   - sizes: The sizes of the groups.
    /// - Returns: The probability that one comparison rejects, on either side.
    /// - Throws: ``StatisticsError`` if the effect is impossible or the groups are too small.
    public func power(_ effect: Effect, sizes: GroupSizes) throws(StatisticsError) -> Double {
        let difference = try absolute(effect)
        let error = try standardError(difference, sizes: sizes)
        return try test(sizes: sizes).power(noncentrality: difference / error)
    }

    /// The smallest effect that is found with a given chance.
    ///
    /// - Parameters:
    ///   - power: The chance to find it, strictly between 0 and 1.
    ///   - sizes: The sizes of the groups.
    ///   - direction: On which side of the control to look.
    /// - Returns: The effect with its sign, in the metric's unit; nil where even a rate of 0 or 1 is
    ///   found less often, or where the test rejects as often without any effect.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public func minimumDetectableEffect(
        power: Double, sizes: GroupSizes, direction: Direction = .increase
    ) throws(StatisticsError) -> Double? {
        guard let delta = try test(sizes: sizes).noncentrality(power: power) else { return nil }
        let sign = direction == .increase ? 1.0 : -1
        let most: Double
        switch metric {
        case .mean, .ratio: return sign * delta * (try standardError(0, sizes: sizes))
        case .proportion(let rate): most = direction == .increase ? 1 - rate : rate
        }
        func excess(_ size: Double) throws(StatisticsError) -> Double {
            size / (try standardError(sign * size, sizes: sizes)) - delta
        }
        guard try excess(most) >= 0 else { return nil }
        return sign * (try PowerSearch.root(from: 0, to: most, excess))
    }

    /// The sizes that find an effect with a given chance.
    ///
    /// - Parameters:
    ///   - effect: The true effect, not zero.
    ///   - power: The chance to find it, strictly between 0 and 1.
    ///   - controlShare: The control's part of all units, strictly between 0 and 1.
    /// - Returns: Real-valued sizes at which the power is exact, the least possible ones where even
    ///   they exceed it; nil where the test rejects as often without any effect.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain or no size is enough.
    public func sampleSize(
        _ effect: Effect, power: Double, controlShare: Double
    ) throws(StatisticsError) -> GroupSizes? {
        guard controlShare > 0, controlShare < 1 else {
            throw .outOfDomain(argument: "control share", value: controlShare)
        }
        return try sampleSize(
            effect, power: power,
            treatmentPerControl: (1 - controlShare) / controlShare / Double(treatments))
    }

    /// The sizes that find an effect with a given chance, for a given ratio of one treatment group to
    /// the control.
    public func sampleSize(
        _ effect: Effect, power: Double, treatmentPerControl ratio: Double
    ) throws(StatisticsError) -> GroupSizes? {
        let difference = try absolute(effect)
        guard difference != 0 else { throw .outOfDomain(argument: "effect", value: difference) }
        // At sizes of 1 and the ratio; the standard error falls with the root of the size.
        let unit = try standardError(
            difference, sizes: GroupSizes(control: 1, treatment: ratio))
        let effectPerUnit = abs(difference) / unit
        func sizes(_ control: Double) throws(StatisticsError) -> GroupSizes {
            try GroupSizes(control: control, treatment: ratio * control)
        }
        func needed(_ control: Double) throws(StatisticsError) -> Double? {
            guard let delta = try test(sizes: sizes(control)).noncentrality(power: power) else {
                return nil
            }
            return delta / effectPerUnit * (delta / effectPerUnit)
        }
        guard usesStudentT else {
            // The critical value depends on the ratio alone, so any size gives it.
            guard let control = try needed(1) else { return nil }
            return try sizes(control)
        }
        let least = 2.1 * clusterSize / (1 + ratio)
        guard let start = try needed(1e15) else { return nil }
        // Each size gives degrees of freedom, which give a size: the steps shrink by about 1/size.
        var control = max(start, 2 * least)
        for _ in 0..<20 {
            guard let next = try needed(control) else { return nil }
            guard next > least else { break }
            if abs(next - control) <= 1e-13 * next { return try sizes(next) }
            control = next
        }
        func excess(_ control: Double) throws(StatisticsError) -> Double {
            try test(sizes: sizes(control)).power(
                noncentrality: effectPerUnit * control.squareRoot())
                - power
        }
        guard try excess(least) < 0 else { return try sizes(least) }
        var high = max(start, least) + 2 * clusterSize
        while try excess(high) < 0 {
            high *= 2
            guard high < 1e18 else { throw .noConvergence(function: "sample size") }
        }
        return try sizes(try PowerSearch.root(from: least, to: high, excess))
    }

    /// The control's share of all units that makes the comparisons most precise.
    ///
    ///     share = s/(s + k)      s = √(k·V(C)/V(T))
    ///
    /// With equal variances and one treatment group that is a half, with k groups 1/(1 + √k). The
    /// critical value is taken as fixed; Dunnett's moves with the share so little that the best share
    /// moves by less than a point.
    ///
    /// - Parameter effect: The effect for which to plan, in the metric's unit.
    /// - Returns: The share, between 0 and 1.
    /// - Throws: ``StatisticsError`` if the effect is impossible.
    public func bestControlShare(effect: Double = 0) throws(StatisticsError) -> Double {
        let (control, treatment) = try variances(effect)
        let groups = Double(treatments)
        guard treatment > 0 else { return 1 }
        let size = (groups * control / treatment).squareRoot()
        return size / (size + groups)
    }
}
