// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// When a result read before the end counts as significant.
public enum SequentialRule: Sendable, Hashable {
    /// At a planned look of a group-sequential test of both directions; the first look is 0.
    case groupSequential(GroupSequentialDesign, look: Int)
    /// At any moment, with the information there is, in the unit the sequence was tuned in.
    case alwaysValid(NormalMixtureSequence, information: Double)

    /// The error probability over all looks.
    public var alpha: Double {
        switch self {
        case .groupSequential(let design, _): design.alpha
        case .alwaysValid(let sequence, _): sequence.alpha
        }
    }

    /// The name of the method.
    public var method: MethodID {
        switch self {
        case .groupSequential: .groupSequential
        case .alwaysValid: .alwaysValid
        }
    }

    /// The value that |Z| must exceed; infinite where no result would count.
    public var criticalValue: Double {
        switch self {
        case .groupSequential(let design, let look):
            design.criticalValues.indices.contains(look) ? design.criticalValues[look] : .infinity
        case .alwaysValid(let sequence, let information): sequence.criticalValue(at: information)
        }
    }

    /// The two-sided confidence level that an interval read once has at the critical value.
    ///
    /// Nil where it is too near to 1 to be told from it.
    public var nominalConfidence: Double? {
        guard criticalValue < 8, let tail = try? Normal.twoSidedTail(criticalValue) else {
            return nil
        }
        return tail < 1 ? 1 - tail : nil
    }

    /// The p-value of both directions of a Z-value: below α exactly when |Z| exceeds the critical value.
    public func p(z: Double) throws(StatisticsError) -> Double {
        try p(z: z, isBeyond: abs(z) > criticalValue)
    }

    /// The same where it is known on which side of the critical value the result lies.
    func p(z: Double, isBeyond: Bool) throws(StatisticsError) -> Double {
        switch self {
        case .groupSequential(let design, let look):
            guard design.sides == .two else {
                throw .outOfDomain(argument: "sides", value: design.sides.count)
            }
            return try design.repeatedP(at: look, z: abs(z), isBeyond: isBeyond)
        case .alwaysValid(let sequence, let information):
            let p = sequence.p(z: z, at: information)
            return isBeyond ? min(p, alpha.nextDown) : max(p, alpha)
        }
    }
}
