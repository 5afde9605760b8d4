// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Gate and split as another system makes them, so that its assignments can be recomputed.
///
/// Where the system hashes once, a unit in no variant's range was not let in.
public struct SystemSplit: Sendable, Hashable {
    /// What became of one unit.
    public enum Outcome: Sendable, Hashable {
        /// It gets the variant at this place in the plan.
        case variant(Int)
        /// It does not take part.
        case notLetIn
        /// The system cannot hash its id.
        case refused(UnitID.Invalid)

        /// The place of the variant in the plan; nil for a unit without one.
        public var variantIndex: Int? {
            if case .variant(let index) = self { index } else { nil }
        }
    }

    /// The algorithm.
    public let algorithm: AssignmentAlgorithm
    let gate: SystemDraw?
    let split: SystemDraw
    private let needsASCII: Bool

    init(
        _ algorithm: AssignmentAlgorithm, gate: SystemDraw? = nil, split: SystemDraw,
        needsASCII: Bool = false
    ) {
        self.algorithm = algorithm
        self.gate = gate
        self.split = split
        self.needsASCII = needsASCII
    }

    /// Prepares the draws of a plan; nil for `sha256-52/1`, which draws points.
    ///
    /// - Parameters:
    ///   - algorithm: Which system.
    ///   - salt: The salt of the plan; ``AlgorithmFacts/salt`` says what it is in the system.
    ///   - gateSalt: The salt of the gate; nil when the plan writes none.
    ///   - allocation: The share of the units that take part.
    ///   - weights: The shares of the variants among them, in plan order, together the whole.
    /// - Throws: When the system cannot have such a salt, gate or share.
    public init?(
        _ algorithm: AssignmentAlgorithm, salt: Salt, gateSalt: Salt? = nil,
        allocation: Share = .whole, weights: [Share]
    ) throws(AssignmentError) {
        guard
            let split = try SystemSplit.make(
                SystemPlan(
                    algorithm: algorithm, salt: salt.text, gateSalt: gateSalt?.text,
                    allocation: allocation, weights: weights))
        else { return nil }
        self = split
    }

    /// Prepares the draws of a resolved design; nil for `sha256-52/1`, which draws points.
    ///
    /// A gate salt that is empty or the split salt with `/gate` counts as not written.
    ///
    /// - Throws: When the system cannot have such a salt, gate or share.
    public init?(design: AssignmentDesign) throws(AssignmentError) {
        let standard = design.gateSalt.isEmpty || design.gateSalt == design.splitSalt + "/gate"
        try self.init(
            AssignmentAlgorithm.named(design.algorithm), salt: Salt(design.splitSalt),
            gateSalt: standard ? nil : Salt(design.gateSalt), allocation: design.allocation,
            weights: design.weights)
    }

    private static func make(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit? {
        switch plan.algorithm {
        case .sha256First52: nil
        case .eppo: try Eppo.split(plan)
        case .growthBook1, .growthBook2: try GrowthBook.split(plan)
        case .optimizely: try Optimizely.split(plan)
        case .unleash: try Unleash.split(plan)
        case .planOut: try PlanOut.split(plan)
        case .statsig: try Statsig.split(plan)
        case .postHog: try PostHog.split(plan)
        case .firebase: try Firebase.split(plan)
        case .flagd: try Flagd.split(plan)
        case .launchDarkly: try LaunchDarkly.split(plan)
        case .proctor: try Proctor.split(plan)
        case .splitIO: try SplitIO.split(plan)
        case .flagsmith: try Flagsmith.split(plan)
        case .amplitude: try Amplitude.split(plan)
        }
    }

    /// Draws the unit with these UTF-8 bytes as id.
    public func outcome(of id: UnsafeRawBufferPointer) -> Outcome {
        if let problem = refusal(id) { return .refused(problem) }
        if let gate, gate.owner(of: id) == nil { return .notLetIn }
        return split.owner(of: id).map { .variant($0) } ?? .notLetIn
    }

    /// Draws the unit with an id.
    public func outcome(of id: String) -> Outcome {
        var id = id
        return id.withUTF8 { outcome(of: UnsafeRawBufferPointer($0)) }
    }

    /// The draws of an id with every step; empty for an id the system cannot hash.
    ///
    /// The split is shown for a unit that the gate holds back too, as what it would get.
    public func steps(of id: String) -> [SystemStep] {
        var copy = id
        guard copy.withUTF8({ refusal(UnsafeRawBufferPointer($0)) }) == nil else { return [] }
        return [gate?.step(.gate, of: id), split.step(.split, of: id)].compactMap(\.self)
    }

    /// Why the system cannot hash an id, or nobody can.
    func refusal(_ id: UnsafeRawBufferPointer) -> UnitID.Invalid? {
        if let problem = UnitID.invalid(id) { return problem }
        return needsASCII && id.contains { $0 >= 0x80 } ? .notASCII : nil
    }
}
