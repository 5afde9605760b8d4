// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Makes a workspace of a checked tree, with the rules that hold between keys.
struct WorkspaceBuilder {
    private let root: Reader
    private let log: PlanLog

    init(_ root: Reader, _ log: PlanLog) {
        self.root = root
        self.log = log
    }

    /// What can be read; of use to plans only when no error was reported.
    func build() -> Workspace {
        // Asked for so that the schema has no key that nobody reads.
        _ = root.integer("version")
        let defaults = root.group("workspace")
        let privacy = defaults?.group("privacy")
        _ = privacy?.text("report_ids")
        let currency = defaults?.text("currency")?.value
        let workspace = Workspace(
            name: defaults?.text("name")?.value, timeZone: defaults?.text("timezone")?.value,
            currency: currency, language: defaults?.text("language")?.value,
            unit: defaults?.text("unit")?.value, margin: defaults?.number("margin_pct")?.value,
            privacy: privacy.flatMap { PrivacyRules($0, log).read() },
            minimumCellSize: privacy?.integer("min_cell_size")?.value,
            permissions: permissions(), holdouts: holdouts(), layers: layers(),
            segments: SegmentRules(currency: currency, log).read(root.groups("segments")),
            metrics: metrics(currency))
        checkUnique("holdouts", "global controls")
        checkUnique("layers", "layers")
        checkUnique("segments", "segments")
        checkUnique("metrics", "metrics")
        checkSalts()
        return workspace
    }

    /// The keys that stand in the file.
    func names() -> LoadedWorkspace.Names {
        func keys(_ list: String) -> [String] {
            root.groups(list).compactMap { $0.text("key")?.value }
        }
        return LoadedWorkspace.Names(
            permissions: root.groupMap("permissions").map(\.key.value),
            holdouts: keys("holdouts"), layers: keys("layers"), segments: keys("segments"),
            metrics: keys("metrics"))
    }

    private func permissions() -> [Permission] {
        root.groupMap("permissions").compactMap { key, group in
            guard let attribute = group.text("attribute"), let equals = group.text("equals")
            else { return nil }
            return Permission(key: key.value, attribute: attribute.value, equals: equals.value)
        }
    }

    private func holdouts() -> [Holdout] {
        root.groups("holdouts").compactMap { HoldoutRules($0, log).read() }
    }

    private func layers() -> [Layer] {
        root.groups("layers").compactMap { group in
            let cooldown = group.duration("cooldown")?.value
            guard let key = group.text("key")?.value, let salt = group.text("salt")?.value
            else { return nil }
            return Layer(key: key, salt: salt, cooldown: cooldown)
        }
    }

    private func metrics(_ currency: String?) -> [Metric] {
        let reader = MetricReader(data: nil, isShared: true, currency: currency, log)
        let metrics = root.groups("metrics").compactMap { group in
            reader.read(group).map { (metric: $0, reader: group) }
        }
        AdjustmentRules.warn(metrics, log)
        return metrics.map(\.metric)
    }

    private func checkUnique(_ list: String, _ noun: String) {
        let keys = root.groups(list).compactMap { $0.text("key") }
        for (number, key) in keys.enumerated() {
            guard let earlier = keys[..<number].first(where: { $0.value == key.value }) else {
                continue
            }
            log.report(
                "key-duplicate",
                "two \(noun) are called `\(key.value)`, on lines \(earlier.spot.mark.line) and "
                    + "\(key.spot.mark.line)",
                at: key.spot, why: "a plan could not say which one it means",
                fix: "rename one of the two")
        }
    }

    /// Draws with one salt are one draw: a layer would cut along the line of the global control.
    private func checkSalts() {
        let owners = ["holdouts", "layers"].flatMap { root.groups($0) }
        let salts = owners.compactMap { $0.text("salt") }
        for (number, salt) in salts.enumerated() {
            guard let earlier = salts[..<number].first(where: { $0.value == salt.value }) else {
                continue
            }
            log.report(
                "salt-duplicate",
                "two draws have the salt `\(salt.value)`, on lines \(earlier.spot.mark.line) and "
                    + "\(salt.spot.mark.line)",
                at: salt.spot, why: "the same people would fall on the same side of both",
                fix: "give each its own salt, before it is used")
        }
    }
}
