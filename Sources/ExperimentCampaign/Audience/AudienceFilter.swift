// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
public import Tabular

/// The rules of a plan together: all of `where` must hold, and none of `exclude` may.
///
/// A rule without an answer does not select and does not exclude. In SQL that is
/// `(where 1) AND (where 2) AND (exclude 1) IS NOT TRUE AND …`.
public struct AudienceFilter: Sendable {
    /// What the rules make of one customer; a rule is named by its position in its list.
    public enum Decision: Sendable, Hashable {
        /// The customer belongs to the audience.
        case selected
        /// A `where` rule does not hold (reason `not-in-audience`).
        case notInAudience(rule: Int)
        /// An `exclude` rule holds (reason `excluded-by-rule`).
        case excluded(rule: Int)
        /// A `where` rule has no answer, because a value is empty (reason `unknown-value`).
        case unknown(rule: Int)
        /// The answer hangs on a value that cannot be read (code `attribute-unreadable`).
        case unreadable(column: Int, rule: Int, isExclude: Bool)
    }

    /// The `where` rules.
    public let include: [AudienceRule]
    /// The `exclude` rules.
    public let exclude: [AudienceRule]
    /// The code of the `where` rules, and behind it that of the `exclude` rules.
    private let memory: AudienceMemory

    /// Looks the columns of all rules up in a header.
    ///
    /// - Parameters:
    ///   - include: The `where` rules.
    ///   - exclude: The `exclude` rules.
    ///   - header: The names of the columns.
    ///   - decimal: How the file writes numbers, as ``AudienceRule`` takes it.
    ///   - missing: The texts that mean "no value".
    ///   - file: The customer file, as the user named it.
    /// - Throws: Every column that is not there or stands there twice.
    public init(
        include: [AudienceExpression], exclude: [AudienceExpression], header: [String],
        decimal: DecimalConvention? = nil, missing: [String] = [], file: String = "-"
    ) throws(DiagnosticsError) {
        var problems: [Diagnostic] = []
        func rules(_ expressions: [AudienceExpression], _ key: String) -> [AudienceRule] {
            var rules: [AudienceRule] = []
            for (number, expression) in expressions.enumerated() {
                do {
                    rules.append(
                        try AudienceRule(
                            expression, header: header, decimal: decimal, missing: missing,
                            file: file, keyPath: "audience.\(key)[\(number)]"))
                } catch {
                    problems += error.diagnostics
                }
            }
            return rules
        }
        let (include, exclude) = (rules(include, "where"), rules(exclude, "exclude"))
        self.include = include
        self.exclude = exclude
        memory = AudienceMemory((include + exclude).map(\.program))
        guard problems.isEmpty else { throw DiagnosticsError(.badData, problems) }
    }

    /// What the rules make of one record.
    ///
    /// An answer that is certain comes first: a `where` rule that does not hold, then an `exclude`
    /// rule that holds, whatever the other rules say.
    public func decide(_ record: Record) -> Decision {
        let codes = memory.codes
        return decide { Truth(code: AudienceMachine(row: record, code: codes[$0]).run(0)) }
    }

    /// What the rules make of values given by the names of their columns; a missing one is empty.
    public func decide(_ values: [String: String]) -> Decision {
        let rules = include + exclude
        return decide { rules[$0].evaluate(values) }
    }

    @inline(__always)
    private func decide(_ truth: (Int) -> Truth) -> Decision {
        var unreadable: Decision?
        var unknown: Decision?
        let includes = include.count
        for rule in 0..<includes {
            switch truth(rule) {
            case .yes: break
            case .no: return .notInAudience(rule: rule)
            case .unknown: unknown = unknown ?? .unknown(rule: rule)
            case .unreadable(let column):
                unreadable =
                    unreadable ?? .unreadable(column: column, rule: rule, isExclude: false)
            }
        }
        for rule in 0..<exclude.count {
            switch truth(includes + rule) {
            case .yes: return .excluded(rule: rule)
            case .no, .unknown: break
            case .unreadable(let column):
                unreadable = unreadable ?? .unreadable(column: column, rule: rule, isExclude: true)
            }
        }
        return unreadable ?? unknown ?? .selected
    }
}
