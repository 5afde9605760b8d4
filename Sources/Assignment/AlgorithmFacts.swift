// SPDX-License-Identifier: GPL-3.0-or-later

/// How one algorithm works, in words: for help, schema and documentation.
public struct AlgorithmFacts: Sendable, Hashable, Codable {
    /// How well it is known that the system works this way.
    public enum Evidence: String, Sendable, Hashable, Codable {
        /// The whole draw gives the results the system publishes.
        case published
        /// The hash gives the published results; how ranges are laid was read in the source.
        case readInSource = "read-in-source"
        /// The hash gives the published results; how ranges are laid is from the documentation.
        case documented
    }

    /// The id, as a plan writes it.
    public var id: String
    /// The system.
    public var system: String
    /// The text that is hashed for the split.
    public var hashed: String
    /// The hash and which part of it is read.
    public var hash: String
    /// The buckets of the split.
    public var buckets: String
    /// When a bucket belongs to a variant.
    public var boundary: String
    /// How the share that takes part is drawn.
    public var gate: String
    /// What `salt` is in the system.
    public var salt: String
    /// What `gate_salt` is in the system.
    public var gateSalt: String
    /// The shares it can represent.
    public var shares: String
    /// How well this is known.
    public var evidence: Evidence
}

extension AssignmentAlgorithm {
    /// How it works, in words.
    public var facts: AlgorithmFacts {
        switch self {
        case .sha256First52: SplitHasher.facts
        case .eppo: Eppo.facts
        case .growthBook1: GrowthBook.facts(version: 1)
        case .growthBook2: GrowthBook.facts(version: 2)
        case .optimizely: Optimizely.facts
        case .unleash: Unleash.facts
        case .planOut: PlanOut.facts
        case .statsig: Statsig.facts
        case .postHog: PostHog.facts
        case .firebase: Firebase.facts
        case .flagd: Flagd.facts
        case .launchDarkly: LaunchDarkly.facts
        case .proctor: Proctor.facts
        case .splitIO: SplitIO.facts
        case .flagsmith: Flagsmith.facts
        case .amplitude: Amplitude.facts
        }
    }
}
