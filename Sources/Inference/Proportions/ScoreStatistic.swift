// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The score statistic of two proportions at a tested difference or ratio, and its inversion.
///
///     s = S/√V      S = p̂1 − p̂0 − Δ   or   p̂1 − φ·p̂0      V at the restricted maximum likelihood
///     skewness-corrected z solves s = z + a(z² − 1),  a = μ3 / (6·V^1.5)
struct ScoreStatistic {
    let control: Proportion
    let treatment: Proportion
    let likelihood: RestrictedLikelihood
    let isSkewnessCorrected: Bool
    /// N/(N − 1), or 1.
    let varianceFactor: Double

    init(
        control: Proportion, treatment: Proportion, skewnessCorrected: Bool, finiteFactor: Bool
    ) {
        self.control = control
        self.treatment = treatment
        likelihood = RestrictedLikelihood(control: control, treatment: treatment)
        isSkewnessCorrected = skewnessCorrected
        let n = Double(control.count + treatment.count)
        varianceFactor = finiteFactor && n > 1 ? n / (n - 1) : 1
    }

    /// The statistic at a difference strictly between −1 and 1; nil where its variance is zero.
    func z(difference: Double) -> Double? {
        let rates = likelihood.rates(difference: difference)
        return z(effect: rateDifference - difference, rates, weight: 1)
    }

    /// The statistic at a positive ratio; nil where its variance is zero.
    func z(ratio: Double) -> Double? {
        let rates = likelihood.rates(ratio: ratio)
        return z(effect: rateDifference - (ratio - 1) * control.rate, rates, weight: ratio)
    }

    /// The difference of the rates, whose digits survive where both rates are near 0 or 1.
    private var rateDifference: Double { treatment.difference(from: control) }

    private func z(effect: Double, _ r: RestrictedRates, weight: Double) -> Double? {
        let (n1, n0) = (likelihood.n1, likelihood.n0)
        let v1 = r.p1 * max(0, r.q1) / n1
        let v0 = weight * weight * r.p0 * max(0, r.q0) / n0
        let variance = (v1 + v0) * varianceFactor
        guard variance > 0 else { return nil }
        let deviation = variance.squareRoot()
        let s = effect / deviation
        guard isSkewnessCorrected else { return s }
        let third = v1 * (r.q1 - r.p1) / n1 - weight * v0 * (r.q0 - r.p0) / n0
        let a = third / (6 * variance * deviation)
        guard abs(a) >= 1e-12 else { return s }
        // Twice the product over the sum of roots keeps the digits that −1 + √ would cancel.
        let c = s + a
        let root = max(0, 1 + 4 * a * c).squareRoot()
        return root == 0 ? -1 / (2 * a) : 2 * c / (1 + root)
    }

    // MARK: inversion

    /// All differences with |z| ≤ critical.
    func differences(critical: Double) throws(StatisticsError) -> Interval {
        let estimate = rateDifference
        let low = try differenceEnd(estimate, target: critical, towards: -1)
        let high = try differenceEnd(estimate, target: -critical, towards: 1)
        return Interval(low: low, high: high)
    }

    private func differenceEnd(
        _ estimate: Double, target: Double, towards end: Double
    ) throws(StatisticsError) -> Double {
        func excess(_ difference: Double) -> Double {
            guard let z = z(difference: difference) else {
                return estimate == difference ? -target : end * -Double.greatestFiniteMagnitude
            }
            return z - target
        }
        // The sign of the excess on the near side; a crossing changes it.
        let isPositiveOutside = target > 0
        var near = min(max(estimate, -1 + 1e-12), 1 - 1e-12)
        if abs(near - end) <= 1e-12 { return end }
        if (excess(near) > 0) == isPositiveOutside { return near }
        let variance = treatment.varianceOfRate + control.varianceOfRate
        var step = max(variance.squareRoot(), 1 / likelihood.n1 + 1 / likelihood.n0)
        while true {
            let far = near + end * step
            guard far > -1, far < 1 else { break }
            if (excess(far) > 0) == isPositiveOutside {
                return try BrentRoot.find(
                    from: min(near, far), to: max(near, far), relativeTolerance: 1e-14, excess)
            }
            near = far
            step *= 2
        }
        let limit = end * (1 - 1e-12)
        guard abs(limit) > abs(near) || (limit > 0) != (near > 0),
            (excess(limit) > 0) == isPositiveOutside
        else { return end }
        return try BrentRoot.find(
            from: min(near, limit), to: max(near, limit), relativeTolerance: 1e-14, excess)
    }

    /// All ratios with |z| ≤ critical; from 0 to infinity where the data set no limit.
    func ratios(critical: Double) throws(StatisticsError) -> Interval {
        let low = treatment.successes == 0 ? 0 : try ratioEnd(target: critical, towards: -1)
        let high =
            control.successes == 0
            ? Double.infinity
            : try ratioEnd(
                target: -critical, towards: 1)
        return Interval(low: low, high: high)
    }

    private func ratioEnd(
        target: Double, towards end: Double
    ) throws(StatisticsError) -> Double {
        func excess(_ logRatio: Double) -> Double {
            guard let z = z(ratio: exp(logRatio)) else { return -target }
            return z - target
        }
        let isPositiveOutside = target > 0
        let start: Double
        if treatment.successes > 0 && control.successes > 0 {
            start = log(treatment.rate / control.rate)
        } else {
            start = log(
                (Double(treatment.successes) + 0.5) / (Double(treatment.count) + 1)
                    * (Double(control.count) + 1) / (Double(control.successes) + 0.5))
        }
        var near = start
        var step = 0.25
        // With no event in one arm the start may lie outside already: search back from there.
        let isOutsideAtStart = (excess(near) > 0) == isPositiveOutside
        let direction = isOutsideAtStart ? -end : end
        while abs(near) < 300 {
            let far = near + direction * step
            if ((excess(far) > 0) == isPositiveOutside) != isOutsideAtStart {
                let root = try BrentRoot.find(
                    from: min(near, far), to: max(near, far), absoluteTolerance: 1e-14, excess)
                return exp(root)
            }
            near = far
            step *= 2
        }
        return direction < 0 ? 0 : .infinity
    }
}
