// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel

extension PhasePlanner {
    /// Who of the newly admitted customers the added variants can be compared with.
    ///
    /// A variant that is added takes newly admitted customers. Only those of control and base who
    /// come in at the same time are like them.
    public struct Joiners: Sendable, Hashable {
        /// A variant that others are compared with.
        public struct Reference: Sendable, Hashable {
            /// Its key.
            public var variant: String
            /// Its share of the customers who join.
            public var share: Double
            /// Its share of all customers of the test, by the plan.
            public var planned: Double

            /// Whether so few join that there is nearly nobody to compare with.
            public var isTooSmall: Bool { share * 10 < planned }
        }

        /// Control and base, in plan order.
        public var references: [Reference]
        /// The smallest whole percentage of an allocation with which they get half of their share
        /// or more; nil when none of them get too few, and when no allocation does.
        public var enough: Int?

        /// Those who get too few.
        public var lacking: [Reference] { references.filter(\.isTooSmall) }
    }

    /// Who joins control and base; nil where no variant is added or nobody joins.
    static func joiners(of change: AllocationChange, _ plan: Plan) -> Joiners? {
        guard change.joining > 0, change.after.variants.count > change.before.variants.count
        else { return nil }
        var joiners = Joiners(references: references(of: change, plan))
        guard !joiners.lacking.isEmpty else { return joiners }
        let now = Int((change.after.gateShare * 100).rounded(.down))
        joiners.enough = (min(now + 1, 100)...100).first { percentage in
            guard let allocation = Share(percentage, over: 100),
                let wider = try? AllocationChange(
                    from: change.before, variants: change.after.variants,
                    weights: change.after.weights, allocation: allocation)
            else { return false }
            return wider.moving == 0 && wider.leaving == 0
                && references(of: wider, plan).allSatisfy { $0.share * 2 >= $0.planned }
        }
        return joiners
    }

    private static func references(
        of change: AllocationChange, _ plan: Plan
    ) -> [Joiners.Reference] {
        let joining = Double(max(change.joining, 1))
        return plan.variants.filter { $0.role != .test }.map { variant in
            let cells = change.flows.filter { $0.from == nil && $0.to == variant.key }
                .reduce(0) { $0 + $1.cells }
            let place = change.after.variants.firstIndex(of: variant.key)
            return Joiners.Reference(
                variant: variant.key, share: Double(cells) / joining,
                planned: place.map { change.after.weights[$0].fraction } ?? 0)
        }
    }
}
