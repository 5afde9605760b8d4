// SPDX-License-Identifier: GPL-3.0-or-later

/// A value, or the reason why it cannot be estimated.
public enum Estimated<Value> {
    /// It was estimated.
    case estimated(Value)
    /// It cannot be estimated.
    case notEstimable(NotEstimableReason)
}

extension Estimated: Sendable where Value: Sendable {}
extension Estimated: Equatable where Value: Equatable {}
extension Estimated: Hashable where Value: Hashable {}

extension Estimated {
    /// The value, where there is one.
    public var value: Value? {
        if case .estimated(let value) = self { value } else { nil }
    }

    /// The reason, where there is no value.
    public var reason: NotEstimableReason? {
        if case .notEstimable(let reason) = self { reason } else { nil }
    }

    /// The value changed by a function; a reason stays.
    public func map<Other>(_ change: (Value) -> Other) -> Estimated<Other> {
        switch self {
        case .estimated(let value): .estimated(change(value))
        case .notEstimable(let reason): .notEstimable(reason)
        }
    }
}

/// Why a number cannot be estimated.
public enum NotEstimableReason: String, Sendable, Hashable, Codable, CaseIterable, Error {
    /// Fewer than two units in an arm.
    case tooFewUnits = "too-few-units"
    /// The standard error is exactly zero.
    case zeroVariance = "zero-variance"
    /// The reference level is not distinguishable from zero, so no relative effect exists.
    case controlNearZero = "control-near-zero"
    /// The reference level is zero or below, so a relative effect has no meaning.
    case controlNotPositive = "control-not-positive"
    /// No event, or no non-event, in either arm.
    case noEvents = "no-events"
    /// The method needs values, and only aggregates are to be had.
    case noValues = "no-values"
    /// A search did not end within its tolerance.
    case noConvergence = "no-convergence"
}

/// An interval; an end may be infinite.
public struct Interval: Sendable, Hashable {
    /// The lower end.
    public var low: Double
    /// The upper end.
    public var high: Double

    /// Creates an interval.
    public init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }
}

/// An effect with its interval; an end may be infinite.
public struct EffectEstimate: Sendable, Hashable {
    /// The estimate.
    public var estimate: Double
    /// Its standard error, where the method has one.
    public var standardError: Double?
    /// The lower end of the interval.
    public var low: Double
    /// The upper end of the interval.
    public var high: Double

    /// Creates an estimate.
    public init(estimate: Double, standardError: Double? = nil, low: Double, high: Double) {
        self.estimate = estimate
        self.standardError = standardError
        self.low = low
        self.high = high
    }

    /// The interval alone.
    public var interval: Interval { Interval(low: low, high: high) }
}
