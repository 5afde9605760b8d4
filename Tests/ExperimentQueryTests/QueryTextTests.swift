// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Foundation
import TestSupport
import Testing

@testable import ExperimentQuery

@Suite("The text of a query")
struct QueryTextTests {
    /// A small plan with a rule of each kind.
    private var readable: QueryCase {
        QueryCase(
            name: "readable",
            plan: QueryPlans.plan(
                audience: Audience(
                    require: ["email"], include: ["orders_12m >= 1", "last_order >= 2025-01-01"],
                    exclude: [#"open_complaint = true or country in ("NL", "BE")"#]),
                permissions: [Permission(key: "email", attribute: "optin_email", equals: "yes")]),
            design: QueryPlans.fullDesign(), table: ["crm", "customers"], columns: [], rows: [])
    }

    private var snapshots: URL {
        projectFolder.appending(path: "Tests/ExperimentQueryTests/Snapshots")
    }

    @Test("a query reads the same as it did", arguments: SQLDialect.allCases)
    func snapshot(_ dialect: SQLDialect) throws {
        try expectSnapshot(
            readable.query(dialect), at: snapshots.appending(path: "\(dialect.rawValue).sql"))
    }

    @Test("every line is short enough to read and free of characters that cannot be seen")
    func lines() throws {
        for dialect in SQLDialect.allCases {
            for given in [readable, .rules, .hostile, .strata, .households(.person)] {
                let text = try given.query(dialect)
                let isClean = text.unicodeScalars.allSatisfy {
                    $0 == "\n" || !SQLGrammar.isHidden($0)
                        || given.name == "hostile" && dialect != .bigquery
                }
                #expect(isClean, "\(given.name) in \(dialect.rawValue)")
                let joined = text.split(separator: "\n").first { $0.hasSuffix("\\") }
                #expect(joined == nil, "a comment must not go on in the next line")
            }
            let lines = try readable.query(dialect).split(separator: "\n").map(String.init)
            let long = lines.first { $0.count > 300 }
            #expect(long == nil, "\(dialect.rawValue)")
        }
    }

    @Test("the other five dialects parse")
    func parses() throws {
        guard let python = Engine.duckdb.python else { return }
        let folder = try ScratchFolder()
        for dialect in [SQLDialect.bigquery, .snowflake, .trino, .redshift, .clickhouse] {
            for given in [
                readable, .rules, .hostile, .strata, .households(.person), .households(.exclude),
                .ids(100),
            ] {
                try folder.write(
                    given.query(dialect), to: "\(given.name).\(dialect.rawValue).sql")
            }
        }
        let script = projectFolder.appending(path: "Tests/engines/parse.py").path
        let outcome = try Engine.run([python.path, script, folder.url.path], in: folder.url)
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(outcome.output.contains("35 queries parsed"), "\(outcome.output)")
    }

    @Test("the names of tables are taken apart at their points")
    func tables() throws {
        #expect(try TableName.parts("customers") == ["customers"])
        #expect(try TableName.parts("crm.customers") == ["crm", "customers"])
        #expect(try TableName.parts(#""a.b"."c""d".`e`"#) == ["a.b", #"c"d"#, "e"])
        for broken in ["", "a.", ".a", "a..b", #""a"#, "a.b.c.d.e"] {
            #expect(throws: DiagnosticsError.self) { try TableName.parts(broken) }
        }
    }
}
