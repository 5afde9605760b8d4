// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel

/// Fills phrases in one language for one plan: turns ids and values into sentences.
struct Composer: Sendable {
    let language: Language
    let plan: Plan
    /// The metric that a sentence is about, whose unit its numbers are in.
    private var metric: Metric?

    init(language: Language, plan: Plan) {
        self.language = language
        self.plan = plan
    }

    var numbers: NumberStyle { NumberStyle(language: language) }

    /// The sentence of a remark, with keys replaced by the names people read.
    ///
    /// Where the plan states no costs, what came in is not called a value after cost.
    func sentence(_ remark: Remark) -> String {
        let plain = remark.id + ".no-cost"
        let isPlain = !plan.statesCosts && PhraseCatalogue.phrase(plain) != nil
        var composer = self
        if case .text(let name)? = remark.values["metric"] {
            composer.metric =
                plan.metric(name) ?? plan.metrics.definitions.first { $0.name == name }
        }
        return composer.say(isPlain ? plain : remark.id, remark.values)
    }

    /// A sentence from the catalogue; an unknown id is shown as itself, so that it is noticed.
    func say(_ id: String, _ values: [String: Datum] = [:]) -> String {
        guard let phrase = PhraseCatalogue.phrase(id) else { return fallback(id, values) }
        let forms = phrase.forms(in: language)
        var isOne = false
        if let slot = phrase.pluralSlot, case .count(1)? = values[slot] { isOne = true }
        return fill(isOne ? forms.one : forms.other, values)
    }

    /// A sentence whose values are texts.
    func say(_ id: String, texts: [String: String]) -> String {
        say(id, texts.mapValues { Datum.text($0) })
    }

    private func fallback(_ id: String, _ values: [String: Datum]) -> String {
        let shown = values.keys.sorted().map { key in
            "\(key): \(values[key].map { format($0, slot: key, form: nil) } ?? "")"
        }
        return "⟦\(Visible.text(id))⟧" + (shown.isEmpty ? "" : " " + shown.joined(separator: ", "))
    }

    private func fill(_ sentence: String, _ values: [String: Datum]) -> String {
        var out = ""
        var part = ""
        var complete = true
        var inPart = false
        var rest = sentence[...]
        while let character = rest.first {
            rest.removeFirst()
            var text = String(character)
            switch character {
            case "[":
                (inPart, part, complete) = (true, "", true)
                continue
            case "]":
                inPart = false
                out += complete ? part : ""
                continue
            case "{":
                let slot = rest.prefix { $0 != "}" }
                rest = rest.dropFirst(slot.count + 1)
                if let shown = filled(slot, values, after: inPart ? out + part : out) {
                    text = shown
                } else {
                    text = inPart ? "" : "⟦\(slot)⟧"
                    complete = complete && !inPart
                }
            default: break
            }
            if inPart { part += text } else { out += text }
        }
        return out
    }

    /// What stands in a slot; nil when there is no value for it.
    private func filled(
        _ slot: Substring, _ values: [String: Datum], after before: String
    ) -> String? {
        let choice = slot.split(separator: "?", maxSplits: 1)
        let pieces = choice.first?.split(separator: ":").map(String.init) ?? []
        guard let name = pieces.first, let value = values[name] else { return nil }
        if choice.count > 1 {
            let words = choice[1].split(separator: "|").map(String.init)
            if case .count(1) = value { return words.first }
            return words.last
        }
        let text = format(value, slot: name, form: pieces.count > 1 ? pieces[1] : nil)
        return isSentenceStart(before) && isRoleWord(text) ? text.capitalizedFirst : text
    }

    /// Whether the text is the word for a role, which is no one's name: names keep their letters.
    private func isRoleWord(_ text: String) -> Bool {
        Role.allCases.map { say("role.\($0.rawValue)") }.contains {
            text == $0 || text.hasPrefix($0 + " (")
        }
    }

    /// Whether a name that follows this text begins a sentence.
    private func isSentenceStart(_ before: String) -> Bool {
        before.isEmpty || before.hasSuffix(". ")
    }

    /// A value as the language writes it.
    func format(_ value: Datum, slot: String, form: String?) -> String {
        let sign: NumberStyle.Sign = form == "size" ? .never : .always
        switch value {
        case .count(let count): return numbers.count(count)
        case .share(let share): return numbers.share(share)
        case .points(let fraction): return points(fraction, form: form)
        case .relative(let fraction):
            let decimals = abs(fraction) < 0.1 ? 1 : 0
            return numbers.percent(fraction, decimals: decimals, sign: sign)
        case .number(let number) where metric?.kind == .nps:
            return npsPoints(number, form: form, sign: sign)
        case .number(let number):
            return numbers.decimal(number, decimals: plainDecimals(number), sign: sign)
        case .money(let amount, let currency):
            return numbers.money(amount, currency, sign: sign)
        case .pValue(let p): return numbers.pStatement(p)
        case .text(let text): return resolved(text, slot: slot)
        case .list(let items) where slot == "reasons":
            return items.map(rejected).joined(separator: "; ")
        case .list(let items):
            return numbers.list(items.map { resolved($0, slot: slot) })
        case .day(let day): return Day(day).map(numbers.day) ?? Visible.text(day)
        case .changes(let changes): return sentences(of: changes)
        }
    }

    private func points(_ fraction: Double, form: String?) -> String {
        let decimals =
            form == "size"
            ? numbers.smallDecimals(fraction * 100, least: 2)
            : Rounding.telling([fraction * 100], decimals: 2)
        let text = numbers.decimal(
            fraction * 100, decimals: decimals, sign: form == "size" ? .never : .always)
        guard form != "plain", fraction.isFinite else { return text }
        return text + NumberStyle.space + unitWord(fraction)
    }

    /// A number of NPS points; one decimal, unless it is a whole number that the plan states.
    func npsPoints(_ number: Double, form: String?, sign: NumberStyle.Sign) -> String {
        let isWhole = form == "size" && number == number.rounded()
        let text = numbers.decimal(number, decimals: isWhole ? 0 : 1, sign: sign)
        guard form != "plain", number.isFinite else { return text }
        let isOne = isWhole && abs(number) == 1
        return text + NumberStyle.space + say(isOne ? "unit.nps.point" : "unit.nps")
    }

    private func unitWord(_ fraction: Double) -> String {
        say(abs(fraction) == 0.01 ? "unit.point" : "unit.points")
    }

    /// Three significant digits, and no decimals above a thousand.
    func plainDecimals(_ number: Double) -> Int {
        number == number.rounded() ? 0 : min(8, max(0, 2 - Decimal.magnitude(number)))
    }

    private func resolved(_ text: String, slot: String) -> String {
        switch slot {
        case "reference": reference(text)
        case "variant", "arm", "otherArm", "arms": variantName(text)
        case "metric", "metrics":
            plan.metric(text).map { Visible.value($0.name) } ?? Visible.value(text)
        case "reason":
            PhraseCatalogue.phrase("reason." + text) == nil ? shown(text) : say("reason." + text)
        case "delimiter", "decimal", "encoding": word("format.", text)
        case "objective": word("objective.", text)
        default: shown(text)
        }
    }

    /// The word for a value that the catalogue knows, else the value itself.
    private func word(_ prefix: String, _ text: String) -> String {
        let id = prefix + text.lowercased()
        return PhraseCatalogue.phrase(id) == nil ? shown(text) : say(id)
    }

    /// Why rows were rejected, in words; a reason of an unknown form is shown as it is.
    private func rejected(_ text: String) -> String {
        let form = #/(\d+) × ([a-z-]+)(?: · (.*?))? · #(\d+)(?: '(.*)')?/#.dotMatchesNewlines()
        guard let found = text.wholeMatch(of: form)?.output, let rows = Int(found.1),
            PhraseCatalogue.phrase("rejects." + found.2) != nil
        else { return shown(text) }
        var values: [String: Datum] = ["rows": .count(rows)]
        values["column"] = found.3.map { .text(String($0)) }
        let what = say("rejects." + found.2, values)
        var texts = ["what": what, "code": String(found.2), "row": String(found.4)]
        texts["value"] = found.5.map(String.init)
        return say("rejects.one", texts: texts)
    }

    private func shown(_ text: String) -> String { Visible.text(text) }
}

extension Composer {
    /// The variant with a key, else with a name: remarks may carry either.
    private func variant(_ keyOrName: String) -> Variant? {
        plan.variant(keyOrName) ?? plan.variants.first { $0.name == keyOrName }
    }

    /// The name of a variant by its key or name.
    func variantName(_ key: String) -> String {
        variant(key).map(name) ?? Visible.value(key)
    }

    /// The name of a variant; one that is named after its role gets the role's word.
    func name(_ variant: Variant) -> String {
        variant.name == variant.role.rawValue
            ? say("role.\(variant.role.rawValue)") : Visible.value(variant.name)
    }

    /// The name of a variant as a label, beginning with a capital when it is the role's word.
    func label(_ key: String) -> String {
        guard let variant = variant(key) else { return Visible.value(key) }
        let isNamedAfterRole = variant.name == variant.role.rawValue
        return isNamedAfterRole ? say("label.\(variant.role.rawValue)") : name(variant)
    }

    /// A reference named with what it stands for, by key or by role.
    func reference(_ keyOrRole: String) -> String {
        let role = Role(rawValue: keyOrRole)
        guard let found = variant(keyOrRole) ?? plan.variants.first(where: { $0.role == role })
        else { return Visible.value(keyOrRole) }
        return described(found)
    }

    /// A variant named with what it stands for: `control (not contacted)`.
    func described(_ variant: Variant) -> String {
        let isNamedAfterRole = variant.name == variant.role.rawValue
        let kind: String =
            switch variant.role {
            case .control: variant.contact ? "contacted" : "control"
            case .base: "base"
            case .test: "test"
            }
        let id = "described.\(kind)." + (isNamedAfterRole ? "role" : "named")
        return variant.role == .test ? name(variant) : say(id, texts: ["name": name(variant)])
    }
}

extension Plan {
    /// Whether the plan says what contacting costs; without it nothing is worth anything after cost.
    var statesCosts: Bool {
        variants.contains { $0.cost?.perContact != nil || $0.cost?.fixed != nil }
    }
}
