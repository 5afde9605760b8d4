// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel
internal import FoundationEssentials

/// Reads the bytes of a plan file, never more than a plan can have.
enum PlanFile {
    static func read(
        _ path: String, as subject: SourceText.Subject = .plan
    ) -> Result<[UInt8], DiagnosticsError> {
        let files = FileManager.default
        var isFolder = false
        guard files.fileExists(atPath: path, isDirectory: &isFolder), !isFolder else {
            return .failure(missing(path, isFolder: isFolder))
        }
        let size = (try? files.attributesOfItem(atPath: path))?[.size]
        let bytes = (size as? Int) ?? (size as? UInt64).map { Int($0) } ?? 0
        if bytes > SourceText.byteLimit {
            return .failure(
                DiagnosticsError(
                    .badPlan, [SourceText.tooLarge(file: path, bytes: bytes, subject: subject)]))
        }
        guard let data = files.contents(atPath: path) else {
            return .failure(
                DiagnosticsError(
                    .inputMissing,
                    [
                        Diagnostic(
                            .error, "\(subject.word)-unreadable",
                            "\(subject.phrase) cannot be read",
                            at: Diagnostic.Place(file: path), why: "the file refuses to open",
                            fix: "check its permissions")
                    ]))
        }
        return .success([UInt8](data))
    }

    private static func missing(_ path: String, isFolder: Bool) -> DiagnosticsError {
        DiagnosticsError(
            .inputMissing,
            [
                Diagnostic(
                    .error, "plan-missing",
                    isFolder ? "a folder is not a plan" : "there is no such plan file",
                    at: Diagnostic.Place(file: path), why: "a plan is one YAML file",
                    fix: "check the path, or start a plan with `experiment init KEY`")
            ])
    }
}
