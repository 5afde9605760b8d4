// SPDX-License-Identifier: GPL-3.0-or-later

/// What a generated campaign looks like, so that demo and tests need no download.
public struct Simulation: Sendable, Hashable, Codable {
    /// The true behaviour of one metric.
    public struct Outcome: Sendable, Hashable, Codable {
        /// The metric's key.
        public var metric: String
        /// The true rate (proportion) or mean (mean, count) per variant key.
        public var values: [String: Double]
        /// For a mean: the share of units with a value above zero; the rest score zero.
        public var buyers: Double?
        /// For a mean: the sigma of the lognormal amounts of those who buy.
        public var sigma: Double
        /// The key of a proportion, earlier in the list, that must be 1 for this outcome to be above
        /// zero: revenue is given an order.
        ///
        /// The values stay the true rates and means over all units. A mean or count given a
        /// proportion is above zero for each unit that has it, so `buyers` then has no meaning.
        public var given: String?

        /// Creates an outcome.
        public init(
            metric: String, values: [String: Double], buyers: Double? = nil, sigma: Double = 1,
            given: String? = nil
        ) {
            self.metric = metric
            self.values = values
            self.buyers = buyers
            self.sigma = sigma
            self.given = given
        }
    }

    /// The shares of the levels of one segment, and how each level scales the outcomes.
    public struct Level: Sendable, Hashable, Codable {
        /// The label written to the file.
        public var label: String
        /// Its share of the units.
        public var share: Double
        /// What the rate of every proportion, the mean of every count and the share of buyers are
        /// multiplied by, after division by the average over all units.
        ///
        /// The true values over all units stay those of the outcomes.
        public var multiplier: Double

        /// Creates a level.
        public init(label: String, share: Double, multiplier: Double = 1) {
            self.label = label
            self.share = share
            self.multiplier = multiplier
        }
    }

    /// The outcomes, in plan order.
    public var outcomes: [Outcome]
    /// The levels per segment key, in plan order.
    public var segments: [SegmentLevels]

    /// The levels of one segment.
    public struct SegmentLevels: Sendable, Hashable, Codable {
        /// The segment's key.
        public var segment: String
        /// Its levels.
        public var levels: [Level]

        /// Creates the levels of a segment.
        public init(segment: String, levels: [Level]) {
            self.segment = segment
            self.levels = levels
        }
    }

    /// Creates a simulation.
    public init(outcomes: [Outcome] = [], segments: [SegmentLevels] = []) {
        self.outcomes = outcomes
        self.segments = segments
    }
}
