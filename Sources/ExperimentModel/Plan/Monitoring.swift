// SPDX-License-Identifier: GPL-3.0-or-later

/// How often results may be read before the end, and how the error rate is kept then.
public enum Monitoring: Sendable, Hashable, Codable {
    /// Once, at the end.
    case fixed
    /// At planned looks, each spending a part of the error rate.
    case groupSequential(GroupSequential)
    /// At any time and as often as wanted.
    case alwaysValid(AlwaysValid)

    /// A plan of looks.
    public struct GroupSequential: Sendable, Hashable, Codable {
        /// The planned looks as shares of the planned units, ascending, the last one 1.
        public var looks: [Double]
        /// How the error rate is spent.
        public var spending: Spending
        /// The units that the test is planned to have in the end, over all variants.
        public var plannedUnits: Int

        /// Creates a plan of looks.
        public init(looks: [Double], spending: Spending = .obrienFleming, plannedUnits: Int) {
            self.looks = looks
            self.spending = spending
            self.plannedUnits = plannedUnits
        }
    }

    /// A confidence sequence.
    public struct AlwaysValid: Sendable, Hashable, Codable {
        /// The units at which the interval should be tightest, over all variants.
        public var plannedUnits: Int

        /// Creates a rule.
        public init(plannedUnits: Int) { self.plannedUnits = plannedUnits }
    }

    /// How the error rate is spent over looks (Lan and DeMets 1983).
    public enum Spending: Sendable, Hashable, Codable {
        /// Little at first: O'Brien and Fleming's shape.
        case obrienFleming
        /// About the same at each look: Pocock's shape.
        case pocock
        /// Hwang, Shih and DeCani's family; a negative gamma spends late.
        case hwangShihDeCani(gamma: Double)
        /// Kim and DeMets's family: the share of information to the power rho.
        case kimDeMets(rho: Double)
    }
}
