// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns Windows-1252 or UTF-16 into UTF-8 on the way in.
final class TranscodingStream: ByteStream {
    private let upstream: any ByteStream
    private let encoding: TextEncoding
    private let name: String
    private let input: UnsafeMutableRawBufferPointer
    private var available = 0
    private var position = 0
    /// The offset of `input` in the file, after inflating.
    private var offset = 0

    /// What bytes 0x80 to 0x9F mean in Windows-1252; zero marks the five that mean nothing.
    private static let windows: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    init(_ upstream: any ByteStream, encoding: TextEncoding, name: String) {
        self.upstream = upstream
        self.encoding = encoding
        self.name = name
        input = .allocate(byteCount: 1 << 18, alignment: 16)
    }

    deinit { input.deallocate() }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
        var written = 0
        while buffer.count - written >= 4 {
            guard try refill() else { break }
            guard let scalar = try nextScalar() else { break }
            written += Self.encode(scalar, into: buffer, at: written)
        }
        return written
    }

    /// Keeps at least four bytes ready, unless the data ends.
    private func refill() throws(TabularError) -> Bool {
        if available - position >= 4 { return true }
        let rest = available - position
        for index in 0..<rest { input[index] = input[position + index] }
        offset += position
        position = 0
        available = rest
        while available < 4 {
            let target = UnsafeMutableRawBufferPointer(rebasing: input[available...])
            let got = try upstream.read(into: target)
            if got == 0 { break }
            available += got
        }
        return available > 0
    }

    private func nextScalar() throws(TabularError) -> UInt32? {
        switch encoding {
        case .utf8, .windows1252:
            let byte = input[position]
            var scalar = UInt32(byte)
            if byte & 0xE0 == 0x80 { scalar = UInt32(Self.windows[Int(byte - 0x80)]) }
            guard scalar != 0 || byte == 0 else { throw invalid("byte \(byte) has no meaning") }
            position += 1
            return scalar
        case .utf16LittleEndian, .utf16BigEndian:
            let first = try unit(at: position)
            guard first & 0xF800 == 0xD800 else {
                position += 2
                return first
            }
            guard first < 0xDC00, available - position >= 4 else {
                throw invalid("half a surrogate pair")
            }
            let second = try unit(at: position + 2)
            guard second & 0xFC00 == 0xDC00 else { throw invalid("half a surrogate pair") }
            position += 4
            return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        }
    }

    private func unit(at place: Int) throws(TabularError) -> UInt32 {
        guard place + 1 < available else { throw invalid("half a character at the end") }
        let (first, second) = (UInt32(input[place]), UInt32(input[place + 1]))
        return encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second
    }

    private func invalid(_ what: String) -> TabularError {
        TabularError(
            .invalidEncoding, "not \(encoding.rawValue): \(what)",
            at: .init(file: name, byteOffset: offset + position),
            why: "text that is read in the wrong encoding gets wrong names and ids",
            fix: "state the encoding of the file with --encoding")
    }

    private static func encode(
        _ scalar: UInt32, into buffer: UnsafeMutableRawBufferPointer, at place: Int
    ) -> Int {
        if scalar < 0x80 {
            buffer[place] = UInt8(scalar)
            return 1
        }
        if scalar < 0x800 {
            buffer[place] = UInt8(0xC0 | scalar >> 6)
            buffer[place + 1] = UInt8(0x80 | scalar & 0x3F)
            return 2
        }
        if scalar < 0x10000 {
            buffer[place] = UInt8(0xE0 | scalar >> 12)
            buffer[place + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
            buffer[place + 2] = UInt8(0x80 | scalar & 0x3F)
            return 3
        }
        buffer[place] = UInt8(0xF0 | scalar >> 18)
        buffer[place + 1] = UInt8(0x80 | scalar >> 12 & 0x3F)
        buffer[place + 2] = UInt8(0x80 | scalar >> 6 & 0x3F)
        buffer[place + 3] = UInt8(0x80 | scalar & 0x3F)
        return 4
    }
}
