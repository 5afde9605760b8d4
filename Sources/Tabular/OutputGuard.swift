// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps outputs apart from each other and from the files they are made from.
///
/// Two paths are the same file when they lead to the same place on the same disk, whatever links and
/// detours they take. Standard streams (`-`) and devices may be named more than once.
public enum OutputGuard {
    /// The ids of the problems this finds.
    public static let ids: Set<String> = ["output-is-input", "outputs-collide"]

    /// Checks the files of a command before anything is written.
    ///
    /// - Parameters:
    ///   - outputs: The files to write, each with the option that names it, as `--out`.
    ///   - inputs: The files that are read.
    /// - Throws: `output-is-input` or `outputs-collide` for every pair that is one file.
    public static func check(
        outputs: [(flag: String, path: String)], inputs: [String]
    ) throws(DiagnosticsError) {
        var problems: [Diagnostic] = []
        let read = inputs.compactMap { path in identity(path).map { (path: path, file: $0) } }
        var written: [(flag: String, path: String, file: Identity)] = []
        for output in outputs {
            guard let file = identity(output.path) else { continue }
            if let input = read.first(where: { $0.file == file }) {
                problems.append(isInput(output, input.path))
            } else if let earlier = written.first(where: { $0.file == file }) {
                problems.append(collide(output, with: earlier.flag))
            } else {
                written.append((output.flag, output.path, file))
            }
        }
        guard problems.isEmpty else { throw DiagnosticsError(.cannotCreate, problems) }
    }

    /// Whether two paths lead to the same file.
    public static func isSame(_ left: String, _ right: String) -> Bool {
        guard let one = identity(left), let other = identity(right) else { return false }
        return one == other
    }

    private static func isInput(
        _ output: (flag: String, path: String), _ input: String
    ) -> Diagnostic {
        Diagnostic(
            .error, "output-is-input", "\(output.flag) names a file that is read",
            at: .init(file: output.path),
            why: input == output.path
                ? "the input would be replaced" : "it is the same file as \(Visible.text(input))",
            fix: "give \(output.flag) another path")
    }

    private static func collide(
        _ output: (flag: String, path: String), with earlier: String
    ) -> Diagnostic {
        Diagnostic(
            .error, "outputs-collide",
            earlier == output.flag
                ? "\(earlier) names this file twice"
                : "\(earlier) and \(output.flag) name the same file",
            at: .init(file: output.path), why: "the second would replace the first",
            fix: "give each output its own path")
    }

    private enum Identity: Equatable {
        case file(device: UInt64, node: UInt64)
        case path(String)
    }

    /// What a path leads to; nil for streams and devices, which hold nothing to lose.
    private static func identity(_ path: String) -> Identity? {
        guard path != "-", !path.isEmpty else { return nil }
        var status = stat()
        guard stat(path, &status) == 0 else { return .path(resolved(path)) }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFDIR else { return nil }
        return .file(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            node: UInt64(truncatingIfNeeded: status.st_ino))
    }

    /// The absolute path of a file that does not exist yet: its deepest existing folder, resolved,
    /// and what follows.
    private static func resolved(_ path: String) -> String {
        var parts = path.split(separator: "/").filter { $0 != "." }
        var rest: [Substring] = []
        while let last = parts.popLast() {
            rest.insert(last, at: 0)
            let folder = (path.hasPrefix("/") ? "/" : "./") + parts.joined(separator: "/")
            guard let real = realpath(folder, nil) else { continue }
            defer { free(real) }
            return normalised(String(cString: real), rest)
        }
        return path
    }

    private static func normalised(_ folder: String, _ rest: [Substring]) -> String {
        var parts = folder.split(separator: "/")
        for part in rest {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
