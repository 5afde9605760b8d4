// SPDX-License-Identifier: GPL-3.0-or-later

/// One difference between two plans, said by the phrase catalogue of the report.
///
/// Values are texts as a plan writes them: `45%`, `14d`, `2026-03-02`.
public struct PlanChange: Sendable, Hashable, Codable {
    /// What a change can spoil, mildest first.
    public enum Effect: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
        /// Words for people.
        case harmless
        /// What is measured, or what decides.
        case analysis
        /// Who gets what.
        case draw

        /// Whether one effect is milder than another.
        public static func < (left: Effect, right: Effect) -> Bool { left.rank < right.rank }

        private var rank: Int { Effect.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What happened.
    public enum Kind: Sendable, Hashable, Codable {
        /// A setting has another value.
        case changed(from: String, to: String)
        /// A setting got a value.
        case set(String)
        /// A setting lost its value.
        case unset(String)
        /// A setting is otherwise than before, in a way that no short text shows.
        case edited
        /// Something was added to a list.
        case added(String)
        /// Something was removed from a list.
        case removed(String)
        /// A list has another order.
        case reordered
    }

    /// The path without the keys of items, as `variants.weight`; it picks the words.
    public var subject: String
    /// The key of the item that it is about, as the key of a variant.
    public var item: String?
    /// What happened.
    public var kind: Kind
    /// What it can spoil.
    public var effect: Effect

    /// Creates a change.
    public init(subject: String, item: String? = nil, kind: Kind, effect: Effect) {
        self.subject = subject
        self.item = item
        self.kind = kind
        self.effect = effect
    }
}

extension Sequence where Element == PlanChange {
    /// The worst that the changes can spoil; nil when there are none.
    public var worstEffect: PlanChange.Effect? { self.map(\.effect).max() }
}
