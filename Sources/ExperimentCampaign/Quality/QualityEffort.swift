// SPDX-License-Identifier: GPL-3.0-or-later

/// How many ids and salts a battery draws.
public struct QualityEffort: Sendable, Hashable {
    /// The ids of each family.
    public var ids: Int
    /// The ids that are drawn under two salts which resemble each other.
    public var pairIDs: Int
    /// The pairs of random salts.
    public var randomPairs: Int
    /// The ids of each such pair.
    public var randomPairIDs: Int
    /// The ids of which every bit is changed.
    public var avalancheIDs: Int
    /// The tests without an effect.
    public var runs: Int
    /// The ids of each of those.
    public var runIDs: Int

    /// A few seconds.
    public static let standard = QualityEffort(
        ids: 100_000, pairIDs: 100_000, randomPairs: 1_000, randomPairIDs: 1_000,
        avalancheIDs: 4_000, runs: 1_000, runIDs: 1_000)

    /// About ten times as much.
    public static let thorough = QualityEffort(
        ids: 1_000_000, pairIDs: 500_000, randomPairs: 2_000, randomPairIDs: 5_000,
        avalancheIDs: 20_000, runs: 2_000, runIDs: 5_000)

    /// Creates an effort.
    ///
    /// - Parameters:
    ///   - ids: The ids of each family.
    ///   - pairIDs: The ids under two salts which resemble each other.
    ///   - randomPairs: The pairs of random salts.
    ///   - randomPairIDs: The ids of each such pair.
    ///   - avalancheIDs: The ids of which every bit is changed.
    ///   - runs: The tests without an effect.
    ///   - runIDs: The ids of each of those.
    public init(
        ids: Int, pairIDs: Int, randomPairs: Int, randomPairIDs: Int, avalancheIDs: Int,
        runs: Int, runIDs: Int
    ) {
        self.ids = ids
        self.pairIDs = pairIDs
        self.randomPairs = randomPairs
        self.randomPairIDs = randomPairIDs
        self.avalancheIDs = avalancheIDs
        self.runs = runs
        self.runIDs = runIDs
    }
}
