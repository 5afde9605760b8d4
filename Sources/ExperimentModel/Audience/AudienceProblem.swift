// SPDX-License-Identifier: GPL-3.0-or-later

/// Something wrong or doubtful in a rule, with its place in the text of the rule.
public struct AudienceProblem: Sendable, Hashable {
    /// How much it matters.
    public var severity: Diagnostic.Severity
    /// The stable id, as `rule-arithmetic`.
    public var id: String
    /// Where it starts, in Unicode scalars from 0.
    public var offset: Int
    /// How long it is, in Unicode scalars; 0 at the end of the text.
    public var length: Int
    /// What is wrong, with what was seen.
    public var what: String
    /// Why it matters.
    public var why: String
    /// What to do.
    public var fix: String

    /// Creates a problem.
    public init(
        _ id: String, severity: Diagnostic.Severity = .error, at offset: Int, length: Int,
        _ what: String, why: String, fix: String
    ) {
        self.severity = severity
        self.id = id
        self.offset = offset
        self.length = length
        self.what = what
        self.why = why
        self.fix = fix
    }

    /// The problem as a diagnostic at a place that the caller worked out from the offset.
    public func diagnostic(at place: Diagnostic.Place?) -> Diagnostic {
        Diagnostic(severity, id, what, at: place, why: why, fix: fix)
    }
}

/// What became of the text of a rule.
public struct AudienceParse: Sendable, Hashable {
    /// A value that a column is held against, with the places of both.
    public struct Use: Sendable, Hashable {
        /// The column.
        public var column: String
        /// Where the column starts, in Unicode scalars from 0.
        public var offset: Int
        /// How long the column is written, in Unicode scalars.
        public var length: Int
        /// The value; nil for `is empty`.
        public var value: AudienceValue?
        /// Where the value starts.
        public var valueOffset: Int
        /// How long the value is written.
        public var valueLength: Int
    }

    /// The text as it was given.
    public var text: String
    /// The rule; nil when any problem is an error.
    public var expression: AudienceExpression?
    /// Everything that is wrong or doubtful, in the order of the text.
    public var problems: [AudienceProblem]
    /// The columns and values, in the order of the text.
    public var uses: [Use]
}
