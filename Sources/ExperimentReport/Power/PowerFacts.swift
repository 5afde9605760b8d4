// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentCampaign
import ExperimentModel
import Inference

/// What a power report is based on, and what makes it doubtful.
struct PowerFacts {
    let words: PowerWords

    private var report: PowerReport { words.report }

    func facts() -> [Fact] {
        var facts = [Fact(words.say("power.fact.metric"), Visible.value(report.metric.name))]
        if let goal = report.goal {
            facts.append(Fact(words.say("power.fact.goal"), words.target(goal)))
        }
        if let planned = report.planned, let size = planned.detectable {
            let relative = planned.relative.map { " (" + words.relative($0) + ")" } ?? ""
            facts.append(Fact(words.say("power.fact.detectable"), words.size(size) + relative))
        }
        facts.append(Fact(words.say("power.fact.baseline"), baseline()))
        facts.append(Fact(words.say("power.fact.audience"), audience()))
        if let expected = report.expected, let origin = words.origin(),
            report.planned?.price != nil
        {
            facts.append(
                Fact(
                    words.say("power.fact.expected"),
                    words.say(
                        "power.expected",
                        texts: ["size": words.size(expected.absolute), "origin": origin])))
        }
        if let cost = report.cost {
            facts.append(Fact(words.say("power.fact.cost"), self.cost(cost, "power.cost")))
        }
        let counted = self.counted()
        if !counted.isEmpty { facts.append(Fact(words.say("power.fact.counted"), counted)) }
        return facts
    }

    private func cost(_ cost: PowerReport.Cost, _ id: String) -> String {
        words.say(
            id,
            texts: [
                "cost": words.numbers.money(cost.total, cost.currency, decimals: 0),
                "budget": cost.budget.map {
                    words.numbers.money($0, cost.currency, decimals: 0)
                },
            ])
    }

    private func baseline() -> [String] {
        let known = report.baseline
        let level = words.level(known.value)
        var texts: [String]
        switch known.source {
        case .plan: texts = [words.say("power.baseline.plan", texts: ["level": level])]
        case .result(let file, let experiment, let variant):
            texts = [
                words.say(
                    "power.baseline.result",
                    texts: [
                        "level": level, "name": Visible.value(variant),
                        "experiment": Visible.value(experiment), "file": name(file),
                    ])
            ]
        case .history(let file, let rows):
            texts = [
                words.say(
                    "power.baseline.history",
                    ["level": .text(level), "rows": .count(rows), "file": .text(name(file))])
            ]
        }
        if let base = known.base {
            texts.append(words.say("power.baseline.base", texts: ["level": words.level(base)]))
        }
        if !report.metric.isShare, let deviation = known.standardDeviation {
            texts.append(
                words.say(
                    "power.baseline.deviation", texts: ["deviation": words.unit.level(deviation)]))
        }
        return texts
    }

    private func name(_ file: String) -> String {
        Visible.text(file.split(separator: "/").last.map(String.init) ?? file)
    }

    private func audience() -> [String] {
        let audience = report.audience
        let customers = Datum.count(audience.customers)
        let first: String
        switch audience.origin {
        case .file(let file):
            first = words.say(
                "power.audience.file", ["customers": customers, "file": .text(name(file))])
        case .plan: first = words.say("power.audience.plan", ["customers": customers])
        case .given: first = words.say("power.audience.given", ["customers": customers])
        case .weekly(let weeks):
            first = words.say(
                "power.audience.weekly", ["customers": customers, "weeks": .count(weeks)])
        }
        guard audience.share < 1 else { return [first] }
        return [
            first,
            words.say(
                "power.audience.left",
                texts: [
                    "participants": words.count(audience.participants),
                    "held": audience.heldOut > 0 ? words.share(audience.heldOut) : nil,
                    "layer": audience.layerShare < 1 ? words.share(audience.layerShare) : nil,
                    "allocation": audience.allocation < 1
                        ? words.share(audience.allocation) : nil,
                ]),
        ]
    }

    /// What makes the test harder and is in the numbers already.
    func counted() -> [String] {
        var texts: [String] = []
        if report.inflation > 1.0005 {
            texts.append(
                words.say(
                    "power.counted.looks",
                    texts: ["percent": words.numbers.percent(report.inflation - 1, decimals: 0)]))
        }
        if report.plan.tests.count > 1 {
            texts.append(
                words.say(
                    "power.counted.tests",
                    [
                        "tests": .count(report.plan.tests.count),
                        "correction": .text(
                            report.plan.decision.correction.rawValue.capitalizedFirst),
                    ]))
        }
        if report.mustBeatBoth { texts.append(words.say("power.counted.both")) }
        return texts
    }

    func doubts() -> [CheckLine] {
        report.doubts.map { doubt in
            let (id, text) = self.text(doubt)
            return CheckLine(
                mark: .caution, word: words.say("power.doubt.word"),
                name: words.say("power.doubt.\(id)"), text: text)
        }
    }

    private func text(_ doubt: PowerReport.Doubt) -> (id: String, text: String) {
        func plain(_ id: String, _ texts: [String: String?] = [:]) -> (String, String) {
            (id, words.say("power.doubt.\(id).text", texts: texts))
        }
        switch doubt {
        case .smallControl(let chance):
            return plain("control", ["chance": words.rounded(chance)])
        case .skewed(let status, _):
            if let found = report.simulated {
                return (
                    "skew",
                    words.say(
                        "power.doubt.skew.simulated",
                        [
                            "tests": .count(found.tests),
                            "chance": .text(words.numbers.percent(found.chance, decimals: 0)),
                            "error": .text(
                                words.numbers.percent(2 * found.standardError, decimals: 0)),
                        ])
                )
            }
            return ("skew", words.say("power.doubt.skew.\(status.rawValue)"))
        case .fewEvents(let expected): return plain("events", ["events": words.outcomes(expected)])
        case .covariate: return plain("covariate")
        case .clusters: return plain("clusters")
        case .goalOnOtherMetric(let key):
            let name = report.plan.metric(key)?.name ?? key
            return plain("goal", ["metric": name])
        case .overBudget:
            guard let cost = report.cost else { return plain("budget") }
            return ("budget", self.cost(cost, "power.doubt.budget.text"))
        case .baseUnknown: return plain("base")
        }
    }
}

/// The curve of the smallest effect over the control's share.
struct PowerCurve {
    let words: PowerWords

    private var report: PowerReport { words.report }
    private static let shown = [1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50].map { Double($0) }

    /// The plot; nil with fewer than two places on the line.
    func plot() -> CurvePlot? {
        guard report.curve.count > 1 else { return nil }
        let points = report.curve.map {
            CurvePlot.Point(x: $0.share * 100, y: words.unit.drawn(abs($0.detectable)))
        }
        let goal = report.goal.map { goal in
            CurvePlot.Level(
                value: words.unit.drawn(abs(goal.absolute)),
                label: words.say("power.plot.goal", texts: ["size": words.size(goal.absolute)]))
        }
        let up = PlotScale.fitting(points.map(\.y) + [goal?.value ?? 0], count: 5) {
            words.unit.bare($0 / (words.metric.isShare ? 100 : 1), decimals: $1, sign: .never)
        }
        let across = PlotScale.fitting([50], count: 5) { value, _ in words.share(value / 100) }
        let prefix = report.reference == .control ? "power.plot" : "power.plot.base"
        let bars = self.bars(points)
        return CurvePlot(
            title: words.say("\(prefix).\(words.direction)"),
            message: bars.map {
                words.say("power.plot.bar", texts: ["share": $0.share, "size": $0.text])
            }.joined(separator: " "),
            points: points, plan: place(), goal: goal, across: across,
            acrossTitle: words.say("power.plot.across.\(report.reference.rawValue)"), up: up,
            upTitle: words.metric.isShare
                ? words.say("power.plot.up.rate")
                : words.say(
                    "power.plot.up.other", texts: ["metric": Visible.value(words.metric.name)]),
            bars: bars)
    }

    private func place() -> CurvePlot.Place? {
        guard let row = report.planned, let size = row.detectable, row.share <= 0.5 else {
            return nil
        }
        return CurvePlot.Place(
            point: .init(x: row.share * 100, y: words.unit.drawn(abs(size))),
            label: words.say("power.plot.plan", texts: ["size": words.size(size)]))
    }

    private func bars(_ points: [CurvePlot.Point]) -> [CurvePlot.Bar] {
        var shown = points.filter { point in Self.shown.contains { abs($0 - point.x) < 1e-6 } }
        if let plan = place()?.point, !shown.contains(where: { abs($0.x - plan.x) < 1e-6 }) {
            shown.append(plan)
            shown.sort { $0.x < $1.x }
        }
        return shown.map { point in
            CurvePlot.Bar(
                point: point, share: words.share(point.x / 100),
                text: words.size(
                    point.y / (words.metric.isShare ? 100 : 1), decimals: words.decimals))
        }
    }
}
