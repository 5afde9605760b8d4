// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// Gives every unit of a final list its variant by exact quotas within its stratum.
///
/// Keeps the units in memory: ranks need all of them. A household has the stratum of its first row.
struct StratifiedList {
    /// What stands between the labels of several segments.
    static let mark = " / "

    private var units = TextTable()
    private var strata = TextTable()
    private var stratumOf: [Int] = []
    private var unitOf: [(row: Int, unit: Int)] = []

    private struct Drawn: Sendable {
        var row: Int
        var unit: [UInt8]
        var stratum: String
    }

    /// Works out the variant of every row that is let in.
    ///
    /// - Parameters:
    ///   - reader: The customer file.
    ///   - blocks: Decides who is let in.
    ///   - labelers: The segments that make a stratum.
    ///   - rows: The number of rows.
    ///   - workers: The number of threads.
    /// - Returns: The variants by row.
    /// - Throws: When the file cannot be read again, or the weights cannot be shared out.
    static func quotas(
        _ reader: DelimitedReader, _ blocks: BlockAssigner, _ labelers: [SegmentLabeler],
        rows: Int, workers: Int
    ) throws -> RowQuotas {
        let quota = try StratifiedQuota(design: blocks.judge.pipeline.design)
        let hasher = SplitHasher(salt: try Salt(blocks.judge.pipeline.design.splitSalt))
        var list = StratifiedList()
        let judge = blocks.judge
        let variants = blocks.printer.variantCount
        try reader.forEachBlock(workers: workers) { block in
            var found: [Drawn] = []
            var unit = UnitRule.Unit()
            var notes = RowNotes()
            block.forEachRecord { record in
                guard Int(judge.decided(record)) < variants else { return }
                _ = judge.outcome(record, unit: &unit, notes: &notes)
                let labels = labelers.map { $0.withLabel(record) { $0.string } ?? "" }
                let bytes = unit.withBytes(record, judge.units) { Array($0.buffer) }
                found.append(
                    Drawn(
                        row: record.row, unit: bytes, stratum: labels.joined(separator: mark)))
            }
            return found
        } merge: { found in
            for row in found { list.add(row) }
        }
        return list.quotas(quota, hasher, rows: rows)
    }

    private mutating func add(_ row: Drawn) {
        let unit = row.unit.withUnsafeBytes { FieldBytes($0).map { units.insert($0) } } ?? 0
        if unit == stratumOf.count {
            stratumOf.append(row.stratum.withField { strata.insert($0) } ?? 0)
        }
        unitOf.append((row.row, unit))
    }

    private func quotas(_ quota: StratifiedQuota, _ hasher: SplitHasher, rows: Int) -> RowQuotas {
        var members = [[StratifiedQuota.Unit]](repeating: [], count: strata.count)
        for unit in stratumOf.indices {
            let number = hasher.number(of: Array(units.bytes(at: unit)))
            members[stratumOf[unit]].append(.init(number: number, index: unit))
        }
        var variants = [Int](repeating: 0, count: stratumOf.count)
        for stratum in members.indices {
            quota.assign(
                &members[stratum], stratum: strata[stratum], id: { Array(units.bytes(at: $0)) }
            ) { variants[$0] = $1 }
        }
        var result = RowQuotas(rows: rows)
        for (row, unit) in unitOf { result.set(variants[unit], row: row) }
        return result
    }
}

extension SplitHasher {
    /// The first 52 bits of the digest of one id.
    fileprivate func number(of id: [UInt8]) -> UInt64 {
        var number: UInt64 = 0
        id.withUnsafeBytes { bytes in
            withUnsafeMutablePointer(to: &number) { number in
                [0].withUnsafeBufferPointer { offsets in
                    [UInt32(truncatingIfNeeded: bytes.count)].withUnsafeBufferPointer { counts in
                        numbers(
                            in: bytes, offsets: offsets, counts: counts,
                            into: UnsafeMutableBufferPointer(start: number, count: 1))
                    }
                }
            }
        }
        return number
    }
}
