// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads how often the results may be read, and how the error rate is kept when that is often.
struct MonitoringRules {
    private enum Method: String {
        case fixedHorizon = "fixed_horizon"
        case fixed
        case sequential
        case alwaysValid = "always_valid"
    }

    private let reader: Reader
    private let log: PlanLog
    private let schedule: Schedule?

    init(_ reader: Reader, _ log: PlanLog, _ schedule: Schedule?) {
        self.reader = reader
        self.log = log
        self.schedule = schedule
    }

    /// The looks that the plan gives as days; nil when it gives none.
    var lookDays: [Day]? {
        guard let values = reader.values("looks") else { return nil }
        let days = values.compactMap { if case .day(let day) = $0.value { day } else { nil } }
        return days.count == values.count ? days : nil
    }

    /// The rule; reading once, at the end, where the plan is silent.
    func read() -> Monitoring {
        let named = reader.choice("method", as: Method.self)
        if named == nil, reader.has("method") || reader.isMisspelt("method") { return .fixed }
        let method = named?.value ?? .fixed
        checkKeys(method)
        let looks = looks()
        let spending = spending()
        let units = reader.integer("planned_sample")?.value
        if let named, !Self.isFixed(method) { checkCorrection(named) }
        switch method {
        case .fixedHorizon, .fixed: return .fixed
        case .sequential:
            guard let looks, let units else { return .fixed }
            return .groupSequential(.init(looks: looks, spending: spending, plannedUnits: units))
        case .alwaysValid:
            return units.map { .alwaysValid(.init(plannedUnits: $0)) } ?? .fixed
        }
    }

    private static func isFixed(_ method: Method) -> Bool {
        method == .fixed || method == .fixedHorizon
    }

    private func checkKeys(_ method: Method) {
        if method == .sequential {
            need(
                "looks", why: "the error rate is spent over looks that were planned",
                fix: "add `looks: 4`, or the shares of the planned customers: "
                    + "`looks: [25%, 50%, 75%, 100%]`")
        } else {
            noEffect("looks", method, orWrite: "`method: sequential`")
            noEffect("spending", method, orWrite: "`method: sequential`")
            noEffect("stop_for_harm", method, orWrite: "`method: sequential`")
        }
        if Self.isFixed(method) {
            noEffect(
                "planned_sample", method, orWrite: "`method: sequential` or `method: always_valid`")
        } else {
            need(
                "planned_sample",
                why: method == .sequential
                    ? "a look is a share of the customers that the test will have in the end"
                    : "the interval is made tightest where the test is planned to end",
                fix: "add `planned_sample: 40000`, with the customers over all variants")
        }
    }

    private func need(_ key: String, why: String, fix: String) {
        guard !reader.has(key), !reader.isMisspelt(key) else { return }
        log.report(
            "missing-key", "`\(key)` is missing in `\(reader.spot.path)`",
            at: reader.spot(of: "method"), why: why, fix: fix)
    }

    private func noEffect(_ key: String, _ method: Method, orWrite other: String) {
        guard reader.has(key) else { return }
        log.report(
            "key-no-effect", "`\(key)` does nothing with `method: \(method.rawValue)`",
            at: reader.spot(of: key),
            why: "a key that does nothing would mislead whoever reads the plan",
            fix: "remove it, or write \(other)")
    }

    private func checkCorrection(_ method: Located<Method>) {
        guard let correction = reader.choice("correction", as: DecisionRule.Correction.self),
            correction.value == .dunnett
        else { return }
        log.report(
            "correction-method",
            "`correction: dunnett` does not go with `method: \(method.value.rawValue)`",
            at: correction.spot,
            why: "no boundary is computed for several variants and several looks at once",
            fix: "write `correction: holm`, or remove `method`")
    }

    private func looks() -> [Double]? {
        if let count = reader.integer("looks")?.value {
            return (1...count).map { Double($0) / Double(count) }
        }
        guard let values = reader.values("looks"),
            let shares = LookDays(schedule, log).shares(values, at: reader.spot(of: "looks"))
        else { return nil }
        if shares.count > DecisionSchema.lookLimit {
            log.report(
                "list-long", "`looks` has too many items (seen: \(shares.count))",
                at: reader.spot(of: "looks"),
                why: "at most \(DecisionSchema.lookLimit) are possible",
                fix: "plan fewer looks, or write `method: always_valid`")
            return nil
        }
        for (earlier, later) in zip(shares, shares.dropFirst())
        where later.value <= earlier.value {
            log.report(
                "looks-order", "a look is not after the one before it (seen: \(later.text))",
                at: later.spot,
                why: "each look has more of the planned customers than the one before",
                fix: Day(later.text) == nil
                    ? "write the shares from small to large, each once"
                    : "write the days in their order, each once, and only the last after the end")
        }
        if let last = shares.last, last.value != 1 {
            let isDay = Day(last.text) != nil
            log.report(
                "looks-last",
                "the last look is not at \(isDay ? "the end" : "100%") (seen: \(last.text))",
                at: last.spot,
                why: "the error rate that is left is spent when all planned customers are in",
                fix: isDay
                    ? "end the list with a day on or after \(schedule?.end?.iso ?? "the end")"
                    : "end the list with 100%")
        }
        return shares.map(\.value)
    }

    private func spending() -> Monitoring.Spending {
        if let family = reader.group("spending") {
            let gamma = family.number("hwang_shih_decani")
            let rho = family.number("kim_demets")
            if let gamma { return .hwangShihDeCani(gamma: gamma.value) }
            return rho.map { .kimDeMets(rho: $0.value) } ?? .obrienFleming
        }
        return reader.text("spending")?.value == "pocock" ? .pocock : .obrienFleming
    }
}
