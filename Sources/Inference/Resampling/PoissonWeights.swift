// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// One sampler for each number of units that share a value.
struct PoissonWeights {
    /// So many table entries, about 12 MB, serve all counts; counts beyond are drawn without a table.
    private static let tableEntries = 1 << 20

    /// The distinct counts, ascending.
    let counts: [Int]
    /// The sampler of each.
    let samplers: [PoissonSampler]

    init(counts: [Int]) throws(StatisticsError) {
        self.counts = Set(counts).sorted()
        var samplers: [PoissonSampler] = []
        var entries = 0
        for count in self.counts {
            let sampler = try PoissonSampler(
                mean: Double(count), usesTable: entries < Self.tableEntries)
            entries += sampler.tableSize
            samplers.append(sampler)
        }
        self.samplers = samplers
    }
}
