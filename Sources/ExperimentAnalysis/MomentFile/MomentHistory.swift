// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Rows that each cover everything up to their time, put in order of time.
///
/// The latest row of each variant and metric is the result; the rows before it show how it came about.
struct MomentHistory {
    /// What two rows may not both be.
    private struct Key: Hashable {
        var metric: Int
        /// The variant's value; nil where a row holds all variants.
        var match: ArmMatch?
        var time: TimePoint
    }

    private struct Series: Hashable {
        var metric: Int
        var match: ArmMatch
    }

    let plan: Plan
    /// Whether times are days; nil before the first.
    var isDay: Bool?
    private var keys: Set<Key> = []
    /// The rows of the file that is read.
    private var pending: [MomentRow] = []
    /// The rows that count, of all files.
    private var settled: [MomentRow] = []

    init(plan: Plan) { self.plan = plan }

    /// Adds a row.
    ///
    /// - Returns: False, without adding it, for a second row of one variant, metric and time.
    mutating func add(_ row: MomentRow) -> Bool {
        guard let time = row.time else { return false }
        let match = row.parts.count == 1 ? row.parts[0].match : nil
        guard keys.insert(Key(metric: row.metric, match: match, time: time)).inserted else {
            return false
        }
        pending.append(row)
        return true
    }

    /// Puts the rows of a file in order and rejects those with fewer units than before.
    ///
    /// - Returns: The latest row of each variant and metric.
    mutating func settle(
        _ ledger: inout AggregateLedger, _ layout: MomentLayout
    ) throws -> [MomentRow] {
        let ordered = pending.sorted { left, right in
            guard let one = left.time, let other = right.time, one != other else {
                return left.row < right.row
            }
            return one < other
        }
        pending = []
        keys = []
        var most: [Series: Int] = [:]
        var latest: [Series: MomentRow] = [:]
        for row in ordered {
            let fewer = row.parts.first { part in
                let earlier = most[Series(metric: row.metric, match: part.match)] ?? 0
                return part.entry.moments.count < earlier
            }
            if let fewer {
                try ledger.reject(
                    row.row, arm: layout.isWide ? nil : fewer.match.arm,
                    column: layout.count(of: fewer.match), .countDecreased,
                    value: "\(fewer.entry.moments.count)")
                continue
            }
            ledger.keep()
            settled.append(row)
            for part in row.parts {
                let series = Series(metric: row.metric, match: part.match)
                most[series] = part.entry.moments.count
                latest[series] = MomentRow(
                    row: row.row, metric: row.metric, time: row.time, parts: [part])
            }
        }
        return latest.values.sorted { ($0.row, $0.metric) < ($1.row, $1.metric) }
    }
}

extension MomentHistory {
    /// One time: the units of every metric per arm, and the primary metric.
    private struct Reading {
        var counts: [[Int]]
        var primary: [MomentCell]
        var seen: Set<ArmMatch> = []

        init(metrics: Int, arms: Int) {
            counts = [[Int]](repeating: [Int](repeating: 0, count: arms), count: metrics)
            primary = [MomentCell](repeating: MomentCell(), count: arms)
        }
    }

    /// The primary metric at each time at which every arm has a row with units.
    func timeline() throws -> [TimeTally] {
        let metrics = plan.metrics.definitions
        let primary = metrics.firstIndex { $0.key == plan.metrics.primary } ?? 0
        var readings: [TimePoint: Reading] = [:]
        var expected: Set<ArmMatch> = []
        for row in settled {
            guard let time = row.time else { continue }
            for part in row.parts {
                let empty = Reading(metrics: metrics.count, arms: plan.variants.count)
                readings[time, default: empty].counts[row.metric][part.match.arm] +=
                    part.entry.moments.count
                guard row.metric == primary else { continue }
                expected.insert(part.match)
                readings[time]?.seen.insert(part.match)
                readings[time]?.primary[part.match.arm].add(part.entry)
            }
        }
        guard Set(expected.map(\.arm)).count == plan.variants.count else { return [] }
        return try readings.sorted { $0.key < $1.key }.compactMap { time, reading in
            guard reading.seen == expected,
                reading.primary.allSatisfy({ $0.moments.count > 0 })
            else { return nil }
            let sizes = plan.variants.indices.map { arm in
                reading.counts.map { $0[arm] }.max() ?? 0
            }
            return TimeTally(
                time: time, counts: sizes,
                arms: try zip(reading.primary, sizes).map {
                    try $0.tally(metrics[primary], of: $1)
                })
        }
    }
}
