// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a quantity cannot be estimated; the raw value is the word used in results.
public enum NotEstimableReason: String, Sendable, Hashable, Codable, CaseIterable, Error {
    /// Fewer than two units in a group, or none.
    case tooFewUnits = "too-few-units"
    /// Fewer than two clusters in a group.
    case tooFewClusters = "too-few-clusters"
    /// All values are equal, so there is no spread to judge the difference by.
    case zeroVariance = "zero-variance"
    /// The control mean cannot be told from zero, so a ratio to it has no bounds.
    case controlNearZero = "control-near-zero"
    /// The control mean is zero or negative, so a relative effect has no meaning.
    case controlNotPositive = "control-not-positive"
    /// A mean that must be positive, for a logarithm, is not.
    case meanNotPositive = "mean-not-positive"
    /// No event, or nothing but events, in both groups.
    case noEvents = "no-events"
    /// The method needs the single values and only aggregates are at hand.
    case noValues = "no-values"
    /// The mean of the denominator of a ratio is zero.
    case zeroDenominator = "zero-denominator"
    /// The denominator of a ratio of effects cannot be told from zero.
    case denominatorNearZero = "denominator-near-zero"
    /// Too few units lie beyond a quantile to judge its spread.
    case tooFewBeyond = "too-few-beyond"
    /// So many units share one value that a quantile has no spread to judge.
    case tiedValues = "tied-values"
    /// One unit alone decides a coefficient, so its deviation is zero whatever its value.
    case isolatedUnit = "isolated-unit"
    /// The method has no such quantity.
    case notApplicable = "not-applicable"
    /// An argument lies outside the method's domain.
    case outOfDomain = "out-of-domain"
    /// A search did not reach its tolerance.
    case noConvergence = "no-convergence"
}

/// A quantity, or the reason why it cannot be estimated.
public enum Estimated<Value> {
    /// The quantity.
    case estimated(Value)
    /// Why there is none.
    case notEstimable(NotEstimableReason)

    /// The quantity where it could be estimated.
    public var value: Value? {
        if case .estimated(let value) = self { value } else { nil }
    }

    /// The reason where it could not be estimated.
    public var reason: NotEstimableReason? {
        if case .notEstimable(let reason) = self { reason } else { nil }
    }

    /// Applies a function to the quantity and keeps the reason.
    public func map<Other>(_ transform: (Value) -> Other) -> Estimated<Other> {
        switch self {
        case .estimated(let value): .estimated(transform(value))
        case .notEstimable(let reason): .notEstimable(reason)
        }
    }

    /// Applies a function that may itself have no answer.
    public func flatMap<Other>(_ transform: (Value) -> Estimated<Other>) -> Estimated<Other> {
        switch self {
        case .estimated(let value): transform(value)
        case .notEstimable(let reason): .notEstimable(reason)
        }
    }
}

extension Estimated: Sendable where Value: Sendable {}
extension Estimated: Equatable where Value: Equatable {}
extension Estimated: Hashable where Value: Hashable {}
