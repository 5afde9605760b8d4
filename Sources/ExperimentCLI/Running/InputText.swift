// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation

/// Small texts from a file or from standard input.
enum InputText {
    /// All bytes of a file; `-` is standard input.
    static func bytes(of path: String) throws -> Data {
        try handle(of: path).readToEnd() ?? Data()
    }

    /// Every line of a file, one after another, without its line end.
    static func forEachLine(of path: String, _ body: (String) throws -> Void) throws {
        let handle = try handle(of: path)
        var rest = Data()
        while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
            rest.append(part)
            while let end = rest.firstIndex(of: 0x0A) {
                try body(String(decoding: rest[rest.startIndex..<end], as: UTF8.self))
                rest = rest[(end + 1)...]
            }
            rest = Data(rest)
        }
        if !rest.isEmpty { try body(String(decoding: rest, as: UTF8.self)) }
    }

    private static func handle(of path: String) throws -> FileHandle {
        if path == "-" { return .standardInput }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: path)
        else { throw missing(path) }
        return handle
    }

    private static func missing(_ path: String) -> DiagnosticsError {
        DiagnosticsError(
            .inputMissing,
            [
                Diagnostic(
                    .error, "file-missing", "no file \(Visible.value(path))",
                    at: Diagnostic.Place(file: path), why: "the input cannot be read",
                    fix: "check the name and the folder")
            ])
    }
}
