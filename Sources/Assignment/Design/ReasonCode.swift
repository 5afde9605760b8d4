// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a unit is where it is: the text in the column `reason`.
///
/// The steps are asked in the order of ``step``; the first that has an answer gives the reason.
public enum ReasonCode: Sendable, Hashable {
    /// There is no id, or only spaces.
    case emptyID
    /// The id is a word for "no id".
    case placeholderID
    /// The algorithm of another system cannot hash the id.
    case idNotASCII
    /// The row has more or fewer fields than the header.
    case raggedRow
    /// An earlier row has the same id and says the same.
    case duplicateID
    /// An earlier row has the same id and says something else.
    case duplicateIDConflict
    /// A value that a rule needs cannot be read.
    case attributeUnreadable
    /// The customer goes on under another id, which has a row of its own.
    case mergedID
    /// The variant was given by hand; the unit stays out of the analysis.
    case forced(variant: String)
    /// The permission with this key was not given.
    case noPermission(String)
    /// A rule of the audience is false.
    case notInAudience
    /// A rule that excludes is true.
    case excludedByRule
    /// A rule has no answer for the unit.
    case unknownValue
    /// The person belongs to no household.
    case noHousehold
    /// The unit is in the global control.
    case heldOut
    /// Of two ids that became one customer, one is in the global control.
    case mergedHeldOut
    /// The slot of the unit belongs to another test in the layer, or to none.
    case otherLayer
    /// The gate did not let the unit in.
    case notLetIn
    /// The unit was drawn to a variant.
    case assigned
}

extension ReasonCode {
    /// What a reason means for the unit.
    public enum Fate: String, Sendable, Hashable, Codable {
        /// The row cannot be used; it is in the rejects.
        case rejected
        /// The row is fine, but the unit is not in the test.
        case out
        /// The unit is in the test.
        case `in`
    }

    /// What the reason means for the unit.
    public var fate: Fate {
        switch self {
        case .emptyID, .placeholderID, .idNotASCII, .raggedRow, .duplicateID, .duplicateIDConflict,
            .attributeUnreadable:
            .rejected
        case .mergedID, .forced, .noPermission, .notInAudience, .excludedByRule, .unknownValue,
            .noHousehold, .heldOut, .mergedHeldOut, .otherLayer, .notLetIn:
            .out
        case .assigned: .in
        }
    }

    /// The place of the reason among the steps, from 0.
    public var step: Int {
        switch self {
        case .emptyID: 0
        case .placeholderID: 1
        case .idNotASCII: 2
        case .raggedRow: 3
        case .duplicateID: 4
        case .duplicateIDConflict: 5
        case .attributeUnreadable: 6
        case .mergedID: 7
        case .forced: 8
        case .noPermission: 9
        case .notInAudience: 10
        case .excludedByRule: 11
        case .unknownValue: 12
        case .noHousehold: 13
        case .heldOut: 14
        case .mergedHeldOut: 15
        case .otherLayer: 16
        case .notLetIn: 17
        case .assigned: 18
        }
    }

    /// The codes without a key of their own, in the order of the steps.
    public static let fixed: [ReasonCode] = [
        .emptyID, .placeholderID, .idNotASCII, .raggedRow, .duplicateID, .duplicateIDConflict,
        .attributeUnreadable, .mergedID, .notInAudience, .excludedByRule, .unknownValue,
        .noHousehold, .heldOut, .mergedHeldOut, .otherLayer, .notLetIn, .assigned,
    ]

    /// The reason for an id that is not one unit's id.
    public init(_ problem: UnitID.Invalid) {
        switch problem {
        case .empty: self = .emptyID
        case .placeholder: self = .placeholderID
        case .notASCII: self = .idNotASCII
        }
    }
}

extension ReasonCode: RawRepresentable, Codable {
    private static let forcedPrefix = "forced-"
    private static let permissionPrefix = "no-permission-"

    /// The code as it is written, as `held-out` or `no-permission-email`.
    public var rawValue: String {
        switch self {
        case .emptyID: "empty-id"
        case .placeholderID: "placeholder-id"
        case .idNotASCII: "id-not-ascii"
        case .raggedRow: "ragged-row"
        case .duplicateID: "duplicate-id"
        case .duplicateIDConflict: "duplicate-id-conflict"
        case .attributeUnreadable: "attribute-unreadable"
        case .mergedID: "merged-id"
        case .forced(let variant): Self.forcedPrefix + variant
        case .noPermission(let key): Self.permissionPrefix + key
        case .notInAudience: "not-in-audience"
        case .excludedByRule: "excluded-by-rule"
        case .unknownValue: "unknown-value"
        case .noHousehold: "no-household"
        case .heldOut: "held-out"
        case .mergedHeldOut: "merged-held-out"
        case .otherLayer: "other-layer"
        case .notLetIn: "not-let-in"
        case .assigned: "assigned"
        }
    }

    /// Reads a code; nil for a text that is none.
    public init?(rawValue: String) {
        if rawValue.hasPrefix(Self.forcedPrefix) {
            self = .forced(variant: String(rawValue.dropFirst(Self.forcedPrefix.count)))
        } else if rawValue.hasPrefix(Self.permissionPrefix) {
            self = .noPermission(String(rawValue.dropFirst(Self.permissionPrefix.count)))
        } else if let code = Self.fixed.first(where: { $0.rawValue == rawValue }) {
            self = code
        } else {
            return nil
        }
    }
}

extension ReasonCode: Comparable {
    /// By step, then by the text of the code.
    public static func < (left: ReasonCode, right: ReasonCode) -> Bool {
        (left.step, left.rawValue) < (right.step, right.rawValue)
    }
}
