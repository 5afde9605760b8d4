// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Foundation

/// The chance of a Brownian path to leave a region at each look, on a grid of its own.
///
/// Written apart from the library's recursion and finer: 16 points in each panel of two steps' standard
/// deviation, no paths left out for being far off.
struct BrownianReference {
    let information: [Double]
    let lower: [Double]
    let upper: [Double]
    var drift = 0.0

    /// The probabilities to leave above and below at each look for the first time.
    func crossing() throws -> [(above: Double, below: Double)] {
        let rule = try GaussLegendre(.panel)
        var nodes = [0.0]
        var masses = [1.0]
        var before = 0.0
        var result: [(above: Double, below: Double)] = []
        for (look, t) in information.enumerated() {
            let step = (t - before).squareRoot()
            let (low, high) = (lower[look] * t.squareRoot(), upper[look] * t.squareRoot())
            let shift = drift * (t - before)
            var (above, below) = (0.0, 0.0)
            for (node, mass) in zip(nodes, masses) {
                above += mass * 0.5 * erfc((high - node - shift) / step / 2.0.squareRoot())
                below += mass * 0.5 * erfc((node + shift - low) / step / 2.0.squareRoot())
            }
            result.append((above, below))
            guard look + 1 < information.count else { break }
            let finest = min(step, (information[look + 1] - t).squareRoot())
            let panels = Int(((high - low) / (2 * finest)).rounded(.up))
            let half = (high - low) / Double(2 * panels)
            let targets = (0..<panels).flatMap { panel in
                rule.points.map { low + half * (Double(2 * panel + 1) + $0) }
            }
            let norm = half / (step * (2 * Double.pi).squareRoot())
            masses = targets.enumerated().map { index, target in
                var sum = 0.0
                for source in nodes.indices {
                    let u = (target - nodes[source] - shift) / step
                    sum += masses[source] * exp(-0.5 * u * u)
                }
                return sum * norm * rule.weights[index % rule.weights.count]
            }
            nodes = targets
            before = t
        }
        return result
    }
}
