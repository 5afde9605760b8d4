// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular
import Testing

@Suite("Ids in order")
struct OrderedIDTests {
    /// Adds the ids of a file a few rows at a time; rows whose second field is 0 are not kept.
    private static func detect(
        _ ids: [String], dropping dropped: Set<Int> = [], quoted: Bool = false, workers: Int = 1
    ) throws -> DuplicateReport {
        let lines = ids.enumerated().map { place, id in
            (quoted ? "\"\(id)\"" : id) + ",\(dropped.contains(place) ? 0 : 1)\n"
        }
        let reader = try DelimitedReader(
            source: ByteSource(bytes: Array(("id,kept\n" + lines.joined()).utf8)),
            options: ReadOptions(hasHeader: true, blockSize: 512))
        let isIncluded: @Sendable (Record) -> Bool = { $0.bytes(1).equals([0x31]) }
        let detector = DuplicateDetector()
        try reader.forEachBlock(workers: workers) { block in
            var found = Fingerprints()
            for first in stride(from: 0, to: block.recordCount, by: 7) {
                let positions = first..<min(first + 7, block.recordCount)
                found.append(positions, of: block, column: 0) { isIncluded(block[$0]) }
            }
            return found
        } merge: {
            try detector.add($0)
        }
        return try detector.finish(
            reading: reader, column: 0, workers: workers, including: isIncluded)
    }

    private static func laterRows(_ ids: [String], dropping dropped: Set<Int> = []) -> [Int] {
        var seen: Set<String> = []
        return ids.indices.filter { !dropped.contains($0) && !seen.insert(ids[$0]).inserted }
            .map { $0 + 1 }
    }

    private static let numbers = (1...2_000).map { "\($0)" }
    private static let padded = (0..<2_000).map { "customer-\($0 + 100_000)" }

    @Test("that increase repeat nothing", arguments: [numbers, padded], [false, true])
    func increasing(ids: [String], quoted: Bool) throws {
        #expect(try Self.detect(ids, quoted: quoted, workers: 2) == DuplicateReport())
    }

    @Test("find a repeated id wherever it stands", arguments: [0, 1, 6, 7, 8, 60, 1_000, 1_999])
    func oneRepeated(place: Int) throws {
        for target in [0, 7, place + 1, 1_500, 2_000] {
            var ids = Self.padded
            ids.insert(ids[place], at: target)
            let report = try Self.detect(ids, workers: 2)
            #expect(report.laterRows.rows == Self.laterRows(ids))
            #expect(report.duplicateIds == 1)
        }
    }

    @Test("in several runs agree with a set", arguments: 1...8)
    func severalRuns(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var ids: [String] = []
        for _ in 0..<6 {
            let size = Int.random(in: 1...400, using: &generator)
            let run = (0..<size).map { _ in Int.random(in: 0..<5_000, using: &generator) }
            ids += Set(run).sorted().map { "k\($0 + 10_000)" }
        }
        let dropped = Set(ids.indices.filter { _ in Int.random(in: 0..<9, using: &generator) == 0 })
        let report = try Self.detect(ids, dropping: dropped, workers: 2)
        #expect(report.laterRows.rows == Self.laterRows(ids, dropping: dropped))
    }

    @Test("a dropped row between them does not count")
    func dropped() throws {
        let ids = ["a1", "a1", "a2", "zz", "a3", "a4", "a5", "a6", "", "a7"]
        #expect(try Self.detect(ids, dropping: [1, 3, 8]) == DuplicateReport())
    }
}
