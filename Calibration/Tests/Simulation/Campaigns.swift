// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions

/// Numbers that add up over simulated campaigns.
protocol Tally: Sendable {
    init()
    mutating func add(_ other: Self)
}

/// Simulates campaigns in blocks, each with its own substream, so that the result does not depend on
/// how many cores share the work or in which order they finish.
func campaigns<Result: Tally>(
    _ count: Int, seed: UInt64, into _: Result.Type,
    simulate:
        @escaping @Sendable (
            _ campaign: Int, _ generator: inout MersenneTwister, _ tally: inout Result
        ) throws -> Void
) async throws -> Result {
    let blocks = 64
    let tallies = try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        for block in 0..<blocks {
            group.addTask {
                var generator = MersenneTwister(seed: seed, stream: UInt64(block))
                var tally = Result()
                for campaign in (count * block / blocks)..<(count * (block + 1) / blocks) {
                    try simulate(campaign, &generator, &tally)
                }
                return (block, tally)
            }
        }
        return try await group.reduce(into: [Int: Result]()) { $0[$1.0] = $1.1 }
    }
    return (0..<blocks).reduce(into: Result()) { sum, block in
        if let tally = tallies[block] { sum.add(tally) }
    }
}
