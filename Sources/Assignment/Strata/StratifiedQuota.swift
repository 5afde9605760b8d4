// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Exact numbers per variant within each stratum of a list that is final.
///
/// The rule, so that a query can repeat it. Let `p(j)` be the points of the first `j` variants, out
/// of a million (``Allocation``); `v` the point of `salt:stratum`, from 0 to 999,999, with the salt
/// of the split; and `n` the units of the stratum. The units are ranked from 1 to `n` by the first
/// 52 bits of SHA-256 over `salt:id`, then by the bytes of the id. The unit of rank `r` gets the
/// first variant `j` for which `r <= floor((n * p(j) + v) / 1000000)`:
///
///     row_number() over (partition by stratum order by h52, id) <= (n * p_j + v) / 1000000
///
/// So every variant gets its share of `n` rounded down or up, and `v` decides which: a unit that is
/// left over goes to each variant as often as its remainder says. Serving the largest remainder
/// first in every stratum would never give a control group of 10 % anyone in strata of four, and
/// serving the plan's first variant first would make it too large.
///
/// A unit that is added later may move others: the list must be final.
public struct StratifiedQuota: Sendable {
    /// One unit of a stratum.
    public struct Unit: Sendable, Hashable {
        /// The first 52 bits of the digest; see ``SplitHasher/numbers(in:offsets:counts:into:)``.
        public var number: UInt64
        /// The unit's place among the caller's.
        public var index: Int

        /// Creates a unit.
        public init(number: UInt64, index: Int) {
            self.number = number
            self.index = index
        }
    }

    /// The points of the variants up to and with each, in plan order, `p(1)`, `p(2)` and so on.
    public let ends: [Int]
    private let hasher: SplitHasher

    /// Prepares the quotas of a design.
    ///
    /// - Throws: When the algorithm is another system's, or the weights are not exactly the whole.
    public init(design: AssignmentDesign) throws(AssignmentError) {
        let algorithm = try AssignmentAlgorithm.named(design.algorithm)
        guard !algorithm.isForeign else { throw .noPoints(algorithm: algorithm) }
        try self.init(weights: design.weights, salt: Salt(design.splitSalt))
    }

    /// Prepares the quotas for weights.
    ///
    /// - Throws: When the weights are not exactly the whole.
    public init(weights: [Share], salt: Salt) throws(AssignmentError) {
        ends = try Allocation(shares: weights).ranges.map(\.upperBound)
        hasher = SplitHasher(salt: salt)
    }

    /// What decides who gets the unit that is left over in a stratum, `v`.
    public func shift(of stratum: String) -> Int { hasher.point(of: stratum) }

    /// The last rank of each variant in a stratum; that of the one before for one without units.
    public func lastRanks(stratum: String, size: Int) -> [Int] {
        let shift = Int128(shift(of: stratum))
        return ends.map {
            Int((Int128(size) * Int128($0) + shift) / Int128(Allocation.pointCount))
        }
    }

    /// How many units each variant gets in a stratum of a size, in plan order.
    public func quotas(stratum: String, size: Int) -> [Int] {
        var before = 0
        return lastRanks(stratum: stratum, size: size).map { rank in
            defer { before = rank }
            return rank - before
        }
    }

    /// Gives every unit of a stratum its variant.
    ///
    /// - Parameters:
    ///   - units: The units, in any order; they are left in the order of their ranks.
    ///   - stratum: The label of the stratum.
    ///   - id: The bytes of a unit's id by its index; only asked where two numbers are the same.
    ///   - assign: Told the index of each unit and the place of its variant in the plan.
    public func assign(
        _ units: inout [Unit], stratum: String, id: (Int) -> [UInt8],
        _ assign: (_ index: Int, _ variant: Int) -> Void
    ) {
        units.sort { one, other in
            one.number == other.number
                ? id(one.index).lexicographicallyPrecedes(id(other.index))
                : one.number < other.number
        }
        var variant = 0
        let ranks = lastRanks(stratum: stratum, size: units.count)
        for (place, unit) in units.enumerated() {
            while variant < ranks.count - 1, place >= ranks[variant] { variant += 1 }
            assign(unit.index, variant)
        }
    }
}
