// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular
import Testing

@Suite("The first line")
struct HeaderCheckTests {
    private func error(_ bytes: [UInt8]) -> TabularError? {
        #expect(throws: TabularError.self) {
            try DelimitedReader(source: ByteSource(bytes: bytes, name: "x.csv"))
        }
    }

    @Test("in another encoding says how to state it")
    func windows() {
        let found = error(Array("id,pr".utf8) + [0xE9] + Array("mie\n1,2\n".utf8))
        #expect(found?.code == .invalidEncoding)
        #expect(found?.fix.contains("--encoding windows-1252") == true)
    }

    @Test("of UTF-16 without a mark names the order of its bytes")
    func wide() {
        let little = "id,x\n1,2\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = "id,x\n1,2\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(error(little)?.fix == "add --encoding utf-16le")
        #expect(error(big)?.fix == "add --encoding utf-16be")
    }

    @Test("without the column asked for names what comes near")
    func column() throws {
        let reader = try DelimitedReader(
            source: ByteSource(bytes: Array("Customer_ID,x\n1,2\n".utf8), name: "x.csv"))
        let found = #expect(throws: TabularError.self) { try reader.column(named: "customer_id") }
        #expect(found?.fix == "did you mean `Customer_ID`?")
    }
}
