// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Holds rules and channels against the permissions of the shared file.
struct PermissionRules {
    private let builder: PlanBuilder
    private let required: [String]
    private var log: PlanLog { builder.log }
    private var known: [Permission] { builder.shared.workspace?.permissions ?? [] }

    init(_ builder: PlanBuilder, required: [String]) {
        self.builder = builder
        self.required = required
    }

    /// Says of a rule on the column of a permission that the permission says it, or forbids it.
    func check(
        _ rule: AudienceExpression, on column: String, isExclusion: Bool, at spot: Spot
    ) {
        guard let permission = known.first(where: { $0.attribute == column }) else { return }
        let key = permission.key
        guard required.contains(key) else {
            log.warn(
                "permission-rule", "the rule looks at the permission `\(key)` (seen: \(column))",
                at: spot, why: "permissions are checked before rules, and counted apart",
                fix: "write `require: [\(key)]` in place of the rule")
            return
        }
        guard let wanted = letsThrough(rule, isExclusion) else { return }
        let isSame = wanted.text == permission.equals
        if isSame == wanted.isEqual {
            log.warn(
                "permission-rule", "the rule repeats the permission `\(key)` (seen: \(column))",
                at: spot, why: "`require` asks for \(column) = \(permission.equals) already",
                fix: "remove the rule")
        } else if isSame || wanted.isEqual {
            log.report(
                "permission-conflict",
                "the rule and the permission `\(key)` leave nobody (seen: \(column))", at: spot,
                why: "`require` asks for \(column) = \(permission.equals), and the rule for "
                    + "something else",
                fix: "remove the rule, or `\(key)` from `require`")
        }
    }

    /// The value that a rule of one comparison asks for or forbids; nil for other rules.
    private func letsThrough(
        _ rule: AudienceExpression, _ isExclusion: Bool
    ) -> (text: String, isEqual: Bool)? {
        guard case .comparison(_, let comparison, let value) = rule, !comparison.isOrder else {
            return nil
        }
        let text =
            switch value {
            case .text(let text): text
            case .number, .truth, .day, .money: value.text
            }
        return (text, (comparison == .equal) != isExclusion)
    }

    /// Warns of a channel that is used without its permission.
    func check(_ variants: [VariantRules.Read], _ purpose: Purpose?) {
        guard purpose == nil || purpose == .marketing else { return }
        let asked = required.filter { key in known.contains { $0.key == key } }
        var told: Set<String> = []
        for read in variants where read.variant.contact {
            let words = (read.variant.channel ?? "").lowercased().split { !$0.isLetter }
            for permission in known
            where words.contains(where: { $0 == permission.key.lowercased() })
                && !required.contains(permission.key) && told.insert(permission.key).inserted
            {
                log.warn(
                    "permission-missing",
                    "`\(read.variant.key)` uses `\(permission.key)` without its permission",
                    at: read.reader.spot(of: "channel"),
                    why:
                        "customers without \(permission.attribute) = \(permission.equals) would be "
                        + "contacted too",
                    fix:
                        "write `audience: { require: [\((asked + [permission.key]).joined(separator: ", "))] }`"
                )
            }
        }
    }
}
