// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentCampaign
import ExperimentModel

/// The sentences and numbers of a power report in one language.
struct PowerWords: Sendable {
    let report: PowerReport
    let composer: Composer

    init(_ report: PowerReport, _ language: Language) {
        self.report = report
        composer = Composer(language: language, plan: report.plan)
    }

    var metric: Metric { report.metric }
    var numbers: NumberStyle { composer.numbers }
    var unit: MetricUnit { MetricUnit(metric: metric, composer: composer) }

    func say(_ id: String, _ values: [String: Datum] = [:]) -> String { composer.say(id, values) }

    func say(_ id: String, texts: [String: String?]) -> String {
        composer.say(id, texts: texts.compactMapValues { $0 })
    }

    // MARK: numbers

    /// The decimals for effects that stand in one column.
    var decimals: Int {
        let shown = report.rows.map(\.detectable) + [report.versusBase?.detectable]
        return shown.compactMap { $0 }.map(decimals).max() ?? 2
    }

    private func decimals(_ effect: Double) -> Int {
        if metric.isShare { return numbers.smallDecimals(effect * 100, least: 2) }
        if metric.kind == .nps { return 1 }
        if metric.currency != nil { return numbers.smallDecimals(effect, least: 2) }
        return composer.plainDecimals(effect)
    }

    /// The size of an effect, without a sign: `0.53 pt`.
    func size(_ effect: Double, decimals: Int? = nil) -> String {
        let places = decimals ?? self.decimals(effect)
        let text = unit.bare(abs(effect), decimals: places, sign: .never)
        if metric.isShare { return text + NumberStyle.space + say("unit.pt") }
        return metric.kind == .nps ? text + NumberStyle.space + say("unit.nps") : text
    }

    /// The size of an effect in a table of characters, where Dutch has no short word for the unit.
    func cell(_ effect: Double) -> String {
        guard metric.isShare, composer.language == .nl else {
            return size(effect, decimals: decimals)
        }
        return unit.bare(abs(effect), decimals: decimals, sign: .never)
    }

    /// A fraction of the baseline as whole percents, more exact when small.
    func relative(_ fraction: Double) -> String {
        let size = abs(fraction)
        return numbers.percent(size, decimals: size < 0.02 ? 1 : 0)
    }

    /// The target as the plan writes it and in the other unit: `+20% = 0.60 pt`.
    func target(_ goal: PowerReport.GoalCheck) -> String {
        let absolute = size(goal.absolute)
        let written = unit.bar(goal.target, sign: .always)
        switch goal.target {
        case .relative: return written + " = " + absolute
        case .points, .amount:
            guard report.baseline.value != 0 else { return written }
            let sign = goal.absolute < 0 ? "\u{2212}" : "+"
            return sign + absolute + " = " + sign
                + relative(goal.absolute / abs(report.baseline.value))
        }
    }

    func level(_ value: Double) -> String {
        guard metric.isShare else { return unit.level(value) }
        return numbers.percent(value, decimals: numbers.smallDecimals(value * 100, least: 1))
    }

    func count(_ customers: Double) -> String { numbers.count(Int(customers.rounded())) }

    func share(_ fraction: Double) -> String {
        let percent = fraction * 100
        let isWhole = abs(percent - percent.rounded()) < 1e-9
        return numbers.percent(fraction, decimals: isWhole ? 0 : 1)
    }

    /// A chance in whole tests: `8 of 10`.
    func chance(_ chance: Double) -> String {
        let tenths = chance * 10
        let isTenths = abs(tenths - tenths.rounded()) < 1e-9
        let of = isTenths ? 10 : 100
        let hits = Int((chance * Double(of)).rounded())
        return say(
            "power.of",
            ["hits": .count(min(hits, chance < 1 ? of - 1 : of)), "of": .count(of)])
    }

    /// A chance that is a result, rounded to tenths.
    func rounded(_ chance: Double) -> String {
        let hits = Int((chance * 10).rounded())
        if hits == 0 { return say("power.of.few") }
        if hits == 10, chance < 1 { return say("power.of.most") }
        return say("power.of", ["hits": .count(hits), "of": .count(10)])
    }

    /// An amount in the worth that the plan gives results.
    func money(_ amount: Double) -> String? {
        report.plan.value.map { numbers.money(amount, $0.currency, decimals: 0) }
    }

    /// So many outcomes: `60 orders`, `€1,488` or `1,200`.
    func outcomes(_ number: Double) -> String {
        guard metric.isShare else {
            if let currency = metric.currency {
                return numbers.money(number, currency, decimals: 0)
            }
            return numbers.decimal(number, decimals: composer.plainDecimals(number))
        }
        let isSmall = number < 10 && abs(number - number.rounded()) > 0.05
        let text = numbers.decimal(number, decimals: isSmall ? 1 : 0)
        return text + NumberStyle.space + say("power.\(noun).\(text == "1" ? "one" : "other")")
    }

    /// What the metric counts, as far as its key, column or event says so.
    var noun: String {
        if metric.kind == .retention { return "customer" }
        let names = [metric.events?.event, metric.column, metric.key].compactMap {
            $0?.lowercased()
        }
        return names.contains { $0.hasPrefix("order") || $0.hasPrefix("bestel") }
            ? "order" : "result"
    }

    var direction: String { metric.direction == .increase ? "up" : "down" }

    /// The end of the id of a phrase that names the group compared with.
    var reference: String { report.reference.rawValue }

    /// The title of the column with the smallest effects, over cells without a unit where need be.
    var smallestOverCells: String {
        metric.isShare ? say("power.in-points", texts: ["title": smallest]) : smallest
    }

    /// The title of the column with the smallest effects.
    var smallest: String { say("power.smallest.\(direction).\(reference)") }

    // MARK: sentences

    /// Whether the goal can be told from chance.
    func goalSentence() -> String {
        guard let goal = report.goal else {
            guard let planned = report.planned, let effect = planned.detectable else {
                return say("power.nothing")
            }
            return say(
                "power.no-goal.\(direction)",
                texts: ["size": size(effect), "relative": planned.relative.map(relative)])
        }
        let text = ["target": target(goal)]
        switch goal.against {
        case .referenceWithoutBase where goal.isDetectable: return say("power.unknown.base")
        case .both:
            if goal.isDetectable { return say("power.both.yes", texts: text) }
            return say("power.both.no", texts: text) + " " + needs(goal)
        default:
            if goal.isDetectable { return say("power.goal.yes", texts: text) }
            return say("power.goal.no", texts: text) + " " + needs(goal)
        }
    }

    /// Whether the plan is large enough for what it must beat: `yes`, `no`, `unknown` or `none`.
    var answer: String {
        guard let goal = report.goal else { return "none" }
        if goal.isDetectable { return goal.against == .referenceWithoutBase ? "unknown" : "yes" }
        return "no"
    }

    /// What the plan must beat one by one, where that is more than one group.
    func comparisons(_ day: (Day) -> String) -> [String] {
        guard let goal = report.goal, goal.against == .both || answer == "unknown" else {
            return []
        }
        return goal.comparisons.map { part in
            var texts: [String]
            if part.versus == .control {
                let id = part.isDetectable ? "power.goal.yes" : "power.goal.no"
                texts = [say(id, texts: ["target": target(goal)])]
                if part.isDetectable, let over = report.runtime.windowsOver {
                    texts.append(say("power.readout", texts: ["day": day(over)]))
                }
            } else if part.effect * goal.absolute > 0 {
                texts = [
                    say(
                        part.isDetectable ? "power.left.yes" : "power.left.no",
                        texts: ["size": size(part.effect)])
                ]
            } else {
                return say("power.versus.base") + " " + say("power.left.none")
            }
            texts.append(say("power.found", texts: ["chance": rounded(part.chance)]))
            return say("power.versus.\(part.versus.rawValue)") + " "
                + texts.joined(separator: " ")
        }
    }

    /// Which rules of the decision no number here is about; nil where there is none.
    func uncovered() -> String? {
        var rules: [String] = []
        if report.plan.decision.minimumUplift != nil { rules.append(say("power.rule.minimum")) }
        if !report.plan.metrics.guardrails.isEmpty { rules.append(say("power.rule.guardrails")) }
        if report.plan.decision.netValuePositive { rules.append(say("power.rule.value")) }
        guard !rules.isEmpty else { return nil }
        return say(
            "power.uncovered",
            ["covered": .text(say("power.rule.\(covered)")), "rules": .list(rules)])
    }

    /// What the chances are about.
    private var covered: String {
        let beat = report.plan.decision.beat
        if beat.contains(.control), beat.contains(.base), report.plan.base != nil,
            report.reference == .control
        {
            return report.goal?.against == .both ? "both" : "control"
        }
        return beat.contains(.control) && report.reference == .control ? "control" : "base"
    }

    private func needs(_ goal: PowerReport.GoalCheck) -> String {
        guard goal.factor.isFinite else { return say("power.needs.none") }
        let up = (goal.factor * 10 - 1e-9).rounded(.up) / 10
        let factor = numbers.decimal(up, decimals: up >= 100 ? 0 : 1)
        guard let weeks = goal.weeksMore, weeks > 0 else {
            return say("power.needs", texts: ["factor": factor])
        }
        return say("power.needs.weeks", ["factor": .text(factor), "weeks": .count(weeks)])
    }

    /// How often an effect of the goal's size is found.
    func chanceSentence() -> String? {
        report.goal.map { goal in
            switch goal.against {
            case .reference: say("power.chance", texts: ["chance": rounded(goal.chance)])
            case .base: say("power.chance.base", texts: ["chance": rounded(goal.chance)])
            case .both: say("power.chance.both", texts: ["chance": rounded(goal.chance)])
            case .referenceWithoutBase:
                say("power.chance.base-unknown", texts: ["chance": rounded(goal.chance)])
            }
        }
    }

    func readout(_ day: (Day) -> String) -> String? {
        // The control's own line says it where the base is not known.
        guard answer != "unknown" else { return nil }
        return report.runtime.readout.map { say("power.readout", texts: ["day": day($0)]) }
    }

    /// What the control group of the plan gives up.
    func priceSentence() -> String? {
        guard let row = report.planned, let price = row.price, let expected = report.expected
        else { return nil }
        return say(
            "power.price",
            texts: [
                "share": share(row.share), "customers": count(row.control),
                "outcomes": outcomes(price),
                "money": hasMargin || !metric.isShare ? nil : row.priceInMoney.flatMap(money),
                "margin": hasMargin ? row.priceInMoney.flatMap(money) : nil,
                "size": size(expected.absolute),
            ])
    }

    /// Whether what an outcome is worth is its margin.
    private var hasMargin: Bool { (report.plan.value?.margin ?? 1) < 1 }

    func bestSentence() -> String? {
        guard let best = report.best, let planned = report.planned else {
            return report.expected != nil && report.planned?.price != nil
                ? say("power.best.none") : nil
        }
        guard abs(best.share - planned.share) > 0.0051 else { return say("power.best.planned") }
        return say(
            "power.best",
            texts: [
                "share": share(best.share), "outcomes": outcomes(best.price),
                "chance": rounded(best.chance),
            ])
    }

    /// How often the effect of the plan's row is found, as the test that judges it will.
    func promise() -> String {
        guard let found = report.planned?.chance else {
            return say(
                "power.promise",
                texts: ["chance": chance(report.power), "alarms": alarms()])
        }
        return say(
            "power.promise.about", texts: ["chance": rounded(found), "alarms": alarms()])
    }

    /// How often chance alone looks like an effect: `1 in 20`.
    private func alarms() -> String {
        let every = 1 / report.alpha
        let isWhole = abs(every - every.rounded()) < 1e-6
        return isWhole
            ? say("power.in", ["of": .count(Int(every.rounded()))])
            : say("power.in.percent", texts: ["percent": share(report.alpha)])
    }

    func footnote() -> String? {
        guard report.planned?.price != nil, let expected = report.expected else { return nil }
        let size = size(expected.absolute)
        guard metric.isShare else {
            return say("power.footnote.mean.\(direction)", texts: ["size": size])
        }
        return say(
            "power.footnote.\(direction)",
            texts: ["outcomes": say("power.\(noun).other"), "size": size])
    }

    func origin() -> String? {
        report.expected.map { say("power.expected.\($0.origin.rawValue)") }
    }
}
