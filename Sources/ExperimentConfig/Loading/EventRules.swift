// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the events that a metric is worked out from, in place of a column or beside it.
struct EventRules {
    typealias Aggregate = Metric.Events.Aggregate

    /// The events; the numerator's for a ratio.
    let events: Metric.Events?
    /// The events of the denominator of a ratio.
    let denominator: Metric.Events?
    /// The time each customer has.
    let window: PlanDuration?
    /// What becomes of amounts that are paid back.
    let refunds: Metric.Refunds?
    let isLifetime: Bool
    private let reader: Reader
    private let kind: Metric.Kind
    private let log: PlanLog

    init(_ reader: Reader, _ kind: Metric.Kind, isLifetime: Bool, _ log: PlanLog) {
        self.reader = reader
        self.kind = kind
        self.isLifetime = isLifetime
        self.log = log
        let top = EventRules.events(reader, kind)
        let above = reader.group("numerator").flatMap { EventRules.events($0, nil) }
        let below = reader.group("denominator").flatMap { EventRules.events($0, nil) }
        events = kind == .ratio ? above : top
        denominator = kind == .ratio ? below : nil
        window = reader.duration("window")?.value
        refunds = reader.group("refunds").flatMap { group in
            let policy = group.choice("policy", as: Metric.Refunds.Policy.self)?.value
            return group.text("event").map {
                Metric.Refunds(event: $0.value, policy: policy ?? .net)
            }
        }
    }

    /// Whether the metric has events, read well or badly.
    var isGiven: Bool {
        kind == .ratio
            ? sides.contains { $0.has("event") }
            : reader.has("event") || isLifetime && reader.has("revenue")
    }

    private var sides: [Reader] {
        ["numerator", "denominator"].compactMap { reader.group($0) }
    }

    private static func events(_ reader: Reader, _ kind: Metric.Kind?) -> Metric.Events? {
        let value = reader.text("value")?.value
        let written = reader.choice("aggregate", as: Aggregate.self)?.value
        guard let event = reader.text("event")?.value else { return nil }
        let aggregate = written ?? usual(kind, hasValue: value != nil)
        return Metric.Events(event: event, aggregate: aggregate, value: value)
    }

    /// How events become one number where the plan does not say.
    private static func usual(_ kind: Metric.Kind?, hasValue: Bool) -> Aggregate {
        switch kind {
        case .proportion, .retention: .any
        case .nps: .last
        case .count: .count
        case .mean, .quantile: .sum
        case .ratio, nil: hasValue ? .sum : .count
        }
    }

    /// Reports what does not go together.
    func check() {
        // A lifetime value has flows of its own, and its horizon for a window.
        guard !isLifetime else { return }
        if kind == .ratio {
            for key in ["event", "aggregate", "value", "refunds"] where reader.has(key) {
                noEffect(key, reader, "a ratio is made of `numerator` and `denominator`")
            }
            for side in sides { checkSide(side) }
            checkMixed()
        } else {
            checkOne(reader, kind)
            checkRefunds()
        }
        if isGiven, !reader.has("window"), !reader.isMisspelt("window") {
            log.report(
                "missing-key", "`window` is missing in `\(reader.spot.path)`", at: reader.spot,
                why: "without it events would count for longer the earlier a customer came in",
                fix: "add `window: 14d`, the time each customer has")
        }
    }

    private func checkSide(_ side: Reader) {
        guard !side.has("column"), !side.has("event"), !side.isMisspelt("column"),
            !side.isMisspelt("event")
        else { return checkOne(side, nil) }
        log.report(
            "missing-key", "`column` is missing in `\(side.spot.path)`", at: side.spot,
            why: "a side of a ratio is a column or an event",
            fix: "add `column: revenue`, or `event: order`")
    }

    private func checkMixed() {
        guard sides.count == 2, sides.contains(where: { !$0.has("column") }),
            sides.contains(where: { !$0.has("event") }),
            let odd = sides.first(where: { $0.has("event") })
        else { return }
        log.report(
            "sides-mixed", "one side of the ratio is a column, the other an event", at: odd.spot,
            why: "both come from a row per customer, or both from a row per event",
            fix: "write both sides with `column`, or both with `event`")
    }

    private func checkOne(_ reader: Reader, _ kind: Metric.Kind?) {
        guard reader.has("event") else {
            guard !reader.isMisspelt("event") else { return }
            for key in ["aggregate", "value"] where reader.has(key) {
                noEffect(key, reader, "it says what is taken from an event")
            }
            return
        }
        let written = reader.choice("aggregate", as: Aggregate.self)
        let aggregate =
            written?.value ?? EventRules.usual(kind, hasValue: reader.has("value"))
        let allowed: [Aggregate] =
            switch kind {
            case .proportion, .retention: [.any]
            case .nps: [.last]
            case .count: [.count]
            case .mean, .quantile: [.sum, .count, .last]
            case .ratio, nil: Aggregate.allCases
            }
        if let written, let kind, !allowed.contains(written.value) {
            let words = allowed.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            return log.report(
                "aggregate-type",
                "`aggregate: \(written.value.rawValue)` does not go with \(kind.phrase)",
                at: written.spot,
                why: "\(kind.phrase) takes \(words) of the events of a customer",
                fix: allowed.count == 1 ? "remove it, or check `type`" : "write one of these")
        }
        let needsValue = aggregate == .sum || aggregate == .last
        if needsValue, !reader.has("value"), !reader.isMisspelt("value") {
            log.report(
                "missing-key", "`value` is missing in `\(reader.spot.path)`", at: reader.spot,
                why: "`aggregate: \(aggregate.rawValue)` takes a value of the event",
                fix: kind == .mean
                    ? "add `value: amount`, or write `aggregate: count`" : "add `value: amount`")
        } else if !needsValue, reader.has("value") {
            noEffect(
                "value", reader,
                aggregate == .any
                    ? "only whether there was an event counts" : "the events are counted")
        }
    }

    private func checkRefunds() {
        guard reader.has("refunds") else { return }
        guard let events else {
            if !reader.has("event"), !reader.isMisspelt("event") {
                noEffect("refunds", reader, "a column holds what is left already")
            }
            return
        }
        if events.aggregate != .sum {
            noEffect("refunds", reader, "only a sum of amounts can be paid back")
        } else if refunds?.event == events.event {
            log.report(
                "refunds-event",
                "the refund is the event of the metric itself "
                    + "(seen: \(Visible.value(events.event)))",
                at: reader.spot(of: "refunds"), why: "every amount would be taken back",
                fix: "name the event of the refund, as refund")
        }
    }

    private func noEffect(_ key: String, _ reader: Reader, _ why: String) {
        log.report(
            "key-no-effect", "`\(key)` does nothing in `\(reader.spot.path)`",
            at: reader.spot(of: key), why: why,
            fix: reader.has("event") || kind == .ratio ? "remove it" : "remove it, or add `event:`")
    }
}
