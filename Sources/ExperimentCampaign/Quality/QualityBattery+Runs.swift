// SPDX-License-Identifier: GPL-3.0-or-later
internal import Assignment
internal import Distributions
internal import Inference

extension QualityBattery {
    /// Many tests without an effect: their p-values and those of their sizes must be spread evenly.
    ///
    /// The outcome rises with the number of the customer, as loyalty does, so that a draw which
    /// follows the ids shows.
    func runs() throws -> [QualityReport.Check] {
        let list = IDFamily.sequential.ids(effort.runIDs)
        var random = MersenneTwister(seed: 7)
        let outcomes = (0..<list.count).map {
            Double($0) / Double(list.count) + random.uniform()
        }
        var effects: [Double] = []
        var sizes: [Double] = []
        for salt in salts.random(effort.runs, stream: 3) {
            let ring = try subject.split(salt: salt)
            let places = list.places(on: ring)
            effects.append(try difference(outcomes, places.map { $0 * 2 < ring.size }))
            var counts = [Int](repeating: 0, count: 10)
            for place in places { counts[place * 10 / ring.size] += 1 }
            sizes.append(
                try SampleRatioMismatch(observed: counts, weights: weights(of: ring.size)).p)
        }
        let name = "\(effort.runs) tests without an effect"
        return [
            check(
                .runs, name, "p of the difference, Kolmogorov-Smirnov", ids: list.count,
                CellTests.uniform(effects)),
            check(
                .runs, name, "p of the sizes of 10 variants, Kolmogorov-Smirnov", ids: list.count,
                CellTests.uniform(sizes)),
        ]
    }

    /// The places of each tenth of a ring.
    private func weights(of size: Int) -> [Double] {
        (0..<10).map { Double(((($0 + 1) * size + 9) / 10) - (($0 * size + 9) / 10)) }
    }

    /// The p-value of a difference in means, with the variance of all units: under a fair draw of one
    /// group from them the difference is normal.
    private func difference(_ outcomes: [Double], _ isFirst: [Bool]) throws -> Double {
        let total = Double(outcomes.count)
        let mean = outcomes.reduce(0, +) / total
        let variance = outcomes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (total - 1)
        let first = zip(outcomes, isFirst).filter(\.1).map(\.0)
        let count = Double(first.count)
        guard count > 0, count < total, variance > 0 else { return 0 }
        let gap = first.reduce(0, +) / count - mean
        return try Normal.twoSidedTail(gap / (variance / count * (1 - count / total)).squareRoot())
    }
}
