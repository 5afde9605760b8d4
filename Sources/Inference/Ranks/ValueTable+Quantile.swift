// SPDX-License-Identifier: GPL-3.0-or-later

extension ValueTable {
    /// The type-7 quantile: linear between order statistics at (n − 1)·p.
    ///
    /// - Parameter probability: Between 0 and 1.
    /// - Returns: Nil for an empty table, or a probability outside its domain.
    /// ### Reference
    /// Hyndman, Fan (1996). The American Statistician 50(4), 361–365.
    public func quantile(_ probability: Double) -> Double? {
        guard (0...1).contains(probability), !values.isEmpty else { return nil }
        return OrderStatistics(self).quantile(probability)
    }
}
