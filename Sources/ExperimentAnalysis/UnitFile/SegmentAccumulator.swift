// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular

/// One segment column while rows go by: a metric accumulator per level and arm.
struct SegmentAccumulator: Sendable {
    /// More levels than this are a column that is not a segment.
    static let levelLimit = 60

    private(set) var labels: [[UInt8]] = []
    var cells: [MetricAccumulator] = []
    private(set) var overflow = 0
    private let arms: Int
    private var last = 0

    init(arms: Int) { self.arms = arms }

    /// The first cell of the level a field names, or nil when there are too many levels.
    @inline(__always)
    mutating func level(_ field: FieldBytes) -> Int? {
        if last < labels.count, field.equals(labels[last]) { return last * arms }
        return search(field)
    }

    private mutating func search(_ field: FieldBytes) -> Int? {
        if let known = labels.firstIndex(where: { field.equals($0) }) {
            last = known
            return known * arms
        }
        guard labels.count < Self.levelLimit else {
            overflow += 1
            return nil
        }
        labels.append(Array(field.buffer))
        cells += [MetricAccumulator](repeating: MetricAccumulator(), count: arms)
        last = labels.count - 1
        return last * arms
    }
}

/// One segment column after a block: what merges.
struct SegmentSum: Sendable {
    private(set) var levels: [String: [MetricSum]] = [:]
    private(set) var isOverfull = false

    init() {}

    init(_ accumulator: SegmentAccumulator, arms: Int) throws {
        for (place, label) in accumulator.labels.enumerated() {
            levels[String(decoding: label, as: UTF8.self)] = try (0..<arms).map {
                try MetricSum(accumulator.cells[place * arms + $0])
            }
        }
        isOverfull = accumulator.overflow > 0
    }

    mutating func merge(_ other: SegmentSum) throws {
        isOverfull = isOverfull || other.isOverfull
        for (label, sums) in other.levels {
            guard var own = levels[label] else {
                levels[label] = sums
                continue
            }
            for place in own.indices { try own[place].merge(sums[place]) }
            levels[label] = own
        }
        if levels.count > SegmentAccumulator.levelLimit { isOverfull = true }
    }
}
