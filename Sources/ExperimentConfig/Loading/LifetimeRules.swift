// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads what makes a metric a lifetime value.
struct LifetimeRules {
    private let reader: Reader
    private let isLifetime: Bool
    private let log: PlanLog
    /// The events that bring in money.
    let revenue: Metric.Events?

    init(_ reader: Reader, isLifetime: Bool, _ log: PlanLog) {
        self.reader = reader
        self.isLifetime = isLifetime
        self.log = log
        revenue = LifetimeRules.flow(reader, "revenue")
    }

    private static func flow(_ reader: Reader, _ key: String) -> Metric.Events? {
        guard let group = reader.group(key) else { return nil }
        let value = group.text("value")?.value
        return group.text("event").map {
            Metric.Events(event: $0.value, aggregate: .sum, value: value)
        }
    }

    /// The rule; nil for every other metric.
    func read(currency: String?, _ direction: Metric.Direction?) -> Metric.LifetimeValue? {
        let cost = LifetimeRules.flow(reader, "cost")
        let horizon = reader.duration("horizon")?.value
        let predicted = reader.text("predicted")?.value
        let rate = reader.number("discount_rate")?.value
        guard isLifetime else { return nil }
        check(currency, direction)
        return horizon.map {
            Metric.LifetimeValue(
                horizon: $0, predicted: predicted, discountRate: rate, cost: cost)
        }
    }

    private func check(_ currency: String?, _ direction: Metric.Direction?) {
        if !reader.has("horizon"), !reader.isMisspelt("horizon") {
            log.report(
                "missing-key", "`horizon` is missing in `\(reader.spot.path)`", at: reader.spot,
                why: "a lifetime value is revenue less cost over a length of time",
                fix: "add `horizon: 24m`")
        }
        if !reader.has("revenue"), !reader.has("column"), !reader.isMisspelt("revenue") {
            log.report(
                "missing-key", "`\(reader.spot.path)` has neither `revenue` nor `column`",
                at: reader.spot, why: "a lifetime value is revenue less cost",
                fix: "add `revenue: { event: order, value: amount }`, or `column:` with the value "
                    + "per customer")
        }
        if currency == nil, !reader.has("currency") {
            log.report(
                "missing-key", "`currency` is missing in `\(reader.spot.path)`", at: reader.spot,
                why: "a lifetime value is money, and nothing says of which currency",
                fix: "add `currency: EUR`, or the currency of the workspace to the shared file")
        }
        if direction == .decrease {
            log.report(
                "direction-type", "`direction: decrease` does not go with a lifetime value",
                at: reader.spot(of: "direction"), why: "it is what a customer brings in",
                fix: "write `direction: increase`")
        }
    }
}
