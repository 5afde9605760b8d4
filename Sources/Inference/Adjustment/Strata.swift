// SPDX-License-Identifier: GPL-3.0-or-later

/// Two groups, stratum by stratum, with at least two units of each group in every stratum.
///
/// Strata too small for that are put together into one. If this one is still too small, the smallest
/// of the others joins it, the first of equals, and so on. Strata without any unit are left out.
public struct Strata: Sendable, Hashable {
    /// The strata of control.
    public let control: [Moments]
    /// The strata of treatment, in the same order.
    public let treatment: [Moments]
    /// How many of the given strata were put together with others.
    public let mergedCount: Int

    private static let minimumUnits = 2

    /// Pairs the strata of two groups, given in the same order.
    ///
    /// - Returns: The strata; `too-few-units` if even all together have fewer than two units of a
    ///   group, `out-of-domain` if one list is longer than the other.
    public static func make(control: [Moments], treatment: [Moments]) -> Estimated<Strata> {
        guard control.count == treatment.count else { return .notEstimable(.outOfDomain) }
        var kept: [Stratum] = []
        var rest = Stratum(control: .empty, treatment: .empty, order: control.count)
        var mergedCount = 0
        for (order, pair) in zip(control, treatment).enumerated()
        where pair.0.count + pair.1.count > 0 {
            let stratum = Stratum(control: pair.0, treatment: pair.1, order: order)
            if stratum.isLargeEnough {
                kept.append(stratum)
            } else {
                rest.merge(stratum)
                mergedCount += 1
            }
        }
        while mergedCount > 0, !rest.isLargeEnough {
            guard let index = kept.indices.min(by: { kept[$0] < kept[$1] }) else {
                return .notEstimable(.tooFewUnits)
            }
            rest.merge(kept.remove(at: index))
            mergedCount += 1
        }
        if mergedCount > 0 { kept.append(rest) }
        guard !kept.isEmpty else { return .notEstimable(.tooFewUnits) }
        let sorted = kept.sorted { $0.order < $1.order }
        return .estimated(
            Strata(
                control: sorted.map(\.control), treatment: sorted.map(\.treatment),
                mergedCount: mergedCount > 1 ? mergedCount : 0))
    }

    private struct Stratum: Comparable {
        var control: Moments
        var treatment: Moments
        /// Where the stratum, or the first one in it, was given.
        var order: Int

        var count: Int { control.count + treatment.count }

        var isLargeEnough: Bool {
            control.count >= minimumUnits && treatment.count >= minimumUnits
        }

        mutating func merge(_ other: Stratum) {
            control.merge(other.control)
            treatment.merge(other.treatment)
            order = min(order, other.order)
        }

        static func < (left: Stratum, right: Stratum) -> Bool {
            (left.count, left.order) < (right.count, right.order)
        }
    }
}
