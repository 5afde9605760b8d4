// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a numerical function has no answer for its arguments.
public enum StatisticsError: Error, Sendable, Hashable {
    /// An argument lies outside the function's domain.
    case outOfDomain(argument: String, value: Double)
    /// A solver or series did not reach its tolerance.
    case noConvergence(function: String)
}

extension StatisticsError: CustomStringConvertible {
    /// A one-line description naming the argument, and the value seen where it is finite.
    public var description: String {
        switch self {
        case .outOfDomain(let argument, let value) where value.isNaN:
            "\(argument) is not a number"
        case .outOfDomain(let argument, let value) where value.isInfinite:
            "\(argument) is too large"
        case .outOfDomain(let argument, let value): "\(argument) is out of domain (\(value))"
        case .noConvergence(let function): "\(function) did not converge"
        }
    }
}

/// The gate of this module: nothing that is not a number leaves it.
enum Domain {
    static func check(
        _ condition: Bool, _ argument: String, _ value: Double
    ) throws(StatisticsError) {
        guard condition, !value.isNaN else {
            throw .outOfDomain(argument: argument, value: value)
        }
    }

    static func result(_ value: Double, of function: String) throws(StatisticsError) -> Double {
        guard !value.isNaN else { throw .noConvergence(function: function) }
        return value
    }
}
