// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel

/// Puts the steps of an assignment together.
struct QueryBuilder {
    let plan: Plan
    let design: AssignmentDesign
    let day: Day
    let dialect: SQLDialect
    let table: [String]
    let forced: [AssignmentQuery.Forced]
    let rules: AudienceRules
    let grammar: SQLGrammar
    let draws: [DrawText]
    let segments: [SegmentRule]
    let columns: AttributeColumns

    init(
        plan: Plan, design: AssignmentDesign, day: Day, dialect: SQLDialect, table: [String],
        forced: [AssignmentQuery.Forced], rules: AudienceRules
    ) {
        self.plan = plan
        self.design = design
        self.day = day
        self.dialect = dialect
        self.table = table
        self.forced = forced
        self.rules = rules
        grammar = dialect.grammar
        draws = DrawText.draws(of: design)
        segments = plan.segments ?? []
        var columns = AttributeColumns()
        for permission in rules.permissions { _ = columns.number(of: permission.attribute) }
        for rule in rules.include + rules.exclude { columns.note(rule) }
        for segment in segments { segment.note(in: &columns) }
        self.columns = columns
    }

    /// The column that names each row of the table.
    var idColumn: String { plan.assignment.members?.column ?? plan.assignment.unit }

    /// What stands between the labels of a stratum of several segments.
    static let stratumMark = " / "

    var tableName: String { table.map(grammar.name).joined(separator: ".") }

    /// The numbers of the columns that are read, from 1.
    var numbers: [Int] { Array(columns.names.indices.map { $0 + 1 }) }

    /// The whole query.
    var text: String {
        let steps = self.steps.enumerated().map { $1.text(number: $0 + 1, grammar: grammar) }
        return QueryHeading(builder: self).text + "\nWITH\n" + steps.joined(separator: ",\n\n")
            + "\n\n" + ending + ";\n"
    }

    private var steps: [QueryStep] {
        var steps = forced.isEmpty ? [] : [forcedUnits]
        steps += [customerRows, customerIDs, trimmedValues]
        if !columns.readings.isEmpty { steps.append(readValues) }
        if !rules.include.isEmpty || !rules.exclude.isEmpty { steps.append(ruleAnswers) }
        if !segments.isEmpty { steps.append(segmentLabels) }
        if members != nil { steps.append(units) }
        steps += [digests, points, decisions]
        return steps + (strata == nil ? [variants] : [stratumRanks, stratumVariants])
    }
}

extension QueryBuilder {
    /// A column of the table as text, empty where it is NULL.
    private func text(_ column: String) -> String {
        "COALESCE(\(grammar.text(of: "c." + grammar.name(column))), '')"
    }

    private var customerRows: QueryStep {
        var items = [
            QueryStep.Column(
                grammar.text(of: "c." + grammar.name(idColumn)), as: "raw_id", remark: idColumn)
        ]
        if members != nil {
            items.append(
                .init(text(plan.assignment.unit), as: "raw_unit", remark: plan.assignment.unit))
        }
        for (name, number) in zip(columns.names, numbers) {
            items.append(.init(text(name), as: "raw_\(number)", remark: name))
        }
        return QueryStep(
            name: "customer_rows",
            comment: "The columns that decide, as text. NULL is a value that is not there.",
            columns: items, clauses: ["FROM \(tableName) AS c"])
    }

    private var customerIDs: QueryStep {
        let inputs = (members == nil ? [] : ["unit"]) + numbers.map(String.init)
        var items = [QueryStep.Column("r.raw_id", as: "id")]
        for input in inputs {
            let name = Int(input) == nil ? "household" : "text_\(input)"
            items.append(.init("MIN(r.raw_\(input))", as: name))
        }
        let differences = inputs.map { "MIN(r.raw_\($0)) <> MAX(r.raw_\($0))" }
        items.append(
            .init(
                differences.isEmpty
                    ? "0"
                    : "CASE WHEN \(differences.joined(separator: " OR ")) THEN 1 ELSE 0 END",
                as: "is_conflict"))
        return QueryStep(
            name: "customer_ids",
            comment: "One row for each id. Rows with one id that differ in a column that decides "
                + "are a conflict: nobody can say which of them holds.",
            columns: items,
            clauses: ["FROM customer_rows AS r", "WHERE r.raw_id IS NOT NULL", "GROUP BY r.raw_id"])
    }

    private var trimmedValues: QueryStep {
        var items = [
            QueryStep.Column("i.*"),
            QueryStep.Column(
                grammar.trimmed("i.id", grammar.literal(IDRule.outer)), as: "bare_id"),
        ]
        if members != nil {
            items.append(
                .init(
                    grammar.trimmed("i.household", grammar.literal(IDRule.outer)),
                    as: "bare_household"))
        }
        let markers = (plan.data?.missing ?? []).filter { !$0.isEmpty }
        for (name, number) in zip(columns.names, numbers) {
            let trimmed = grammar.trimmed("i.text_\(number)", grammar.literal(" \t"))
            items.append(
                .init(
                    markers.isEmpty
                        ? trimmed
                        : "CASE WHEN \(trimmed) IN \(grammar.list(markers)) THEN '' "
                            + "ELSE \(trimmed) END",
                    as: "seen_\(number)", remark: name))
        }
        return QueryStep(
            name: "trimmed_values",
            comment: "Ids and values without outer spaces and invisible characters, to look at. "
                + "What is hashed is the id as it stands.",
            columns: items, clauses: ["FROM customer_ids AS i"])
    }

    private var readValues: QueryStep {
        QueryStep(
            name: "read_values",
            comment:
                "Values as the rules read them; NULL where there is none, or it cannot be read.",
            columns: [.init("t.*")]
                + columns.readings.map {
                    .init(
                        columns.expression($0, grammar), as: $0.name,
                        remark: "\(columns.names[$0.column - 1]) \($0.words)")
                }, clauses: ["FROM trimmed_values AS t"])
    }

    private var ruleAnswers: QueryStep {
        let rule = RuleText(columns: columns, grammar: grammar)
        var items = [QueryStep.Column("v.*")]
        for (name, expression) in answers {
            items.append(
                .init("(\(rule.condition(expression)))", as: name, remark: expression.text))
        }
        return QueryStep(
            name: "rule_answers",
            comment: "The rules of the audience: true, false, or NULL where a value is missing.",
            columns: items, clauses: ["FROM \(valueSource) AS v"])
    }

    private var valueSource: String {
        columns.readings.isEmpty ? "trimmed_values" : "read_values"
    }

    private var ruleSource: String { answers.isEmpty ? valueSource : "rule_answers" }

    private var labelSource: String { segments.isEmpty ? ruleSource : "segment_labels" }

    private var segmentLabels: QueryStep {
        QueryStep(
            name: "segment_labels",
            comment: "The derived segments; empty where a number is missing or cannot be read.",
            columns: [.init("g.*")]
                + segments.enumerated().map {
                    .init($1.label(columns, grammar), as: "label_\($0 + 1)", remark: $1.key)
                }, clauses: ["FROM \(ruleSource) AS g"])
    }

    /// The rules with the names of their answers.
    private var answers: [(name: String, rule: AudienceExpression)] {
        rules.include.enumerated().map { ("where_\($0 + 1)", $1) }
            + rules.exclude.enumerated().map { ("exclude_\($0 + 1)", $1) }
    }
}

extension QueryBuilder {
    private var members: AssignmentRule.Members? { plan.assignment.members }

    private var units: QueryStep {
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

    private var digests: QueryStep {
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

    private var points: QueryStep {
        QueryStep(
            name: "points", comment: "The digits as a number, modulo a million: the points.",
            columns: [.init("d.*")]
                + draws.map { .init(grammar.point("d.\($0.digits)"), as: $0.point) }
                + (strata == nil
                    ? []
                    : [.init(grammar.point("d.stratum_digits"), as: "stratum_point")]),
            clauses: ["FROM digests AS d"])
    }

    private var decisions: QueryStep {
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
    private var audience: [(condition: String, reason: String)] {
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

    private var labelColumns: [QueryStep.Column] {
        segments.indices.map { .init("w.label_\($0 + 1)") }
    }

    private var variants: QueryStep {
        QueryStep(
            name: "assigned",
            comment: "Which variant: ranges of points, the first included and the last not.",
            columns: [.init("w.id"), .init("w.reason")] + labelColumns
                + [.init(DrawText.variant(of: design, grammar), as: "drawn_variant")],
            clauses: ["FROM decisions AS w"])
    }

    /// The stratum of a unit as an expression; nil where the points alone decide.
    private var strata: String? {
        guard let keys = plan.assignment.stratify, !keys.isEmpty else { return nil }
        let labels = keys.compactMap { key in segments.firstIndex { $0.key == key } }
        return labels.map { "label_\($0 + 1)" }.joined(separator: " || '\(Self.stratumMark)' || ")
    }

    private var stratumRanks: QueryStep {
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

    private var stratumVariants: QueryStep {
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

    private var forcedUnits: QueryStep {
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
    private var ending: String {
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
