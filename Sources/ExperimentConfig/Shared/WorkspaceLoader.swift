// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the file that plans share.
public enum WorkspaceLoader {
    /// Reads the shared file from its bytes.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - file: The file as it was found, for messages.
    /// - Returns: What it says and every problem.
    public static func load(_ bytes: [UInt8], file: String) -> LoadedWorkspace {
        let log: PlanLog
        var loaded = LoadedWorkspace(file: file, diagnostics: [])
        (log, loaded.names) = read(bytes, file: file, into: &loaded.readable)
        loaded.diagnostics = PlanLoader.capped(log.diagnostics, file: file)
        loaded.workspace = log.hasErrors ? nil : loaded.readable
        return loaded
    }

    /// Reads the shared file.
    ///
    /// - Parameter path: The file.
    /// - Returns: What it says and every problem; a file that cannot be read is one of them.
    public static func load(path: String) -> LoadedWorkspace {
        switch PlanFile.read(path, as: .shared) {
        case .success(let bytes): load(bytes, file: path)
        case .failure(let error):
            LoadedWorkspace(file: path, diagnostics: error.diagnostics, failure: error.kind)
        }
    }

    static func read(
        _ bytes: [UInt8], file: String, into workspace: inout Workspace
    ) -> (PlanLog, LoadedWorkspace.Names?) {
        var early: [Diagnostic] = []
        guard
            let source = SourceText.decode(bytes, file: file, subject: .shared, into: &early)
        else {
            let log = PlanLog(SourceText(file: file, text: "", subject: .shared))
            log.append(early)
            return (log, nil)
        }
        let log = PlanLog(source)
        if let data = NotAPlan.dataFile(source) {
            log.append([data])
            return (log, nil)
        }
        let root = YAMLText.parse(source, into: &early)
        log.append(early)
        guard let root, PlanLoader.isSupported(root, log) else { return (log, nil) }
        TreeCheck(log, WorkspaceSchema.file).check(root)
        guard case .mapping = root.content else { return (log, nil) }
        let builder = WorkspaceBuilder(
            Reader(root, WorkspaceSchema.file, path: "", log: log), log)
        workspace = builder.build()
        return (log, builder.names())
    }
}
