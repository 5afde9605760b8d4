// SPDX-License-Identifier: GPL-3.0-or-later

/// One problem, said so that a person can mend it: what, where, why and how.
///
/// The text form is fixed (see ``rendered()``):
///
///     error[weights-sum]: variant weights add up to 99% (seen: 45% + 45% + 9%)
///       --> winback.yaml:14:5 (variants)
///       why: 1% of the customers would get no variant
///       fix: raise one weight by 1%, or write `weights: even`
public struct Diagnostic: Sendable, Hashable, Codable {
    /// How much the problem matters.
    public enum Severity: String, Sendable, Hashable, Codable {
        /// The work cannot go on.
        case error
        /// The work goes on; the reader must know.
        case warning
        /// Worth knowing.
        case note
    }

    /// A place in a file; line and column count from 1, the column in characters.
    public struct Place: Sendable, Hashable, Codable {
        /// The file as the user named it.
        public var file: String
        /// The line, from 1; nil when the whole file is meant.
        public var line: Int?
        /// The column, from 1; nil when the whole line is meant.
        public var column: Int?
        /// The key path inside a plan, as `variants[1].weight`.
        public var keyPath: String?

        /// Creates a place.
        public init(file: String, line: Int? = nil, column: Int? = nil, keyPath: String? = nil) {
            self.file = file
            self.line = line
            self.column = column
            self.keyPath = keyPath
        }
    }

    /// How much the problem matters.
    public var severity: Severity
    /// The stable id, in words, as `weights-sum`.
    public var id: String
    /// What is wrong, with the value seen.
    public var summary: String
    /// Where it is.
    public var place: Place?
    /// Why it matters.
    public var why: String?
    /// What to do.
    public var fix: String?

    /// Creates a diagnostic.
    public init(
        _ severity: Severity, _ id: String, _ summary: String, at place: Place? = nil,
        why: String? = nil, fix: String? = nil
    ) {
        self.severity = severity
        self.id = id
        self.summary = summary
        self.place = place
        self.why = why
        self.fix = fix
    }
}

extension Diagnostic {
    /// The diagnostic in the house's text form, without a line end.
    public func rendered() -> String {
        var lines = ["\(severity.rawValue)[\(id)]: \(Visible.text(summary))"]
        if let place { lines.append("  --> \(place.rendered())") }
        if let why { lines.append("  why: \(Visible.text(why))") }
        if let fix { lines.append("  fix: \(Visible.text(fix))") }
        return lines.joined(separator: "\n")
    }
}

extension Diagnostic.Place {
    /// The place as `file:line:column (key path)`.
    public func rendered() -> String {
        var text = Visible.text(file)
        if let line { text += ":\(line)" }
        if line != nil, let column { text += ":\(column)" }
        if let keyPath { text += " (\(Visible.text(keyPath)))" }
        return text
    }
}

extension Sequence where Element == Diagnostic {
    /// The diagnostics sorted by file, line, column and id, the order in which they are shown.
    public func sortedByPlace() -> [Diagnostic] {
        sorted { left, right in
            let a = left.place
            let b = right.place
            if (a?.file ?? "") != (b?.file ?? "") { return (a?.file ?? "") < (b?.file ?? "") }
            if (a?.line ?? 0) != (b?.line ?? 0) { return (a?.line ?? 0) < (b?.line ?? 0) }
            if (a?.column ?? 0) != (b?.column ?? 0) { return (a?.column ?? 0) < (b?.column ?? 0) }
            if left.id != right.id { return left.id < right.id }
            return left.summary < right.summary
        }
    }
}

/// Problems that stop the work, thrown together so that a person sees all of them in one run.
public struct DiagnosticsError: Error, Sendable {
    /// Every problem, at least one of them an error.
    public var diagnostics: [Diagnostic]
    /// What kind of failure it is, which decides the exit code.
    public var kind: Kind

    /// The kinds of failure, each with its exit code.
    public enum Kind: Int32, Sendable {
        /// Bad data (65).
        case badData = 65
        /// A file that is not there or cannot be read (66).
        case inputMissing = 66
        /// A file that cannot be created (73).
        case cannotCreate = 73
        /// A write that failed (74).
        case cannotWrite = 74
        /// A bad plan (78).
        case badPlan = 78
    }

    /// Creates an error from problems.
    public init(_ kind: Kind, _ diagnostics: [Diagnostic]) {
        self.kind = kind
        self.diagnostics = diagnostics
    }
}
