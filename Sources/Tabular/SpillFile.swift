// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A temporary file without a name: it vanishes with the process, whatever happens.
final class SpillFile: Sendable {
    let descriptor: Int32
    private let folder: String

    init(folder: String) throws(TabularError) {
        self.folder = folder
        var template = Array((folder + "/experiment-spill-XXXXXX").utf8CString)
        let opened = mkstemp(&template)
        guard opened >= 0 else { throw SystemError.writing(folder, errno) }
        unlink(template)
        descriptor = opened
    }

    deinit { close(descriptor) }

    func write(_ buffer: UnsafeRawBufferPointer, at offset: Int) throws(TabularError) {
        guard let base = buffer.baseAddress else { return }
        var done = 0
        while done < buffer.count {
            let put = pwrite(descriptor, base + done, buffer.count - done, off_t(offset + done))
            if put < 0 {
                if errno == EINTR { continue }
                throw SystemError.writing(folder, errno)
            }
            done += put
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(TabularError) {
        guard let base = buffer.baseAddress else { return }
        var done = 0
        while done < buffer.count {
            let got = pread(descriptor, base + done, buffer.count - done, off_t(offset + done))
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw SystemError.reading(folder, errno) }
            done += got
        }
    }

    /// Copies all that can still be read from a pipe or a terminal.
    func append(everythingFrom pipe: Int32, named name: String) throws(TabularError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        var offset = 0
        while true {
            #if canImport(Glibc)
                let got = Glibc.read(pipe, buffer.baseAddress, buffer.count)
            #else
                let got = Darwin.read(pipe, buffer.baseAddress, buffer.count)
            #endif
            if got < 0 {
                if errno == EINTR { continue }
                throw SystemError.reading(name, errno)
            }
            if got == 0 { return }
            try write(UnsafeRawBufferPointer(rebasing: buffer[0..<got]), at: offset)
            offset += got
        }
    }
}
