// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
internal import FoundationEssentials

/// What came out of reading a plan file.
public struct LoadedPlan: Sendable {
    /// The plan with every default filled in; nil when a problem stops the work.
    public var plan: Plan?
    /// Every problem and remark, sorted by place, at most ``PlanLoader/diagnosticLimit`` and a
    /// count of the rest.
    public var diagnostics: [Diagnostic]

    /// What kind of failure the errors are: a bad plan, or a file that cannot be read.
    public var failure = DiagnosticsError.Kind.badPlan
    /// The file that plans share, where one was found.
    public var shared: LoadedWorkspace?

    /// Whether a problem stops the work.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// The plan.
    ///
    /// - Returns: The plan, when no problem stops the work.
    /// - Throws: ``DiagnosticsError`` with every problem otherwise.
    public func get() throws(DiagnosticsError) -> Plan {
        guard let plan, !hasErrors else { throw DiagnosticsError(failure, diagnostics) }
        return plan
    }
}

/// Reads plan files.
public enum PlanLoader {
    /// The most problems shown for one file.
    public static let diagnosticLimit = 50

    /// Reads a plan from the bytes of its file.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - file: The file as the user named it, for messages and for relative paths.
    ///   - workspace: The folder that paths in the plan may not leave, written relative to where
    ///     `file` is relative to; nil for the folder of the plan itself.
    ///   - allowOutside: Whether paths may be absolute or leave the workspace.
    ///   - shared: The file that plans share; its own problems are not told again.
    /// - Returns: The plan and every problem.
    public static func load(
        _ bytes: [UInt8], file: String, workspace: String? = nil, allowOutside: Bool = false,
        shared: LoadedWorkspace? = nil
    ) -> LoadedPlan {
        load(
            bytes, file: file,
            paths: PathRule(plan: file, workspace: workspace, allowOutside: allowOutside),
            shared: shared.map { .found($0) } ?? .notLooked)
    }

    /// Reads a plan against what it may take from outside; problems of that file are not told again.
    static func load(
        _ bytes: [UInt8], file: String, paths: PathRule, shared: SharedParts
    ) -> LoadedPlan {
        let (plan, log) = read(bytes, file: file, paths: paths, shared: shared)
        var loaded = LoadedPlan(plan: plan, diagnostics: capped(log.diagnostics, file: file))
        if case .found(let workspace) = shared {
            loaded.shared = workspace
            // What a broken file says cannot be relied on, not even where it could be read.
            if workspace.hasErrors { loaded.plan = nil }
        }
        return loaded
    }

    /// Reads a plan file, and the shared file beside it or in the nearest folder above.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - workspace: The folder that paths in the plan may not leave.
    ///   - allowOutside: Whether paths may be absolute or leave the workspace.
    /// - Returns: The plan and every problem; a file that cannot be read is one of them.
    public static func load(
        path: String, workspace: String? = nil, allowOutside: Bool = false
    ) -> LoadedPlan {
        var cache: [String: LoadedWorkspace] = [:]
        var loaded = load(
            path: path, workspace: workspace, allowOutside: allowOutside, cache: &cache)
        if let shared = loaded.shared {
            loaded.diagnostics = shared.diagnostics + loaded.diagnostics
            if shared.hasErrors { loaded.failure = shared.failure }
        }
        return loaded
    }

    /// Reads a plan file, and a shared file only once; the problems of that are not told again.
    static func load(
        path: String, workspace: String?, allowOutside: Bool,
        cache: inout [String: LoadedWorkspace]
    ) -> LoadedPlan {
        switch PlanFile.read(path) {
        case .success(let bytes):
            let search = SharedFile.search(for: path, workspace: workspace)
            var shared = SharedParts.absent(from: search.first, upTo: search.last)
            if let file = search.found {
                let loaded = cache[file] ?? WorkspaceLoader.load(path: file)
                cache[file] = loaded
                shared = .found(loaded)
            }
            return load(
                bytes, file: path,
                paths: PathRule(plan: path, workspace: workspace, allowOutside: allowOutside),
                shared: shared)
        case .failure(let error):
            return LoadedPlan(plan: nil, diagnostics: error.diagnostics, failure: error.kind)
        }
    }

    static func read(
        _ bytes: [UInt8], file: String, paths: PathRule, shared: SharedParts = .notLooked
    ) -> (Plan?, PlanLog) {
        var early: [Diagnostic] = []
        guard let source = SourceText.decode(bytes, file: file, into: &early) else {
            let log = PlanLog(SourceText(file: file, text: ""))
            log.append(early)
            return (nil, log)
        }
        let log = PlanLog(source)
        if let data = NotAPlan.dataFile(source) {
            log.append([data])
            return (nil, log)
        }
        let root = YAMLText.parse(source, into: &early)
        log.append(early)
        guard let root else { return (nil, log) }
        guard isSupported(root, log) else { return (nil, log) }
        TreeCheck(log).check(root)
        guard case .mapping = root.content else { return (nil, log) }
        let reader = Reader(root, PlanSchema.plan, path: "", log: log)
        let plan = PlanBuilder(reader, log, paths, shared).build()
        return (log.hasErrors ? nil : plan, log)
    }

    /// A plan of another version is not held against the rules of this one.
    static func isSupported(_ root: PlanNode, _ log: PlanLog) -> Bool {
        guard let entry = root["version"], case .scalar(let text, _) = entry.value.content,
            let version = Int(text), version != PlanSchema.version
        else { return true }
        let isNewer = version > PlanSchema.version
        log.report(
            "version-unsupported",
            "this tool cannot read \(log.source.subject == .plan ? "plans" : "shared files") of "
                + "version \(version)",
            at: Spot(mark: entry.value.mark, path: "version"),
            why: "it reads version \(PlanSchema.version)",
            fix: isNewer
                ? "install a newer experiment, or write `version: \(PlanSchema.version)`"
                : "write `version: \(PlanSchema.version)`")
        return false
    }

    static func capped(_ diagnostics: [Diagnostic], file: String) -> [Diagnostic] {
        let sorted = diagnostics.sortedByPlace()
        guard sorted.count > diagnosticLimit else { return sorted }
        let rest = sorted.count - diagnosticLimit
        let isError = sorted.dropFirst(diagnosticLimit).contains { $0.severity == .error }
        return sorted.prefix(diagnosticLimit) + [
            Diagnostic(
                isError ? .error : .note, "more-problems", "\(rest) more problems are not shown",
                at: Diagnostic.Place(file: file), why: "one mistake often causes many messages",
                fix: "mend the first ones and run again")
        ]
    }
}
