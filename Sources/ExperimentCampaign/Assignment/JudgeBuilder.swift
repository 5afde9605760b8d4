// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// Gets a judge ready for one file: looks columns up, reads overrides, households and merged ids.
struct JudgeBuilder {
    let plan: Plan
    let pipeline: Pipeline
    let outcomes: OutcomeTable
    let options: AssignmentOptions
    let reader: DelimitedReader

    init(plan: Plan, pipeline: Pipeline, options: AssignmentOptions, reader: DelimitedReader) {
        self.plan = plan
        self.pipeline = pipeline
        self.options = options
        self.reader = reader
        outcomes = OutcomeTable(plan: plan)
    }

    /// The name of the column with the id that no two rows share.
    var idName: String {
        options.idColumn ?? plan.assignment.members?.column ?? plan.assignment.unit
    }

    /// Makes the judge.
    ///
    /// - Parameter pseudonymised: Whether the ids of the file are pseudonyms already.
    /// - Returns: The judge.
    /// - Throws: Every column that is missing, and what is wrong with the plan's own files.
    func judge(pseudonymised: Bool = false) throws -> RowJudge {
        let rule = plan.assignment
        let pseudonym = plan.privacy?.pseudonymise == nil ? nil : options.pseudonym
        let id = try column(idName)
        var units = UnitRule(unitColumn: id)
        if let members = rule.members {
            units = UnitRule(
                unitColumn: members.map == nil || reader.header.contains(rule.unit)
                    ? try column(rule.unit) : id)
            units.missing = pseudonymised ? .exclude : members.missing
            if let map = members.map {
                units.households = try PairFile(
                    path: path(map), columns: (members.column, rule.unit),
                    names: .init(
                        conflict: "household-map-conflict", key: "person", value: "household",
                        keyPath: "assignment.members.map"))
            }
        }
        if let path = options.idMap {
            units.merges = try MergedIDs(path: path, pipeline: pipeline, pseudonym: pseudonym)
        }
        if !pseudonymised { units.pseudonym = pseudonym }
        var judge = RowJudge(outcomes: outcomes, pipeline: pipeline, idColumn: id, units: units)
        try addOverrides(to: &judge, pseudonym: pseudonym)
        try addAudience(to: &judge)
        return judge
    }

    private func addOverrides(to judge: inout RowJudge, pseudonym: Pseudonym?) throws {
        guard let name = plan.assignment.overrides else { return }
        let file = try PairFile(
            path: path(name), columns: (plan.assignment.unit, "variant"),
            names: .init(
                conflict: "override-conflict", key: "unit", value: "variant",
                keyPath: "assignment.overrides"), key: pseudonym)
        let keys = plan.variants.map(\.key)
        var unknown: [Diagnostic] = []
        judge.overrideVariants = file.values.indices.map { place in
            let text = file.targets[file.values[place]]
            if let found = plan.variants.firstIndex(where: { $0.matches.contains(text) })
                ?? keys.firstIndex(of: text)
            {
                return found
            }
            let near = NearestName.names(like: text, among: keys)
            unknown.append(
                Diagnostic(
                    .error, "override-variant-unknown",
                    "there is no variant `\(Visible.value(text))`",
                    at: .init(file: file.path, keyPath: "row \(file.rows[place])"),
                    why: "the variants are: \(keys.joined(separator: ", "))",
                    fix: near.isEmpty
                        ? "name one of them, or remove the row"
                        : "did you mean \(near.map { "`\($0)`" }.joined(separator: " or "))?"))
            return 0
        }
        guard unknown.isEmpty else {
            throw DiagnosticsError(.badData, Array(unknown.prefix(50)))
        }
        judge.overrides = file
    }

    private func addAudience(to judge: inout RowJudge) throws {
        var problems: [Diagnostic] = []
        for (place, permission) in (plan.permissions ?? []).enumerated() {
            do {
                judge.permissions.append(
                    RowJudge.Permission(
                        column: try column(
                            permission.attribute, keyPath: "permissions.\(permission.key)"),
                        equals: Array(permission.equals.utf8),
                        outcome: outcomes.permissions[place]))
            } catch let error as DiagnosticsError {
                problems += error.diagnostics
            }
        }
        if let audience = plan.audience, !audience.include.isEmpty || !audience.exclude.isEmpty {
            do {
                judge.filter = try AudienceFilter(
                    include: audience.include, exclude: audience.exclude, header: reader.header,
                    decimal: options.reading.decimal, missing: plan.data?.missing ?? [],
                    file: reader.source.name)
            } catch {
                problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw DiagnosticsError(.badData, problems) }
    }

    /// The labelers of the derived segments, of those that the file does not hold itself.
    func segments() throws -> [SegmentLabeler] {
        try (plan.segments ?? []).filter { !reader.header.contains($0.key) }.map { rule in
            try SegmentLabeler(
                rule, decimal: options.reading.decimal, missing: plan.data?.missing ?? []
            ) { name, path in
                try column(name, keyPath: path)
            }
        }
    }

    /// The labelers of the segments that make a stratum, in the order of the plan.
    ///
    /// - Throws: When a segment or its columns are not there.
    func strata() throws -> [SegmentLabeler] {
        try (plan.assignment.stratify ?? []).map { key in
            let path = "assignment.stratify"
            let declared = plan.segments?.first { $0.key == key }
            let own = SegmentRule(key: key, kind: .column(key))
            let rule = reader.header.contains(key) ? own : declared ?? own
            return try SegmentLabeler(
                rule, decimal: options.reading.decimal, missing: plan.data?.missing ?? []
            ) { name, _ in
                try column(name, keyPath: path)
            }
        }
    }

    /// A file that the plan names.
    private func path(_ file: String) -> String {
        guard !file.hasPrefix("/"), !options.planFolder.isEmpty else { return file }
        return options.planFolder.hasSuffix("/")
            ? options.planFolder + file : options.planFolder + "/" + file
    }

    /// The position of a column that a rule of the plan reads.
    private func column(_ name: String, keyPath: String) throws -> Int {
        if reader.header.contains(name) { return try reader.column(named: name) }
        let near = NearestName.names(like: name, among: reader.header)
        throw DiagnosticsError(
            .badData,
            [
                Diagnostic(
                    .error, "column-missing", "there is no column `\(Visible.value(name))`",
                    at: .init(file: reader.source.name, line: 1, keyPath: keyPath),
                    why: "the plan reads it; the columns are: \(columns)",
                    fix: near.isEmpty
                        ? "check the spelling, capitals included"
                        : "did you mean "
                            + near.map { "`\(Visible.value($0))`" }.joined(separator: " or ") + "?")
            ])
    }

    /// The position of a column with ids.
    private func column(_ name: String) throws -> Int {
        guard !reader.header.contains(name) else { return try reader.column(named: name) }
        let near = NearestName.names(like: name, among: reader.header)
        throw DiagnosticsError(
            .badData,
            [
                Diagnostic(
                    .error, "column-missing", "there is no column `\(Visible.value(name))`",
                    at: .init(file: reader.source.name, line: 1),
                    why: "customers are drawn by their id; the columns are: \(columns)",
                    fix: near.isEmpty
                        ? "name the id column with `--id-column`, or in the plan: "
                            + "`assignment: { unit: … }`"
                        : "did you mean "
                            + near.map { "`\(Visible.value($0))`" }.joined(separator: " or ")
                            + "? Name it with `--id-column`, or in the plan: `assignment: { unit: … }`"
                )
            ])
    }

    private var columns: String {
        let known = reader.header.prefix(20).map { Visible.value($0) }.joined(separator: ", ")
        return known + (reader.header.count > 20 ? ", …" : "")
    }
}
