// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// What a group-sequential test says at one look.
///
/// Repeated interval and p hold at every look at once, whether or not the test stops there: report
/// these. The stage-wise p, the median-unbiased estimate and their interval are for a test that ended
/// at this look; they correct for the stopping, which the plain estimate and interval do not.
///
/// Effects are in standard errors of the estimate at this look: multiply by the standard error.
public struct GroupSequentialInference: Sendable, Hashable {
    /// The boundary at this look.
    public let criticalValue: Double
    /// Whether Z reaches the boundary: |Z| where both directions are tested.
    public let isSignificant: Bool
    /// The interval z ± b(k) that holds at every look.
    public let repeatedInterval: Interval
    /// The smallest α for which this look would be significant; of both directions where both are tested.
    public let repeatedP: Double
    /// The probability, with no effect, of a result at least as high in the order of stages.
    public let stagewiseP: Double
    /// The same for both directions: twice the smaller of it and its complement.
    public let stagewiseTwoSidedP: Double
    /// The effect at which a higher and a lower result in the order of stages are equally likely.
    public let medianUnbiased: Double
    /// The interval by the order of stages, at the level of the repeated one.
    public let stagewiseInterval: Interval
}

extension GroupSequentialDesign {
    /// Reads the test at a look.
    ///
    /// The order of stages: crossing above early is highest, then crossing above later, then Z at the
    /// last look; crossing below early is lowest. Its p-value and interval agree with the boundary.
    ///
    /// - Parameters:
    ///   - look: The index of the look, 0 for the first.
    ///   - z: The estimate over its standard error at that look.
    /// - Returns: The inference in standard errors.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain or a search fails.
    public func inference(
        at look: Int, z: Double
    ) throws(StatisticsError) -> GroupSequentialInference {
        guard information.indices.contains(look) else {
            throw .outOfDomain(argument: "look", value: Double(look))
        }
        guard z.isFinite, abs(z) <= 1e6 else { throw .outOfDomain(argument: "z", value: z) }
        let critical = criticalValues[look]
        let order = try StageOrder(design: self, look: look, z: z)
        let (above, below) = (order.atLeast(drift: 0), order.below(drift: 0))
        let tail = alpha / sides.count
        let level = min(tail, 1 - tail)
        return GroupSequentialInference(
            criticalValue: critical, isSignificant: (sides == .two ? abs(z) : z) >= critical,
            repeatedInterval: Interval(low: z - critical, high: z + critical),
            repeatedP: try repeatedP(at: look, z: z), stagewiseP: above,
            stagewiseTwoSidedP: min(1, 2 * min(above, below)),
            medianUnbiased: try order.effect(atProbability: 0.5),
            stagewiseInterval: Interval(
                low: try order.effect(atProbability: level),
                high: try order.effect(atProbability: 1 - level)))
    }

    /// The smallest error probability whose boundary a Z-value reaches at a look.
    ///
    /// Below α exactly when Z lies beyond the boundary, so it agrees with the repeated interval. Never
    /// below the p-value of the same Z read once. Z beyond 30 counts as 30.
    ///
    /// - Parameters:
    ///   - look: The index of the look, 0 for the first.
    ///   - z: The estimate over its standard error.
    /// - Returns: A probability of both directions where both are tested; 1 where none up to 0.999 would do.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain or the search fails.
    public func repeatedP(at look: Int, z: Double) throws(StatisticsError) -> Double {
        guard information.indices.contains(look) else {
            throw .outOfDomain(argument: "look", value: Double(look))
        }
        guard !z.isNaN else { throw .outOfDomain(argument: "z", value: z) }
        return try repeatedP(
            at: look, z: z, isBeyond: (sides == .two ? abs(z) : z) > criticalValues[look])
    }

    func repeatedP(at look: Int, z: Double, isBeyond: Bool) throws(StatisticsError) -> Double {
        guard information.indices.contains(look) else {
            throw .outOfDomain(argument: "look", value: Double(look))
        }
        let statistic = min(30, sides == .two ? abs(z) : z)
        let single = min(1, sides.count * (try Normal.upperTail(statistic)))
        let (low, high) = isBeyond ? (single, alpha) : (max(alpha, single), Self.largestAlpha)
        guard low < high else { return isBeyond ? alpha.nextDown : 1 }
        let looks = Array(information[...look])
        let excess = { (alpha: Double) -> Double in
            guard let spent = try? self.schedule.spent(by: looks, of: alpha / self.sides.count),
                let bounds = try? Self.boundaries(
                    information: looks, spent: spent, sides: self.sides)
            else { return .nan }
            return min(bounds[look], 45) - statistic
        }
        if excess(high) > 0 { return isBeyond ? alpha.nextDown : 1 }
        // On the scale of normal quantiles the boundary is nearly linear in α.
        let scale = { (alpha: Double) throws(StatisticsError) in
            try Normal.upperQuantile(alpha / self.sides.count)
        }
        let root = try BrentRoot.find(
            from: try scale(high), to: try scale(low) + 1e-9, absoluteTolerance: 1e-9
        ) { excess(min(high, self.sides.count * ((try? Normal.upperTail($0)) ?? .nan))) }
        let p = sides.count * (try Normal.upperTail(root))
        return isBeyond ? min(max(p, single), alpha.nextDown) : min(1, max(p, alpha))
    }

    /// The densities before each look up to one, with no effect.
    func densities(through look: Int, lowest: Double) throws(StatisticsError) -> [ScoreDensity] {
        var density = ScoreDensity.start
        var result: [ScoreDensity] = []
        for index in 0...look {
            let t = information[index]
            result.append(density)
            let critical = criticalValues[index]
            guard index < look, critical < .infinity, t > density.information else { continue }
            let next = information[index...].first { $0 > t } ?? t
            let lower = sides.lowerBound(for: critical)
            density = try density.advanced(
                to: t, lower: sides == .two ? lower : min(lower, lowest), upper: critical,
                next: next)
        }
        return result
    }
}

/// The results of a test in the order of stages, relative to one result.
struct StageOrder {
    private let design: GroupSequentialDesign
    private let look: Int
    private let z: Double
    private let densities: [ScoreDensity]

    init(design: GroupSequentialDesign, look: Int, z: Double) throws(StatisticsError) {
        // Looks that share their information are one look.
        let t = design.information[look]
        let first = design.information.firstIndex(of: t) ?? look
        self.design = design
        self.look = first
        self.z = z
        densities = try design.densities(through: first, lowest: 2 * min(0, z) - 10)
    }

    /// The probability of the result or a higher one.
    func atLeast(drift: Double) -> Double {
        sum(drift: drift) { density, bound, t in density.above(bound, at: t) }
    }

    /// The probability of a lower result.
    func below(drift: Double) -> Double {
        sum(drift: drift, isBelow: true) { density, bound, t in density.below(bound, at: t) }
    }

    private func sum(
        drift: Double, isBelow: Bool = false, _ tail: (ScoreDensity, Double, Double) -> Double
    ) -> Double {
        var total = 0.0
        for index in 0...look {
            let t = design.information[index]
            let critical = design.criticalValues[index]
            let isLast = index == look
            guard isLast || critical < .infinity, t > densities[index].information else { continue }
            if !isLast, isBelow, design.sides == .one { continue }
            let bound = isLast ? z : isBelow ? -critical : critical
            total += tail(densities[index].tilted(by: drift, toward: t), bound, t)
        }
        return min(1, total)
    }

    /// The effect, in standard errors at the look, at which the result or a higher one has a probability.
    func effect(atProbability probability: Double) throws(StatisticsError) -> Double {
        let root = design.information[look].squareRoot()
        let excess = { (effect: Double) -> Double in
            let drift = effect / root
            let above = self.atLeast(drift: drift)
            // From the smaller tail, so that neither is one minus a number near one.
            return above < 0.5
                ? above - probability : (1 - probability) - self.below(drift: drift)
        }
        var (low, high) = (z - 4, z + 4)
        var reach = 4.0
        while excess(low) > 0, reach < 1e9 { (high, low, reach) = (low, low - reach, 2 * reach) }
        reach = 4
        while excess(high) < 0, reach < 1e9 { (low, high, reach) = (high, high + reach, 2 * reach) }
        return try BrentRoot.find(from: low, to: high, absoluteTolerance: 1e-10, excess)
    }
}
