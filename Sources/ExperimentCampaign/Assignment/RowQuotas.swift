// SPDX-License-Identifier: GPL-3.0-or-later

/// The variant of every row of a final list, where exact quotas decide instead of the split alone.
struct RowQuotas: Sendable {
    private static let none: UInt8 = 255
    private var variants: [UInt8]

    init(rows: Int) { variants = [UInt8](repeating: Self.none, count: rows + 1) }

    /// The place of the variant of a row, which counts from 1; nil for one that is not drawn.
    @inline(__always)
    func variant(of row: Int) -> Int? {
        guard row < variants.count, variants[row] != Self.none else { return nil }
        return Int(variants[row])
    }

    /// Gives a row its variant.
    mutating func set(_ variant: Int, row: Int) {
        guard row < variants.count else { return }
        variants[row] = UInt8(truncatingIfNeeded: variant)
    }
}
