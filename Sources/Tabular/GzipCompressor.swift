// SPDX-License-Identifier: GPL-3.0-or-later
import CZlib

/// Compresses bytes as one gzip member without a time stamp, so that the same input gives the same bytes.
final class GzipCompressor {
    private let state: UnsafeMutablePointer<z_stream>
    private let path: String

    init(path: String) throws(TabularError) {
        self.path = path
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        guard czlib_deflate_init_gzip(state, 6) == Z_OK else { throw failure() }
    }

    deinit {
        deflateEnd(state)
        state.deallocate()
    }

    func add(_ bytes: [UInt8]) throws(TabularError) -> [UInt8] {
        try run(bytes, flush: Z_NO_FLUSH)
    }

    func finish() throws(TabularError) -> [UInt8] {
        try run([], flush: Z_FINISH)
    }

    private func run(_ bytes: [UInt8], flush: Int32) throws(TabularError) -> [UInt8] {
        var output: [UInt8] = []
        var input = bytes
        var code = Z_OK
        input.withUnsafeMutableBufferPointer { buffer in
            state.pointee.next_in = buffer.baseAddress
            state.pointee.avail_in = UInt32(buffer.count)
            var filled = false
            repeat {
                let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { target, count in
                    state.pointee.next_out = target.baseAddress
                    state.pointee.avail_out = UInt32(target.count)
                    let room = target.count
                    code = deflate(state, flush)
                    count = room - Int(state.pointee.avail_out)
                    filled = state.pointee.avail_out == 0
                }
                output += piece
            } while filled && code >= Z_OK
        }
        guard code >= Z_OK || code == Z_BUF_ERROR else { throw failure() }
        return output
    }

    private func failure() -> TabularError {
        TabularError(
            .writeFailed, "cannot compress \(path)", at: .init(file: path),
            why: "zlib reported an error", fix: "write to a name without .gz")
    }
}
