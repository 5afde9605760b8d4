// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Which points of the ring belong to which variant: half-open ranges, in plan order.
public struct Allocation: Sendable, Hashable {
    /// The number of points on the ring.
    public static let pointCount = 1_000_000

    /// The range of each variant, in plan order; together they are the whole ring.
    public let ranges: [Range<Int>]
    @usableFromInline let ends: [UInt32]

    /// Divides the ring by shares, by largest remainder with ties in order.
    ///
    /// - Throws: ``AssignmentError/weightsSum(_:)`` when the shares are not exactly the whole.
    public init(shares: [Share]) throws(AssignmentError) {
        guard !shares.isEmpty else { throw .noVariants }
        guard Allocation.isWhole(shares) else {
            throw .weightsSum(shares.reduce(0) { $0 + $1.fraction })
        }
        let whole = Int128(Allocation.pointCount)
        let quotas = shares.map {
            (whole * Int128($0.numerator)).quotientAndRemainder(dividingBy: Int128($0.denominator))
        }
        var points = quotas.map { Int($0.quotient) }
        let byRemainder = shares.indices.sorted { a, b in
            let left = quotas[a].remainder * Int128(shares[b].denominator)
            let right = quotas[b].remainder * Int128(shares[a].denominator)
            return left == right ? a < b : left > right
        }
        for index in byRemainder.prefix(Allocation.pointCount - points.reduce(0, +)) {
            points[index] += 1
        }
        self.init(points: points)
    }

    /// Divides the ring evenly; the first variants get the points that are left over.
    public init(evenOver count: Int) throws(AssignmentError) {
        guard count > 0 else { throw .noVariants }
        let (quotient, remainder) = Allocation.pointCount.quotientAndRemainder(dividingBy: count)
        self.init(points: (0..<count).map { quotient + ($0 < remainder ? 1 : 0) })
    }

    /// The allocation of a plan.
    public init(plan: Plan) throws(AssignmentError) {
        if plan.assignment.evenWeights {
            try self.init(evenOver: plan.variants.count)
            return
        }
        var shares: [Share] = []
        for variant in plan.variants {
            guard let weight = variant.weight else { throw .missingWeight(variant: variant.key) }
            shares.append(weight)
        }
        try self.init(shares: shares)
    }

    private init(points: [Int]) {
        var start = 0
        var ranges: [Range<Int>] = []
        for count in points {
            ranges.append(start..<start + count)
            start += count
        }
        self.ranges = ranges
        self.ends = ranges.map { UInt32($0.upperBound) }
    }

    /// The place in the plan of the variant that owns a point.
    @inlinable
    public func variantIndex(at point: Int) -> Int {
        var index = 0
        let point = UInt32(truncatingIfNeeded: point)
        while index < ends.count - 1, point >= ends[index] { index += 1 }
        return index
    }

    /// The share of the ring that a variant owns.
    public func plannedShare(_ index: Int) -> Double {
        Double(ranges[index].count) / Double(Allocation.pointCount)
    }

    /// Whether fractions add up to exactly one.
    private static func isWhole(_ shares: [Share]) -> Bool {
        var numerator: Int128 = 0
        var denominator: Int128 = 1
        for share in shares {
            let added = Int128(share.denominator)
            let (left, overLeft) = numerator.multipliedReportingOverflow(by: added)
            let (right, overRight) =
                Int128(share.numerator).multipliedReportingOverflow(by: denominator)
            let (product, overProduct) = denominator.multipliedReportingOverflow(by: added)
            let (sum, overSum) = left.addingReportingOverflow(right)
            guard !overLeft, !overRight, !overProduct, !overSum else { return false }
            let divisor = greatestCommonDivisor(sum, product)
            numerator = sum / divisor
            denominator = product / divisor
        }
        return numerator == denominator
    }

    private static func greatestCommonDivisor(_ a: Int128, _ b: Int128) -> Int128 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return max(a, 1)
    }
}
