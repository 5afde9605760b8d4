// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// The bootstrap of a score's areas and of the effect in each group of scores.
public struct UpliftReplicates: Sendable, Hashable {
    /// The Qini coefficient.
    public let qini: BootstrapDistribution
    /// The area under the uplift curve.
    public let auuc: BootstrapDistribution
    /// The difference of means of each group asked for; nil where a group's resamples lack units.
    public let differences: [BootstrapDistribution?]
}

/// Resamples the units behind an ``UpliftCurve`` with Poisson(1) weights.
///
/// Scores stay those of the units, so that the limits of the groups do not move; shares and sums are
/// those of the resample. The interval is about this score on other units, not about another score
/// that the same model would have learned from other units.
///
/// - Complexity: O(B·k) with k distinct pairs of score and outcome.
public struct UpliftBootstrap: Sendable, Hashable {
    /// How many resamples.
    public let replicates: Int
    /// The seed.
    public let seed: UInt64

    /// Creates the method; at least two resamples are made.
    public init(replicates: Int = 2_000, seed: UInt64) {
        self.replicates = max(2, replicates)
        self.seed = seed
    }

    /// Resamples the units of a curve.
    ///
    /// - Parameters:
    ///   - curve: The curve.
    ///   - groups: The groups of scores whose difference of means is resampled too, from
    ///     ``UpliftCurve/deciles(_:)`` of the same curve.
    /// - Returns: The replicates, or why there are none.
    public func resample(
        _ curve: UpliftCurve, groups: [UpliftSlice] = []
    ) -> Estimated<UpliftReplicates> {
        estimate { () throws(StatisticsError) in
            var generator = MersenneTwister(seed: seed)
            let cells = try WeightedCells(curve.slices)
            let group = Self.group(of: curve.slices, in: groups)
            var areas: [UpliftAreas] = []
            var differences = groups.map { _ in [Double]() }
            for _ in 0..<replicates {
                let steps = cells.next(using: &generator)
                areas.append(UpliftStep.areas(UpliftStep.points(steps)))
                guard !groups.isEmpty else { continue }
                var sums = groups.map { _ in UpliftStep() }
                for (index, step) in steps.enumerated() {
                    if let group = group[index] { sums[group].add(step) }
                }
                for (index, sum) in sums.enumerated()
                where sum.treatmentCount > 0 && sum.controlCount > 0 {
                    differences[index].append(
                        sum.treatmentSum / sum.treatmentCount - sum.controlSum / sum.controlCount)
                }
            }
            return .estimated(
                UpliftReplicates(
                    qini: try BootstrapDistribution(
                        estimate: curve.areas.qini, replicates: areas.map(\.qini)),
                    auuc: try BootstrapDistribution(
                        estimate: curve.areas.auuc, replicates: areas.map(\.auuc)),
                    differences: zip(groups, differences).map(distribution)))
        }
    }

    /// Resamples in which a group has no unit on a side are few or there is no distribution.
    private func distribution(
        _ slice: UpliftSlice, _ differences: [Double]
    ) -> BootstrapDistribution? {
        guard slice.control.count > 1, slice.treatment.count > 1,
            differences.count * 10 >= replicates * 9
        else { return nil }
        return try? BootstrapDistribution(
            estimate: slice.treatment.moments.mean - slice.control.moments.mean,
            replicates: differences)
    }

    private static func group(of slices: [UpliftSlice], in groups: [UpliftSlice]) -> [Int?] {
        slices.map { slice in
            groups.firstIndex {
                $0.lowestScore <= slice.lowestScore && slice.highestScore <= $0.highestScore
            }
        }
    }
}

/// All pairs of score and outcome with their weights' distributions.
private struct WeightedCells {
    private struct Cell {
        let slice: Int
        let isTreatment: Bool
        let outcome: Double
        let sampler: Int
    }

    private let slices: Int
    private let cells: [Cell]
    private let samplers: [PoissonSampler]

    init(_ slices: [UpliftSlice]) throws(StatisticsError) {
        self.slices = slices.count
        let weights = try PoissonWeights(
            counts: slices.flatMap { $0.treatment.counts + $0.control.counts })
        samplers = weights.samplers
        let place = Dictionary(
            uniqueKeysWithValues: zip(weights.counts, weights.counts.indices))
        var cells: [Cell] = []
        for (index, slice) in slices.enumerated() {
            for (table, isTreatment) in [(slice.treatment, true), (slice.control, false)] {
                for (outcome, count) in zip(table.values, table.counts) {
                    cells.append(
                        Cell(
                            slice: index, isTreatment: isTreatment, outcome: outcome,
                            sampler: place[count] ?? 0))
                }
            }
        }
        self.cells = cells
    }

    /// The sums of one resample; one without a unit in a group is drawn again.
    func next(using generator: inout MersenneTwister) -> [UpliftStep] {
        while true {
            var steps = [UpliftStep](repeating: UpliftStep(), count: slices)
            var (treated, untreated) = (0, 0)
            for cell in cells {
                let weight = samplers[cell.sampler].draw(using: &generator)
                guard weight > 0 else { continue }
                if cell.isTreatment {
                    treated += weight
                    steps[cell.slice].treatmentCount += Double(weight)
                    steps[cell.slice].treatmentSum += cell.outcome * Double(weight)
                } else {
                    untreated += weight
                    steps[cell.slice].controlCount += Double(weight)
                    steps[cell.slice].controlSum += cell.outcome * Double(weight)
                }
            }
            if treated > 0 && untreated > 0 { return steps }
        }
    }
}
