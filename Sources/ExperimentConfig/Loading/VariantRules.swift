// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the variants, and the rules on roles and weights.
struct VariantRules {
    /// A variant and the group it was read from.
    struct Read {
        var variant: Variant
        var reader: Reader
        /// The values that mean the variant, each with its place; empty when none was given.
        var matches: [Located<String>] = []
    }

    private let builder: PlanBuilder
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder) { self.builder = builder }

    /// The variants that can be read, in plan order.
    func read() -> [Read] {
        let readers = builder.root.groups("variants")
        let all = readers.compactMap { reader -> Read? in
            let parts = (
                reader.text("name")?.value, reader.bool("contact")?.value,
                reader.text("channel")?.value, reader.texts("match") ?? [], cost(reader)
            )
            let weight = reader.share("weight")?.value
            let payload = PayloadRules(builder).read(reader)
            guard let key = reader.text("key")?.value,
                let role = reader.choice("role", as: Role.self)?.value
            else { return nil }
            let variant = Variant(
                key: key, name: parts.0, role: role, weight: weight, contact: parts.1,
                channel: parts.2, cost: parts.4, matches: parts.3.map(\.value),
                payload: payload)
            return Read(variant: variant, reader: reader, matches: parts.3)
        }
        checkUnique(all)
        checkWeights(readers)
        // Roles can only be judged when every variant has one.
        if !readers.isEmpty, all.count == readers.count { checkRoles(all) }
        return all
    }

    private func cost(_ reader: Reader) -> Variant.Cost? {
        guard let group = reader.group("cost") else { return nil }
        let perContact = group.money("per_contact")
        let fixed = group.money("fixed")
        if let perContact, let fixed, perContact.value.currency != fixed.value.currency {
            log.report(
                "currency-mixed",
                "one cost, two currencies "
                    + "(seen: \(perContact.value.currency) and \(fixed.value.currency))",
                at: fixed.spot, why: "amounts of different currencies must never be added up",
                fix: "write both in one currency")
        }
        return Variant.Cost(perContact: perContact?.value, fixed: fixed?.value)
    }

    private func checkUnique(_ all: [Read]) {
        for (number, read) in all.enumerated() {
            if ["assignments", "suppress", "rejects"].contains(read.variant.key) {
                log.report(
                    "key-reserved", "a variant cannot be called `\(read.variant.key)`",
                    at: read.reader.spot(of: "key"),
                    why: "its send list would have the name of another file",
                    fix: "give it another key, as `\(read.variant.key)-list`")
            }
            if let earlier = all[..<number].first(where: { $0.variant.key == read.variant.key }) {
                let spot = read.reader.spot(of: "key")
                log.report(
                    "key-duplicate",
                    "two variants are called `\(read.variant.key)`, on lines "
                        + "\(earlier.reader.spot(of: "key").mark.line) and \(spot.mark.line)",
                    at: spot, why: "a customer's variant would be ambiguous",
                    fix: "rename one of the two")
            } else {
                checkMatches(read, all[..<number])
            }
        }
    }

    private func checkMatches(_ read: Read, _ earlier: ArraySlice<Read>) {
        for (number, match) in read.variant.matches.enumerated() {
            let spot = read.matches.isEmpty ? read.reader.spot : read.matches[number].spot
            let isAgain = read.variant.matches[..<number].contains(match)
            let other = earlier.first { $0.variant.matches.contains(match) }
            guard isAgain || other != nil else { continue }
            let key = read.variant.key
            log.report(
                "match-duplicate",
                (isAgain
                    ? "`\(key)` matches a value twice"
                    : "`\(other?.variant.key ?? "")` and `\(key)` match the same value")
                    + " (seen: \(Visible.value(match)))",
                at: spot,
                why: isAgain
                    ? "once is enough" : "a row with this value would belong to both",
                fix: isAgain ? "keep one of them" : "give each variant its own `match`")
        }
    }

    private func checkRoles(_ all: [Read]) {
        for (role, id) in [(Role.control, "two-controls"), (.base, "two-bases")] {
            let same = all.filter { $0.variant.role == role }
            guard same.count > 1, let last = same.last else { continue }
            let names = same.map { "`\($0.variant.key)`" }.joined(separator: " and ")
            log.report(
                id, "more than one variant is \(role.rawValue): \(names)",
                at: last.reader.spot(of: "role"),
                why: "the others are compared with exactly one \(role.rawValue)",
                fix: "which one is it? give the others `role: test`")
        }
        if !all.contains(where: { $0.variant.role == .test }) {
            log.report(
                "no-test-variant", "no variant is under test",
                at: builder.root.spot(of: "variants"),
                why: "there is nothing to decide", fix: "give the new contact strategy `role: test`"
            )
        }
    }

    private func checkWeights(_ readers: [Reader]) {
        let isEven = builder.root.group("assignment")?.text("weights") != nil
        let place = builder.root.spot(of: "variants")
        if isEven {
            for reader in readers where reader.has("weight") {
                log.report(
                    "weights-both", "a weight beside `weights: even`",
                    at: reader.spot(of: "weight"),
                    why: "only one of the two can count",
                    fix: "remove this weight, or remove `weights: even`")
            }
            return
        }
        let without = readers.filter { !$0.has("weight") && !$0.isMisspelt("weight") }
        guard without.isEmpty else {
            let all = without.count == readers.count
            log.report(
                "weight-missing",
                all
                    ? "no variant has a weight"
                    : "a variant has no weight "
                        + "(seen: \(readers.count - without.count) of \(readers.count) with one)",
                at: all ? place : without[0].spot,
                why: "every customer must get a variant, and shares are never guessed",
                fix: all
                    ? "write `assignment: { weights: even }`, or `weight: 10%` on each variant"
                    : "add `weight:` with its share, as 10%")
            return
        }
        let shares = readers.compactMap { $0.share("weight")?.value }
        guard shares.count == readers.count, !shares.isEmpty else { return }
        WeightSum(shares).problem.map {
            log.report($0.id, $0.what, at: place, why: $0.why, fix: $0.fix)
        }
    }
}
