// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation
import Tabular
import Testing

@testable import ExperimentQuery

/// A plan with customers, and what the program makes of each of them.
struct QueryCase {
    var name: String
    var plan: Plan
    var design: AssignmentDesign
    var table = ["customers"]
    var forced: [AssignmentQuery.Forced] = []
    /// The names of the columns after the first, which numbers the rows.
    var columns: [String]
    /// The values of these columns; nil is NULL.
    var rows: [[String?]]
    /// Whether copies of a row may be told apart by their numbers only, so that any of them counts.
    var hasCopies = false

    static let rowColumn = "row_no"

    /// The table's name as it is given on a command line.
    var tableText: String {
        table.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ".")
    }

    func query(_ dialect: SQLDialect) throws -> String {
        try AssignmentQuery(
            plan: plan, design: design, day: QueryPlans.day, dialect: dialect, table: tableText,
            forced: forced, file: "spring.yaml"
        ).text
    }

    /// Writes the case as the scripts under Tests/engines read it.
    func write(to folder: URL, dialects: [SQLDialect]) throws {
        let place = folder.appending(path: name)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        for dialect in dialects {
            try Data(query(dialect).utf8).write(
                to: place.appending(path: "\(dialect.rawValue).sql"))
        }
        let header = [Self.rowColumn] + columns
        var customers = CSVText(header)
        var expected = CSVText(
            [Self.rowColumn] + (plan.segments ?? []).map(\.key) + ["variant", "reason"])
        let judge = try CaseJudge(self)
        var seen: Set<[String?]> = []
        for (number, row) in rows.enumerated() {
            let name = hasCopies ? "copy" : String(number)
            var answer = judge.answer(row, number: number)
            if hasCopies, !seen.insert(row).inserted, !(answer.last ?? "").hasSuffix("-id") {
                answer = answer.dropLast(2) + ["", "duplicate-id"]
            }
            customers.add([name] + row)
            expected.add([name] + answer)
        }
        try customers.data.write(to: place.appending(path: "customers.csv"))
        try expected.data.write(to: place.appending(path: "expected.csv"))
        let table = try JSONSerialization.data(withJSONObject: [
            "table": table, "copies": hasCopies,
        ])
        try table.write(to: place.appending(path: "case.json"))
    }
}

/// Rows of quoted fields; NULL is `\N` without quotes.
struct CSVText {
    private(set) var data = Data()

    init(_ header: [String]) { add(header.map { $0 }) }

    mutating func add(_ row: [String?]) {
        for (place, value) in row.enumerated() {
            if place > 0 { data.append(0x2C) }
            guard let value else {
                data.append(contentsOf: Array("\\N".utf8))
                continue
            }
            data.append(0x22)
            if value.utf8.contains(0x22) {
                data.append(contentsOf: Array(value.replacing("\"", with: "\"\"").utf8))
            } else {
                data.append(contentsOf: Array(value.utf8))
            }
            data.append(0x22)
        }
        data.append(0x0A)
    }
}

/// What the program makes of the rows of a case, by its own evaluator and draws.
struct CaseJudge {
    private let plan: Plan
    private let pipeline: Pipeline
    private let filter: AudienceFilter?
    private let forced: [String: String]
    private let columns: [String]
    private let copies: [[UInt8]: [[String?]]]
    /// The variants of exact quotas, by row; nil where the points decide.
    private var quotas: [Int: Int]?

    init(_ given: QueryCase) throws {
        plan = given.plan
        columns = given.columns
        pipeline = try Pipeline(design: given.design)
        let rules = AudienceRules(plan: given.plan)
        filter =
            rules.include.isEmpty && rules.exclude.isEmpty
            ? nil
            : try AudienceFilter(
                include: rules.include, exclude: rules.exclude, header: given.columns,
                decimal: .point, missing: given.plan.data?.missing ?? [])
        forced = Dictionary(
            given.forced.map { ($0.unit, $0.variant) }, uniquingKeysWith: { first, _ in first })
        let id = given.columns.firstIndex(
            of: given.plan.assignment.members?.column ?? given.plan.assignment.unit)
        copies = Dictionary(grouping: given.rows) { row in
            Array((id.flatMap { row[$0] } ?? "").utf8)
        }
        if let strata = given.plan.assignment.stratify {
            quotas = try exactQuotas(given.rows, strata, given.design)
        }
    }

    /// Ranks the assigned units of each stratum and gives them their variants.
    private func exactQuotas(
        _ rows: [[String?]], _ strata: [String], _ design: AssignmentDesign
    ) throws -> [Int: Int] {
        let quota = try StratifiedQuota(design: design)
        let hasher = SplitHasher(salt: try Salt(design.splitSalt))
        let keys = (plan.segments ?? []).map(\.key)
        var units: [String: [StratifiedQuota.Unit]] = [:]
        for (number, row) in rows.enumerated() where outcome(row).reason == .assigned {
            let labels = labels(row)
            let stratum = strata.map { key in
                keys.firstIndex(of: key).map { labels[$0] } ?? value(row, key)
            }.joined(separator: " / ")
            let id = value(row, plan.assignment.unit)
            units[stratum, default: []].append(
                .init(number: hasher.draw(of: id).number, index: number))
        }
        var variants: [Int: Int] = [:]
        for stratum in units.keys {
            var own = units[stratum] ?? []
            quota.assign(&own, stratum: stratum) {
                Array(value(rows[$0], plan.assignment.unit).utf8)
            } _: {
                variants[$0] = $1
            }
        }
        return variants
    }

    private func value(_ row: [String?], _ column: String) -> String {
        columns.firstIndex(of: column).flatMap { row[$0] } ?? ""
    }

    /// The labels, the variant and the reason of a row; an empty variant is none.
    func answer(_ row: [String?], number: Int) -> [String] {
        let outcome = outcome(row)
        let index = quotas.map { $0[number] } ?? outcome.variantIndex
        let variant = index.map { pipeline.design.variants[$0] } ?? ""
        return labels(row) + [variant, outcome.reason.rawValue]
    }

    private func outcome(_ row: [String?]) -> Pipeline.Outcome {
        let id = value(row, plan.assignment.members?.column ?? plan.assignment.unit)
        if let problem = UnitID.invalid(id) { return .init(reason: ReasonCode(problem)) }
        if let same = copies[Array(id.utf8)], Set(same).count > 1 {
            return .init(reason: .duplicateIDConflict)
        }
        var unit: String? = id
        if let members = plan.assignment.members {
            let household = value(row, plan.assignment.unit)
            unit =
                UnitID.invalid(household) == nil
                ? household : members.missing == .person ? "person:" + id : nil
        }
        if let unit, let variant = forced[unit] {
            let isHeldOut = pipeline.outcome(of: unit).reason == .heldOut
            return .init(reason: isHeldOut ? .heldOut : .forced(variant: variant))
        }
        if let reason = ineligible(row) { return .init(reason: reason) }
        guard let unit else { return .init(reason: .noHousehold) }
        return pipeline.outcome(of: unit)
    }

    private func ineligible(_ row: [String?]) -> ReasonCode? {
        for permission in plan.permissions ?? [] {
            let text = value(row, permission.attribute)
            guard trimmed(text) == permission.equals else { return .noPermission(permission.key) }
        }
        guard let filter else { return nil }
        var values: [String: String] = [:]
        for (column, value) in zip(columns, row) { values[column] = value ?? "" }
        return switch filter.decide(values) {
        case .selected: nil
        case .notInAudience: .notInAudience
        case .excluded: .excludedByRule
        case .unknown: .unknownValue
        case .unreadable: .attributeUnreadable
        }
    }

    private func trimmed(_ text: String) -> String {
        let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
        var scalars = Array(text.unicodeScalars)
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        return String(String.UnicodeScalarView(scalars.drop(while: isSpace)))
    }

    private func labels(_ row: [String?]) -> [String] {
        (plan.segments ?? []).map { segment in
            func number(_ column: String) -> Double? {
                var text = value(row, column)
                return text.withUTF8 { bytes -> Double? in
                    guard let field = FieldBytes(UnsafeRawBufferPointer(bytes)),
                        case .value(let number) = FieldParser.double(field, decimal: .point)
                    else { return nil }
                    return number
                }
            }
            switch segment.kind {
            case .column(let column): return value(row, column)
            case .quadrant(let x, let y):
                guard let first = number(x.attribute), let second = number(y.attribute)
                else { return "" }
                return x.labels[first < x.cut ? 0 : 1] + "-" + y.labels[second < y.cut ? 0 : 1]
            case .bands(let attribute, let cuts):
                guard let number = number(attribute) else { return "" }
                let texts = cuts.map(AudienceValue.decimal)
                guard let place = cuts.firstIndex(where: { number < $0 }) else {
                    return ">=" + (texts.last ?? "")
                }
                return place == 0 ? "<" + texts[0] : texts[place - 1] + "-" + texts[place]
            }
        }
    }
}
