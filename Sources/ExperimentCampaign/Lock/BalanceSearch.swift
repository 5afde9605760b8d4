// SPDX-License-Identifier: GPL-3.0-or-later

/// How a balanced salt was looked for: every candidate that was tried, in order.
public struct BalanceSearch: Sendable, Hashable, Codable {
    /// One salt with how alike the variants are under it.
    public struct Candidate: Sendable, Hashable, Codable {
        /// The salt of the split.
        public var salt: String
        /// The largest standardised difference of means over covariates and pairs of variants.
        public var difference: Double
        /// The covariate in which it was found.
        public var covariate: String

        /// Creates a candidate.
        public init(salt: String, difference: Double, covariate: String) {
            self.salt = salt
            self.difference = difference
            self.covariate = covariate
        }
    }

    /// The columns that must be alike.
    public var covariates: [String]
    /// The largest difference that is taken.
    public var threshold: Double
    /// The salts that were tried, in order; the last one was taken.
    public var candidates: [Candidate]
    /// The customers of the test without a value, per covariate.
    public var missing: [Int]

    /// Creates a search.
    public init(
        covariates: [String], threshold: Double, candidates: [Candidate], missing: [Int]
    ) {
        self.covariates = covariates
        self.threshold = threshold
        self.candidates = candidates
        self.missing = missing
    }
}
