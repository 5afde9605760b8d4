// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The density of the score S = Z·√t at a look, on the paths that have not stopped.
///
/// Armitage, McPherson and Rowe's recursion:
///
///     f(k; y) = ∫ f(k−1; s)·φ((y − s)/√δ)/√δ ds over the continuation region,   δ = t(k) − t(k−1)
///
/// on Gauss–Legendre panels. The density is that of no effect; another drift θ multiplies it by
/// exp(θs − θ²t/2), so one recursion serves every drift.
struct ScoreDensity {
    /// The information t.
    let information: Double
    /// The quadrature nodes, ascending.
    let nodes: [Double]
    /// Density times quadrature weight at each node.
    let masses: [Double]
    /// Whether nodes and masses mirror each other about zero.
    let isSymmetric: Bool
    /// The kernel values computed so far, to bound the work.
    private let work: Double

    /// Before the first look: all mass at zero.
    static let start = ScoreDensity(information: 0, nodes: [0], masses: [1], isSymmetric: true)

    private init(
        information: Double, nodes: [Double], masses: [Double], isSymmetric: Bool, work: Double = 0
    ) {
        self.information = information
        self.nodes = nodes
        self.masses = masses
        self.isSymmetric = isSymmetric
        self.work = work
    }

    /// How many standard deviations of one step a panel of 32 nodes covers.
    private static let panelWidth = 10.0
    private static let largestPanelCount = 4_000.0
    private static let largestWork = 3e7

    var total: Double { masses.reduce(0, +) }

    // MARK: the next look

    /// The probability of going on and standing above a z-value at information `t`.
    func above(_ z: Double, at t: Double) -> Double {
        let step = (t - information).squareRoot()
        let scale = 1 / (step * 2.0.squareRoot())
        let bound = z * t.squareRoot()
        var sum = 0.0
        for index in nodes.indices { sum += masses[index] * erfc((bound - nodes[index]) * scale) }
        return 0.5 * sum
    }

    /// The probability of going on and standing below a z-value at information `t`.
    func below(_ z: Double, at t: Double) -> Double { mirrored.above(-z, at: t) }

    var mirrored: ScoreDensity {
        if isSymmetric { return self }
        return ScoreDensity(
            information: information, nodes: nodes.reversed().map { -$0 },
            masses: masses.reversed(), isSymmetric: false)
    }

    /// The same paths under a drift, with each node moved on to where it will stand at `t`.
    func tilted(by drift: Double, toward t: Double) -> ScoreDensity {
        if drift == 0 { return self }
        let shift = drift * (t - information)
        let half = drift * drift * information / 2
        return ScoreDensity(
            information: information, nodes: nodes.map { $0 + shift },
            masses: zip(nodes, masses).map { $1 * exp(drift * $0 - half) }, isSymmetric: false)
    }

    /// The z-value above which the paths that go on stand with a given probability.
    ///
    /// The tail is log-concave and P(Z > z) bounds it, so Newton's method on its logarithm comes down
    /// to the root from above without overshooting. Minus infinity where all paths are not enough.
    func boundary(
        spending probability: Double, at t: Double, near guess: Double? = nil, drift: Double = 0
    ) throws(StatisticsError) -> Double {
        let step = (t - information).squareRoot()
        let root = t.squareRoot()
        let target = log(probability)
        guard probability < total * (1 - 1e-10) else { return -.infinity }
        // Never above the bound, nor so far above the last path that nothing gets there.
        var z = min(
            guess ?? .infinity, try Normal.upperQuantile(probability) + drift * root,
            ((nodes.last ?? 0) + 8 * step) / root)
        var reached: Double?
        var smallest = Double.infinity
        for _ in 0..<100 {
            let (tail, density) = crossing(bound: z * root, step: step)
            guard tail > 0, density > 0 else {
                guard let reached else { break }
                z = (z + reached) / 2
                continue
            }
            reached = z
            let move = (log(tail) - target) * tail / (density * root)
            z += move
            if abs(move) <= 1e-12 * max(1, abs(z)) { return z }
            // Where rounding ends the progress first, what is reached is the answer.
            if abs(move) < 1e-9, abs(move) >= smallest { return z }
            smallest = abs(move)
        }
        throw .noConvergence(function: "sequential boundary")
    }

    /// The probability to step above a score, and its density there.
    private func crossing(bound: Double, step: Double) -> (tail: Double, density: Double) {
        let scale = 1 / step
        // The paths that get there come from z·√(δ/t) steps off, give or take one.
        let reach = 8.5 + max(0, bound) * step / (information + step * step)
        let farthest = bound - reach * step
        var (tail, density) = (0.0, 0.0)
        for index in nodes.indices.reversed() {
            guard nodes[index] >= farthest else { break }
            let u = (bound - nodes[index]) * scale
            tail += masses[index] * erfc(u * 0.707_106_781_186_547_5)
            density += masses[index] * exp(-0.5 * u * u)
        }
        return (0.5 * tail, density * scale / (2 * Double.pi).squareRoot())
    }

    // MARK: the recursion

    /// The density at information `t` between two z-values.
    ///
    /// - Parameters:
    ///   - t: The information there.
    ///   - lower: The low end of the continuation region.
    ///   - upper: The high end.
    ///   - next: The information of the look after; the nodes are close enough for that step too.
    /// - Returns: The density, on nodes of its own.
    /// - Throws: ``StatisticsError`` if the looks are too close for a bounded amount of work.
    func advanced(
        to t: Double, lower: Double, upper: Double, next: Double
    ) throws(StatisticsError) -> ScoreDensity {
        let variance = t - information
        let (low, high) = (lower * t.squareRoot(), upper * t.squareRoot())
        guard low < high else {
            return ScoreDensity(information: t, nodes: [], masses: [], isSymmetric: true)
        }
        let finest = min(variance, next > t ? next - t : variance).squareRoot()
        let panels = ((high - low) / (finest * Self.panelWidth)).rounded(.up)
        let symmetric = isSymmetric && lower == -upper
        // Far out on the boundary a path comes from far off: the reach covers it.
        let size = max(abs(lower), abs(upper))
        let reach = (8.5 + size * (variance / t).squareRoot()) * variance.squareRoot()
        let work = self.work + panels * pairsPerPanel(reach: reach, symmetric: symmetric)
        guard panels <= Self.largestPanelCount, work <= Self.largestWork else {
            throw .outOfDomain(argument: "growth of information", value: finest * finest)
        }
        let (nodes, weights) = try Self.grid(low, high, panels: max(1, Int(panels)))
        let masses = transition(
            to: nodes, weights: weights, variance: variance, reach: reach, symmetric: symmetric)
        return ScoreDensity(
            information: t, nodes: nodes, masses: masses, isSymmetric: symmetric, work: work)
    }

    private func pairsPerPanel(reach: Double, symmetric: Bool) -> Double {
        guard let first = nodes.first, let last = nodes.last, first < last else { return 32 }
        let share = min(1, 2 * reach / (last - first))
        return 32 * Double(nodes.count) * share * (symmetric ? 0.5 : 1)
    }

    private func transition(
        to targets: [Double], weights: [Double], variance: Double, reach: Double, symmetric: Bool
    ) -> [Double] {
        let norm = 1 / (2 * Double.pi * variance).squareRoot()
        let rate = -0.5 / variance
        let count = targets.count
        var result = [Double](repeating: 0, count: count)
        var (first, last) = (0, 0)
        nodes.withUnsafeBufferPointer { source in
            masses.withUnsafeBufferPointer { mass in
                for index in 0..<(symmetric ? count / 2 : count) {
                    let y = targets[index]
                    while first < source.count, source[first] < y - reach { first += 1 }
                    while last < source.count, source[last] <= y + reach { last += 1 }
                    var sum = 0.0
                    for j in first..<max(first, last) {
                        let distance = y - source[j]
                        sum += mass[j] * exp(rate * distance * distance)
                    }
                    result[index] = sum * norm * weights[index]
                }
            }
        }
        if symmetric {
            for index in 0..<count / 2 { result[count - 1 - index] = result[index] }
        }
        return result
    }

    private static func grid(
        _ low: Double, _ high: Double, panels: Int
    ) throws(StatisticsError) -> (nodes: [Double], weights: [Double]) {
        let rule = try GaussLegendre(.side)
        let half = (high - low) / Double(2 * panels)
        var nodes: [Double] = []
        var weights: [Double] = []
        nodes.reserveCapacity(panels * rule.points.count)
        weights.reserveCapacity(panels * rule.points.count)
        for panel in 0..<panels {
            let center = low + half * Double(2 * panel + 1)
            for index in rule.points.indices {
                nodes.append(center + half * rule.points[index])
                weights.append(half * rule.weights[index])
            }
        }
        return (nodes, weights)
    }
}
