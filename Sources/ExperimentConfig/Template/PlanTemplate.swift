// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Commented plans to start from; each validates as it is.
public enum PlanTemplate: String, Sendable, Hashable, CaseIterable {
    /// One mail against nobody contacted.
    case emailHoldout = "email-holdout"
    /// A new version against today's, everyone contacted.
    case abTest = "ab-test"
    /// Nobody contacted, today's strategy, and a new one.
    case threeRoles = "three-roles"

    /// The languages of the comments.
    public enum Language: String, Sendable, Hashable, CaseIterable {
        /// English.
        case english = "en"
        /// Dutch.
        case dutch = "nl"
    }

    /// What the template is for, in one English line.
    public var summary: String {
        switch self {
        case .emailHoldout: "one mail against customers who are not contacted"
        case .abTest: "a new version against today's, everyone contacted"
        case .threeRoles: "not contacted, today's strategy, and a new one"
        }
    }

    /// A plan for a new experiment.
    ///
    /// - Parameters:
    ///   - key: The experiment's key.
    ///   - language: The language of the comments and of the report.
    /// - Returns: The text of the plan file, ending with a line feed.
    /// - Throws: ``DiagnosticsError`` when the key is not allowed, with a cleaned suggestion.
    public func text(
        key: String, language: Language = .english
    ) throws(DiagnosticsError) -> String {
        if case .failure(let problem) = ScalarText.key(key, "key", allowed: .key) {
            throw DiagnosticsError(
                .badPlan,
                [
                    Diagnostic(
                        .error, problem.id, problem.what, why: problem.why, fix: problem.fix)
                ])
        }
        let words = language == .english ? TemplateWords.english : TemplateWords.dutch
        return [head(key, words, language), variants(words), tail(key, words, language)]
            .joined(separator: "\n") + "\n"
    }

    private func head(_ key: String, _ words: TemplateWords, _ language: Language) -> String {
        """
        # yaml-language-server: $schema=./experiment.schema.json
        # \(words.schema)
        version: 1
        key: \(key)
        name: \(words.name)
        owner: \(words.owner)
        # \(words.hypothesisHint)
        hypothesis: \(words.hypothesis)
        goal:
          domain: lifecycle              # lifecycle, customer, channel, journey, perception
          objective: \(words.objective)
          metric: ordered
          target: +10%                   # \(words.target)
        data:
          file: \(key).csv\(words.gap(key, 20)) # \(words.file)
          id: customer_id
          variant: variant               # \(words.variantColumn)
        assignment:
          salt: \(key)\(words.gap(key, 24)) # \(words.salt)
        """
    }

    private func variants(_ words: TemplateWords) -> String {
        let none = """
              - key: none                    # \(words.control)
                name: \(words.controlName)
                role: control
                weight: 10%
                contact: false
            """
        func base(_ weight: String) -> String {
            """
              - key: today                   # \(words.base)
                name: \(words.baseName)
                role: base
                weight: \(weight)
                channel: email
            """
        }
        func test(_ weight: String) -> String {
            """
              - key: new                     # \(words.test)
                name: \(words.testName)
                role: test
                weight: \(weight)
                channel: email
                cost: { per_contact: 0.02 EUR }
            """
        }
        let lines: [String] =
            switch self {
            case .emailHoldout: [none, test("90%")]
            case .abTest: [base("50%"), test("50%")]
            case .threeRoles: [none, base("45%"), test("45%")]
            }
        return (["variants:                        # \(words.weights)"] + lines)
            .joined(separator: "\n")
    }

    private func tail(_ key: String, _ words: TemplateWords, _ language: Language) -> String {
        let beat =
            switch self {
            case .emailHoldout: "[control]"
            case .abTest: "[base]"
            case .threeRoles: "[control, base]"
            }
        return """
            metrics:
              define:
                - key: ordered
                  name: \(words.ordered)
                  type: proportion           # proportion, mean, count, ratio, quantile, nps, retention
                  column: ordered
                  direction: increase        # \(words.direction)
                - key: unsubscribed
                  name: \(words.unsubscribed)
                  type: proportion
                  column: unsubscribed
                  direction: decrease
              primary: ordered               # \(words.primary)
              guardrails:
                - { metric: unsubscribed, margin: 0.10 pt }   # \(words.margin)
            value: { metric: ordered, per_result: 60 EUR, margin_pct: 40% }   # \(words.value)
            decision:
              beat: \(beat)\(words.gap(beat, 24)) # \(words.beat)
              confidence: 95%
              net_value: positive            # \(words.netValue)
            schedule: { start: 2026-03-02, end: 2026-03-29 }
            report: { language: \(language.rawValue) }
            """
    }
}
