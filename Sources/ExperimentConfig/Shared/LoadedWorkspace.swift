// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// What came out of reading the file that plans share.
public struct LoadedWorkspace: Sendable {
    /// The keys that stand in the file, readable in full or not.
    struct Names: Sendable {
        var permissions: [String] = []
        var holdouts: [String] = []
        var layers: [String] = []
        var segments: [String] = []
        var metrics: [String] = []
    }

    /// The file as it was found.
    public var file: String
    /// What it says; nil when a problem stops the work.
    public var workspace: Workspace?
    /// Every problem and remark, sorted by place, at most ``PlanLoader/diagnosticLimit`` and a
    /// count of the rest.
    public var diagnostics: [Diagnostic]
    /// What kind of failure the errors are.
    public var failure = DiagnosticsError.Kind.badPlan
    /// What could be read beside the problems.
    var readable = Workspace()
    /// The keys in the file; nil when it is no YAML, so that nothing can be said of names.
    var names: Names?

    /// Whether a problem stops the work.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// What a plan may take from outside itself.
enum SharedParts {
    /// The plan was read from bytes alone.
    case notLooked
    /// There is no shared file in the folders from the first up to the last.
    case absent(from: String, upTo: String)
    /// There is one.
    case found(LoadedWorkspace)

    /// What the shared file says, as far as it can be read.
    var workspace: Workspace? {
        if case .found(let loaded) = self { loaded.readable } else { nil }
    }

    /// The shared file as it was found.
    var file: String? {
        if case .found(let loaded) = self { loaded.file } else { nil }
    }

    /// The keys in the shared file.
    var names: LoadedWorkspace.Names? {
        if case .found(let loaded) = self { loaded.names } else { LoadedWorkspace.Names() }
    }
}
