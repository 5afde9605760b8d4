// SPDX-License-Identifier: GPL-3.0-or-later

/// Where symmetric sums of two and three variables lie in one array.
///
/// Only i ≤ j ≤ k is kept: (0,0), (0,1), (1,1), (0,2), … and likewise for three, in the order in which
/// a loop over the last index, then the one before, visits them.
enum PackedIndex {
    static func pairs(_ dimension: Int) -> Int { dimension * (dimension + 1) / 2 }

    static func triples(_ dimension: Int) -> Int {
        dimension * (dimension + 1) * (dimension + 2) / 6
    }

    static func pair(_ i: Int, _ j: Int) -> Int { pairs(max(i, j)) + min(i, j) }

    static func triple(_ i: Int, _ j: Int, _ k: Int) -> Int {
        let high = max(i, j, k)
        let low = min(i, j, k)
        return triples(high) + pairs(i + j + k - high - low) + low
    }
}
