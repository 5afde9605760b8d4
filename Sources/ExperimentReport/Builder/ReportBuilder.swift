// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentAnalysis
import ExperimentModel
import Inference

extension ReportDocument {
    /// Builds the report of a result in one language.
    ///
    /// - Parameters:
    ///   - result: What the analysis found.
    ///   - language: The language to write in.
    ///   - command: The command that makes this report again, as typed.
    public init(_ result: AnalysisResult, language: Language, command: String) {
        self = ReportBuilder(result: result, language: language, command: command).document()
    }
}

/// Turns a result into a document: one section after another, words and numbers only.
struct ReportBuilder: Sendable {
    let result: AnalysisResult
    let composer: Composer
    let command: String

    init(result: AnalysisResult, language: Language, command: String) {
        self.result = result
        self.command = command
        composer = Composer(language: language, plan: result.plan)
    }

    var plan: Plan { result.plan }
    var numbers: NumberStyle { composer.numbers }
    var isInvalid: Bool { result.decision.verdict == .invalid }
    var primary: MetricResult? { result.metrics.first { $0.part == .primary } }

    func document() -> ReportDocument {
        let sections = [
            trust(), answer(), monitoring(), card(), groups(), primaryResult(), contact(), value(),
            guardrails(), secondary(), segments(), globalControl(),
            decisionRecord(), method(),
        ]
        return ReportDocument(
            language: composer.language, key: Visible.text(plan.key),
            title: Visible.text(plan.name),
            kicker: say("report.kicker"), verdict: verdictBox(),
            sections: sections.compactMap { $0 },
            footer: say(
                "report.footer",
                texts: [
                    "version": result.toolVersion,
                    "plan": String(result.stamp.sha256.prefix(12)),
                ]))
    }

    func say(_ id: String, _ values: [String: Datum] = [:]) -> String { composer.say(id, values) }

    func say(_ id: String, texts: [String: String]) -> String { composer.say(id, texts: texts) }

    /// A section with numbers that an INVALID verdict takes the ground from under.
    func numbersSection(_ id: String, _ blocks: [ReportBlock]) -> ReportSection {
        ReportSection(
            id: id, title: say("section.\(id)"), stamp: isInvalid ? say("invalid.stamp") : nil,
            blocks: shortened(blocks))
    }

    func section(_ id: String, _ blocks: [ReportBlock]) -> ReportSection {
        ReportSection(
            id: id, title: say("section.\(id)"), stamp: nil, blocks: shortened(blocks))
    }

    /// A reference is described where a section names it first, and goes by its name after that.
    private func shortened(_ blocks: [ReportBlock]) -> [ReportBlock] {
        var mention = FirstMention(composer)
        return blocks.map { mention.shorten($0) }
    }

    /// The words on what was fixed before the start where the plan was locked, else on the plan.
    func sayLocked(_ id: String, _ values: [String: Datum] = [:]) -> String {
        say(result.stamp.locked ? id + ".locked" : id, values)
    }

    /// Whether the rows count trials, of which it is not known that each is a customer.
    var countsTrials: Bool { plan.data?.kind == .counts }

    /// The title of a column with the number of customers.
    var customersTitle: String { say(countsTrials ? "column.trials" : "column.customers") }

    func unit(_ metric: Metric) -> MetricUnit { MetricUnit(metric: metric, composer: composer) }

    var relativeUnit: RelativeUnit { RelativeUnit(composer: composer) }

    /// The name of a metric; a quantile is called by its place, since a mean it is not.
    func name(_ metric: Metric) -> String {
        let name = Visible.value(metric.name)
        guard metric.kind == .quantile else { return name }
        return say("quantile.named", texts: ["place": levelTitle(metric), "metric": name])
    }

    /// `personal vs control (not contacted)`.
    func comparisonName(_ comparison: Comparison) -> String {
        say(
            "versus",
            texts: [
                "variant": composer.variantName(comparison.treatment),
                "reference": composer.reference(comparison.reference),
            ])
    }

    /// Why something cannot be estimated, as a sentence; some reasons differ by kind of metric.
    func reason(_ reason: NotEstimableReason, of metric: Metric? = nil) -> String {
        let id = "reason." + reason.rawValue
        guard let kind = metric?.kind.rawValue, PhraseCatalogue.phrase("\(id).\(kind)") != nil
        else { return say(id) }
        return say("\(id).\(kind)")
    }

    func percent(_ level: Double) -> String {
        let whole = abs((level * 100).rounded() - level * 100) < 1e-9
        return numbers.percent(level, decimals: whole ? 0 : 1)
    }
}
