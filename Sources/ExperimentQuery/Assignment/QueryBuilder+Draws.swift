// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel

extension QueryBuilder {
    var members: AssignmentRule.Members? { plan.assignment.members }

    var units: QueryStep {
        let missing = members?.missing == .person ? "'person:' || h.id" : "''"
        return QueryStep(
            name: "units",
            comment: "What is drawn: the household, and for a person without one "
                + (members?.missing == .person
                    ? "the person, with a prefix that no household has." : "nothing."),
            columns: [
                .init("h.*"),
                .init(
                    """
                    CASE
                      WHEN \(IDRule.isPlaceholder("h.bare_household", grammar))
                      THEN \(missing)
                      ELSE h.household
                    END
                    """, as: "unit"),
            ], clauses: ["FROM \(labelSource) AS h"])
    }

    var digests: QueryStep {
        var items = [QueryStep.Column("a.*")]
        let unit = members == nil ? "a.id" : "a.unit"
        for draw in draws {
            items.append(
                .init(
                    grammar.digest("'\(draw.salt):' || \(unit)"), as: draw.digits,
                    remark: draw.words))
        }
        if let strata {
            items.append(
                .init(
                    grammar.digest("'\(design.splitSalt):' || \(strata)"), as: "stratum_digits",
                    remark: "the stratum's own draw"))
        }
        return QueryStep(
            name: "digests",
            comment: "The first 13 hexadecimal digits of SHA-256 over salt, colon and unit in "
                + "UTF-8, with a salt for each draw.",
            columns: items, clauses: ["FROM \(members == nil ? labelSource : "units") AS a"],
            isMaterialized: true)
    }

    var points: QueryStep {
        QueryStep(
            name: "points", comment: "The digits as a number, modulo a million: the points.",
            columns: [.init("d.*")]
                + draws.map { .init(grammar.point("d.\($0.digits)"), as: $0.point) }
                + (strata == nil
                    ? []
                    : [.init(grammar.point("d.stratum_digits"), as: "stratum_point")]),
            clauses: ["FROM digests AS d"], isMaterialized: true)
    }

    var decisions: QueryStep {
        var cases: [(condition: String, reason: String)] = [
            ("bare_id = ''", "'empty-id'"),
            (IDRule.isPlaceholder("bare_id", grammar), "'placeholder-id'"),
            ("is_conflict = 1", "'duplicate-id-conflict'"),
        ]
        let heldOut = design.holdout.map { DrawText.lies("holdout_point", in: $0.arcs) }
        if !forced.isEmpty {
            if let heldOut {
                cases.append(("f.variant <> '' AND (\(heldOut))", "'held-out'"))
            }
            cases.append(("f.variant <> ''", "'forced-' || f.variant"))
        }
        cases += audience
        if members?.missing == .exclude {
            cases.append(("p.unit = ''", "'no-household'"))
        }
        if let heldOut { cases.append((heldOut, "'held-out'")) }
        if let layer = design.layer {
            let slots = DrawText.lies(
                "layer_point", in: layer.slots,
                scale: Allocation.pointCount / Layer.slotCount)
            cases.append(("NOT (\(slots))", "'other-layer'"))
        }
        if !design.isOpen {
            let bands = DrawText.lies("gate_point", in: design.bands.map(\.gate))
            cases.append(("NOT (\(bands))", "'not-let-in'"))
        }
        let lines = cases.map { "  WHEN \($0.condition)\n  THEN \($0.reason)" }
        var clauses = ["FROM points AS p"]
        if !forced.isEmpty {
            let own = members == nil ? "p.id" : "p.unit"
            clauses.append("LEFT JOIN forced_units AS f ON f.forced_unit = \(own)")
        }
        return QueryStep(
            name: "decisions",
            comment: "Why a unit is where it is: the first answer counts.",
            columns: [
                .init("p.*"),
                .init(
                    "CASE\n" + lines.joined(separator: "\n") + "\n  ELSE 'assigned'\nEND",
                    as: "reason"),
            ], clauses: clauses)
    }

    /// What permissions and rules decide: certain answers first, then values that are in the way.
    var audience: [(condition: String, reason: String)] {
        var cases = rules.permissions.map { permission -> (condition: String, reason: String) in
            var columns = columns
            let text = "text_\(columns.number(of: permission.attribute))"
            return (
                "\(grammar.trimmed(text, grammar.literal(" \t"))) "
                    + "<> \(grammar.literal(permission.equals))",
                grammar.literal("no-permission-" + permission.key)
            )
        }
        let included = answers.filter { $0.name.hasPrefix("where") }.map(\.name)
        let excluded = answers.filter { $0.name.hasPrefix("exclude") }.map(\.name)
        if !included.isEmpty {
            cases.append(
                (included.map { "NOT \($0)" }.joined(separator: " OR "), "'not-in-audience'"))
        }
        if !excluded.isEmpty {
            cases.append((excluded.joined(separator: " OR "), "'excluded-by-rule'"))
        }
        let rule = RuleText(columns: columns, grammar: grammar)
        let unreadable = answers.compactMap { rule.isUnreadable($0.rule, answer: $0.name) }
        if !unreadable.isEmpty {
            cases.append(
                (
                    unreadable.map { "(\($0))" }.joined(separator: "\n    OR "),
                    "'attribute-unreadable'"
                ))
        }
        if !included.isEmpty {
            cases.append(
                (included.map { "\($0) IS NULL" }.joined(separator: " OR "), "'unknown-value'"))
        }
        return cases
    }

    var labelColumns: [QueryStep.Column] {
        segments.indices.map { .init("w.label_\($0 + 1)") }
    }

    var variants: QueryStep {
        QueryStep(
            name: "assigned",
            comment: "Which variant: ranges of points, the first included and the last not.",
            columns: [.init("w.id"), .init("w.reason")] + labelColumns
                + [.init(DrawText.variant(of: design, grammar), as: "drawn_variant")],
            clauses: ["FROM decisions AS w"])
    }

    /// The stratum of a unit as an expression, of segments and columns; nil where the points alone
    /// decide.
    var strata: String? {
        guard let keys = plan.assignment.stratify, !keys.isEmpty else { return nil }
        let labels = keys.map { key in
            guard let place = segments.firstIndex(where: { $0.key == key }) else {
                var columns = columns
                return "text_\(columns.number(of: key))"
            }
            return "label_\(place + 1)"
        }
        return labels.joined(separator: " || '\(Self.stratumMark)' || ")
    }

    var stratumRanks: QueryStep {
        let own = members == nil ? "k.id" : "k.unit"
        let stratum = strata ?? "''"
        return QueryStep(
            name: "stratum_ranks",
            comment: "The rank of each unit in its stratum, by the digits of its split and then by "
                + "its bytes, and how many units the stratum has.",
            columns: [
                .init("k.*"),
                .init(
                    """
                    ROW_NUMBER() OVER (
                      PARTITION BY k.reason, \(stratum)
                      ORDER BY k.split_digits, \(own)
                    )
                    """, as: "stratum_rank"),
                .init(
                    "COUNT(*) OVER (PARTITION BY k.reason, \(stratum))", as: "stratum_size"),
            ], clauses: ["FROM decisions AS k"])
    }

    var stratumVariants: QueryStep {
        let owners = design.bands.first?.owners ?? []
        let cases = owners.map {
            "  WHEN w.stratum_rank * 1000000 <= w.stratum_size * \($0.points.to) "
                + "+ w.stratum_point\n  THEN \(grammar.literal($0.variant))"
        }
        return QueryStep(
            name: "assigned",
            comment: "Exact quotas: a variant takes the ranks up to its part of the stratum; the "
                + "point of the stratum decides who gets what is left over.",
            columns: [.init("w.id"), .init("w.reason")] + labelColumns
                + [
                    .init("CASE\n" + cases.joined(separator: "\n") + "\nEND", as: "drawn_variant")
                ], clauses: ["FROM stratum_ranks AS w"])
    }

    var forcedUnits: QueryStep {
        let rows = forced.map {
            "SELECT \(grammar.literal($0.unit))\(grammar.collation) AS forced_unit, "
                + "\(grammar.literal($0.variant)) AS variant"
        }
        return QueryStep(
            name: "forced_units",
            comment: "Units that got a variant by hand; they stay out of the analysis.",
            columns: [.init("u.forced_unit"), .init("u.variant")],
            clauses: ["FROM (", "  " + rows.joined(separator: "\n    UNION ALL "), ") AS u"])
    }

    /// The rows of the table with what became of them.
    var ending: String {
        let copy = "ROW_NUMBER() OVER (PARTITION BY a.id ORDER BY a.id)"
        let final = "('empty-id', 'placeholder-id', 'duplicate-id-conflict')"
        var items = [QueryStep.Column("c.*")]
        items += segments.enumerated().map {
            .init("COALESCE(a.label_\($0 + 1), '')", as: grammar.name($1.key))
        }
        items.append(
            .init(
                """
                CASE
                  WHEN a.reason = 'assigned' AND \(copy) = 1
                  THEN a.drawn_variant
                END
                """, as: "variant"))
        items.append(
            .init(
                """
                CASE
                  WHEN a.id IS NULL THEN 'empty-id'
                  WHEN a.reason IN \(final) THEN a.reason
                  WHEN \(copy) > 1 THEN 'duplicate-id'
                  ELSE a.reason
                END
                """, as: "reason"))
        return QueryStep.comment(
            "Every row of the table with its variant. A row that repeats an id gets none.") + "\n"
            + QueryStep.select(
                items,
                [
                    "FROM \(tableName) AS c", "LEFT JOIN assigned AS a",
                    "  ON a.id = \(grammar.text(of: "c." + grammar.name(idColumn)))",
                ], indent: "")
    }
}
