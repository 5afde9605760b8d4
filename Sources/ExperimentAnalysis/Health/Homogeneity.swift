// SPDX-License-Identifier: GPL-3.0-or-later
import Inference

/// Whether something happens equally often in every arm.
enum Homogeneity {
    /// The p-value of Pearson's chi-square on the arms by happened-or-not table.
    ///
    /// - Returns: Nil where nothing, or everything, happened, or only one arm has units.
    static func p(events: [Int], totals: [Int]) -> Double? {
        let rows = zip(events, totals).filter { $0.1 > 0 }
            .map { [Double($0.0), Double($0.1 - $0.0)] }
        guard rows.count > 1 else { return nil }
        return try? ChiSquareTest(table: rows).p
    }
}
