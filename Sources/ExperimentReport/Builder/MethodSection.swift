// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension ReportBuilder {
    func method() -> ReportSection {
        var blocks: [ReportBlock] = [.paragraph(say("method.intro"))]
        blocks.append(.details(say("method.how"), [.facts(methodFacts())]))
        blocks.append(.details(say("method.p"), [.table(pTable())]))
        blocks.append(
            .details(
                say("method.assumptions"),
                [.list(assumptions().map { say("assumption.\($0)") })]))
        blocks.append(
            .details(
                say("method.limits"),
                [.list(["this-test", "window", "rosy", "many"].map { say("limit.\($0)") })]))
        blocks.append(.details(say("method.reproduce"), reproduction()))
        blocks.append(
            .details(
                say("method.glossary"),
                [.facts(terms().map { Fact(say("term.\($0)"), say("term.\($0).text")) })]))
        return section("method", blocks)
    }

    private func assumptions() -> [String] {
        let independence = countsTrials ? "trials" : hasClusters ? "clusters" : "once"
        let common = ["lot", independence, "counted", "beforehand"]
        return isAdjusted ? common + ["covariates"] : common
    }

    /// The words that every report explains, and those that this one uses.
    private func terms() -> [String] {
        let kinds = Set(result.metrics.map(\.metric.kind))
        var terms = GlossaryPhrases.terms
        terms.append(readsRepeatedly ? "decision.looks" : "decision")
        switch result.monitoring?.kind {
        case .sequential: terms.append("look")
        case .alwaysValid: terms.append("always-valid")
        case nil: break
        }
        if plan.tests.count > 1, result.decision.correction == .dunnett {
            terms.append("dunnett")
        }
        if isAdjusted { terms.append("adjusted") }
        if hasClusters { terms.append("cluster") }
        for kind in [Metric.Kind.quantile, .nps, .retention] where kinds.contains(kind) {
            terms.append(kind.rawValue)
        }
        return terms
    }

    private var isAdjusted: Bool {
        result.metrics.flatMap(\.comparisons).contains { $0.adjustment != nil }
    }

    private var hasClusters: Bool {
        result.metrics.contains { metric in
            metric.metric.cluster != nil
                || metric.comparisons.contains { $0.method == "cluster" }
        }
    }

    /// Every method that was used, once, in order of use, and how it works.
    private func methodFacts() -> [Fact] {
        var ids: [String] = []
        for comparison in result.metrics.flatMap(\.comparisons) {
            for id in [comparison.method, comparison.secondP?.method].compactMap({ $0 })
            where !ids.contains(id) { ids.append(id) }
        }
        let facts = ids.map { id in
            PhraseCatalogue.phrase("method.\(id)") == nil
                ? Fact(Visible.text(id), "")
                : Fact(say("method.\(id)"), [say("method.\(id).text")] + methodRemarks(id))
        }
        let isRepeated = result.health.contains { $0.remark.id.hasPrefix("health.srm.sequential") }
        let remarks = isRepeated ? [say("method.srm.looks")] : []
        let isByQuota = result.health.contains { $0.remark.id.hasPrefix("health.srm.quota") }
        let how = say(isByQuota ? "method.srm.quota" : "method.srm.text")
        return facts + [Fact(say("method.srm"), [how] + remarks)]
    }

    /// Adjusted values may be permuted too.
    private func methodRemarks(_ id: String) -> [String] {
        let adjusted = result.metrics.flatMap(\.comparisons).contains {
            $0.method == id && $0.adjustment != nil
        }
        return adjusted && id == "permutation" ? [say("method.permutation.adjusted")] : []
    }

    private func pTable() -> ReportTable {
        var rows: [[ReportTable.Cell]] = []
        for metric in result.metrics {
            for comparison in metric.comparisons {
                rows.append([
                    .init(name(metric.metric)), .init(comparisonName(comparison)),
                    .init(methodText(comparison, of: metric)), .init(pText(comparison)),
                    .init(guardText(comparison)),
                ])
            }
        }
        return ReportTable(
            caption: say("method.p.caption"),
            columns: [
                .init(say("column.metric")), .init(say("column.comparison")),
                .init(say("column.method")), .init("p", numeric: true),
                .init(say("column.guard")),
            ],
            rows: rows, notes: [say("term.p.text")] + neededP())
    }

    /// The method, and what the metric was adjusted for.
    private func methodText(_ comparison: Comparison, of metric: MetricResult) -> String {
        let name = methodName(comparison.method)
        guard let adjustment = comparison.adjustment else { return name }
        let unit = unit(metric.metric)
        let places = unit.decimals(metric.comparisons)
        return name + ": " + composer.adjustment(adjustment, unit: unit, decimals: places)
    }

    func methodName(_ id: String) -> String {
        PhraseCatalogue.phrase("method.\(id)") == nil ? Visible.text(id) : say("method.\(id)")
    }

    private func pText(_ comparison: Comparison) -> String {
        guard let p = comparison.p.value else { return say("not-available") }
        let floor = comparison.method == "permutation" ? ReportBuilder.permutationFloor : nil
        var text = numbers.pValue(p, floor: floor)
        if let second = comparison.secondP {
            text += " (" + methodName(second.method) + " " + numbers.pValue(second.p) + ")"
        }
        return text
    }

    /// The smallest p of 9,999 draws, two-sided.
    static let permutationFloor = 0.0002

    private func guardText(_ comparison: Comparison) -> String {
        let status =
            PhraseCatalogue.phrase("guard.\(comparison.guardStatus)") == nil
            ? Visible.text(comparison.guardStatus) : say("guard.\(comparison.guardStatus)")
        guard let why = comparison.methodReason else { return status }
        return status + " " + composer.sentence(why)
    }

    private func reproduction() -> [ReportBlock] {
        var facts = [
            Fact(say("reproduce.version"), Visible.text(result.toolVersion)),
            Fact(
                say("reproduce.plan"),
                Visible.text(result.stamp.file) + " · SHA-256 " + Visible.text(result.stamp.sha256)
                    + " · " + say(result.stamp.locked ? "reproduce.locked" : "reproduce.unlocked")),
            Fact(
                say("reproduce.draw"),
                Visible.text(plan.assignment.algorithm) + " · "
                    + say("reproduce.salt", texts: ["salt": Visible.text(plan.assignment.salt)])),
            Fact(say("reproduce.seed"), String(result.stamp.seed)),
        ]
        for input in result.inputs {
            let detected = input.detected.map(composer.sentence)
            facts.append(
                Fact(
                    Visible.text(input.name),
                    [say("reproduce.digest", texts: ["digest": input.sha256])] + detected))
        }
        return [
            .facts(facts), .paragraph(say("reproduce.command")), .code(Visible.text(command)),
        ]
    }
}
