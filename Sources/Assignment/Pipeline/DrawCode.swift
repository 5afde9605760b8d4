// SPDX-License-Identifier: GPL-3.0-or-later

/// What the draws made of one unit, in one byte: a variant or why there is none.
public struct DrawCode: RawRepresentable, Sendable, Hashable {
    /// The byte.
    public var rawValue: UInt8

    /// Creates a code from its byte.
    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The most variants that a draw tells apart; bytes from here on are reasons.
    public static let variantLimit = 240

    /// Not drawn yet.
    public static let waiting = DrawCode(rawValue: 255)
    /// In the global control.
    public static let heldOut = DrawCode(rawValue: 254)
    /// The slot belongs to another test, or to none.
    public static let otherLayer = DrawCode(rawValue: 253)
    /// Not let in by the gate.
    public static let notLetIn = DrawCode(rawValue: 252)
    /// The algorithm of another system cannot hash the id.
    public static let idNotASCII = DrawCode(rawValue: 251)

    /// The variant at a place in the plan.
    @inlinable
    public static func variant(_ index: Int) -> DrawCode {
        DrawCode(rawValue: UInt8(truncatingIfNeeded: index))
    }

    /// What another system made of a unit.
    init(_ outcome: SystemSplit.Outcome) {
        switch outcome {
        case .variant(let index): self = .variant(index)
        case .notLetIn: self = .notLetIn
        case .refused: self = .idNotASCII
        }
    }

    /// The place of the variant in the plan; nil for a unit without one.
    @inlinable
    public var variantIndex: Int? {
        Int(rawValue) < DrawCode.variantLimit ? Int(rawValue) : nil
    }

    /// The reason; nil for a unit that is not drawn yet.
    public var reason: ReasonCode? {
        switch self {
        case .heldOut: .heldOut
        case .otherLayer: .otherLayer
        case .notLetIn: .notLetIn
        case .idNotASCII: .idNotASCII
        default: variantIndex == nil ? nil : .assigned
        }
    }
}
