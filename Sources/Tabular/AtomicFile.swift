// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that appears whole or not at all.
///
/// Bytes go to a temporary file in the same folder; ``commit()`` flushes it to disk and renames it.
/// A file that is not committed leaves nothing behind. A path that exists and is no regular file,
/// such as a pipe or `/dev/stdout`, is written to directly.
public final class AtomicFile {
    /// The path as the user gave it.
    public let path: String
    private let target: String
    private var temporary: String?
    private var descriptor: Int32

    /// Opens the temporary file.
    ///
    /// - Parameters:
    ///   - path: The final path; a symbolic link is followed.
    ///   - overwrites: Whether an existing file may be replaced.
    /// - Throws: If the folder is missing or may not be written to, or the file exists.
    public init(path: String, overwrites: Bool = true) throws(TabularError) {
        self.path = path
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR { throw Self.folder(path) }
        if exists, status.st_mode & S_IFMT != S_IFREG {
            target = path
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw SystemError.writing(path, errno) }
            return
        }
        if exists, !overwrites {
            throw TabularError(
                .outputExists, "\(path) exists", at: .init(file: path),
                why: "an existing file is not replaced without asking",
                fix: "add --force, or write elsewhere")
        }
        target = Self.resolved(path)
        let mode = exists ? status.st_mode & 0o777 : 0o666
        (descriptor, temporary) = try Self.openTemporary(beside: target, mode: mode)
        if exists { fchmod(descriptor, mode) }
    }

    deinit { discard() }

    /// Writes a whole file at once.
    public static func write(_ bytes: [UInt8], to path: String, overwrites: Bool = true)
        throws(TabularError)
    {
        let file = try AtomicFile(path: path, overwrites: overwrites)
        let written = bytes.withUnsafeBytes { buffer in
            Result { () throws(TabularError) in try file.write(buffer) }
        }
        try written.get()
        try file.commit()
    }

    /// Appends bytes.
    public func write(_ buffer: UnsafeRawBufferPointer) throws(TabularError) {
        try DescriptorOutput.write(buffer, to: descriptor, path: path)
    }

    /// Flushes the bytes to disk and gives the file its name.
    public func commit() throws(TabularError) { try AtomicFile.commit([self]) }

    /// Flushes several files to disk and gives them their names: all of them, or none.
    ///
    /// Earlier files step aside under another name and come back when one of the names cannot be
    /// given.
    ///
    /// - Parameters:
    ///   - files: The files.
    ///   - stale: Files of an earlier run that no longer belong to the others.
    /// - Throws: When a file cannot be written or named; every path is then what it was.
    public static func commit(
        _ files: [AtomicFile], removing stale: [String] = []
    ) throws(TabularError) {
        for file in files where file.descriptor >= 0 { try file.settle() }
        var done: [(target: String, earlier: String?)] = []
        do throws(TabularError) {
            for path in stale {
                if let earlier = try setAside(resolved(path)) { done.append((path, earlier)) }
            }
            for file in files {
                guard let temporary = file.temporary else { continue }
                let earlier = files.count > 1 ? try setAside(file.target) : nil
                done.append((file.target, earlier))
                guard rename(temporary, file.target) == 0 else {
                    throw SystemError.writing(file.path, errno)
                }
                file.temporary = nil
            }
        } catch {
            for name in done.reversed() {
                unlink(name.target)
                if let earlier = name.earlier { rename(earlier, name.target) }
            }
            throw error
        }
        for name in done { if let earlier = name.earlier { unlink(earlier) } }
        for file in files { file.syncFolder() }
    }

    /// A second look at the bytes that were written, before the file has its name; nil for a
    /// device.
    func reread() throws(TabularError) -> ByteSource? {
        guard let temporary else { return nil }
        return try ByteSource(path: temporary)
    }

    /// Flushes the bytes to disk and closes the file, which keeps its temporary name.
    private func settle() throws(TabularError) {
        let isSynced = temporary == nil || fsync(descriptor) == 0
        let number = errno
        let closed = close(descriptor)
        descriptor = -1
        guard isSynced else { throw SystemError.writing(path, number) }
        guard closed == 0 else { throw SystemError.writing(path, errno) }
    }

    /// Gives an existing file another name in its folder; nil when there is none.
    private static func setAside(_ target: String) throws(TabularError) -> String? {
        var status = stat()
        guard stat(target, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let (folder, name) = split(target)
        for attempt in 0..<1000 {
            let candidate = "\(folder)/.\(name.prefix(60)).\(getpid()).\(attempt).old"
            guard stat(candidate, &status) != 0 else { continue }
            guard rename(target, candidate) == 0 else { throw SystemError.writing(target, errno) }
            return candidate
        }
        throw SystemError.writing(target, EEXIST)
    }

    /// Removes the temporary file; does nothing after a commit.
    public func discard() {
        if let temporary { unlink(temporary) }
        temporary = nil
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }

    private func syncFolder() {
        let folder = open(Self.split(target).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static func folder(_ path: String) -> TabularError {
        TabularError(
            .writeDenied, "\(path) is a folder", at: .init(file: path),
            why: "a file is to be written",
            fix: "name a file inside the folder")
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = String(path[..<slash])
        return (folder.isEmpty ? "/" : folder, String(path[path.index(after: slash)...]))
    }

    private static func openTemporary(
        beside target: String, mode: mode_t
    ) throws(TabularError) -> (Int32, String) {
        let (folder, name) = split(target)
        for attempt in 0..<1000 {
            // A long name is cut so that the temporary one stays within the limit of file systems.
            let candidate = "\(folder)/.\(name.prefix(60)).\(getpid()).\(attempt).tmp"
            let opened = open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
            if opened >= 0 { return (opened, candidate) }
            guard errno == EEXIST else { throw SystemError.writing(target, errno) }
        }
        throw SystemError.writing(target, EEXIST)
    }
}

/// Writing to an open file descriptor.
enum DescriptorOutput {
    static func write(_ buffer: UnsafeRawBufferPointer, to descriptor: Int32, path: String)
        throws(TabularError)
    {
        guard let base = buffer.baseAddress else { return }
        var done = 0
        while done < buffer.count {
            #if canImport(Glibc)
                let put = Glibc.write(descriptor, base + done, buffer.count - done)
            #else
                let put = Darwin.write(descriptor, base + done, buffer.count - done)
            #endif
            if put < 0 {
                if errno == EINTR { continue }
                throw SystemError.writing(path, errno)
            }
            done += put
        }
    }
}
