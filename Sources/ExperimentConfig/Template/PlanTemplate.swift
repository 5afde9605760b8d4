// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Commented plans to start from; each validates as it is, beside the shared file of
/// ``SharedTemplate``.
public enum PlanTemplate: String, Sendable, Hashable, CaseIterable {
    /// One mail against nobody contacted.
    case emailHoldout = "email-holdout"
    /// A new version against today's, everyone contacted.
    case abTest = "ab-test"
    /// A reminder to customers who left a basket.
    case abandonedCart = "abandoned-cart"
    /// Goal domain lifecycle: acquisition, loyalty, winback.
    case lifecycle
    /// Goal domain customer: criteria on the customer.
    case customer
    /// Goal domain channel: performance of a channel.
    case channel
    /// Goal domain journey: a journey or flow.
    case journey
    /// Goal domain perception: what customers think.
    case perception

    /// The languages of names and comments.
    public enum Language: String, Sendable, Hashable, CaseIterable {
        /// English.
        case english = "en"
        /// Dutch.
        case dutch = "nl"
    }

    var content: TemplateContent {
        switch self {
        case .emailHoldout: .emailHoldout
        case .abTest: .abTest
        case .abandonedCart: .abandonedCart
        case .lifecycle: .lifecycle
        case .customer: .customer
        case .channel: .channel
        case .journey: .journey
        case .perception: .perception
        }
    }

    /// What the template is for, in one English line.
    public var summary: String { content.summary }

    /// A plan for a new experiment.
    ///
    /// - Parameters:
    ///   - key: The experiment's key.
    ///   - language: The language of names, comments and the report.
    ///   - today: The day of writing; the test starts on the Monday after it.
    ///   - shared: The shared file that stands beside the plan already; the plan leaves out what
    ///     that file lacks. Nil where ``SharedTemplate`` is written.
    /// - Returns: The text of the plan file, ending with a line feed.
    /// - Throws: ``DiagnosticsError`` when the key is not allowed, with a cleaned suggestion.
    public func text(
        key: String, language: Language = .english, today: Day, beside shared: Workspace? = nil
    ) throws(DiagnosticsError) -> String {
        if case .failure(let problem) = ScalarText.key(key, "key", allowed: .key) {
            throw DiagnosticsError(
                .badPlan,
                [
                    Diagnostic(
                        .error, problem.id, problem.what, why: problem.why, fix: problem.fix)
                ])
        }
        return TemplateLayout(
            key: key, content: content, language: language, today: today, shared: shared
        ).text
    }

    /// The names that a plan of this template leaves out beside a shared file, in words.
    ///
    /// - Parameter shared: The shared file.
    /// - Returns: The names, as `` layer `newsletter` ``; empty when the file has them all.
    public func leftOut(beside shared: Workspace) -> [String] {
        TemplateNames(content, shared).leftOut
    }
}
