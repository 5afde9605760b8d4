// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads how customers are drawn.
struct AssignmentRules {
    private let builder: PlanBuilder
    private var log: PlanLog { builder.log }
    private var workspace: Workspace? { builder.shared.workspace }

    init(_ builder: PlanBuilder) { self.builder = builder }

    /// The column that is hashed.
    var unit: String {
        builder.root.group("assignment")?.text("unit")?.value ?? workspace?.unit ?? "customer_id"
    }

    /// The rule, with the defaults where the plan is silent.
    func read(_ key: String) -> AssignmentRule {
        guard let reader = builder.root.group("assignment") else {
            return AssignmentRule(salt: key, unit: unit)
        }
        let salt = reader.text("salt")
        let gateSalt = reader.text("gate_salt")
        if let gateSalt, gateSalt.value == salt?.value ?? key {
            log.report(
                "salt-duplicate", "the two draws have one salt (seen: \(gateSalt.value))",
                at: gateSalt.spot,
                why: "who takes part and who gets which variant would be one draw: some variants "
                    + "would be empty",
                fix: "remove it: the salt with /gate behind it is used")
        }
        let layer = layer(reader)
        if reader.has("slots"), !reader.has("layer"), !reader.isMisspelt("layer") {
            log.report(
                "key-no-effect", "`slots` does nothing without `layer`",
                at: reader.spot(of: "slots"), why: "slots are parts of a layer",
                fix: "remove it, or add `layer:` with the key of a layer")
        }
        let overrides = file(reader, "overrides")
        return AssignmentRule(
            algorithm: reader.text("algorithm")?.value ?? AssignmentSchema.algorithms[0],
            salt: salt?.value ?? key, evenWeights: reader.text("weights") != nil, unit: unit,
            gateSalt: gateSalt?.value, allocation: reader.share("allocation")?.value,
            layer: layer, slots: reader.share("slots")?.value, holdout: holdout(reader),
            overrides: overrides, members: members(reader), stratify: strata(reader),
            balance: balance(reader))
    }

    private func layer(_ reader: Reader) -> Layer? {
        guard let key = reader.text("layer") else { return nil }
        SharedNameRule(builder.shared, log).require(key, .layer)
        return workspace?.layers.first { $0.key == key.value }
    }

    private func holdout(_ reader: Reader) -> Holdout? {
        guard let key = reader.text("holdout") else { return nil }
        SharedNameRule(builder.shared, log).require(key, .holdout)
        return workspace?.holdouts.first { $0.key == key.value }
    }

    private func file(_ reader: Reader, _ key: String) -> String? {
        guard let file = reader.text(key) else { return nil }
        if let problem = builder.paths.problem(with: file.value) {
            log.report(problem.id, problem.what, at: file.spot, why: problem.why, fix: problem.fix)
        }
        return file.value
    }

    private func members(_ reader: Reader) -> AssignmentRule.Members? {
        guard let group = reader.group("members") else { return nil }
        let column = group.text("column")
        if let column, column.value == unit {
            log.report(
                "members-column",
                "the people and what is drawn have one column (seen: \(Visible.value(unit)))",
                at: column.spot, why: "a household is drawn as a whole, with all its people",
                fix: "name the household's column under `unit`, as `unit: household_id`")
        }
        let missing = group.choice("missing", as: AssignmentRule.Members.Missing.self)?.value
        let map = file(group, "map")
        return column.map {
            AssignmentRule.Members(column: $0.value, missing: missing ?? .exclude, map: map)
        }
    }

    private func strata(_ reader: Reader) -> [String]? {
        guard let keys = reader.texts("stratify") else { return nil }
        twice(keys, "stratum")
        for key in keys {
            SharedNameRule(builder.shared, log).require(
                key, .segment, besides: builder.dataSegments)
        }
        return keys.isEmpty ? nil : keys.map(\.value)
    }

    private func twice(_ keys: [Located<String>], _ noun: String) {
        for (number, key) in keys.enumerated()
        where keys[..<number].contains(where: { $0.value == key.value }) {
            log.report(
                "value-duplicate",
                "the \(noun) is in the list already (seen: \(Visible.value(key.value)))",
                at: key.spot, why: "once is enough", fix: "remove it here")
        }
    }

    private func balance(_ reader: Reader) -> AssignmentRule.Balance? {
        guard let group = reader.group("balance") else { return nil }
        let covariates = group.texts("covariates") ?? []
        twice(covariates, "covariate")
        let threshold = group.number("threshold")?.value
        let candidates = group.integer("candidates")?.value
        return AssignmentRule.Balance(
            covariates: covariates.map(\.value), threshold: threshold ?? 0.1,
            candidates: candidates ?? 100)
    }
}
