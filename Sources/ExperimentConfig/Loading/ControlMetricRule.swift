// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Refuses a primary metric that a customer without contact cannot have.
struct ControlMetricRule {
    /// What becomes of a message, and not of a customer.
    private static let words: Set<String> = [
        "open", "opens", "opened", "click", "clicks", "clicked", "delivered", "bounce", "bounces",
        "bounced", "clickthrough", "ctr",
    ]

    private let builder: PlanBuilder
    private let metrics: MetricRules.Result
    private let variants: [VariantRules.Read]

    init(_ builder: PlanBuilder, metrics: MetricRules.Result, variants: [VariantRules.Read]) {
        self.builder = builder
        self.metrics = metrics
        self.variants = variants
    }

    /// Reports it, where the plan has a control that is not contacted.
    func check() {
        guard let control = variants.first(where: { $0.variant.role == .control }),
            !control.variant.contact, let named = builder.root.group("metrics")?.text("primary"),
            let primary = metrics.metric(named.value), let word = word(of: primary)
        else { return }
        let others = metrics.set.definitions.filter {
            $0.key != primary.key && self.word(of: $0) == nil
        }
        let other = others.first { $0.isShare } ?? others.first
        builder.log.report(
            "primary-control",
            "`\(primary.key)` means nothing for the control `\(control.variant.key)` "
                + "(seen: \(Visible.value(word)))",
            at: named.spot,
            why: "a control customer is not contacted, and cannot \(verb(word)) a mail",
            fix: "use `\(other?.key ?? "ordered")` as primary, and list `\(primary.key)` under "
                + "`secondary`; write `contact: true` when the control is contacted too")
    }

    /// The event or column of a metric that is about messages; nil when there is none.
    private func word(of metric: Metric) -> String? {
        [metric.events?.event, metric.column, metric.numerator].compactMap { $0 }.first { name in
            let parts = name.lowercased().split { !$0.isLetter }
            return parts.contains { Self.words.contains(String($0)) }
        }
    }

    private func verb(_ word: String) -> String {
        let word = word.lowercased()
        if word.contains("open") { return "open" }
        if word.contains("click") || word.contains("ctr") { return "click in" }
        return "receive"
    }
}
