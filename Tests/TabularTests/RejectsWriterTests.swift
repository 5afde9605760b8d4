// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular
import Testing

@Suite("Rejects file")
struct RejectsWriterTests {
    @Test("names row, column, code and value, and counts")
    func writes() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("rejects.csv")
        let writer = try RejectsWriter(path: path)
        let long = String(repeating: "x", count: 100)
        let values = [
            (3, "spend", "not-a-number", "a\u{1B}[31m\n,b"), (3, "id", "empty-id", ""),
            (7, "spend", "not-a-number", long),
        ]
        for (row, column, code, value) in values {
            let reject = try withField(value) {
                RejectsWriter.Reject(row: row, column: column, code: code, value: $0)
            }
            try writer.add([reject])
        }
        try writer.commit()
        let cut = String(repeating: "x", count: 80) + "…"
        let expected = """
            row,column,code,value
            3,spend,not-a-number,"a\\u{1b}[31m\\n,b"
            3,id,empty-id,
            7,spend,not-a-number,\(cut)

            """
        #expect(try String(decoding: bytes(ofFile: path), as: UTF8.self) == expected)
        #expect(writer.rowCount == 2)
        #expect(writer.counts == ["not-a-number": 2, "empty-id": 1])
    }

    @Test("names the file of each row where there are several")
    func files() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("rejects.csv")
        let writer = try RejectsWriter(path: path, namesFiles: true)
        for file in ["control.csv", "experiment.csv"] {
            let reject = try withField("x") {
                RejectsWriter.Reject(
                    row: 1, column: "clicks", code: "not-a-number", value: $0, file: file)
            }
            try writer.add([reject])
        }
        try writer.commit()
        #expect(
            try String(decoding: bytes(ofFile: path), as: UTF8.self) == """
                file,row,column,code,value
                control.csv,1,clicks,not-a-number,x
                experiment.csv,1,clicks,not-a-number,x

                """)
        #expect(writer.rowCount == 2)
    }
}
