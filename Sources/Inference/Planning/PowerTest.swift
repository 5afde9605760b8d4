// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// A two-sided test with a fixed critical value, and its chance to reject.
///
///     power(δ) = P(|T| > c)      T noncentral t with mean δ, or normal for infinite df
///
/// Both tails count: at δ = 0 the power is exactly the level of the test.
public struct PowerTest: Sendable, Hashable {
    /// The critical value c.
    public let criticalValue: Double
    /// The degrees of freedom, possibly infinite.
    public let degreesOfFreedom: Double

    /// Creates a test.
    ///
    /// - Throws: ``StatisticsError`` unless the critical value is positive and finite and the degrees
    ///   of freedom are at least 0.1.
    public init(
        criticalValue: Double, degreesOfFreedom: Double = .infinity
    ) throws(StatisticsError) {
        guard criticalValue > 0, criticalValue.isFinite else {
            throw .outOfDomain(argument: "critical value", value: criticalValue)
        }
        guard degreesOfFreedom >= 0.1 else {
            throw .outOfDomain(argument: "degrees of freedom", value: degreesOfFreedom)
        }
        self.criticalValue = criticalValue
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// Creates the test at a level.
    public init(alpha: Double, degreesOfFreedom: Double = .infinity) throws(StatisticsError) {
        guard alpha > 0, alpha < 1 else { throw .outOfDomain(argument: "alpha", value: alpha) }
        let c =
            degreesOfFreedom.isInfinite
            ? try Normal.upperQuantile(alpha / 2)
            : try StudentT(degreesOfFreedom: degreesOfFreedom).upperQuantile(alpha / 2)
        try self.init(criticalValue: c, degreesOfFreedom: degreesOfFreedom)
    }

    /// The chance to reject when the true effect is δ standard errors.
    public func power(noncentrality delta: Double) throws(StatisticsError) -> Double {
        let size = abs(delta)
        guard !size.isNaN else { throw .outOfDomain(argument: "noncentrality", value: size) }
        // Beyond every double the normal tail is 1, and so is any other.
        if size.isInfinite { return 1 }
        guard degreesOfFreedom.isFinite else {
            return min(
                1,
                try Normal.upperTail(criticalValue - size)
                    + (try Normal.upperTail(criticalValue + size)))
        }
        let shifted = try NoncentralT(degreesOfFreedom: degreesOfFreedom, noncentrality: size)
        return min(
            1, try shifted.upperTail(criticalValue) + (try shifted.lowerTail(-criticalValue)))
    }

    /// The δ at which the chance to reject is `power`.
    ///
    /// - Parameter power: Below 1.
    /// - Returns: The effect in standard errors; nil where the test rejects as often without any.
    /// - Throws: ``StatisticsError`` if `power` is not between 0 and 1.
    public func noncentrality(power: Double) throws(StatisticsError) -> Double? {
        guard power > 0, power < 1 else { throw .outOfDomain(argument: "power", value: power) }
        guard try self.power(noncentrality: 0) < power else { return nil }
        var high = criticalValue + 1
        while try self.power(noncentrality: high) < power {
            high *= 2
            guard high < 1e12 else { throw .noConvergence(function: "noncentrality") }
        }
        return try PowerSearch.root(from: 0, to: high) { delta throws(StatisticsError) in
            try self.power(noncentrality: delta) - power
        }
    }
}

/// A bracketed search of a function that may fail.
enum PowerSearch {
    static func root(
        from low: Double, to high: Double,
        _ function: (Double) throws(StatisticsError) -> Double
    ) throws(StatisticsError) -> Double {
        var failure: StatisticsError?
        let outcome = Result { () throws(StatisticsError) in
            try BrentRoot.find(from: low, to: high) { x in
                do throws(StatisticsError) { return try function(x) } catch {
                    failure = error
                    return .nan
                }
            }
        }
        if let failure { throw failure }
        return try outcome.get()
    }
}
