// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular
import Testing

@Suite("Reading messy files")
struct DelimitedReaderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var header = ["id", "x"]
        var records: [[String]]
        var options = ReadOptions()
    }

    static let cases = [
        Case(
            testDescription: "plain", text: "id,x\na,1\nb,2\n", records: [["a", "1"], ["b", "2"]]),
        Case(
            testDescription: "byte order mark", text: "\u{FEFF}id,x\na,1\n", records: [["a", "1"]]),
        Case(
            testDescription: "CRLF", text: "id,x\r\na,1\r\nb,2\r\n",
            records: [["a", "1"], ["b", "2"]]),
        Case(
            testDescription: "CR alone", text: "id,x\ra,1\rb,2",
            records: [["a", "1"], ["b", "2"]]),
        Case(
            testDescription: "embedded newlines", text: "id,x\n\"a\nb\",\"1\r\n2\"\nc,3\n",
            records: [["a\nb", "1\r\n2"], ["c", "3"]]),
        Case(
            testDescription: "quotes inside a field are text", text: "id,x\na\"b,5\"\nc,\"\"\n",
            records: [["a\"b", "5\""], ["c", ""]]),
        Case(
            testDescription: "doubled quotes", text: "id,x\n\"say \"\"hi\"\"\",\"\"\"\"\n",
            records: [["say \"hi\"", "\""]]),
        Case(
            testDescription: "text after the closing quote", text: "id,x\n\"a\"b,\"c\"\"\" \n",
            records: [["ab", "c\" "]]),
        Case(
            testDescription: "semicolons and decimal commas", text: "id;x\na;1,5\nb;2,5\n",
            records: [["a", "1,5"], ["b", "2,5"]]),
        Case(testDescription: "tabs", text: "id\tx\na\t1\n", records: [["a", "1"]]),
        Case(testDescription: "pipes", text: "id|x\na|1\n", records: [["a", "1"]]),
        Case(
            testDescription: "ragged", text: "id,x\na,1\nb\nc,3,4\nd,5\ne,6\n",
            records: [["a", "1"], ["b"], ["c", "3", "4"], ["d", "5"], ["e", "6"]]),
        Case(
            testDescription: "blank lines", text: "\n\nid,x\n\na,1\n\r\n\nb,2\n\n",
            records: [["a", "1"], ["b", "2"]]),
        Case(
            testDescription: "no newline at the end", text: "id,x\na,1\nb,",
            records: [["a", "1"], ["b", ""]]),
        Case(testDescription: "header only", text: "id,x\n", records: []),
        Case(testDescription: "header without newline", text: "id,x", records: []),
        Case(
            testDescription: "one column", text: "id\na\n\"\"\nb\n", header: ["id"],
            records: [["a"], [""], ["b"]]),
        Case(
            testDescription: "quoted header", text: "\"id\",\"a \"\"b\"\"\"\n1,2\n",
            header: ["id", "a \"b\""], records: [["1", "2"]]),
        Case(
            testDescription: "no header", text: "a,1\nb,2\n", header: ["column1", "column2"],
            records: [["a", "1"], ["b", "2"]], options: ReadOptions(hasHeader: false)),
        Case(
            testDescription: "wide characters", text: "id,x\nżółć,😀\n",
            records: [["żółć", "😀"]]),
    ]

    @Test("gives the fields of", arguments: cases)
    func records(_ example: Case) throws {
        let result = try read(example.text, example.options)
        #expect(result.header == example.header)
        #expect(result.records == example.records)
        #expect(result.rows == Array(1..<(example.records.count + 1)))
        #expect(result.summary.rows == example.records.count)
    }

    @Test("counts blank lines and ragged rows")
    func counts() throws {
        let result = try read("id,x\n\na,1\n\nb\nc,2,3\n")
        #expect(result.summary.blankLines == 2)
        #expect(result.summary.raggedRows == 2)
        #expect(result.summary.firstRagged == .init(row: 2, fieldCount: 1))
    }

    @Test("names the line on which each record starts")
    func lines() throws {
        let text = "id,x\n\"a\n\nb\",1\n\nc,2\n\"d\",3\n"
        let expected = [2, 6, 7]
        #expect(try read(text).lines == expected)
        for size in [1, 3, 7, 16] {
            #expect(try read(text, ReadOptions(blockSize: size)).lines == expected)
        }
    }

    @Test("keeps the raw record, quotes included")
    func rawBytes() throws {
        let text = "id,x\r\n\"a\"\"\",1\r\nb,\"2\"\r\nc,3\r\n"
        let reader = try DelimitedReader(source: ByteSource(bytes: Array(text.utf8)))
        var raw: [String] = []
        var quoted: [Bool] = []
        try reader.forEachBlock { block in
            (0..<block.recordCount).map { (block[$0].rawBytes.string, block[$0].wasQuoted(1)) }
        } merge: { part in
            raw += part.map(\.0)
            quoted += part.map(\.1)
        }
        #expect(raw == ["\"a\"\"\",1", "b,\"2\"", "c,3"])
        #expect(quoted == [false, true, false])
    }

    @Test("a field that a short record lacks is empty")
    func missingField() throws {
        let reader = try DelimitedReader(source: ByteSource(bytes: Array("a,b\nx\n".utf8)))
        var counts: [Int] = []
        try reader.forEachBlock { block in
            [block[0].bytes(1).count, block[0].bytes(-1).count, block[0].bytes(9).count]
        } merge: {
            counts += $0
        }
        #expect(counts == [0, 0, 0])
    }

    @Test("finds columns by name and names those there are")
    func columns() throws {
        let source = ByteSource(bytes: Array("id,x,x\n1,2,3\n".utf8))
        let reader = try DelimitedReader(source: source)
        #expect(try reader.column(named: "id") == 0)
        #expect(throws: TabularError.self) { try reader.column(named: "x") }
        let missing = #expect(throws: TabularError.self) { try reader.column(named: "Id") }
        #expect(missing?.code == .columnMissing)
        #expect(missing?.why == "the columns are: id, x, x")
    }

    @Test("one huge field fits under the record limit")
    func hugeField() throws {
        let huge = String(repeating: "long \"\"text\"\"\n", count: 20_000)
        let result = try read("id,x\n1,\"\(huge)\"\n2,b\n", ReadOptions(blockSize: 4096))
        #expect(result.records.map(\.[0]) == ["1", "2"])
        #expect(result.records[0][1].count == 12 * 20_000)
    }

    @Test("an error of map or merge stops the pass", arguments: [1, 2, 4])
    func stops(workers: Int) throws {
        struct Stop: Error, Equatable { var row: Int }
        let text = "id\n" + (1...500).map { "r\($0)\n" }.joined()
        let reader = try DelimitedReader(
            source: ByteSource(bytes: Array(text.utf8)), options: ReadOptions(blockSize: 64))
        #expect(throws: Stop.self) {
            try reader.forEachBlock(workers: workers) { block in
                if block.firstRow > 100 { throw Stop(row: block.firstRow) }
            } merge: { _ in
            }
        }
        #expect(throws: Stop(row: 1)) {
            try reader.forEachBlock(workers: workers) {
                $0.firstRow
            } merge: { row in
                throw Stop(row: row)
            }
        }
    }
}
