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
    /// - Returns: The plan and every problem.
    public static func load(
        _ bytes: [UInt8], file: String, workspace: String? = nil, allowOutside: Bool = false
    ) -> LoadedPlan {
        let paths = PathRule(plan: file, workspace: workspace, allowOutside: allowOutside)
        let (plan, log) = read(bytes, file: file, paths: paths)
        return LoadedPlan(plan: plan, diagnostics: capped(log?.diagnostics ?? [], file: file))
    }

    /// Reads a plan file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - workspace: The folder that paths in the plan may not leave.
    ///   - allowOutside: Whether paths may be absolute or leave the workspace.
    /// - Returns: The plan and every problem; a file that cannot be read is one of them.
    public static func load(
        path: String, workspace: String? = nil, allowOutside: Bool = false
    ) -> LoadedPlan {
        switch PlanFile.read(path) {
        case .success(let bytes):
            load(bytes, file: path, workspace: workspace, allowOutside: allowOutside)
        case .failure(let error):
            LoadedPlan(plan: nil, diagnostics: error.diagnostics, failure: error.kind)
        }
    }

    static func read(_ bytes: [UInt8], file: String, paths: PathRule) -> (Plan?, PlanLog?) {
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
        let plan = PlanBuilder(reader, log, paths).build()
        return (log.hasErrors ? nil : plan, log)
    }

    /// A plan of another version is not held against the rules of this one.
    private static func isSupported(_ root: PlanNode, _ log: PlanLog) -> Bool {
        guard let entry = root["version"], case .scalar(let text, _) = entry.value.content,
            let version = Int(text), version != PlanSchema.version
        else { return true }
        let isNewer = version > PlanSchema.version
        log.report(
            "version-unsupported", "this tool cannot read plans of version \(version)",
            at: Spot(mark: entry.value.mark, path: "version"),
            why: "it reads version \(PlanSchema.version)",
            fix: isNewer
                ? "install a newer experiment, or write `version: \(PlanSchema.version)`"
                : "write `version: \(PlanSchema.version)`")
        return false
    }

    private static func capped(_ diagnostics: [Diagnostic], file: String) -> [Diagnostic] {
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
