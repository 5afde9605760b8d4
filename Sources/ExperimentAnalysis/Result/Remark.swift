// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// A value that a sentence is filled with, typed so that each language formats it its own way.
public enum Datum: Sendable, Hashable {
    /// A whole number of things.
    case count(Int)
    /// A share between 0 and 1, shown as a percentage.
    case share(Double)
    /// A difference of two proportions as a fraction, shown in percentage points.
    case points(Double)
    /// A relative difference as a fraction, shown as a percentage with its sign.
    case relative(Double)
    /// A number in a metric's own unit.
    case number(Double)
    /// An amount of money.
    case money(Double, currency: String)
    /// A p-value.
    case pValue(Double)
    /// A text taken over as it is: a name, a column, a file.
    case text(String)
    /// Several texts.
    case list([String])
    /// A calendar day, as `YYYY-MM-DD`.
    case day(String)
    /// What changed in a plan, each change a sentence.
    case changes([PlanChange])
}

/// Something to say: the id of a phrase and the values that fill it.
public struct Remark: Sendable, Hashable {
    /// The id of the phrase, in words, as `srm-ok`.
    public var id: String
    /// The values by their name in the phrase.
    public var values: [String: Datum]

    /// Creates a remark.
    public init(_ id: String, _ values: [String: Datum] = [:]) {
        self.id = id
        self.values = values
    }
}

/// A reason to trust or distrust the data.
public struct HealthCheck: Sendable, Hashable {
    /// How bad it is.
    public enum Status: String, Sendable, Hashable, Comparable {
        /// Nothing found.
        case ok
        /// Known and shown; the verdict stands.
        case warning
        /// The verdict is not to be trusted.
        case invalid

        /// Whether one status is milder than another.
        public static func < (left: Status, right: Status) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .ok: 0
            case .warning: 1
            case .invalid: 2
            }
        }
    }

    /// What was checked, as `srm`, `duplicate-ids`, `rejected-rows`.
    public var id: String
    /// How bad it is.
    public var status: Status
    /// The p-value, for checks that are tests.
    public var p: Double?
    /// The sentence, as phrase id and values; the phrase id is `health.` + id + `.` + a case.
    public var remark: Remark

    /// Creates a check.
    public init(_ id: String, _ status: Status, p: Double? = nil, remark: Remark) {
        self.id = id
        self.status = status
        self.p = p
        self.remark = remark
    }
}
