// SPDX-License-Identifier: GPL-3.0-or-later

/// Refuses a first line that is no UTF-8 text, before names are read from it.
struct HeaderCheck {
    let name: String
    let newline: UInt8

    /// Checks the first line of the decoded text, which starts `offset` bytes into the file.
    func check(_ text: [UInt8], after offset: Int) throws(TabularError) {
        let line = Array(text.prefix { $0 != newline })
        let (nul, bad) = line.withUnsafeBufferPointer { bytes -> (Int?, Int?) in
            guard let base = bytes.baseAddress else { return (nil, nil) }
            return (
                TextCheck.firstNul(base, count: bytes.count),
                TextCheck.firstInvalid(base, count: bytes.count)
            )
        }
        if let nul {
            let isWide = line.count > 1 && (line[0] == 0) != (line[1] == 0)
            let guess = line.first == 0 ? "utf-16be" : "utf-16le"
            throw TabularError(
                .nulByte, "a NUL byte in the first line",
                at: .init(file: name, line: 1, byteOffset: offset + nul),
                why: isWide
                    ? "every second byte is NUL: this is UTF-16 without a byte order mark"
                    : "text files hold none: the file is binary or damaged",
                fix: isWide ? "add --encoding \(guess)" : "check the export that made the file")
        }
        // A sample may end in the middle of a character.
        let isCut = line.count == text.count && text.count + 4 > DialectDetector.sampleSize
        if let bad, !isCut || bad + 4 <= line.count {
            let shown = String(line[bad], radix: 16, uppercase: true)
            throw TabularError(
                .invalidEncoding, "not UTF-8: byte 0x\(shown) in the first line",
                at: .init(file: name, line: 1, byteOffset: offset + bad),
                why: "text that is read in the wrong encoding gets wrong names and ids",
                fix: "if the file comes from Excel or an old export, add --encoding windows-1252")
        }
    }
}
