// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The boundaries of Pocock, of O'Brien and Fleming, and between them, for equally spaced looks.
///
///     b(k) = C·(k/K)^(Δ − ½)         Pocock Δ = ½: the same at each look
///                                    O'Brien–Fleming Δ = 0: C·√(K/k)
///
/// C is such that the chance to cross anywhere, with no effect, is α.
///
/// ### Accuracy
/// Matches the published tables and R rpact in Golden/gs_classical_constants.jsonl.
/// ### Reference
/// Pocock (1977). Biometrika 64(2), 191–199. O'Brien, Fleming (1979). Biometrics 35(3), 549–556.
/// Wang, Tsiatis (1987). Biometrics 43(1), 193–199.
public struct ClassicalBoundary: Sendable, Hashable {
    /// The exponent Δ.
    public let shape: Double
    /// The constant C, which is the boundary at the last look.
    public let constant: Double
    /// The boundary at each look.
    public let criticalValues: [Double]

    /// Pocock's boundary.
    public static func pocock(
        looks: Int, alpha: Double = 0.05, sides: TestSides = .two
    ) throws(StatisticsError) -> ClassicalBoundary {
        try ClassicalBoundary(shape: 0.5, looks: looks, alpha: alpha, sides: sides)
    }

    /// O'Brien and Fleming's boundary.
    public static func obrienFleming(
        looks: Int, alpha: Double = 0.05, sides: TestSides = .two
    ) throws(StatisticsError) -> ClassicalBoundary {
        try ClassicalBoundary(shape: 0, looks: looks, alpha: alpha, sides: sides)
    }

    /// Wang and Tsiatis's boundary.
    ///
    /// - Parameters:
    ///   - shape: The exponent Δ, from −1 to ½.
    ///   - looks: The number of looks, at most 300.
    ///   - alpha: The error probability over all looks; of each direction below ½.
    ///   - sides: One or both directions.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public init(
        shape: Double, looks: Int, alpha: Double = 0.05, sides: TestSides = .two
    ) throws(StatisticsError) {
        guard shape >= -1, shape <= 0.5 else {
            throw .outOfDomain(argument: "shape", value: shape)
        }
        guard looks >= 1, looks <= GroupSequentialDesign.largestLookCount else {
            throw .outOfDomain(argument: "looks", value: Double(looks))
        }
        let tail = alpha / sides.count
        guard alpha > 0, alpha <= GroupSequentialDesign.largestAlpha, tail < 0.5 else {
            throw .outOfDomain(argument: "alpha", value: alpha)
        }
        self.shape = shape
        let growth = (1...looks).map { Double($0) / Double(looks) }
        let factors = growth.map { Self.power($0, shape - 0.5) }
        // One look alone needs at least z(1−α); all alike need at most Bonferroni's.
        let low = try Normal.upperQuantile(tail)
        let high = try Normal.upperQuantile(tail / Double(looks))
        _ = try Self.crossing(growth, factors.map { $0 * low }, sides)
        constant =
            looks == 1
            ? low
            : try BrentRoot.find(from: low - 1e-9, to: high + 1e-9, absoluteTolerance: 1e-12) { c in
                let crossing = try? Self.crossing(growth, factors.map { $0 * c }, sides)
                return log((crossing ?? .nan) / tail)
            }
        let found = constant
        criticalValues = factors.map { $0 * found }
    }

    private static func power(_ base: Double, _ exponent: Double) -> Double {
        exponent == 0 ? 1 : exponent == -0.5 ? 1 / base.squareRoot() : pow(base, exponent)
    }

    /// The probability to cross above at any look.
    private static func crossing(
        _ information: [Double], _ criticalValues: [Double], _ sides: TestSides
    ) throws(StatisticsError) -> Double {
        var density = ScoreDensity.start
        var total = 0.0
        for (look, t) in information.enumerated() {
            let critical = criticalValues[look]
            total += density.above(critical, at: t)
            guard look + 1 < information.count else { break }
            density = try density.advanced(
                to: t, lower: sides.lowerBound(for: critical), upper: critical,
                next: information[look + 1])
        }
        return total
    }
}
