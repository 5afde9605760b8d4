// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes that can be read as often as needed: a file, standard input, or memory.
///
/// Files are read with `pread` into reused buffers rather than mapped: resident memory then does not
/// grow with the file, and a file that is cut short while it is read is an error instead of a signal.
/// What cannot be read twice, such as a pipe, is first copied to an unlinked temporary file.
public final class ByteSource: Sendable {
    private enum Storage {
        case descriptor(Int32)
        case memory([UInt8])
    }

    /// The path as the user gave it, `-` for standard input.
    public let name: String
    /// The number of raw bytes when the source was opened.
    public let size: Int
    private let storage: Storage
    private let modified: Int

    /// Opens a file, or standard input for the path `-`.
    ///
    /// - Parameters:
    ///   - path: The path, or `-`.
    ///   - temporaryFolder: Where a pipe is kept while it is read.
    /// - Throws: If there is no such file, it may not be read, or it is a folder.
    public init(path: String, temporaryFolder: String = "/tmp") throws(TabularError) {
        let isInput = path == "-"
        let opened = isInput ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw SystemError.opening(path, errno) }
        var descriptor = opened
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let number = errno
            close(descriptor)
            throw SystemError.reading(path, number)
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            close(descriptor)
            throw SystemError.folder(path)
        }
        if status.st_mode & S_IFMT != S_IFREG {
            defer { close(opened) }
            let spool = try SpillFile(folder: temporaryFolder)
            try spool.append(everythingFrom: opened, named: path)
            descriptor = dup(spool.descriptor)
            guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
                throw SystemError.reading(path, errno)
            }
        }
        name = path
        size = Int(status.st_size)
        modified = Self.modification(status)
        storage = .descriptor(descriptor)
    }

    /// Reads from memory.
    public init(bytes: [UInt8], name: String = "memory") {
        self.name = name
        size = bytes.count
        modified = 0
        storage = .memory(bytes)
    }

    deinit {
        if case .descriptor(let descriptor) = storage { close(descriptor) }
    }

    /// Reads raw bytes at an offset until the buffer is full or the source ends.
    ///
    /// - Returns: The number of bytes read; less than asked for only at the end.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer)
        throws(TabularError) -> Int
    {
        let wanted = min(buffer.count, size - offset)
        guard wanted > 0, let target = buffer.baseAddress else { return 0 }
        switch storage {
        case .memory(let bytes):
            bytes.withUnsafeBytes { source in
                target.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + wanted])
                        .baseAddress ?? UnsafeRawPointer(target), byteCount: wanted)
            }
        case .descriptor(let descriptor):
            var done = 0
            while done < wanted {
                let got = pread(descriptor, target + done, wanted - done, off_t(offset + done))
                if got < 0 {
                    if errno == EINTR { continue }
                    throw SystemError.reading(name, errno)
                }
                guard got > 0 else { throw changed("ended at byte \(offset + done)") }
                done += got
            }
        }
        return wanted
    }

    /// Checks that the file is still the one that was opened.
    public func checkUnchanged() throws(TabularError) {
        guard case .descriptor(let descriptor) = storage else { return }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError.reading(name, errno) }
        guard Int(status.st_size) == size, Self.modification(status) == modified else {
            throw changed("is \(status.st_size) bytes now")
        }
    }

    private func changed(_ how: String) -> TabularError {
        TabularError(
            .fileChanged, "\(name) changed while it was read: it was \(size) bytes and \(how)",
            at: .init(file: name), why: "results would mix two versions of the file",
            fix: "wait until the export is finished, then run again")
    }

    private static func modification(_ status: stat) -> Int {
        #if canImport(Glibc)
            status.st_mtim.tv_sec &* 1_000_000_000 &+ status.st_mtim.tv_nsec
        #else
            status.st_mtimespec.tv_sec &* 1_000_000_000 &+ status.st_mtimespec.tv_nsec
        #endif
    }
}
