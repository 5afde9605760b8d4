// SPDX-License-Identifier: GPL-3.0-or-later

/// Bytes in order; one stage of raw bytes, inflated bytes, UTF-8 bytes.
protocol ByteStream: AnyObject {
    /// Fills as much of the buffer as it can; zero means the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int
}

extension ByteStream {
    /// Reads until the buffer is full or the stream ends.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
        var done = 0
        while done < buffer.count {
            let got = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
            if got == 0 { break }
            done += got
        }
        return done
    }
}

/// The raw bytes of a source.
final class RawStream: ByteStream {
    private let source: ByteSource
    private(set) var offset = 0
    private var digest: TreeDigest.Sequential?

    init(_ source: ByteSource, digesting: Bool) {
        self.source = source
        digest = digesting ? TreeDigest.Sequential() : nil
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
        let got = try source.read(at: offset, into: buffer)
        offset += got
        digest?.update(UnsafeRawBufferPointer(rebasing: buffer[0..<got]))
        return got
    }

    /// The digest of all raw bytes, those behind the last one used included.
    func finishDigest() throws(TabularError) -> TreeDigest? {
        guard digest != nil else { return nil }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        while try read(into: buffer) > 0 {}
        return digest?.finish()
    }
}
