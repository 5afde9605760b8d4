// SPDX-License-Identifier: GPL-3.0-or-later
import CZlib

/// Inflates gzip data of one or more members.
final class GzipStream: ByteStream {
    private let raw: RawStream
    private let name: String
    private let state: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private var memberEnded = false
    private var finished = false

    static func isGzip(_ first: some Collection<UInt8>) -> Bool {
        first.starts(with: [0x1F, 0x8B])
    }

    init(_ raw: RawStream, name: String) throws(TabularError) {
        self.raw = raw
        self.name = name
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        input = .allocate(byteCount: 1 << 18, alignment: 16)
        guard czlib_inflate_init_gzip(state) == Z_OK else {
            throw Self.damaged(name, "zlib could not start")
        }
    }

    deinit {
        inflateEnd(state)
        state.deallocate()
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
        guard !finished, buffer.count > 0 else { return 0 }
        let wanted = min(buffer.count, Int(UInt32.max))
        state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_out = UInt32(wanted)
        while state.pointee.avail_out > 0 {
            if state.pointee.avail_in == 0, try !refill() {
                guard memberEnded else { throw truncated() }
                finished = true
                break
            }
            if memberEnded, try !startNextMember() { break }
            let code = inflate(state, Z_NO_FLUSH)
            switch code {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END: memberEnded = true
            default:
                throw Self.damaged(name, state.pointee.msg.map { String(cString: $0) } ?? "")
            }
        }
        return wanted - Int(state.pointee.avail_out)
    }

    private func refill() throws(TabularError) -> Bool {
        let got = try raw.read(into: input)
        state.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_in = UInt32(got)
        return got > 0
    }

    /// Another member may follow; padding zeros after the last one are allowed, as gzip itself does.
    private func startNextMember() throws(TabularError) -> Bool {
        while true {
            while state.pointee.avail_in > 0, let next = state.pointee.next_in, next.pointee == 0 {
                state.pointee.next_in = next + 1
                state.pointee.avail_in -= 1
            }
            if state.pointee.avail_in > 0 { break }
            guard try refill() else {
                finished = true
                return false
            }
        }
        inflateReset(state)
        memberEnded = false
        return true
    }

    private func truncated() -> TabularError {
        TabularError(
            .gzipTruncated, "the gzip data of \(name) ends too early",
            at: .init(file: name, byteOffset: raw.offset),
            why: "the file was cut off, often by a broken transfer; rows would be missing",
            fix: "fetch the file again")
    }

    private static func damaged(_ name: String, _ detail: String) -> TabularError {
        TabularError(
            .gzipDamaged, "the gzip data of \(name) is damaged", at: .init(file: name),
            why: detail.isEmpty ? "the data does not follow the format" : detail,
            fix: "fetch the file again")
    }
}
