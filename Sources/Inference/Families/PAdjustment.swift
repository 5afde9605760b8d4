// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A correction of p-values for being several.
///
/// Adjusted p-values stand in input order. A missing p-value is not counted and stays missing.
///
/// ### Accuracy
/// Matches R `p.adjust` and statsmodels `multipletests` to the tolerance in Golden/p_adjust.jsonl.
/// ### Reference
/// Holm (1979). Hochberg (1988). Benjamini, Hochberg (1995). Benjamini, Yekutieli (2001). Šidák (1967).
public enum PAdjustment: String, Sendable, Hashable, Codable, CaseIterable {
    /// min(1, m·p): controls the chance of any false positive.
    case bonferroni
    /// Step-down Bonferroni: as safe, never weaker.
    case holm
    /// Step-up Bonferroni, for independent or positively dependent tests.
    case hochberg
    /// Controls the expected share of false positives.
    case benjaminiHochberg = "benjamini_hochberg"
    /// The same under any dependence.
    case benjaminiYekutieli = "benjamini_yekutieli"
    /// 1 − (1 − p)^m, for independent tests.
    case sidak
    /// Step-down Šidák.
    case holmSidak = "holm_sidak"

    /// Adjusts p-values.
    ///
    /// - Parameter values: P-values between 0 and 1, or nil where there is none.
    /// - Returns: The adjusted p-values in the same order.
    /// - Throws: ``StatisticsError`` if a value is not between 0 and 1.
    public func adjust(_ values: [Double?]) throws(StatisticsError) -> [Double?] {
        for case let value? in values where !(value >= 0 && value <= 1) {
            throw .outOfDomain(argument: "p", value: value)
        }
        let order = values.indices.filter { values[$0] != nil }
            .sorted { (values[$0] ?? 0, $0) < (values[$1] ?? 0, $1) }
        let sorted = order.map { values[$0] ?? 0 }
        let adjusted = adjustSorted(sorted)
        var result = [Double?](repeating: nil, count: values.count)
        for (rank, index) in order.enumerated() { result[index] = adjusted[rank] }
        return result
    }

    private func adjustSorted(_ p: [Double]) -> [Double] {
        let m = p.count
        let count = Double(m)
        switch self {
        case .bonferroni: return p.map { min(1, $0 * count) }
        case .sidak: return p.map { Self.sidak($0, count) }
        case .holm: return Self.stepDown(p) { min(1, Double(m - $0) * p[$0]) }
        case .holmSidak: return Self.stepDown(p) { Self.sidak(p[$0], Double(m - $0)) }
        case .hochberg: return Self.stepUp(p) { min(1, Double(m - $0) * p[$0]) }
        case .benjaminiHochberg: return Self.stepUp(p) { min(1, count / Double($0 + 1) * p[$0]) }
        case .benjaminiYekutieli:
            var harmonic = 0.0
            for i in stride(from: m, to: 0, by: -1) { harmonic += 1 / Double(i) }
            return Self.stepUp(p) { min(1, harmonic * count / Double($0 + 1) * p[$0]) }
        }
    }

    private static func sidak(_ p: Double, _ m: Double) -> Double {
        p >= 1 ? 1 : -expm1(m * log1p(-p))
    }

    private static func stepDown(_ p: [Double], _ value: (Int) -> Double) -> [Double] {
        var highest = 0.0
        return p.indices.map { index in
            highest = max(highest, value(index))
            return highest
        }
    }

    private static func stepUp(_ p: [Double], _ value: (Int) -> Double) -> [Double] {
        var lowest = 1.0
        return p.indices.reversed().map { index -> Double in
            lowest = min(lowest, value(index))
            return lowest
        }.reversed()
    }
}
