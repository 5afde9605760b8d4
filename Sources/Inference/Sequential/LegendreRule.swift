// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The nodes and weights of Gauss–Legendre quadrature on −1…1.
struct LegendreRule {
    let nodes: [Double]
    let weights: [Double]

    /// The rule of one panel: exact for polynomials up to degree 63.
    static let panel = LegendreRule(order: 32)

    /// Finds the zeros of the Legendre polynomial by Newton's method.
    init(order: Int) {
        var nodes = [Double](repeating: 0, count: order)
        var weights = nodes
        for index in 0..<(order + 1) / 2 {
            var x = cos(Double.pi * (Double(index) + 0.75) / (Double(order) + 0.5))
            var slope = 1.0
            for _ in 0..<8 {
                var (previous, current) = (1.0, x)
                for degree in 2...max(2, order) {
                    let k = Double(degree)
                    (previous, current) =
                        (current, ((2 * k - 1) * x * current - (k - 1) * previous) / k)
                }
                slope = Double(order) * (x * current - previous) / (x * x - 1)
                x -= current / slope
            }
            let weight = 2 / ((1 - x * x) * slope * slope)
            nodes[index] = -x
            nodes[order - 1 - index] = x
            weights[index] = weight
            weights[order - 1 - index] = weight
        }
        self.nodes = nodes
        self.weights = weights
    }
}
