// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import ExperimentModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How the values of one outcome column are drawn, per variant.
struct OutcomeModel: Sendable {
    /// What is drawn for a unit that has the outcome.
    enum Shape: Sendable {
        /// Nothing more: 1.
        case yes
        /// An amount in cents, lognormal with this location per variant.
        case amount(location: [Double], sigma: Double)
        /// A whole number with this mean per variant, of which `atLeast` is certain.
        case count(mean: [Double], atLeast: Int)
    }

    /// The column.
    var column: String
    /// The place of the outcome that must be there first.
    var given: Int?
    /// The chance per variant that a unit has the outcome, among those that have `given`.
    var chance: [Double]
    /// Whether the chance, or for a count the mean, differs between segments.
    var followsSegments: Bool
    /// What is drawn for those.
    var shape: Shape
    /// Whether the file says who does not have the outcome: 1 for those who left.
    var isTurned: Bool
    private var occurrences: MersenneTwister
    private var sizes: MersenneTwister

    init(
        column: String, given: Int?, chance: [Double], followsSegments: Bool, shape: Shape,
        isTurned: Bool = false, seed: UInt64, concern: UInt64
    ) {
        self.column = column
        self.given = given
        self.chance = chance
        self.followsSegments = followsSegments
        self.shape = shape
        self.isTurned = isTurned
        occurrences = MersenneTwister(seed: seed, stream: Concern.occurrence + concern)
        sizes = MersenneTwister(seed: seed, stream: Concern.size + concern)
    }

    /// The next value: 0 or 1, cents, or a count.
    mutating func draw(variant: Int, multiplier: Double) -> Int {
        let factor = followsSegments ? multiplier : 1
        switch shape {
        case .yes:
            return occurrences.uniform() < chance[variant] * factor ? 1 : 0
        case .amount(let location, let sigma):
            guard occurrences.uniform() < chance[variant] * factor else { return 0 }
            let amount = sizes.logNormal(mu: location[variant], sigma: sigma)
            return max(1, Int(min(amount * 100, 1e15).rounded()))
        case .count(let mean, let atLeast):
            return atLeast + sizes.poisson(mean: mean[variant] * factor)
        }
    }
}

/// The numbers of the generator streams, one per concern, so that a change in one outcome leaves the
/// draws of all others as they were.
enum Concern {
    static let segment: UInt64 = 1 << 32
    static let occurrence: UInt64 = 2 << 32
    static let size: UInt64 = 3 << 32
}

/// The levels of one segment with their generator.
struct SegmentModel: Sendable {
    let column: String
    let labels: [String]
    /// What each level multiplies rates by; one on average over all units.
    let multipliers: [Double]
    private let cumulative: [Double]
    private var generator: MersenneTwister

    init(column: String, levels: [Simulation.Level], seed: UInt64, concern: UInt64) {
        self.column = column
        labels = levels.map(\.label)
        let total = levels.reduce(0) { $0 + $1.share }
        let average = levels.reduce(0) { $0 + $1.share * $1.multiplier } / total
        multipliers = levels.map { average > 0 ? $0.multiplier / average : 0 }
        var sum = 0.0
        cumulative = levels.map {
            sum += $0.share / total
            return sum
        }
        generator = MersenneTwister(seed: seed, stream: Concern.segment + concern)
    }

    mutating func draw() -> Int {
        let uniform = generator.uniform()
        return cumulative.firstIndex { uniform < $0 } ?? labels.count - 1
    }
}
