// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentAnalysis
import ExperimentModel

/// Writes the decision as a JUnit file: a suite per experiment, a case per condition.
///
/// A broken rule is a failure, a failed data check an error, an undecided rule skipped. Under an
/// INVALID verdict no rule counts, so all rules are skipped. Ids are never translated.
public enum JUnitRenderer {
    private struct Case {
        enum Outcome { case passed, failed, errored, skipped }

        var group: String
        var name: String
        var outcome: Outcome
        var message: String
        var properties: [(String, String)]
        var metric: String?
    }

    /// The file for a result.
    public static func render(_ result: AnalysisResult) -> String {
        let composer = Composer(language: .en, plan: result.plan)
        let key = result.plan.key
        let cases = unique(
            result.health.map { health($0, key, composer) }
                + result.decision.variants.flatMap { variant in
                    variant.rules.map {
                        rule($0, variant, key, result.decision.verdict == .invalid, composer)
                    }
                })
        func count(_ outcome: Case.Outcome) -> Int {
            cases.filter { $0.outcome == outcome }.count
        }
        let counts =
            "tests=\"\(cases.count)\" failures=\"\(count(.failed))\""
            + " errors=\"\(count(.errored))\" skipped=\"\(count(.skipped))\""
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites \(counts)>",
            "  <testsuite name=\"\(escaped(key))\" \(counts)>",
            "    <properties>",
            property("verdict", result.decision.verdict.rawValue, indent: 6),
        ]
        lines += result.decision.variants.map {
            property("verdict." + $0.key, $0.verdict.rawValue, indent: 6)
        }
        lines += monitoring(result.monitoring)
        lines += [
            property("plan_sha256", result.stamp.sha256, indent: 6),
            "    </properties>",
        ]
        lines += cases.flatMap(written)
        lines += ["  </testsuite>", "</testsuites>"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Which look the file tells of, where the test may be read before its end.
    private static func monitoring(_ monitoring: MonitoringResult?) -> [String] {
        guard let monitoring else { return [] }
        var properties = [("monitoring", monitoring.kind.rawValue)]
        if monitoring.kind == .sequential {
            properties.append(("looks", String(monitoring.looks.count)))
            properties.append(("look", String(monitoring.look ?? 0)))
        }
        return properties.map { property($0.0, $0.1, indent: 6) }
    }

    /// The cases with a name of their own: a repeated name gets its metric behind it, or a number.
    private static func unique(_ cases: [Case]) -> [Case] {
        var seen: Set<String> = []
        return cases.map { entry in
            var entry = entry
            let repeats = cases.count { $0.group == entry.group && $0.name == entry.name } > 1
            if repeats, let metric = entry.metric { entry.name += "-" + metric }
            let name = entry.name
            var number = 1
            while !seen.insert(entry.group + "\u{0}" + entry.name).inserted {
                number += 1
                entry.name = "\(name)-\(number)"
            }
            return entry
        }
    }

    private static func metric(_ remark: Remark, _ composer: Composer) -> String? {
        guard case .text(let key)? = remark.values["metric"] else { return nil }
        return
            (composer.plan.metric(key)
            ?? composer.plan.metrics.definitions.first { $0.name == key })?.key
    }

    private static func health(_ check: HealthCheck, _ key: String, _ composer: Composer) -> Case {
        var properties = [("status", check.status.rawValue)]
        if let p = check.p { properties.append(("p", Decimal.significant(max(p, 1e-300), 12))) }
        return Case(
            group: key + ".health", name: check.id == "plan-changed" ? "plan-unchanged" : check.id,
            outcome: check.status == .invalid ? .errored : .passed,
            message: composer.sentence(check.remark).withPlainSpaces, properties: properties,
            metric: metric(check.remark, composer))
    }

    private static func rule(
        _ rule: RuleResult, _ variant: VariantDecision, _ key: String, _ isInvalid: Bool,
        _ composer: Composer
    ) -> Case {
        let outcome: Case.Outcome =
            switch rule.state {
            case _ where isInvalid: .skipped
            case .holds: .passed
            case .undecided: .skipped
            case .broken: .failed
            }
        let text = composer.sentence(rule.remark).withPlainSpaces
        var properties = [("state", rule.state.rawValue)]
        for (name, slot) in [
            ("estimate", "estimate"), ("low", "low"), ("high", "high"), ("p", "adjustedP"),
        ] {
            // A p of 1 says only that the effect points the other way.
            if case .pValue(1)? = rule.remark.values[slot] { continue }
            guard let number = number(rule.remark.values[slot]) else { continue }
            properties.append((name, number))
        }
        return Case(
            group: key + "." + variant.key, name: rule.id, outcome: outcome,
            message: isInvalid ? composer.say("invalid.stamp") : text, properties: properties,
            metric: metric(rule.remark, composer))
    }

    private static func number(_ datum: Datum?) -> String? {
        switch datum {
        case .points(let value), .relative(let value), .number(let value), .money(let value, _),
            .share(let value):
            return Decimal.significant(value, 12)
        case .pValue(let p): return Decimal.significant(max(p, 1e-300), 12)
        case .count(let count): return String(count)
        case .text, .list, .day, .changes, nil: return nil
        }
    }

    private static func written(_ entry: Case) -> [String] {
        var lines = [
            "    <testcase classname=\"\(escaped(entry.group))\" name=\"\(escaped(entry.name))\">",
            "      <properties>",
        ]
        lines += entry.properties.map { property($0.0, $0.1, indent: 8) }
        lines.append("      </properties>")
        let message = escaped(entry.message)
        switch entry.outcome {
        case .passed: lines.append("      <system-out>\(message)</system-out>")
        case .failed: lines.append("      <failure message=\"\(message)\"/>")
        case .errored: lines.append("      <error message=\"\(message)\"/>")
        case .skipped: lines.append("      <skipped message=\"\(message)\"/>")
        }
        return lines + ["    </testcase>"]
    }

    private static func property(_ name: String, _ value: String, indent: Int) -> String {
        String(repeating: " ", count: indent)
            + "<property name=\"\(escaped(name))\" value=\"\(escaped(value))\"/>"
    }

    /// Text for XML 1.0: markup escaped, characters that XML cannot hold made visible.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in Visible.text(text).unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case _ where (0xFFFE...0xFFFF).contains(scalar.value):
                out += "\\u{\(String(scalar.value, radix: 16))}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
