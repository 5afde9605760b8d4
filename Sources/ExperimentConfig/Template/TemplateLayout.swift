// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Writes a template as the text of a plan, its comments in line.
struct TemplateLayout {
    /// The column at which comments start.
    private static let commentColumn = 34

    let key: String
    let content: TemplateContent
    let language: PlanTemplate.Language
    let today: Day
    /// The shared file that stands beside the plan already.
    let shared: Workspace?

    private var names: TemplateNames { TemplateNames(content, shared) }

    /// The plan, at most sixty lines.
    var text: String {
        // The amounts are examples; only their currency must be that of the shared file.
        ((head + audience + draw + variants + metrics + tail).joined(separator: "\n") + "\n")
            .replacing(" EUR", with: " " + names.currency)
    }

    private func say(_ english: String, _ dutch: String) -> String {
        language == .english ? english : dutch
    }

    /// A line with a comment behind it.
    private func line(_ text: String, _ english: String, _ dutch: String) -> String {
        let gap = max(1, TemplateLayout.commentColumn - text.count)
        return text + String(repeating: " ", count: gap) + "# " + say(english, dutch)
    }

    /// The Monday after today.
    private var start: Day {
        // 1 January 1970 was a Thursday.
        let weekday = (Day.daysSince1970(today) + 3) % 7
        return today.adding(days: 7 - weekday)
    }
    private var end: Day { start.adding(days: 27) }

    private var head: [String] {
        let window = PlanTemplate.days(content.window)
        return [
            "# yaml-language-server: $schema=./experiment.schema.json",
            "# " + say("Completion in your editor", "Aanvullen in de editor")
                + ": experiment schema > experiment.schema.json",
            "version: 1",
            "key: \(key)",
            "name: \(content.name(language))",
            "owner: marketing",
            "# " + say("why you expect what; rewrite it", "waarom u wat verwacht; herschrijf het"),
            "hypothesis: \(content.hypothesis(language))",
            "goal:",
            "  domain: \(content.domain)",
            "  objective: \(content.objective)",
            "  metric: \(content.measures[0].key)",
            line(
                "  target: \(content.target)",
                content.target.hasSuffix("%")
                    ? "relative to the reference; 0.60 pt is percentage points"
                    : "points",
                content.target.hasSuffix("%")
                    ? "ten opzichte van de referentie; 0.60 pt is procentpunt" : "punten"),
            "  deadline: \(end.adding(days: window + 14).iso)",
        ]
    }

    private var audience: [String] {
        var lines = ["audience:"]
        if !names.permissions.isEmpty {
            lines.append(
                line(
                    "  require: [\(names.permissions.joined(separator: ", "))]",
                    "permissions of experiments.yaml", "toestemmingen uit experiments.yaml"))
        }
        lines.append("  where:")
        lines += content.include.map { rule in
            line("    - \(rule.rule)", rule.note.english, rule.note.dutch)
        }
        if !content.exclude.isEmpty {
            lines.append("  exclude:")
            lines += content.exclude.map { rule in
                line("    - \(rule.rule)", rule.note.english, rule.note.dutch)
            }
        }
        return lines
    }

    private var draw: [String] {
        var lines = [
            line(
                "data: { file: data/\(key).csv, id: customer_id, variant: variant }",
                "outcomes, once they are in", "uitkomsten, zodra ze er zijn"),
            "assignment:",
            line(
                "  salt: \(key)-\(start.year)", "never change it once customers are drawn",
                "nooit wijzigen als er al geloot is"),
        ]
        if let holdout = names.holdout {
            lines.append(
                line(
                    "  holdout: \(holdout)", "left alone by every campaign",
                    "door elke campagne met rust gelaten"))
        }
        guard let layer = names.layer else { return lines }
        return lines + [
            line(
                "  layer: \(layer)", "tests in one layer share no customer",
                "tests in één laag delen geen klant"),
            line(
                "  slots: 50%", "the share of the layer this test takes",
                "het deel van de laag voor deze test"),
        ]
    }

    private var variants: [String] {
        var lines = [line("variants:", "weights total 100%", "de weights zijn samen 100%")]
        let control = content.hasControl
        if control {
            lines += [
                line("  - key: none", "control group, not contacted", "controlegroep, met rust"),
                "    name: \(say("No contact", "Geen contact"))", "    role: control",
                "    weight: 10%", "    contact: false",
            ]
        }
        let shares =
            switch (control, content.base != nil) {
            case (true, true): ("45%", "45%")
            case (true, false): ("", "90%")
            default: ("50%", "50%")
            }
        if let base = content.base {
            lines += strategy(
                base, "base", shares.0, "today's strategy", "basisgroep: de aanpak van nu")
        }
        return lines
            + strategy(
                content.test, "test", shares.1, "what you want to know about",
                "testgroep: wat u wilt weten")
    }

    private func strategy(
        _ strategy: TemplateContent.Strategy, _ role: String, _ weight: String,
        _ english: String, _ dutch: String
    ) -> [String] {
        [
            line("  - key: \(strategy.key)", english, dutch),
            "    name: \(strategy.name(language))", "    role: \(role)", "    weight: \(weight)",
            "    channel: \(strategy.channel)", "    cost: \(strategy.cost)",
        ]
    }

    private func measure(_ measure: TemplateContent.Measure) -> String {
        "    - { key: \(measure.key), name: \(measure.name(language)), \(measure.rest) }"
    }

    private var metrics: [String] {
        let others = content.measures.dropFirst().map(\.key)
        var lines = ["metrics:", "  define:"]
        lines += (content.measures + [content.guardrail]).map(measure)
        lines.append(
            line(
                "  primary: \(content.measures[0].key)", "the one metric that decides",
                "de ene maat die beslist"))
        if !others.isEmpty { lines.append("  secondary: [\(others.joined(separator: ", "))]") }
        lines += [
            "  guardrails:",
            line(
                "    - { metric: \(content.guardrail.key), margin: \(content.margin) }",
                "may not rise by more", "mag niet meer stijgen dan dit"),
        ]
        return lines
    }

    private var tail: [String] {
        var lines: [String] = []
        if let result = content.perResult {
            lines.append(
                line(
                    "value: { metric: \(content.measures[0].key), per_result: \(result), "
                        + "margin_pct: 40% }", "what one brings", "wat één oplevert"))
        }
        let beat =
            switch (content.hasControl, content.base != nil) {
            case (true, true): "control, base"
            case (true, false): "control"
            default: "base"
            }
        let net = content.perResult == nil ? "" : ", net_value: positive"
        lines.append(
            line(
                "decision: { beat: [\(beat)], confidence: 95%\(net) }",
                content.perResult == nil ? "each must be beaten" : "each, and it must pay",
                content.perResult == nil ? "elk moet verslagen worden" : "elk, en het moet lonen"))
        if let trigger = content.trigger {
            lines.append(
                line(
                    "exposure: { trigger: \(trigger) }", "starts the clock for every group",
                    "start de klok voor elke groep"))
        }
        let entry = content.trigger == nil ? "" : ", entry: continuous"
        lines += [
            "schedule: { start: \(start.iso), end: \(end.iso)\(entry) }",
            line(
                "power: { baseline: \(content.baseline) }", "what happens without contact",
                "wat er zonder contact gebeurt"),
            "report: { language: \(language.rawValue) }",
        ]
        return lines
    }
}

extension PlanTemplate {
    /// The days of a window as the templates write it.
    static func days(_ window: String) -> Int { Int(window.dropLast()) ?? 30 }
}

extension Day {
    /// The days from 1 January 1970 to a day.
    fileprivate static func daysSince1970(_ day: Day) -> Int {
        guard let first = Day(year: 1970, month: 1, day: 1) else { return 0 }
        return day.ordinal - first.ordinal
    }
}
