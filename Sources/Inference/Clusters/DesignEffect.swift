// SPDX-License-Identifier: GPL-3.0-or-later

/// How much clusters widen an interval, and how alike the units of one cluster are.
///
///     effect = Var(clusters) / Var(units)        Var(clusters) = S²(s − r·m) / (G·m̄²), over G clusters
///                                                Var(units)    = s² / N, as if units were independent
///     ICC    = (effect − 1) / (m* − 1)           m* = Σm²/Σm, the size of the cluster of a typical unit
///
/// The effect multiplies the number of units that a plan needs. It is estimated within each group and
/// averaged by units; with sizes that differ, m* is the size that makes effect = 1 + (m* − 1)·ICC exact.
///
/// Not estimable: `too-few-units` below two clusters or two units in a group, `zero-variance` if no
/// unit differs, `not-applicable` for the ICC if all clusters have one unit.
///
/// ### Reference
/// Kish, L. (1965). Survey Sampling, chapter 5. Eldridge, Ashby, Kerry (2006). Int. J. Epidemiology 35(5).
public struct DesignEffect: Sendable, Hashable {
    /// One group.
    public struct Group: Sendable, Hashable {
        /// The clusters: y their sums, x their numbers of units.
        public let clusters: BivariateMoments
        /// The units themselves.
        public let units: Moments

        /// Creates a group.
        public init(clusters: BivariateMoments, units: Moments) {
            self.clusters = clusters
            self.units = units
        }
    }

    /// The variance with clusters over that without.
    public let value: Double
    /// Σm²/Σm: the size of the cluster of a typical unit.
    public let typicalClusterSize: Double
    /// The intra-cluster correlation; negative if units of a cluster differ more than others.
    public let intraclusterCorrelation: Estimated<Double>

    /// Estimates the effect from one group or several.
    public static func estimate(_ groups: [Group]) -> Estimated<DesignEffect> {
        let effects = groups.estimatedMap { group -> Estimated<Double> in
            guard group.clusters.count > 1, let plain = group.units.varianceOfMean else {
                return .notEstimable(.tooFewUnits)
            }
            guard plain > 0 else { return .notEstimable(.zeroVariance) }
            return group.clusters.linearised().flatMap { linear in
                let effect = (linear.varianceOfMean ?? 0) / plain
                return effect.isFinite ? .estimated(effect) : .notEstimable(.outOfDomain)
            }
        }
        return effects.flatMap { effects in
            let units = groups.reduce(0) { $0 + Double($1.units.count) }
            guard units > 0 else { return .notEstimable(.tooFewUnits) }
            let value = zip(effects, groups).reduce(0) {
                $0 + $1.0 * (Double($1.1.units.count) / units)
            }
            let squares = groups.reduce(0) { sum, group in
                let size = group.clusters.x
                return sum + size.sumOfSquaredDeviations + size.mean * size.sum
            }
            let size = squares / groups.reduce(0) { $0 + $1.clusters.x.sum }
            return .estimated(
                DesignEffect(
                    value: value, typicalClusterSize: size,
                    intraclusterCorrelation: size > 1
                        ? .estimated((value - 1) / (size - 1)) : .notEstimable(.notApplicable)))
        }
    }

    /// The effect that a plan with clusters of another size may expect.
    ///
    /// - Parameters:
    ///   - clusterSize: The size of the cluster of a typical unit, at least 1.
    ///   - correlation: The intra-cluster correlation.
    /// - Returns: 1 + (size − 1)·correlation, never below 0.
    public static func expected(clusterSize: Double, correlation: Double) -> Double {
        max(0, 1 + (clusterSize - 1) * correlation)
    }
}
