// SPDX-License-Identifier: GPL-3.0-or-later

/// The sum of a metric and the number of units in each cluster of one group.
///
/// Clusters keep their label, because one whose units are in both groups ties the groups together.
public struct ClusterTotals: Sendable, Hashable {
    /// One cluster.
    public struct Cluster: Sendable, Hashable {
        /// The sum of its units' values.
        public var sum: Double
        /// The number of its units; positive.
        public var size: Int

        /// Creates a cluster.
        public init(sum: Double, size: Int) {
            self.sum = sum
            self.size = size
        }

        /// Adds more units of the same cluster.
        public mutating func add(_ other: Cluster) {
            sum += other.sum
            size += other.size
        }
    }

    /// The labels, ascending by their UTF-8 bytes.
    public let labels: [String]
    /// The clusters in the order of their labels.
    public let clusters: [Cluster]

    /// The totals of no cluster.
    public static let empty = ClusterTotals([:])

    /// Creates the totals of clusters by label.
    public init(_ totals: [String: Cluster]) {
        let sorted = totals.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        labels = sorted.map(\.key)
        clusters = sorted.map(\.value)
    }

    /// How many units.
    public var unitCount: Int { clusters.reduce(0) { $0 + $1.size } }

    /// The sum over all units.
    public var sum: Double { clusters.reduce(0) { $0 + $1.sum } }

    /// The mean over all units; nil when there are none.
    public var mean: Double? { unitCount > 0 ? sum / Double(unitCount) : nil }

    /// The joint summary of the clusters: y their sums, x their sizes.
    public var moments: BivariateMoments? {
        try? BivariateMoments(y: clusters.map(\.sum), x: clusters.map { Double($0.size) })
    }

    /// How many clusters both groups have units in.
    public func shared(with other: ClusterTotals) -> Int {
        let known = Set(other.labels)
        return labels.count { known.contains($0) }
    }
}
