// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds duplicate ids among tens of millions exactly, in bounded memory.
///
/// During the pass over the file, workers make ``Fingerprints`` and the merge adds them here, in file
/// order. Ids in increasing order need no fingerprints: nothing can repeat. Where only parts of the
/// file are in order, those parts are read again for their fingerprints at the end. Without a repeated
/// fingerprint there is no duplicate, and nothing more is read. Otherwise
/// ``finish(reading:column:workers:including:)`` reads the file again and compares the ids
/// themselves wherever a fingerprint was repeated, so a chance collision is never reported.
public final class DuplicateDetector {
    private let store: FingerprintStore
    private let exampleLimit: Int
    private let candidatesPerPass: Int
    /// Whether all ids so far were in increasing order, and the last of them.
    private var isOrdered = true
    private var lastID: [UInt8] = []
    /// The rows in order, which have no fingerprints yet.
    private var unmarked: [Range<Int>] = []

    /// Creates a detector.
    ///
    /// - Parameters:
    ///   - exampleLimit: How many pairs of rows the report names.
    ///   - temporaryFolder: Where fingerprints beyond 8 MiB are kept meanwhile.
    public convenience init(exampleLimit: Int = 5, temporaryFolder: String = "/tmp") {
        self.init(
            exampleLimit: exampleLimit, temporaryFolder: temporaryFolder,
            slotsPerPartition: 1 << 12, candidatesPerPass: 1 << 19)
    }

    /// Creates a detector with smaller limits, for tests of what happens beyond them.
    package init(
        exampleLimit: Int, temporaryFolder: String, slotsPerPartition: Int, candidatesPerPass: Int
    ) {
        self.exampleLimit = exampleLimit
        self.candidatesPerPass = candidatesPerPass
        store = FingerprintStore(slotsPerPartition: slotsPerPartition, folder: temporaryFolder)
    }

    /// Adds the ids of the next block.
    public func add(_ fingerprints: Fingerprints) throws(TabularError) {
        if let run = fingerprints.ordered { add(run) }
        guard !fingerprints.values.isEmpty else { return }
        isOrdered = false
        try store.add(fingerprints.values)
    }

    private func add(_ run: Fingerprints.OrderedRun) {
        isOrdered = isOrdered && (unmarked.isEmpty || Self.precedes(lastID, run.first))
        lastID = run.last
        if let before = unmarked.last, before.upperBound == run.rows.lowerBound {
            unmarked[unmarked.count - 1] = before.lowerBound..<run.rows.upperBound
        } else {
            unmarked.append(run.rows)
        }
    }

    private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count
            ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }

    /// Reads the rows that were in order again for their fingerprints.
    private func addUnmarked(
        _ reader: DelimitedReader, _ column: Int, workers: Int,
        isIncluded: @escaping @Sendable (Record) -> Bool
    ) throws {
        let runs = unmarked
        unmarked = []
        try reader.forEachBlock(workers: workers) { block in
            var found = Fingerprints()
            let rows = block.firstRow..<block.firstRow + block.recordCount
            for run in runs where run.overlaps(rows) {
                for row in run.clamped(to: rows) {
                    let record = block[row - block.firstRow]
                    if isIncluded(record) { found.append(record.bytes(column)) }
                }
            }
            return found
        } merge: {
            try store.add($0.values)
        }
    }

    /// Says which rows hold an id that an earlier row holds too.
    ///
    /// - Parameters:
    ///   - reader: The file that the ids came from; read again only where something was repeated.
    ///   - column: The column of the id.
    ///   - workers: The number of threads.
    ///   - isIncluded: Whether a record was among those added; the same choice as in the first pass.
    ///   - key: What of an id is compared, where the fingerprints are not those of the whole id:
    ///     hands the key of an id to the closure. No row may have been added as one in order then.
    /// - Returns: The duplicates; none if every id is there once.
    /// - Throws: A ``TabularError`` if the file cannot be read again.
    public func finish(
        reading reader: DelimitedReader, column: Int, workers: Int = 1,
        including isIncluded: @escaping @Sendable (Record) -> Bool = { _ in true },
        key: @escaping @Sendable (FieldBytes, (FieldBytes) -> Void) -> Void = { $1($0) }
    ) throws -> DuplicateReport {
        var report = DuplicateReport()
        if isOrdered { return report }
        if !unmarked.isEmpty {
            try addUnmarked(reader, column, workers: workers, isIncluded: isIncluded)
        }
        var candidates: [UInt64] = []
        for partition in 0..<FingerprintStore.partitionCount {
            candidates += try store.repeated(partition)
            while candidates.count >= candidatesPerPass {
                let share = Array(candidates.prefix(candidatesPerPass))
                candidates.removeFirst(candidatesPerPass)
                try verify(
                    share, reader, column, workers: workers, isIncluded: isIncluded, key: key,
                    &report)
            }
        }
        if !candidates.isEmpty {
            try verify(
                candidates, reader, column, workers: workers, isIncluded: isIncluded, key: key,
                &report)
        }
        return report
    }

    private func verify(
        _ sorted: [UInt64], _ reader: DelimitedReader, _ column: Int, workers: Int,
        isIncluded: @escaping @Sendable (Record) -> Bool,
        key: @escaping @Sendable (FieldBytes, (FieldBytes) -> Void) -> Void,
        _ report: inout DuplicateReport
    ) throws {
        let candidates = CandidateSet(sorted)
        var known = KnownIds(capacity: sorted.count)
        var pairs: [DuplicateReport.Pair] = []
        try reader.forEachBlock(workers: workers) { block in
            var hits = IdHits()
            block.forEachRecord { record in
                key(record.bytes(column)) { id in
                    let fingerprint = Fingerprints.of(id)
                    if candidates.contains(fingerprint), isIncluded(record) {
                        hits.append(fingerprint, row: record.row, id)
                    }
                }
            }
            return hits
        } merge: { hits in
            hits.forEach { fingerprint, row, id in
                guard let first = known.firstRow(fingerprint, row: row, id: id) else { return }
                report.laterRows.insert(row)
                if first.isSecond { report.duplicateIds += 1 }
                if pairs.count < exampleLimit {
                    pairs.append(.init(firstRow: first.row, laterRow: row))
                }
            }
        }
        report.examples = Array(
            (report.examples + pairs).sorted { $0.laterRow < $1.laterRow }.prefix(exampleLimit))
    }
}
