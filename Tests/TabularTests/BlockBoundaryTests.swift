// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular
import Testing

/// RFC 4180 read one byte at a time, as plainly as it can be written; nil if a quote stays open.
private func referenceRecords(_ text: [UInt8], newline: UInt8) -> [[[UInt8]]]? {
    var records: [[[UInt8]]] = []
    var position = 0
    while position < text.count {
        var fields: [[UInt8]] = []
        var wasQuoted = false
        var ended = false
        while !ended {
            var field: [UInt8] = []
            wasQuoted = false
            if position < text.count, text[position] == 0x22 {
                wasQuoted = true
                position += 1
                while true {
                    guard position < text.count else { return nil }
                    if text[position] != 0x22 {
                        field.append(text[position])
                        position += 1
                    } else if position + 1 < text.count, text[position + 1] == 0x22 {
                        field.append(0x22)
                        position += 2
                    } else {
                        position += 1
                        break
                    }
                }
            }
            var tail: [UInt8] = []
            while position < text.count, text[position] != 0x2C, text[position] != newline {
                tail.append(text[position])
                position += 1
            }
            ended = position >= text.count || text[position] == newline
            if ended, tail.last == 0x0D { tail.removeLast() }
            position += 1
            fields.append(field + tail)
        }
        if fields != [[]] || wasQuoted { records.append(fields) }
    }
    return records
}

@Suite("Block boundaries")
struct BlockBoundaryTests {
    private static let options = ReadOptions(delimiter: .comma, encoding: .utf8, hasHeader: false)

    private static func text(
        _ generator: inout SeededGenerator, alphabet: [String], length: Int
    ) -> [UInt8] {
        (0..<length).flatMap { _ in
            Array((alphabet.randomElement(using: &generator) ?? "a").utf8)
        }
    }

    private static func check(_ text: [UInt8], size: Int, workers: Int) throws {
        var options = Self.options
        options.blockSize = size
        let newline: UInt8 = text.contains(0x0A) || !text.contains(0x0D) ? 0x0A : 0x0D
        let isBlank = !text.contains { $0 != 0x0A && $0 != 0x0D }
        guard let expected = referenceRecords(text, newline: newline), !isBlank else {
            let code = problem(text, options, workers: workers)?.code
            #expect(code == (isBlank ? .fileEmpty : .unclosedQuote))
            return
        }
        let result = try read(text, options, workers: workers)
        #expect(
            result.records == expected.map { $0.map { String(decoding: $0, as: UTF8.self) } },
            "text \(text) with blocks of \(size)")
        #expect(result.rows == Array(1..<(expected.count + 1)))
    }

    @Test("any block size gives the records of the reference parser", arguments: 1...12)
    func anyBlockSize(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let alphabet = ["a", "b", "é", ",", ",", "\"", "\"", "\n", "\n", "\r\n", "\r", " "]
        for _ in 0..<60 {
            let length = Int.random(in: 1...60, using: &generator)
            let text = Self.text(&generator, alphabet: alphabet, length: length)
            for size in [1, 2, 3, 5, Int.random(in: 1...80, using: &generator)] {
                try Self.check(text, size: size, workers: 1)
            }
        }
    }

    @Test("text without quotes gives the same records too", arguments: 1...6)
    func withoutQuotes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &* 77)
        let alphabet = ["a", "bcdefg", "é", ",", ",", "\n", "\r\n", "\r", "0123456789abc"]
        for _ in 0..<60 {
            let length = Int.random(in: 1...150, using: &generator)
            let text = Self.text(&generator, alphabet: alphabet, length: length)
            for size in [1, 64, Int.random(in: 1...300, using: &generator)] {
                try Self.check(text, size: size, workers: 1)
            }
        }
    }

    @Test("any number of workers gives the same records", arguments: [2, 3, 8])
    func anyWorkers(workers: Int) throws {
        var generator = SeededGenerator(seed: UInt64(workers))
        let alphabet = ["a", "b", ",", "\"x\n,\"\"\"", "\n", "\n"]
        for _ in 0..<20 {
            let text = Self.text(&generator, alphabet: alphabet, length: 2_000)
            try Self.check(text, size: 100, workers: workers)
        }
    }

    @Test("random bytes never crash or hang", arguments: 1...8)
    func fuzz(seed: UInt64) {
        var generator = SeededGenerator(seed: seed &* 31)
        for round in 0..<150 {
            let length = Int.random(in: 0...400, using: &generator)
            var text = (0..<length).map { _ in
                UInt8.random(in: 0...(round % 2 == 0 ? 255 : 127), using: &generator)
            }
            if round % 5 == 0 { text = [0x1F, 0x8B, 8, 0] + text }
            if round % 7 == 0 { text = [0xFF, 0xFE] + text }
            let options = ReadOptions(
                encoding: round % 3 == 0 ? .windows1252 : nil, blockSize: 1 + length / 3)
            // Only the absence of a crash counts here; a wrong answer is the other tests' matter.
            let first = problem(text, options)
            #expect(problem(text, options, workers: 2)?.code == first?.code)
        }
    }
}
