// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads whom the test is about, with problems that point into the rules.
struct AudienceRules {
    /// A rule as it was read.
    private struct Read {
        var text: Located<String>
        var parse: AudienceParse
        var isExclusion: Bool
    }

    private let builder: PlanBuilder
    private let outcomes: OutcomeAttributeRule
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder, outcomes: OutcomeAttributeRule) {
        self.builder = builder
        self.outcomes = outcomes
    }

    /// The audience, if the plan names one.
    func read() -> Audience? {
        guard let reader = builder.root.group("audience") else { return nil }
        let require = reader.texts("require") ?? []
        for (number, key) in require.enumerated() {
            if require[..<number].contains(where: { $0.value == key.value }) {
                log.report(
                    "value-duplicate",
                    "the permission is in the list already (seen: \(Visible.value(key.value)))",
                    at: key.spot, why: "once is enough", fix: "remove it here")
            } else {
                SharedNameRule(builder.shared, log).require(key, .permission)
            }
        }
        let rules = read(reader, "where", false) + read(reader, "exclude", true)
        check(rules)
        let permissions = PermissionRules(builder, required: require.map(\.value))
        for rule in rules { check(rule, permissions) }
        func expressions(_ isExclusion: Bool) -> [AudienceExpression] {
            rules.filter { $0.isExclusion == isExclusion }.compactMap(\.parse.expression)
        }
        return Audience(
            require: require.map(\.value), include: expressions(false), exclude: expressions(true))
    }

    /// The permissions that the audience asks for, in its order.
    func permissions(_ audience: Audience?) -> [Permission]? {
        let all = builder.shared.workspace?.permissions ?? []
        let found = (audience?.require ?? []).compactMap { key in all.first { $0.key == key } }
        return found.isEmpty ? nil : found
    }

    private func read(_ reader: Reader, _ key: String, _ isExclusion: Bool) -> [Read] {
        (reader.texts(key) ?? []).map {
            Read(text: $0, parse: AudienceExpression.parse($0.value), isExclusion: isExclusion)
        }
    }

    private func check(_ rules: [Read]) {
        for rule in rules {
            var problems = rule.parse.problems
            if let currency = builder.shared.workspace?.currency {
                problems += rule.parse.currencyProblems(workspace: currency)
            }
            for problem in problems { report(problem, in: rule) }
        }
        for (number, problem) in AudienceParse.kindProblems(among: rules.map(\.parse)) {
            report(problem, in: rules[number])
        }
    }

    private func report(_ problem: AudienceProblem, in rule: Read) {
        let spot = spot(problem.offset, in: rule)
        log.append([problem.diagnostic(at: log.source.place(spot.mark, spot.path))])
    }

    /// The place in the file of a character of a rule.
    private func spot(_ offset: Int, in rule: Read) -> Spot {
        let marks = ScalarMarks(rule.text.value, at: rule.text.spot.mark, in: log.source)
        return Spot(mark: marks.mark(of: offset), path: rule.text.spot.path)
    }

    /// Holds the columns of a rule against what the plan knows of them.
    private func check(_ rule: Read, _ permissions: PermissionRules) {
        guard let expression = rule.parse.expression else { return }
        var seen: Set<String> = []
        for use in rule.parse.uses where seen.insert(use.column).inserted {
            let spot = spot(use.offset, in: rule)
            outcomes.check(use.column, of: "the rule", at: spot)
            permissions.check(
                expression, on: use.column, isExclusion: rule.isExclusion, at: spot)
        }
    }
}
