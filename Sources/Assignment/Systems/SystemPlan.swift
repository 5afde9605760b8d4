// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// What a plan asks of a system, with the checks that every system needs.
struct SystemPlan: Sendable {
    var algorithm: AssignmentAlgorithm
    var salt: String
    var gateSalt: String?
    var allocation: Share
    var weights: [Share]

    init(
        algorithm: AssignmentAlgorithm, salt: String, gateSalt: String? = nil,
        allocation: Share = .whole, weights: [Share]
    ) throws(AssignmentError) {
        guard !weights.isEmpty else { throw .noVariants }
        // Divides the ring for its checks alone: the weights must be exactly the whole.
        _ = try Allocation(shares: weights)
        guard allocation.numerator <= allocation.denominator else {
            throw .allocationOutOfRange(allocation.fraction)
        }
        self.algorithm = algorithm
        self.salt = salt
        self.gateSalt = gateSalt
        self.allocation = allocation
        self.weights = weights
    }

    /// Whether everybody takes part.
    var isOpen: Bool { allocation == .whole }

    /// The salt of the gate, for a system that hashes a second text.
    ///
    /// - Returns: Nil when everybody takes part.
    func neededGateSalt() throws(AssignmentError) -> String? {
        guard !isOpen else { return nil }
        guard let gateSalt else { throw .gateSaltMissing(algorithm: algorithm) }
        return gateSalt
    }

    /// Refuses a salt of the gate, for a system that has no place for it.
    func refuseGateSalt() throws(AssignmentError) {
        guard gateSalt == nil else { throw .gateSaltUnused(algorithm: algorithm) }
    }

    /// A share in whole parts of a total.
    func parts(_ share: Share, of total: Int) throws(AssignmentError) -> UInt64 {
        let (parts, remainder) = (Int128(total) * Int128(share.numerator))
            .quotientAndRemainder(dividingBy: Int128(share.denominator))
        guard remainder == 0 else {
            throw .shareNotRepresentable(share, algorithm: algorithm, parts: total)
        }
        return UInt64(parts)
    }

    /// The buckets of each variant, when each has a whole number of them.
    func wholeRanges(of total: Int, first: UInt64 = 0) throws(AssignmentError) -> [Range<UInt64>] {
        var counts: [UInt64] = []
        for weight in weights { counts.append(try parts(weight, of: total)) }
        return Self.consecutive(counts, first: first)
    }

    /// The buckets of each variant within the part that takes part, for a system that hashes once.
    func wholeRangesOfAllocation(
        of total: Int, first: UInt64 = 0
    ) throws(AssignmentError) -> [Range<UInt64>] {
        var counts: [UInt64] = []
        for weight in weights { counts.append(try parts(product(weight), of: total)) }
        return Self.consecutive(counts, first: first)
    }

    /// The ends of the variants on a scale, each where `rounding` puts the exact end.
    ///
    /// - Parameters:
    ///   - scale: The number that stands for the whole.
    ///   - upward: Whether an end between two numbers goes to the higher.
    /// - Returns: One end per variant.
    /// - Throws: When a share is too fine to compute with.
    func ends(on scale: UInt64, upward: Bool) throws(AssignmentError) -> [UInt64] {
        var sum = Fraction(0, 1)
        var ends: [UInt64] = []
        for weight in weights {
            guard let next = sum.adding(weight), let end = next.scaled(to: scale, upward: upward)
            else { throw .shareNotRepresentable(weight, algorithm: algorithm, parts: nil) }
            sum = next
            ends.append(end)
        }
        return ends
    }

    /// An end of the part that takes part on a scale.
    func allocationEnd(on scale: UInt64, upward: Bool) throws(AssignmentError) -> UInt64 {
        guard let end = Fraction(0, 1).adding(allocation)?.scaled(to: scale, upward: upward) else {
            throw .shareNotRepresentable(allocation, algorithm: algorithm, parts: nil)
        }
        return end
    }

    /// A weight times the share that takes part.
    func product(_ weight: Share) throws(AssignmentError) -> Share {
        let (above, overAbove) = weight.numerator.multipliedReportingOverflow(
            by: allocation.numerator)
        let (below, overBelow) = weight.denominator.multipliedReportingOverflow(
            by: allocation.denominator)
        guard !overAbove, !overBelow, let share = Share(above, over: below) else {
            throw .shareNotRepresentable(weight, algorithm: algorithm, parts: nil)
        }
        return share
    }

    /// Ranges that follow each other.
    static func consecutive(_ counts: [UInt64], first: UInt64 = 0) -> [Range<UInt64>] {
        var start = first
        return counts.map { count in
            defer { start += count }
            return start..<start + count
        }
    }

    /// Ranges between ends that follow each other.
    static func between(_ ends: [UInt64], first: UInt64 = 0) -> [Range<UInt64>] {
        var start = first
        return ends.map { end in
            defer { start = max(start, end) }
            return start..<max(start, end)
        }
    }
}

/// An exact fraction in wide integers.
private struct Fraction {
    var numerator: Int128
    var denominator: Int128

    init(_ numerator: Int128, _ denominator: Int128) {
        var (a, b) = (numerator, denominator)
        while b != 0 { (a, b) = (b, a % b) }
        self.numerator = numerator / max(a, 1)
        self.denominator = denominator / max(a, 1)
    }

    /// The sum with a share; nil when it is too fine to hold.
    func adding(_ share: Share) -> Fraction? {
        let (left, a) = numerator.multipliedReportingOverflow(by: Int128(share.denominator))
        let (right, b) = Int128(share.numerator).multipliedReportingOverflow(by: denominator)
        let (below, c) = denominator.multipliedReportingOverflow(by: Int128(share.denominator))
        let (sum, d) = left.addingReportingOverflow(right)
        return a || b || c || d ? nil : Fraction(sum, below)
    }

    /// The fraction of a scale, rounded to a whole number; nil when it is too fine to compute.
    func scaled(to scale: UInt64, upward: Bool) -> UInt64? {
        let (product, overflows) = numerator.multipliedReportingOverflow(by: Int128(scale))
        guard !overflows else { return nil }
        let (quotient, remainder) = product.quotientAndRemainder(dividingBy: denominator)
        return UInt64(clamping: quotient + (upward && remainder > 0 ? 1 : 0))
    }
}
