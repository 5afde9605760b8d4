// SPDX-License-Identifier: GPL-3.0-or-later
internal import CGSL

/// Brent's bracketed root search.
///
/// ### Reference
/// Brent, R. P. (1973). Algorithms for Minimization without Derivatives, chapter 4.
public enum BrentRoot {
    private final class Callback {
        let function: (Double) -> Double
        init(_ function: @escaping (Double) -> Double) { self.function = function }
    }

    /// Finds where a continuous function changes sign between two points.
    ///
    /// - Parameters:
    ///   - low: One end of the bracket.
    ///   - high: The other end, greater than `low`, where the function has the other sign.
    ///   - absoluteTolerance: The bracket width that is narrow enough.
    ///   - relativeTolerance: The same, relative to the root.
    ///   - function: The function; it must return a number everywhere in the bracket.
    /// - Returns: The root.
    /// - Throws: ``StatisticsError`` if the ends do not bracket a root or the search fails.
    public static func find(
        from low: Double, to high: Double, absoluteTolerance: Double = 0,
        relativeTolerance: Double = 4e-16, _ function: (Double) -> Double
    ) throws(StatisticsError) -> Double {
        try Domain.check(low.isFinite && low < high, "low", low)
        try Domain.check(high.isFinite, "high", high)
        let atLow = function(low)
        let atHigh = function(high)
        try Domain.check(!atLow.isNaN, "function at the low end", atLow)
        try Domain.check(!atHigh.isNaN, "function at the high end", atHigh)
        if atLow == 0 { return low }
        if atHigh == 0 { return high }
        guard (atLow < 0) != (atHigh < 0) else {
            throw .outOfDomain(argument: "bracket", value: atLow)
        }
        let root = withoutActuallyEscaping(function) { escaping in
            search(
                low, high, absoluteTolerance, max(relativeTolerance, 4e-16), Callback(escaping))
        }
        return try Domain.result(root, of: "Brent root")
    }

    private static func search(
        _ low: Double, _ high: Double, _ absoluteTolerance: Double, _ relativeTolerance: Double,
        _ callback: Callback
    ) -> Double {
        GSLErrorHandler.switchOff()
        guard let solver = gsl_root_fsolver_alloc(cgsl_root_fsolver_brent()) else { return .nan }
        defer { gsl_root_fsolver_free(solver) }
        return withExtendedLifetime(callback) {
            var function = gsl_function(
                function: { x, pointer in
                    guard let pointer else { return .nan }
                    return Unmanaged<Callback>.fromOpaque(pointer).takeUnretainedValue().function(x)
                },
                params: Unmanaged.passUnretained(callback).toOpaque())
            return withUnsafeMutablePointer(to: &function) { pointer in
                guard gsl_root_fsolver_set(solver, pointer, low, high) == 0 else { return .nan }
                for _ in 0..<300 {
                    guard gsl_root_fsolver_iterate(solver) == 0 else { return .nan }
                    let lower = gsl_root_fsolver_x_lower(solver)
                    let upper = gsl_root_fsolver_x_upper(solver)
                    let root = gsl_root_fsolver_root(solver)
                    if upper - lower <= absoluteTolerance + relativeTolerance * abs(root) {
                        return root
                    }
                }
                return gsl_root_fsolver_root(solver)
            }
        }
    }
}
