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
        for key in plan.assignment.stratify ?? [] where !segments.contains(where: { $0.key == key })
        { _ = columns.number(of: key) }
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

    var steps: [QueryStep] {
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
    func text(_ column: String) -> String {
        "COALESCE(\(grammar.text(of: "c." + grammar.name(column))), '')"
    }

    var customerRows: QueryStep {
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

    var customerIDs: QueryStep {
        let inputs = (members == nil ? [] : ["unit"]) + numbers.map(String.init)
        let over = grammar.picksByRank ? " OVER same_id" : ""
        var items = [QueryStep.Column("r.raw_id", as: "id")]
        for input in inputs {
            let name = Int(input) == nil ? "household" : "text_\(input)"
            items.append(.init("MIN(r.raw_\(input))\(over)", as: name))
        }
        let differences = inputs.map { "MIN(r.raw_\($0))\(over) <> MAX(r.raw_\($0))\(over)" }
        items.append(
            .init(
                differences.isEmpty
                    ? "0"
                    : "CASE\n  WHEN " + differences.joined(separator: "\n    OR ")
                        + "\n  THEN 1\n  ELSE 0\nEND",
                as: "is_conflict"))
        let rows = ["FROM customer_rows AS r", "WHERE r.raw_id IS NOT NULL"]
        let comment =
            "One row for each id. Rows with one id that differ in a column that decides are a "
            + "conflict: nobody can say which of them holds."
        guard grammar.picksByRank else {
            return QueryStep(
                name: "customer_ids", comment: comment, columns: items,
                clauses: rows + ["GROUP BY r.raw_id"])
        }
        items.append(.init("ROW_NUMBER() OVER same_id", as: "id_copy"))
        let ranked = QueryStep.select(
            items, rows + ["WINDOW same_id AS (PARTITION BY r.raw_id)"], indent: "  ")
        let lines = ranked.split(separator: "\n").map(String.init)
        return QueryStep(
            name: "customer_ids", comment: comment, columns: [.init("n.*")],
            clauses: ["FROM ("] + lines + [") AS n", "WHERE n.id_copy = 1"])
    }

    var trimmedValues: QueryStep {
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

    var readValues: QueryStep {
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

    var ruleAnswers: QueryStep {
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

    var valueSource: String {
        columns.readings.isEmpty ? "trimmed_values" : "read_values"
    }

    var ruleSource: String { answers.isEmpty ? valueSource : "rule_answers" }

    var labelSource: String { segments.isEmpty ? ruleSource : "segment_labels" }

    var segmentLabels: QueryStep {
        QueryStep(
            name: "segment_labels",
            comment: "The derived segments; empty where a number is missing or cannot be read.",
            columns: [.init("g.*")]
                + segments.enumerated().map {
                    .init($1.label(columns, grammar), as: "label_\($0 + 1)", remark: $1.key)
                }, clauses: ["FROM \(ruleSource) AS g"])
    }

    /// The rules with the names of their answers.
    var answers: [(name: String, rule: AudienceExpression)] {
        rules.include.enumerated().map { ("where_\($0 + 1)", $1) }
            + rules.exclude.enumerated().map { ("exclude_\($0 + 1)", $1) }
    }
}
