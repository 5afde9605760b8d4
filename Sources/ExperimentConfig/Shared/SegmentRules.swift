// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the segments that are worked out from columns.
struct SegmentRules {
    private enum Kind: String {
        case column, quadrant, bands
    }

    private let currency: String?
    private let log: PlanLog

    init(currency: String?, _ log: PlanLog) {
        self.currency = currency
        self.log = log
    }

    /// The segments that can be read, in the order of the file.
    func read(_ groups: [Reader]) -> [SegmentRule] {
        groups.compactMap { group in
            let name = group.text("name")?.value
            let kind = group.choice("type", as: Kind.self)?.value
            let column = group.text("column")
            let attribute = group.text("attribute")
            let cuts = cuts(group)
            let (x, y) = (axis(group.group("x")), axis(group.group("y")))
            guard let kind else { return nil }
            checkKeys(group, kind)
            guard let key = group.text("key")?.value else { return nil }
            let rule: SegmentRule.Kind? =
                switch kind {
                case .column: .column(column?.value ?? key)
                case .quadrant: x.flatMap { x in y.map { .quadrant(x: x, y: $0) } }
                case .bands:
                    attribute.flatMap { attribute in
                        cuts.map { .bands(attribute: attribute.value, cuts: $0) }
                    }
                }
            return rule.map { SegmentRule(key: key, name: name, kind: $0) }
        }
    }

    private func checkKeys(_ reader: Reader, _ kind: Kind) {
        let needed: [String] =
            switch kind {
            case .column: []
            case .quadrant: ["x", "y"]
            case .bands: ["attribute", "cuts"]
            }
        for key in needed where !reader.has(key) && !reader.isMisspelt(key) {
            log.report(
                "missing-key", "`\(key)` is missing in `\(reader.spot.path)`", at: reader.spot,
                why: kind == .quadrant
                    ? "a quadrant is cut by two columns"
                    : "bands are cut from the numbers of a column",
                fix: kind == .quadrant
                    ? "add `\(key): { attribute: orders_12m, cut: 4, labels: [seldom, often] }`"
                    : key == "cuts" ? "add `cuts: [20, 50, 80]`" : "add `attribute: score`")
        }
        let allowed = kind == .column ? ["column"] : needed
        for key in ["column", "x", "y", "attribute", "cuts"]
        where !allowed.contains(key) && reader.has(key) {
            log.report(
                "key-no-effect", "`\(key)` does nothing for `type: \(kind.rawValue)`",
                at: reader.spot(of: key),
                why: "a key that does nothing would mislead whoever reads the file",
                fix: kind == .column && key == "attribute"
                    ? "write it as `column:`" : "remove it, or check `type`")
        }
    }

    /// The cuts as numbers, ascending.
    private func cuts(_ reader: Reader) -> [Double]? {
        guard let values = reader.values("cuts") else { return nil }
        var cuts: [(number: Double, text: String)] = []
        for value in values {
            guard case .amount(let number, let code) = value.value else { continue }
            checkCurrency(code, value.text, value.spot)
            if let last = cuts.last, number <= last.number {
                log.report(
                    "cuts-order", "a cut is not above the one before it (seen: \(value.text))",
                    at: value.spot, why: "bands go from low to high: \(last.text) comes first",
                    fix: "write the cuts from small to large, each once")
            }
            cuts.append((number, value.text))
        }
        return cuts.map(\.number)
    }

    private func axis(_ reader: Reader?) -> SegmentRule.Axis? {
        guard let reader else { return nil }
        let cut = reader.amount("cut")
        if let cut { checkCurrency(cut.value.currency, cut.text, cut.spot) }
        let labels = reader.texts("labels") ?? []
        if labels.count > 2 {
            log.report(
                "list-long", "`labels` has too many items (seen: \(labels.count))",
                at: reader.spot(of: "labels"), why: "one cut makes two parts, low and high",
                fix: "keep two; for more parts write `type: bands`")
        }
        if labels.count == 2, labels[0].value == labels[1].value {
            log.report(
                "label-twice", "both parts are called `\(Visible.value(labels[1].value))`",
                at: labels[1].spot, why: "the two parts could not be told apart",
                fix: "give each part its own label")
        }
        guard let attribute = reader.text("attribute"), let cut, labels.count == 2 else {
            return nil
        }
        return SegmentRule.Axis(
            attribute: attribute.value, cut: cut.value.amount, currency: cut.value.currency,
            labels: labels.map(\.value))
    }

    /// The amounts of a customer file are in one currency, that of the workspace.
    private func checkCurrency(_ code: String?, _ text: String, _ spot: Spot) {
        guard let code, let currency, code != currency else { return }
        log.report(
            "currency-mixed", "a cut is not in the currency of the workspace (seen: \(text))",
            at: spot, why: "the customer file has amounts in \(currency)",
            fix: "write the amount in \(currency)")
    }
}
