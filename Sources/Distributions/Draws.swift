// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension MersenneTwister {
    /// Draws from the standard normal distribution by Marsaglia's polar method.
    public mutating func normal() -> Double {
        while true {
            let u = 2 * uniform() - 1
            let v = 2 * uniform() - 1
            let square = u * u + v * v
            if square > 0 && square < 1 { return u * (-2 * log(square) / square).squareRoot() }
        }
    }

    /// Draws a value whose logarithm is normal.
    public mutating func logNormal(mu: Double, sigma: Double) -> Double {
        exp(mu + sigma * normal())
    }

    /// Draws the number of events with the given mean; a mean that is not positive and finite gives 0.
    ///
    /// Inversion below 10, Hörmann's transformed rejection (1993) above.
    public mutating func poisson(mean: Double) -> Int {
        guard mean > 0, mean < 1e15 else { return 0 }
        if mean < 10 {
            let limit = exp(-mean)
            var count = 0
            var product = uniform()
            while product > limit {
                count += 1
                product *= uniform()
            }
            return count
        }
        let b = 0.931 + 2.53 * mean.squareRoot()
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let vr = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = uniform() - 0.5
            let v = 1 - uniform()
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
            if us >= 0.07 && v <= vr { return Int(k) }
            if k < 0 || k > 1e17 || (us < 0.013 && v > us) { continue }
            let bound = k * log(mean) - mean - LogFactorial.of(Int(k))
            if log(v) + log(inverseAlpha) - log(a / (us * us) + b) <= bound { return Int(k) }
        }
    }

    /// Draws the number of successes of `trials` independent trials.
    ///
    /// Inversion when few successes are expected, Hörmann's transformed rejection (1993) otherwise.
    public mutating func binomial(trials: Int, probability: Double) -> Int {
        guard trials > 0, probability > 0 else { return 0 }
        if probability >= 1 { return trials }
        if probability > 0.5 {
            return trials - binomial(trials: trials, probability: 1 - probability)
        }
        let n = Double(trials)
        if n * probability < 10 {
            return binomialByWaiting(trials: trials, probability: probability)
        }
        let q = 1 - probability
        let spread = (n * probability * q).squareRoot()
        let b = 1.15 + 2.53 * spread
        let a = -0.0873 + 0.0248 * b + 0.01 * probability
        let c = n * probability + 0.5
        let vr = 0.92 - 4.2 / b
        let alpha = (2.83 + 5.1 / b) * spread
        let logOdds = log(probability / q)
        let mode = Int(((n + 1) * probability).rounded(.down))
        let h = LogFactorial.of(mode) + LogFactorial.of(trials - mode)
        while true {
            let u = uniform() - 0.5
            var v = 1 - uniform()
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + c).rounded(.down)
            if k < 0 || k > n { continue }
            let count = Int(k)
            if us >= 0.07 && v <= vr { return count }
            v = log(v * alpha / (a / (us * us) + b))
            let bound =
                h - LogFactorial.of(count) - LogFactorial.of(trials - count)
                + Double(count - mode) * logOdds
            if v <= bound { return count }
        }
    }

    /// Counts geometric waiting times: one logarithm per success.
    private mutating func binomialByWaiting(trials: Int, probability: Double) -> Int {
        let scale = log1p(-probability)
        var successes = 0
        var used = 0.0
        while true {
            used += (log(1 - uniform()) / scale).rounded(.down) + 1
            if used > Double(trials) { return successes }
            successes += 1
        }
    }
}
