// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("experiment sql assign")
struct SQLCommandTests {
    private static let dialects = [
        "sqlite", "duckdb", "postgres", "spark", "bigquery", "snowflake", "trino", "redshift",
        "clickhouse",
    ]

    @Test("prints one query, the same each time, on standard output or in a file")
    func prints() throws {
        let folder = try Campaigns.folder(nil)
        for dialect in Self.dialects {
            let words = [
                "sql", "assign", "mini.yaml", "--dialect", dialect, "--table", "crm.people",
            ]
            let run = try Program.run(words, in: folder.url)
            #expect(run.status == 0, "\(run.messages)")
            #expect(run.output.hasPrefix("-- Assigns the customers of crm.people"))
            #expect(run.output.hasSuffix(";\n"))
            #expect(run.output.filter { $0 == ";" }.count >= 1)
            let file = "\(dialect).sql"
            let written = try Program.run(words + ["--out", file], in: folder.url)
            #expect(written.status == 0, "\(written.messages)")
            #expect(try folder.read(file) == run.output)
            let again = try Program.run(words + ["--out", file], in: folder.url)
            #expect(again.status == 73, "\(again.messages)")
        }
    }

    @Test("a database it does not know, and a day that is none, are wrong usage")
    func usage() throws {
        let folder = try Campaigns.folder(nil)
        let oracle = try Program.run(
            ["sql", "assign", "mini.yaml", "--dialect", "oracle"], in: folder.url)
        #expect(oracle.status == 64)
        #expect(oracle.messages.contains("clickhouse"), "\(oracle.messages)")
        let day = try Program.run(
            ["sql", "assign", "mini.yaml", "--dialect", "duckdb", "--as-of", "soon"],
            in: folder.url)
        #expect(day.status == 64)
        #expect(day.messages.contains("--as-of is a day"), "\(day.messages)")
    }

    @Test("a table without a name is refused with what to write")
    func table() throws {
        let folder = try Campaigns.folder(nil)
        let run = try Program.run(
            ["sql", "assign", "mini.yaml", "--dialect", "duckdb", "--table", "crm."],
            in: folder.url)
        #expect(run.status == 78)
        #expect(run.messages.contains("error[sql-table]: `crm.` is not the name of a table"))
        #expect(run.output.isEmpty)
    }

    @Test("the query never replaces its plan")
    func guarded() throws {
        let folder = try Campaigns.folder(nil)
        let before = try folder.read("mini.yaml")
        let run = try Program.run(
            ["sql", "assign", "mini.yaml", "--dialect", "duckdb", "--out", "mini.yaml", "--force"],
            in: folder.url)
        #expect(run.status == 73, "\(run.messages)")
        #expect(try folder.read("mini.yaml") == before)
    }
}
