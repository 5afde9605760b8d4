// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular

/// Several runs of bytes that grow side by side, without a check of ownership at every byte.
struct ByteRuns: ~Copyable {
    private struct Run {
        var bytes: UnsafeMutablePointer<UInt8>
        var count: Int
        var capacity: Int
    }

    private let runs: UnsafeMutableBufferPointer<Run>

    init(count: Int) {
        runs = .allocate(capacity: count)
        for index in 0..<count {
            runs.initializeElement(
                at: index, to: Run(bytes: .allocate(capacity: 4096), count: 0, capacity: 4096))
        }
    }

    deinit {
        for run in runs { run.bytes.deallocate() }
        runs.deallocate()
    }

    /// The bytes of a run.
    borrowing func bytes(_ index: Int) -> [UInt8] {
        Array(UnsafeBufferPointer(start: runs[index].bytes, count: runs[index].count))
    }

    /// The number of bytes of a run.
    borrowing func count(_ index: Int) -> Int { runs[index].count }

    /// Makes sure that a run takes more bytes, and gives the place where they go.
    @inline(__always)
    mutating func room(_ index: Int, for more: Int) -> UnsafeMutablePointer<UInt8> {
        if runs[index].count &+ more > runs[index].capacity { grow(index, for: more) }
        return runs[index].bytes + runs[index].count
    }

    /// Says how many bytes were written to the room.
    @inline(__always)
    mutating func advance(_ index: Int, by count: Int) { runs[index].count &+= count }

    @inline(never)
    private mutating func grow(_ index: Int, for more: Int) {
        let run = runs[index]
        let capacity = max(run.capacity * 2, run.count + more)
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        bytes.update(from: run.bytes, count: run.count)
        run.bytes.deallocate()
        runs[index] = Run(bytes: bytes, count: run.count, capacity: capacity)
    }

    /// Adds bytes as they are.
    @inline(__always)
    mutating func append(_ index: Int, _ source: UnsafeRawPointer, _ count: Int) {
        UnsafeMutableRawPointer(room(index, for: count)).copyMemory(
            from: source, byteCount: count)
        advance(index, by: count)
    }

    /// Adds a field, in quotes where it needs them.
    @inline(__always)
    mutating func append(_ index: Int, field: UnsafeRawBufferPointer, delimiter: UInt8) {
        guard let start = field.baseAddress else { return }
        var isPlain = true
        for byte in field {
            isPlain =
                isPlain && byte != delimiter && byte != 0x22 && byte != 0x0A && byte != 0x0D
        }
        if isPlain { append(index, start, field.count) } else { append(index, quoting: field) }
    }

    private mutating func append(_ index: Int, quoting field: UnsafeRawBufferPointer) {
        let target = room(index, for: field.count * 2 + 2)
        var written = 1
        target[0] = 0x22
        for byte in field {
            if byte == 0x22 {
                target[written] = 0x22
                written += 1
            }
            target[written] = byte
            written += 1
        }
        target[written] = 0x22
        advance(index, by: written + 1)
    }
}

/// Texts that lie one after another, to be copied without a look at an array of arrays.
struct JoinedBytes: Sendable {
    private let bytes: [UInt8]
    private let ends: [Int]

    init(_ parts: [[UInt8]]) {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for part in parts {
            bytes += part
            ends.append(bytes.count)
        }
        // One byte more, so that no texts have an address too.
        self.bytes = bytes + [0]
        self.ends = ends
    }

    /// Calls a body with a reader that is valid only inside.
    @inline(__always)
    func withReader<Answer>(_ body: (Reader) -> Answer) -> Answer? {
        bytes.withUnsafeBytes { bytes in
            ends.withUnsafeBufferPointer { ends in
                bytes.baseAddress.map { body(Reader(bytes: $0, ends: ends)) }
            }
        }
    }

    /// Finds the parts.
    struct Reader {
        let bytes: UnsafeRawPointer
        let ends: UnsafeBufferPointer<Int>

        /// The bytes of a part.
        @inline(__always)
        func part(_ index: Int) -> (start: UnsafeRawPointer, count: Int) {
            let start = index == 0 ? 0 : ends[index &- 1]
            return (bytes + start, ends[index] &- start)
        }
    }
}
