// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

extension TabularError {
    /// The error in the house's form of message.
    ///
    /// The place is the file with its line where one is known; row, column and byte offset are part
    /// of the key path.
    public var diagnostic: Diagnostic {
        var parts: [String] = []
        if let row = place.row { parts.append("row \(row)") }
        if let column = place.column { parts.append("column \(column)") }
        if let byte = place.byteOffset { parts.append("byte \(byte)") }
        return Diagnostic(
            .error, code.rawValue, what,
            at: Diagnostic.Place(
                file: place.file ?? "-", line: place.line,
                keyPath: parts.isEmpty ? nil : parts.joined(separator: ", ")),
            why: why, fix: fix)
    }

    /// The kind of failure, which decides the exit code.
    public var kind: DiagnosticsError.Kind {
        switch code {
        case .fileMissing, .notAFile, .permissionDenied, .readFailed: .inputMissing
        case .outputExists, .folderMissing, .writeDenied: .cannotCreate
        case .diskFull, .writeFailed, .brokenPipe: .cannotWrite
        default: .badData
        }
    }
}
