// SPDX-License-Identifier: GPL-3.0-or-later
internal import Assignment
internal import Inference

extension QualityBattery {
    /// Two tests under salts that resemble each other, and under random ones.
    func independence() throws -> [QualityReport.Check] {
        var checks: [QualityReport.Check] = []
        for family in [IDFamily.sequential, .email] {
            let list = family.ids(effort.pairIDs)
            for pair in salts.alike {
                let left = try subject.split(salt: pair.left)
                let right = try subject.split(salt: pair.right)
                checks += try self.pair(
                    .independence, "\(pair.name): \(family.rawValue)",
                    (list.places(on: left), left.size), (list.places(on: right), right.size))
            }
        }
        return checks + (try randomPairs())
    }

    /// Random salts: the smallest of many p-values after adjustment, and whether all of them are
    /// spread as p-values are.
    private func randomPairs() throws -> [QualityReport.Check] {
        let list = IDFamily.sequential.ids(effort.randomPairIDs)
        let drawn = salts.random(2 * effort.randomPairs, stream: 2)
        var values: [Double] = []
        for number in 0..<effort.randomPairs {
            let left = try subject.split(salt: drawn[2 * number])
            let right = try subject.split(salt: drawn[2 * number + 1])
            values.append(
                try CellTests.independence(
                    list.places(on: left), of: left.size, list.places(on: right), of: right.size,
                    cells: 10
                ).p)
        }
        let adjusted = try PAdjustment.benjaminiHochberg.adjust(values).compactMap(\.self)
        let name = "\(effort.randomPairs) pairs of random salts"
        let smallest = adjusted.min() ?? 1
        return [
            check(
                .independence, name, "smallest p, Benjamini-Hochberg", ids: list.count,
                (smallest, smallest)),
            check(
                .independence, name, "spread of p, Kolmogorov-Smirnov", ids: list.count,
                CellTests.uniform(values)),
        ]
    }
}
