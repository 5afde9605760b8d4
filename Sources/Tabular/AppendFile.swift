// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that only grows, by one process at a time.
public enum AppendFile {
    /// Appends what follows from the bytes that are there.
    ///
    /// The file is locked from the reading to the writing, so that two processes take turns. The
    /// bytes are written at once and flushed to disk.
    ///
    /// - Parameters:
    ///   - path: The file; it is made when it is missing.
    ///   - next: The bytes to append, from those of the whole file.
    /// - Throws: What `next` throws, or a `TabularError` when the file cannot be read or written.
    public static func extend(_ path: String, by next: ([UInt8]) throws -> [UInt8]) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw SystemError.writing(path, errno) }
        // Closing gives the lock up.
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw SystemError.writing(path, errno) }
        }
        let added = try next(try contents(of: descriptor, path))
        guard !added.isEmpty else { return }
        try added.withUnsafeBytes { buffer in
            try DescriptorOutput.write(buffer, to: descriptor, path: path)
        }
        guard fsync(descriptor) == 0 else { throw SystemError.writing(path, errno) }
    }

    private static func contents(of descriptor: Int32, _ path: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError.reading(path, errno)
            }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }
}
