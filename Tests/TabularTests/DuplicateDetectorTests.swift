// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular
import Testing

@Suite("Duplicate ids")
struct DuplicateDetectorTests {
    private struct Expected {
        var laterRows: [Int] = []
        var pairs: [DuplicateReport.Pair] = []
        var ids: Set<String> = []
    }

    private static func reference(_ ids: [String]) -> Expected {
        var first: [String: Int] = [:]
        var expected = Expected()
        for (index, id) in ids.enumerated() {
            if let row = first[id] {
                expected.laterRows.append(index + 1)
                expected.pairs.append(.init(firstRow: row, laterRow: index + 1))
                expected.ids.insert(id)
            } else {
                first[id] = index + 1
            }
        }
        return expected
    }

    private static func detect(
        _ ids: [String], _ detector: DuplicateDetector, workers: Int
    ) throws -> DuplicateReport {
        let text = "id,x\n" + ids.map { "\($0),1\n" }.joined()
        let reader = try DelimitedReader(
            source: ByteSource(bytes: Array(text.utf8)),
            options: ReadOptions(hasHeader: true, blockSize: 4_096))
        try reader.forEachBlock(workers: workers) { block in
            var fingerprints = Fingerprints(capacity: block.recordCount)
            block.forEachRecord { fingerprints.append($0.bytes(0)) }
            return fingerprints
        } merge: {
            try detector.add($0)
        }
        return try detector.finish(reading: reader, column: 0, workers: workers)
    }

    private static func check(_ ids: [String], _ report: DuplicateReport) {
        let expected = reference(ids)
        #expect(report.laterRows.rows == expected.laterRows)
        #expect(report.duplicateRows == expected.laterRows.count)
        #expect(report.duplicateIds == expected.ids.count)
        #expect(report.examples == Array(expected.pairs.prefix(5)))
    }

    @Test("agree with a set", arguments: [50, 5_000, 1_000_000], [1, 2])
    func agreesWithSet(range: Int, workers: Int) throws {
        var generator = SeededGenerator(seed: UInt64(range))
        let ids = (0..<8_000).map { _ in "k\(Int.random(in: 0..<range, using: &generator))" }
        Self.check(ids, try Self.detect(ids, DuplicateDetector(), workers: workers))
    }

    @Test("beyond memory and in several passes give the same answer")
    func spilled() throws {
        var generator = SeededGenerator(seed: 9)
        let ids = (0..<8_000).map { _ in "\(Int.random(in: 0..<6_000, using: &generator))" }
        let small = DuplicateDetector(
            exampleLimit: 5, temporaryFolder: "/tmp", slotsPerPartition: 4, candidatesPerPass: 100)
        Self.check(ids, try Self.detect(ids, small, workers: 2))
    }

    @Test("ids that look alike are different")
    func lookAlikes() throws {
        let ids = ["a", "aa", "a ", "A", "00123", "123", "0123", "abcdefgh", "abcdefghi", "é"]
        #expect(try Self.detect(ids, DuplicateDetector(), workers: 1) == DuplicateReport())
    }

    @Test("only the rows that were added count")
    func included() throws {
        let text = "id,x\na,1\na,0\na,1\nb,1\n"
        let reader = try DelimitedReader(
            source: ByteSource(bytes: Array(text.utf8)), options: ReadOptions(hasHeader: true))
        let isIncluded: @Sendable (Record) -> Bool = { $0.bytes(1).equals([0x31]) }
        let detector = DuplicateDetector()
        try reader.forEachBlock { block in
            var fingerprints = Fingerprints()
            block.forEachRecord { if isIncluded($0) { fingerprints.append($0.bytes(0)) } }
            return fingerprints
        } merge: {
            try detector.add($0)
        }
        let report = try detector.finish(reading: reader, column: 0, including: isIncluded)
        #expect(report.laterRows.rows == [3])
        #expect(report.examples == [.init(firstRow: 1, laterRow: 3)])
    }

    @Test("a row set keeps its rows")
    func rowSet() {
        var set = RowSet()
        for row in [5, 700, 5, 64, -1] { set.insert(row) }
        #expect(set.rows == [5, 64, 700])
        #expect(set.count == 3)
        #expect(set.contains(64) && !set.contains(65) && !set.contains(1 << 40))
    }
}
