// SPDX-License-Identifier: GPL-3.0-or-later

/// One text in the two languages of the templates.
struct TemplateText: Sendable {
    var english: String
    var dutch: String

    init(_ english: String, _ dutch: String) {
        self.english = english
        self.dutch = dutch
    }

    /// A text that is the same in both.
    init(same text: String) { self.init(text, text) }

    /// The text in a language.
    func callAsFunction(_ language: PlanTemplate.Language) -> String {
        language == .english ? english : dutch
    }
}

/// What one template says.
struct TemplateContent: Sendable {
    /// One contact strategy.
    struct Strategy: Sendable {
        var key: String
        var name: TemplateText
        var channel: String
        var cost: String
    }

    /// One metric.
    struct Measure: Sendable {
        var key: String
        var name: TemplateText
        /// What follows key and name, as `type: proportion, direction: increase`.
        var rest: String
    }

    var summary: String
    var name: TemplateText
    var hypothesis: TemplateText
    var domain: String
    var objective: String
    var target: String
    /// The permissions, as keys of the shared file.
    var require = "email"
    /// The rules that must hold, and those that may not, each with what it says.
    var include: [(rule: String, note: TemplateText)]
    var exclude: [(rule: String, note: TemplateText)]
    var layer: String
    /// Whether a control group that is not contacted takes part.
    var hasControl = true
    /// Today's strategy; nil where there is none yet.
    var base: Strategy?
    var test: Strategy
    /// The event that starts the clock, in a flow.
    var trigger: String?
    /// The primary metric first.
    var measures: [Measure]
    var guardrail: Measure
    var margin: String
    var perResult: String?
    var baseline: String
    var window: String
}
