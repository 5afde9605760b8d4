// SPDX-License-Identifier: GPL-3.0-or-later

/// A way to turn a salt and an id into a variant; its id is written in the plan and never changes.
///
/// `sha256-52/1` draws points of a ring of a million. Every other algorithm repeats what a system in
/// use elsewhere does, for whom its assignments must be recomputed; ``facts`` says how each works.
///
/// A new algorithm is a new case. The meaning of an existing case never changes: a customer would
/// change variant while the test runs.
public enum AssignmentAlgorithm: String, Sendable, Hashable, CaseIterable {
    /// The first 52 bits of SHA-256 over `salt:id`, modulo a million.
    case sha256First52 = "sha256-52/1"
    /// The shards of Eppo.
    case eppo = "eppo-md5/1"
    /// The hash version 1 of GrowthBook.
    case growthBook1 = "growthbook/1"
    /// The hash version 2 of GrowthBook.
    case growthBook2 = "growthbook/2"
    /// The bucketing of Optimizely.
    case optimizely = "optimizely-murmur3/1"
    /// The rollouts and variants of Unleash.
    case unleash = "unleash-murmur3/1"
    /// The random operators of PlanOut.
    case planOut = "planout-sha1/1"
    /// The rules and user buckets of Statsig.
    case statsig = "statsig-sha256/1"
    /// The flags of PostHog.
    case postHog = "posthog-sha1/1"
    /// The percent conditions of Firebase Remote Config on a server.
    case firebase = "firebase-sha256/1"
    /// The fractional operation of flagd, version 2.
    case flagd = "flagd-murmur3/2"
    /// The rollouts and experiments of LaunchDarkly.
    case launchDarkly = "launchdarkly-sha1/1"
    /// The allocations of Indeed Proctor.
    case proctor = "proctor-md5/1"
    /// The partitions of Split, with the murmur3 algorithm.
    case splitIO = "split-murmur3/1"
    /// The multivariate flags and percentage segments of Flagsmith.
    case flagsmith = "flagsmith-md5/1"
    /// The two-stage randomisation of Amplitude Experiment.
    case amplitude = "amplitude-murmur3/1"

    /// The algorithm with an id, as `sha256-52/1`.
    ///
    /// - Throws: ``AssignmentError/unknownAlgorithm(_:known:)`` with the ids there are.
    public static func named(_ id: String) throws(AssignmentError) -> AssignmentAlgorithm {
        guard let algorithm = AssignmentAlgorithm(rawValue: id) else {
            throw .unknownAlgorithm(id, known: allCases.map(\.rawValue))
        }
        return algorithm
    }

    /// Whether it repeats what another system does, by a ``SystemSplit``.
    public var isForeign: Bool { self != .sha256First52 }

    /// The hasher of points for one salt.
    ///
    /// - Throws: ``AssignmentError/noPoints(algorithm:)`` when it draws variants, not points.
    public func hasher(salt: Salt) throws(AssignmentError) -> any PointHasher {
        guard !isForeign else { throw .noPoints(algorithm: self) }
        return SplitHasher(salt: salt)
    }
}
