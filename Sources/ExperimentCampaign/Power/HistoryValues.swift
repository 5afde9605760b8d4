// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Inference

/// The values of a history with their counts, in bounded memory.
///
/// Above ``limit`` different values all are rounded to three significant digits. Rounding twice is
/// rounding once, and more values in a part are more in the whole, so the parts may be merged in any
/// way.
struct HistoryValues: Sendable {
    static let limit = 20_000

    private var counts: [Double: Int] = [:]
    private var isRounded = false

    mutating func add(_ value: Double, count: Int = 1) {
        counts[isRounded ? Self.rounded(value) : value, default: 0] += count
        if !isRounded, counts.count > Self.limit { round() }
    }

    mutating func merge(_ other: HistoryValues) {
        if other.isRounded, !isRounded { round() }
        for (value, count) in other.counts { add(value, count: count) }
    }

    private mutating func round() {
        isRounded = true
        var coarse: [Double: Int] = [:]
        for (value, count) in counts { coarse[Self.rounded(value), default: 0] += count }
        counts = coarse
    }

    private static func rounded(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return value }
        return Double(String(format: "%.2e", value)) ?? value
    }

    /// The table; nil without values.
    var table: ValueTable? {
        guard !counts.isEmpty else { return nil }
        let sorted = counts.sorted { $0.key < $1.key }
        return try? ValueTable(values: sorted.map(\.key), counts: sorted.map(\.value))
    }
}
