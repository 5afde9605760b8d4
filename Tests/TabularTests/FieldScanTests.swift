// SPDX-License-Identifier: GPL-3.0-or-later
import CScan
import Testing

@Suite("The scan for fields")
struct FieldScanTests {
    private typealias Scan = (
        UnsafePointer<UInt8>?, Int, Int, UInt8, UInt8, UnsafeMutablePointer<UInt32>?
    ) -> cscan_found

    private static func scan(
        _ text: [UInt8], from first: Int, with scan: Scan
    ) -> (places: [UInt32], found: cscan_found) {
        var places = [UInt32](repeating: 0, count: text.count + 4)
        let found = scan(text, first, text.count, 0x2C, 0x0A, &places)
        return (Array(places.prefix(found.fields)), found)
    }

    @Test("both ways find what a plain loop finds", arguments: 0..<300)
    func agrees(size: Int) {
        var generator = SeededGenerator(seed: UInt64(size))
        let alphabet: [UInt8] = [0x2C, 0x0A, 0x2D, 0x2B, 0x61, 0x7F, 0x0D, 0xAC, 0x8A, 0x00]
        // Each way of choosing leaves out the NUL and the bytes outside ASCII, or does not.
        for letters in [7, 9, 10] {
            let text = (0..<size).map { _ in
                alphabet[Int.random(in: 0..<letters, using: &generator)]
            }
            let first = min(size, size % 5)
            let wanted = (first..<size).filter { text[$0] == 0x2C || text[$0] == 0x0A }
            let isPlain = text[first...].allSatisfy { $0 > 0 && $0 < 0x80 }
            for way in [cscan_fields, cscan_fields_portable] {
                let (places, found) = Self.scan(text, from: first, with: way)
                #expect(places == wanted.map { UInt32($0) })
                #expect(found.lines == wanted.count { text[$0] == 0x0A })
                #expect(found.is_plain == isPlain)
            }
        }
    }
}
