// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel

/// A plan frozen before outcomes were seen: what `experiment lock` writes to `KEY.lock.json`.
public struct PlanLock: Sendable, Hashable, Codable {
    /// The salts of every draw.
    public struct Salts: Sendable, Hashable, Codable {
        /// The salt of the split.
        public var split: String
        /// The salt of the gate.
        public var gate: String
        /// The salt of the global control's ring; nil without one.
        public var holdout: String?
        /// The salt of the layer's ring; nil without one.
        public var layer: String?

        /// Creates salts.
        public init(split: String, gate: String, holdout: String? = nil, layer: String? = nil) {
            self.split = split
            self.gate = gate
            self.holdout = holdout
            self.layer = layer
        }
    }

    /// What a phase is to the one before.
    public enum PhaseKind: String, Sendable, Hashable, Codable, CaseIterable {
        /// The first.
        case first
        /// More people take part; nobody moves.
        case ramp
        /// A variant was added, from people who did not take part.
        case variantAdded = "variant-added"
        /// Weights changed, or fewer people take part; some move.
        case weightsChanged = "weights-changed"
    }

    /// What a phase means for the analysis.
    public enum PhaseEffect: String, Sendable, Hashable, Codable, CaseIterable {
        /// It may be pooled with the phase before.
        case pooled
        /// What was added is compared with the others who came in with it.
        case ownBand = "own-band"
        /// Phases are reported apart, and who moved is left out.
        case apart
    }

    /// One allocation and the day from which it holds.
    public struct Phase: Sendable, Hashable, Codable {
        /// The number, from 1.
        public var version: Int
        /// The first day.
        public var from: Day
        /// What it is to the one before.
        public var kind: PhaseKind
        /// What it means for the analysis.
        public var effect: PhaseEffect
        /// Who gets what.
        public var design: AssignmentDesign

        /// Creates a phase.
        public init(
            version: Int, from: Day, kind: PhaseKind, effect: PhaseEffect, design: AssignmentDesign
        ) {
            self.version = version
            self.from = from
            self.kind = kind
            self.effect = effect
            self.design = design
        }
    }

    /// A list of customers by what it holds, without the customers.
    public struct CustomerList: Sendable, Hashable, Codable {
        /// The tree digest of the file.
        public var digest: String
        /// The rows it has.
        public var rows: Int
        /// The rows that may take part by permissions and rules; nil when that was not asked.
        public var eligible: Int?

        /// Creates a fingerprint.
        public init(digest: String, rows: Int, eligible: Int? = nil) {
            self.digest = digest
            self.rows = rows
            self.eligible = eligible
        }
    }

    /// Whom the plan is about.
    public struct AudienceFingerprint: Sendable, Hashable, Codable {
        /// SHA-256 of the rules and the permissions they name.
        public var rulesDigest: String
        /// The list of customers, where one was given.
        public var list: CustomerList?

        /// Creates a fingerprint.
        public init(rulesDigest: String, list: CustomerList? = nil) {
            self.rulesDigest = rulesDigest
            self.list = list
        }
    }

    /// How far the audit trail was when this file was written.
    public struct AuditMark: Sendable, Hashable, Codable {
        /// The number of the last line.
        public var sequence: Int
        /// The hash of that line.
        public var hash: String

        /// Creates a mark.
        public init(sequence: Int, hash: String) {
            self.sequence = sequence
            self.hash = hash
        }
    }

    /// The schema of the file.
    public static let schema = "experiment-lock/1"

    /// The schema that this value was written with.
    public var schema: String
    /// The key of the plan.
    public var experiment: String
    /// SHA-256 of the canonical JSON of the plan.
    public var planDigest: String
    /// The whole plan.
    public var plan: Plan
    /// The algorithm id.
    public var algorithm: String
    /// The salts of every draw.
    public var salts: Salts
    /// The keys of the variants of the last phase.
    public var variants: [String]
    /// The allocations, oldest first; never empty.
    public var phases: [Phase]
    /// Whom the plan is about.
    public var audience: AudienceFingerprint
    /// SHA-256 of the file that says who lives together; nil where there is none.
    public var householdMapDigest: String?
    /// What tells one pepper from another, without the pepper; nil where ids are not replaced.
    public var pepperID: String?
    /// How the salt was found, where the plan asks for a balanced one.
    public var balance: BalanceSearch?
    /// How far the audit trail was.
    public var audit: AuditMark?
    /// The version of the tool that wrote the file.
    public var toolVersion: String
    /// The day, or day and time, of the lock.
    public var lockedAt: String

    /// Creates a lock with its first phase.
    ///
    /// - Throws: When a number in the plan is not finite, which no loaded plan holds.
    public init(
        plan: Plan, design: AssignmentDesign, from: Day, list: CustomerList? = nil,
        householdMapDigest: String? = nil, pepperID: String? = nil, balance: BalanceSearch? = nil,
        toolVersion: String, lockedAt: String
    ) throws {
        schema = PlanLock.schema
        experiment = plan.key
        planDigest = try LockDigest.sha256(of: plan)
        self.plan = plan
        algorithm = design.algorithm
        salts = Salts(
            split: design.splitSalt, gate: design.gateSalt,
            holdout: plan.assignment.holdout?.salt, layer: design.layer?.salt)
        variants = design.variants
        phases = [
            Phase(version: 1, from: from, kind: .first, effect: .pooled, design: design)
        ]
        audience = AudienceFingerprint(
            rulesDigest: try LockDigest.audience(of: plan), list: list)
        self.householdMapDigest = householdMapDigest
        self.pepperID = pepperID
        self.balance = balance
        audit = nil
        self.toolVersion = toolVersion
        self.lockedAt = lockedAt
    }

    /// The phase that holds on a day; nil before the first.
    public func phase(on day: Day) -> Phase? { phases.last { $0.from <= day } }

    /// Whether the plan means what it meant when it was locked.
    ///
    /// - Throws: When a number in the plan is not finite, which no loaded plan holds.
    public func holds(for plan: Plan) throws -> Bool {
        try planDigest == LockDigest.sha256(of: plan)
    }
}
