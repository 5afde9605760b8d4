// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// Gathers scores and outcomes unit by unit, for an ``UpliftCurve``.
///
/// Only the distinct outcomes of each score are kept, with their counts: outcomes that are mostly zero
/// take little memory whatever the number of units. Fewer bits of the score make fewer, wider bins,
/// whose units count as tied.
public struct UpliftAccumulator: Sendable {
    private struct Cell: Hashable {
        let score: Double
        let outcome: Double
    }

    private let dropped: UInt64
    private var treatment: [Cell: Int] = [:]
    private var control: [Cell: Int] = [:]

    /// Creates an empty accumulator.
    ///
    /// - Parameter scoreBits: How many bits of the score's significand to keep, from 1 to 52: 12 bits
    ///   tie scores within 0.02 % of each other.
    public init(scoreBits: Int = 52) {
        dropped = UInt64(52 - min(max(scoreBits, 1), 52))
    }

    /// Adds a unit; both numbers must be finite.
    public mutating func add(
        score: Double, outcome: Double, isTreatment: Bool
    ) throws(StatisticsError) {
        guard score.isFinite else { throw .outOfDomain(argument: "score", value: score) }
        guard outcome.isFinite else { throw .outOfDomain(argument: "outcome", value: outcome) }
        // Adding zero makes minus zero plain zero.
        let cell = Cell(
            score: Double(bitPattern: (score.bitPattern >> dropped) << dropped) + 0,
            outcome: outcome + 0)
        if isTreatment {
            treatment[cell, default: 0] += 1
        } else {
            control[cell, default: 0] += 1
        }
    }

    /// Adds the units of another accumulator.
    public mutating func merge(_ other: UpliftAccumulator) {
        treatment.merge(other.treatment, uniquingKeysWith: +)
        control.merge(other.control, uniquingKeysWith: +)
    }

    /// The units by score, highest first.
    func slices() throws(StatisticsError) -> [UpliftSlice] {
        typealias Entry = (score: Double, outcome: Double, count: Int, isTreatment: Bool)
        let entries: [Entry] =
            treatment.map { ($0.key.score, $0.key.outcome, $0.value, true) }
            + control.map { ($0.key.score, $0.key.outcome, $0.value, false) }
        let sorted = entries.sorted { one, other in
            if one.score != other.score { return one.score > other.score }
            return one.outcome < other.outcome
        }
        var slices: [UpliftSlice] = []
        var start = 0
        while start < sorted.count {
            var end = start
            while end < sorted.count && sorted[end].score == sorted[start].score { end += 1 }
            let run = sorted[start..<end]
            func table(_ isTreatment: Bool) throws(StatisticsError) -> ValueTable {
                let own = run.filter { $0.isTreatment == isTreatment }
                return try ValueTable(values: own.map(\.outcome), counts: own.map(\.count))
            }
            slices.append(
                UpliftSlice(
                    highestScore: sorted[start].score, lowestScore: sorted[start].score,
                    control: try table(false), treatment: try table(true)))
            start = end
        }
        return slices
    }
}

/// The units of one score, or of a range of scores.
public struct UpliftSlice: Sendable, Hashable {
    /// The highest score.
    public let highestScore: Double
    /// The lowest score.
    public let lowestScore: Double
    /// The outcomes of control.
    public let control: ValueTable
    /// The outcomes of treatment.
    public let treatment: ValueTable

    /// How many units.
    public var count: Int { control.count + treatment.count }

    /// The slice of both ranges together, the other one below.
    func merged(with other: UpliftSlice) -> UpliftSlice {
        UpliftSlice(
            highestScore: highestScore, lowestScore: other.lowestScore,
            control: control.merged(with: other.control),
            treatment: treatment.merged(with: other.treatment))
    }
}
