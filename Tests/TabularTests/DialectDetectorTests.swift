// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular
import Testing

@Suite("Detecting the dialect")
struct DialectDetectorTests {
    private func detection(
        _ text: String, _ options: ReadOptions = ReadOptions()
    ) throws -> Detection {
        try DelimitedReader(source: ByteSource(bytes: Array(text.utf8)), options: options).detection
    }

    @Test("states what it found and what was declared")
    func facts() throws {
        let found = try detection(
            "\u{FEFF}id;x\r\na;1,5\r\n", ReadOptions(decimal: .comma, hasHeader: true))
        #expect(
            found.summary == """
                encoding utf-8 with byte order mark, line ending CRLF, delimiter semicolon, \
                header yes (declared), columns 2, decimal comma (declared)
                """)
    }

    @Test("asks when two delimiters explain the file")
    func ambiguousDelimiter() throws {
        let text = "a;b,c;d\n1;2,3;4\n"
        let error = #expect(throws: TabularError.self) { try detection(text) }
        #expect(error?.code == .delimiterAmbiguous)
        #expect(error?.what == "comma and semicolon both explain the first rows")
        let declared = try detection(text, ReadOptions(delimiter: .semicolon, hasHeader: true))
        #expect(declared.dialect.delimiter == .semicolon)
    }

    @Test("asks when the first row looks like data", arguments: ["a,1\nb,2\n", "x,\"2,5\"\n"])
    func ambiguousHeader(text: String) throws {
        let error = #expect(throws: TabularError.self) { try detection(text) }
        #expect(error?.code == .headerAmbiguous)
    }

    @Test("is not misled by delimiters inside quotes")
    func quotedDelimiters() throws {
        let found = try detection("id;note\n1;\"a;b;c\"\n2;\"x,y\n,,\"\n")
        #expect(found.dialect.delimiter == .semicolon)
    }

    @Test("tolerates a few ragged rows")
    func ragged() throws {
        let rows = (1...20).map { "\($0)|a|b" }.joined(separator: "\n")
        #expect(try detection("id|x|y\n\(rows)\n21|a\n").dialect.delimiter == .pipe)
    }

    @Test("a declared encoding must agree with the byte order mark")
    func contradiction() throws {
        let options = ReadOptions(encoding: .utf16LittleEndian)
        let error = #expect(throws: TabularError.self) { try detection("\u{FEFF}a,b\n", options) }
        #expect(error?.code == .invalidEncoding)
    }

    @Test("refuses limits that cannot work", arguments: [0, -1, 1 << 40])
    func limits(size: Int) throws {
        let error = #expect(throws: TabularError.self) {
            try detection("a,b\n", ReadOptions(blockSize: size))
        }
        #expect(error?.code == .optionInvalid)
    }
}
