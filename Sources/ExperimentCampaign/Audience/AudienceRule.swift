// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
public import Tabular

/// A rule made ready for one file, which answers for a record without allocating.
///
/// An answer that is certain without a value does not need it: `a = 1 and b > 5` is no where `a` is
/// 2, whatever `b` holds. Else a value that cannot be read makes the rule unreadable, before an empty
/// one makes it unknown; the order of the comparisons in a rule never changes its answer.
public struct AudienceRule: Sendable {
    /// The rule.
    public let expression: AudienceExpression
    /// The columns that the rule reads, as positions in the header.
    public let columns: [Int]
    private let header: [String]
    let program: AudienceProgram

    /// Looks the columns of a rule up in a header.
    ///
    /// - Parameters:
    ///   - expression: The rule.
    ///   - header: The names of the columns.
    ///   - decimal: How the file writes numbers; nil reads what can be read in one way only, so that
    ///     `12.50` is a number and `12,500` is not.
    ///   - missing: The texts that mean "no value"; nothing and spaces always do.
    ///   - file: The customer file, as the user named it.
    ///   - keyPath: Where the rule stands in the plan, as `audience.where[0]`.
    /// - Throws: Every column that is not there or stands there twice.
    public init(
        _ expression: AudienceExpression, header: [String], decimal: DecimalConvention? = nil,
        missing: [String] = [], file: String = "-", keyPath: String = "audience"
    ) throws(DiagnosticsError) {
        var places: [String: Int] = [:]
        var problems: [Diagnostic] = []
        for name in expression.columns {
            let found = header.indices.filter { header[$0] == name }
            if let only = found.first, found.count == 1 {
                places[name] = only
            } else {
                problems.append(
                    Self.problem(
                        name, found.count, header,
                        at: .init(file: file, line: 1, keyPath: keyPath)))
            }
        }
        guard problems.isEmpty else { throw DiagnosticsError(.badData, problems) }
        self.expression = expression
        self.header = header
        columns = expression.columns.compactMap { places[$0] }
        program = AudienceProgram(
            expression, places: places, decimal: decimal, missing: missing)
    }

    /// What the rule says of a record; a record that is ragged should have been rejected before.
    @inline(__always)
    public func evaluate(_ record: Record) -> Truth {
        Truth(code: program.run(record))
    }

    /// What the rule says of values given by the names of their columns; a missing one is empty.
    public func evaluate(_ values: [String: String]) -> Truth {
        let texts = columns.map { Array((values[header[$0]] ?? "").utf8) }
        return ValueRow.with(texts, at: columns) { Truth(code: program.run($0)) } ?? .unknown
    }

    /// Says what is wrong with a value that made the rule unreadable.
    ///
    /// - Parameters:
    ///   - column: The column, as the answer named it.
    ///   - value: What it holds.
    ///   - row: The row, from 1.
    ///   - file: The customer file, as the user named it.
    /// - Returns: An error with the id `attribute-unreadable`.
    public func problem(
        inColumn column: Int, holding value: String, row: Int, file: String
    ) -> Diagnostic {
        let refusal = ValueRow.with([Array(value.utf8)], at: [column]) {
            program.refusal(of: $0.bytes(column), column: column)
        }
        let kind = (refusal ?? nil) ?? .number
        let name = header.indices.contains(column) ? header[column] : "\(column + 1)"
        return Diagnostic(
            .error, "attribute-unreadable",
            "a value cannot be read as \(kind.noun) (seen: \(Visible.value(value)))",
            at: .init(file: file, keyPath: "row \(row), column \(name)"),
            why: "the rule `\(Visible.value(expression.text))` needs it",
            fix: Self.fix(kind, value))
    }

    private static func fix(_ kind: AudienceValue.Kind, _ value: String) -> String {
        switch kind {
        case .number, .money:
            let hasMark = value.contains(",") || value.contains(".")
            return hasMark
                ? "correct the value, or say with `--decimal` how the file writes numbers"
                : "correct the value, or leave it empty where it is not known"
        case .day: return "write days as 2026-03-02"
        case .truth: return "write true or false, yes or no, ja or nee, 1 or 0"
        case .text: return "correct the value"
        }
    }

    private static func problem(
        _ name: String, _ count: Int, _ header: [String], at place: Diagnostic.Place
    ) -> Diagnostic {
        let shownName = Visible.value(name)
        guard count == 0 else {
            return Diagnostic(
                .error, "column-duplicate",
                "column `\(shownName)` stands in the header \(count) times", at: place,
                why: "it is not clear which of them the rule means",
                fix: "rename or remove the others")
        }
        let near = NearestName.names(like: name, among: header).map {
            "`\(Visible.value($0))`"
        }
        let known = header.prefix(20).map { Visible.value($0) }.joined(separator: ", ")
        return Diagnostic(
            .error, "column-missing", "there is no column `\(shownName)`", at: place,
            why: "the rule reads it; the columns are: \(known)\(header.count > 20 ? ", …" : "")",
            fix: near.isEmpty
                ? "check the spelling, capitals included"
                : "did you mean \(near.joined(separator: " or "))?")
    }
}
