// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ExperimentQuery

@Suite("Quoting")
struct QuotingTests {
    @Test(
        "a name stays one name whatever it holds",
        arguments: [
            (SQLDialect.sqlite, #""a""b\c""#), (.duckdb, #""a""b\c""#), (.postgres, #""a""b\c""#),
            (.trino, #""a""b\c""#), (.redshift, #""a""b\c""#), (.snowflake, #""a""b\c""#),
            (.spark, #"`a"b\c`"#), (.bigquery, #"`a"b\\c`"#), (.clickhouse, #"`a"b\\c`"#),
        ])
    func names(_ dialect: SQLDialect, _ written: String) {
        #expect(dialect.grammar.name(#"a"b\c"#) == written)
    }

    @Test(
        "a text stays one text whatever it holds",
        arguments: [
            (SQLDialect.sqlite, #"('it''s ' || CHAR(92) || 'n' || CHAR(10))"#),
            (.duckdb, #"('it''s ' || CHR(92) || 'n' || CHR(10))"#),
            (.trino, #"('it''s ' || CHR(92) || 'n' || CHR(10))"#),
            (.redshift, #"('it''s ' || CHR(92) || 'n' || CHR(10))"#),
            (.postgres, #"E'it\'s \\n\u000A'"#), (.spark, #"'it\'s \\n\u000A'"#),
            (.bigquery, #"'it\'s \\n\u000A'"#), (.snowflake, #"'it\'s \\n\u000A'"#),
            (.clickhouse, #"'it\'s \\n\x0A'"#),
        ])
    func texts(_ dialect: SQLDialect, _ written: String) {
        #expect(dialect.grammar.literal("it's \\n\n") == written)
    }

    @Test("back ticks inside a name are written so that they cannot end it")
    func backTicks() {
        #expect(SQLDialect.spark.grammar.name("a`b") == "`a``b`")
        #expect(SQLDialect.bigquery.grammar.name("a`b") == #"`a\`b`"#)
        #expect(SQLDialect.clickhouse.grammar.name("a`b") == #"`a\`b`"#)
    }

    @Test("Snowflake keeps plain names in capitals, other names as they stand")
    func capitals() {
        #expect(SQLDialect.snowflake.grammar.name("customer_id") == "\"CUSTOMER_ID\"")
        #expect(SQLDialect.snowflake.grammar.name("customerId") == "\"customerId\"")
        #expect(SQLDialect.snowflake.grammar.name("naïef") == "\"naïef\"")
    }

    @Test("characters that a reader cannot see are written by their number")
    func hidden() {
        let text = "a\u{202E}b\u{A0}é"
        #expect(SQLDialect.postgres.grammar.literal(text) == #"E'a\u202Eb\u00A0é'"#)
        #expect(
            SQLDialect.clickhouse.grammar.literal(text) == #"'a\xE2\x80\xAEb\xC2\xA0é'"#)
        #expect(
            SQLDialect.sqlite.grammar.literal(text)
                == "('a' || CHAR(8238) || 'b' || CHAR(160) || 'é')")
        #expect(SQLDialect.duckdb.grammar.literal("") == "''")
    }
}
