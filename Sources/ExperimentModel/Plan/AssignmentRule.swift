// SPDX-License-Identifier: GPL-3.0-or-later

/// How units are drawn to variants.
///
/// What a plan does not write is nil, so that the digest of a plan outlives new parts of the language.
public struct AssignmentRule: Sendable, Hashable, Codable {
    /// People within a household or an account, when that is what is drawn.
    public struct Members: Sendable, Hashable, Codable {
        /// What becomes of a person without a household.
        public enum Missing: String, Sendable, Hashable, Codable, CaseIterable {
            /// Left out.
            case exclude
            /// A unit alone, with the id `person:` and the person's own.
            case person
        }

        /// The column with the person's own id; ``AssignmentRule/unit`` holds the household's.
        public var column: String
        /// What becomes of a person without a household.
        public var missing: Missing
        /// A file of pairs that decides who lives together, relative to the plan; nil takes the
        /// columns of the customer file.
        public var map: String?

        /// Creates the rule.
        public init(column: String, missing: Missing = .exclude, map: String? = nil) {
            self.column = column
            self.missing = missing
            self.map = map
        }
    }

    /// A search for the first salt under which the variants start alike.
    public struct Balance: Sendable, Hashable, Codable {
        /// The numeric columns that must be alike.
        public var covariates: [String]
        /// The largest standardised difference of means that is taken.
        public var threshold: Double
        /// The most salts that are tried.
        public var candidates: Int

        /// Creates a search.
        public init(covariates: [String], threshold: Double = 0.1, candidates: Int = 100) {
            self.covariates = covariates
            self.threshold = threshold
            self.candidates = candidates
        }
    }

    /// The algorithm id; immutable once used.
    public var algorithm: String
    /// The salt of the split draw.
    public var salt: String
    /// Whether the ring is divided evenly; else every variant has a weight.
    public var evenWeights: Bool
    /// The column that holds the unit's id in a customer file.
    public var unit: String
    /// The salt of the gate draw; `SALT/gate` when nil.
    public var gateSalt: String?
    /// The share of the audience that takes part; everybody when nil.
    public var allocation: Share?
    /// The layer whose units are not shared.
    public var layer: Layer?
    /// The share of the layer's slots that the test takes; all when nil.
    public var slots: Share?
    /// The global control that is drawn before.
    public var holdout: Holdout?
    /// A file of units that get a variant by hand and stay out of the analysis, relative to the
    /// plan; its columns are the unit's and `variant`.
    public var overrides: String?
    /// People within the unit.
    public var members: Members?
    /// The segments within which the variants get exact quotas, for a list that is final.
    public var stratify: [String]?
    /// The search for a balanced salt.
    public var balance: Balance?

    /// Creates a rule.
    public init(
        algorithm: String = "sha256-52/1", salt: String, evenWeights: Bool = false,
        unit: String = "customer_id", gateSalt: String? = nil, allocation: Share? = nil,
        layer: Layer? = nil, slots: Share? = nil, holdout: Holdout? = nil,
        overrides: String? = nil, members: Members? = nil, stratify: [String]? = nil,
        balance: Balance? = nil
    ) {
        self.algorithm = algorithm
        self.salt = salt
        self.evenWeights = evenWeights
        self.unit = unit
        self.gateSalt = gateSalt
        self.allocation = allocation
        self.layer = layer
        self.slots = slots
        self.holdout = holdout
        self.overrides = overrides
        self.members = members
        self.stratify = stratify
        self.balance = balance
    }
}
