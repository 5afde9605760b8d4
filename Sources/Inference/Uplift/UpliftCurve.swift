// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// A point of the curves of a score: what came of the units with the highest scores.
public struct UpliftPoint: Sendable, Hashable {
    /// The share of all units with at least this score.
    public let share: Double
    /// Radcliffe's incremental outcome, per unit of treatment.
    public let qini: Double
    /// The difference of means among these units times their share.
    public let uplift: Double
}

/// Two areas of a score's curves.
public struct UpliftAreas: Sendable, Hashable {
    /// The Qini coefficient: the area between the Qini curve and the straight line to its end.
    public let qini: Double
    /// The area under the uplift curve.
    public let auuc: Double
}

/// Judges a score that should rank units by the effect treatment has on them.
///
/// Let Y(T), N(T), Y(C), N(C) be sums of outcomes and counts of units among the units with at least
/// some score, φ their share of all N units, and a bar mark the totals.
///
///     Qini curve     G(φ) = (Y(T) − Y(C)·N(T)/N(C)) / N̄(T)
///     uplift curve   U(φ) = (Y(T)/N(T) − Y(C)/N(C))·φ
///     Qini coefficient = ∫ G dφ − G(1)/2      AUUC = ∫ U dφ, against U(1)/2 for a random order
///
/// Both curves start at (0, 0) and end at the overall difference of means, so that both areas are in
/// units of the outcome per unit and do not grow with the groups. Control is scaled by N(T)/N(C) among
/// the same units, so that 5 % of control is enough in principle; it does make the curve's beginning
/// noisy, which the intervals show. Integrals are by the trapezoid rule over the distinct scores.
/// Units with equal scores are one step: their order is not known. Scores above which a group has no
/// unit yet give no point.
///
/// The Qini coefficient is the area itself. Radcliffe also divides it by that of a perfect score,
/// which is defined for outcomes of 0 and 1 only; that ratio is not given here.
///
/// ### Accuracy
/// Matches Golden/qini.jsonl and uplift_deciles.jsonl, derived in exact fractions.
/// ### Reference
/// Radcliffe (2007). Using control groups to target on predicted lift. Direct Marketing Analytics
/// Journal, 14–21. Gutierrez, Gérardy (2016). Causal inference and uplift modelling: a review of the
/// literature. PMLR 67, 1–13.
public struct UpliftCurve: Sendable, Hashable {
    /// The units by score, highest first; no two slices share a score.
    public let slices: [UpliftSlice]
    /// The steps of the curves, by share ascending.
    public let points: [UpliftPoint]
    /// The two areas.
    public let areas: UpliftAreas

    /// The difference of means over all units.
    public var overall: Double { points.last?.uplift ?? 0 }

    /// Draws the curves of the units gathered.
    ///
    /// - Parameters:
    ///   - units: The units.
    ///   - bins: How many groups of about equal size to merge the scores into first; nil keeps every
    ///     distinct score as a step.
    /// - Returns: The curves; too-few-units with fewer than two units in a group, tied-values where
    ///   all scores are equal.
    public static func make(
        _ units: UpliftAccumulator, bins: Int? = nil
    ) -> Estimated<UpliftCurve> {
        estimate { () throws(StatisticsError) in
            var slices = try units.slices()
            if let bins { slices = Self.binned(slices, into: max(1, bins)) }
            let (control, treatment) = slices.reduce(into: (0, 0)) { sum, slice in
                sum.0 += slice.control.count
                sum.1 += slice.treatment.count
            }
            guard control > 1, treatment > 1 else { return .notEstimable(.tooFewUnits) }
            guard slices.count > 1 else { return .notEstimable(.tiedValues) }
            let steps = slices.map(UpliftStep.init)
            let points = UpliftStep.points(steps)
            guard points.allSatisfy({ $0.qini.isFinite && $0.uplift.isFinite }) else {
                return .notEstimable(.outOfDomain)
            }
            return .estimated(
                UpliftCurve(slices: slices, points: points, areas: UpliftStep.areas(points)))
        }
    }

    /// The units in groups of about equal size by score, highest first.
    ///
    /// Units with equal scores stay together, in the group that holds the middle of their ranks; a
    /// group that is left without units is not listed.
    public func deciles(_ bins: Int = 10) -> [UpliftSlice] {
        Self.binned(slices, into: max(1, bins))
    }

    private static func binned(_ slices: [UpliftSlice], into bins: Int) -> [UpliftSlice] {
        let total = slices.reduce(0) { $0 + $1.count }
        var result: [UpliftSlice] = []
        var (above, last) = (0, -1)
        for slice in slices {
            let middle = (Double(above) + Double(slice.count) / 2) / Double(total)
            let bin = min(Int(middle * Double(bins)), bins - 1)
            above += slice.count
            if bin == last, let open = result.popLast() {
                result.append(open.merged(with: slice))
            } else {
                result.append(slice)
            }
            last = bin
        }
        return result
    }
}

/// The sums of one slice.
struct UpliftStep {
    var treatmentCount = 0.0
    var treatmentSum = 0.0
    var controlCount = 0.0
    var controlSum = 0.0

    init() {}

    init(_ slice: UpliftSlice) {
        treatmentCount = Double(slice.treatment.count)
        treatmentSum = slice.treatment.moments.sum
        controlCount = Double(slice.control.count)
        controlSum = slice.control.moments.sum
    }

    mutating func add(_ other: UpliftStep) {
        treatmentCount += other.treatmentCount
        treatmentSum += other.treatmentSum
        controlCount += other.controlCount
        controlSum += other.controlSum
    }

    static func points(_ steps: [UpliftStep]) -> [UpliftPoint] {
        var all = UpliftStep()
        for step in steps { all.add(step) }
        let total = all.treatmentCount + all.controlCount
        var sum = UpliftStep()
        var points: [UpliftPoint] = []
        points.reserveCapacity(steps.count)
        for step in steps {
            sum.add(step)
            guard sum.treatmentCount > 0, sum.controlCount > 0 else { continue }
            let difference =
                sum.treatmentSum / sum.treatmentCount - sum.controlSum / sum.controlCount
            let share = (sum.treatmentCount + sum.controlCount) / total
            points.append(
                UpliftPoint(
                    share: share, qini: difference * (sum.treatmentCount / all.treatmentCount),
                    uplift: difference * share))
        }
        return points
    }

    static func areas(_ points: [UpliftPoint]) -> UpliftAreas {
        var (qini, auuc) = (0.0, 0.0)
        var last = UpliftPoint(share: 0, qini: 0, uplift: 0)
        for point in points {
            let width = (point.share - last.share) / 2
            qini += (last.qini + point.qini) * width
            auuc += (last.uplift + point.uplift) * width
            last = point
        }
        return UpliftAreas(qini: qini - last.qini / 2, auuc: auuc)
    }
}
