// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
import Testing

/// Tests write the rules of an audience as text.
extension AudienceExpression: ExpressibleByStringLiteral {
    /// Reads a rule; a text that is none fails the test.
    public init(stringLiteral text: String) {
        if let expression = AudienceExpression.parse(text).expression {
            self = expression
        } else {
            Issue.record("not a rule: \(text)")
            self = .empty(column: text)
        }
    }
}
