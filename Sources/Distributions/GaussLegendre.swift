// SPDX-License-Identifier: GPL-3.0-or-later
internal import CGSL

/// Gauss–Legendre quadrature with a fixed number of points.
///
/// With n points a polynomial of degree 2n − 1 is integrated exactly. A smooth function is cut into
/// panels of about its own width; an adaptive rule would miss a narrow peak in a wide range.
///
/// ### Reference
/// Golub, Welsch (1969). Mathematics of Computation 23, 221–230.
public struct GaussLegendre: Sendable, Hashable {
    /// The points on −1…1, ascending.
    public let points: [Double]
    /// The weight of each point.
    public let weights: [Double]

    /// The numbers of points for which the table is exact to the last digit.
    public enum Size: Int, Sendable {
        /// 16 points, for a panel among many.
        case panel = 16
        /// 32 points, for one side of a nearly normal peak.
        case side = 32
        /// 64 points, for one side of a skewed peak.
        case long = 64
        /// 256 points, for one side of a peak of any shape.
        case fine = 256
    }

    /// Creates the rule.
    public init(_ size: Size) throws(StatisticsError) {
        GSLErrorHandler.switchOff()
        guard let table = gsl_integration_glfixed_table_alloc(size.rawValue) else {
            throw .noConvergence(function: "quadrature")
        }
        defer { gsl_integration_glfixed_table_free(table) }
        var (points, weights) = ([Double](), [Double]())
        for index in 0..<size.rawValue {
            var (point, weight) = (0.0, 0.0)
            gsl_integration_glfixed_point(-1, 1, index, &point, &weight, table)
            points.append(point)
            weights.append(weight)
        }
        self.points = points
        self.weights = weights
    }

    /// The integral of a function over one panel.
    @inline(__always)
    public func integrate(
        from low: Double, to high: Double, _ function: (Double) -> Double
    ) -> Double {
        let (center, half) = (low + (high - low) / 2, (high - low) / 2)
        var sum = 0.0
        for index in points.indices {
            sum += weights[index] * function(center + half * points[index])
        }
        return sum * half
    }

    /// The points and weights of panels between ascending edges.
    public func nodes(over edges: [Double]) -> [(point: Double, weight: Double)] {
        zip(edges, edges.dropFirst()).flatMap { low, high in
            let (center, half) = (low + (high - low) / 2, (high - low) / 2)
            return points.indices.map { (center + half * points[$0], half * weights[$0]) }
        }
    }

    /// The integral over panels between ascending edges.
    public func integrate(over edges: [Double], _ function: (Double) -> Double) -> Double {
        var sum = 0.0
        for (low, high) in zip(edges, edges.dropFirst()) where low < high {
            sum += integrate(from: low, to: high, function)
        }
        return sum
    }
}
