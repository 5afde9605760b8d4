// SPDX-License-Identifier: GPL-3.0-or-later

extension SQLDialect {
    /// How the database writes what the queries need.
    var grammar: SQLGrammar {
        switch self {
        case .sqlite: .sqlite
        case .duckdb: .duckdb
        case .postgres: .postgres
        case .spark: .spark
        case .bigquery: .bigquery
        case .snowflake: .snowflake
        case .trino: .trino
        case .redshift: .redshift
        case .clickhouse: .clickhouse
        }
    }
}

extension SQLGrammar {
    /// SQLite cannot hash and has no regular expressions.
    ///
    /// The comparison of a number with a text reads the text as a number only if all of it is one,
    /// which is what a rule asks.
    static let sqlite = SQLGrammar(
        names: .doubled("\""), texts: .joined, collation: " COLLATE BINARY",
        materialized: "MATERIALIZED ", textType: "TEXT", character: "CHAR",
        digest: { "SUBSTR(sha256hex(\($0)), 1, 13)" },
        point: { digits in
            let terms = (1...13).map {
                "((INSTR('0123456789abcdef', SUBSTR(\(digits), \($0), 1)) - 1) << \(52 - 4 * $0))"
            }
            return "(\(terms.joined(separator: "\n        + "))) % 1000000"
        },
        trimmed: { "TRIM(\($0), \($1))" }, lowercased: { "LOWER(\($0))" },
        double: { "CAST(\($0) AS REAL)" },
        isNumber: {
            "LENGTH(\($0)) <= \(SQLPattern.numberLength) AND CAST(\($0) AS REAL) = \($0)"
                + " AND \($0) NOT GLOB '*.' AND \($0) NOT GLOB '*.[eE]*'"
                + " AND \($0) NOT GLOB '*[eE]*[0-9][0-9][0-9]'"
        },
        isDay: {
            "\($0) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND DATE(\($0)) = \($0)"
                + " AND SUBSTR(\($0), 1, 4) <> '0000'"
        })

    static let duckdb = SQLGrammar(
        names: .doubled("\""), texts: .joined, materialized: "MATERIALIZED ", textType: "VARCHAR",
        digest: { "SUBSTR(SHA256(\($0)), 1, 13)" },
        point: { "CAST('0x' || \($0) AS BIGINT) % 1000000" },
        trimmed: { "TRIM(\($0), \($1))" }, lowercased: translated,
        double: { "TRY_CAST(\($0) AS DOUBLE)" },
        isNumber: number { "REGEXP_MATCHES(\($0), \($1))" },
        isDay: day { "REGEXP_MATCHES(\($0), \($1))" })

    static let postgres = SQLGrammar(
        names: .doubled("\""), texts: .prefixed, collation: " COLLATE \"C\"",
        materialized: "MATERIALIZED ", textType: "TEXT",
        digest: { "SUBSTR(ENCODE(SHA256(CONVERT_TO(\($0), 'UTF8')), 'hex'), 1, 13)" },
        point: { "CAST(CAST('x' || \($0) AS BIT(52)) AS BIGINT) % 1000000" },
        trimmed: { "BTRIM(\($0), \($1))" }, lowercased: translated,
        double: { "CAST(\($0) AS DOUBLE PRECISION)" }, isNumber: number { "\($0) ~ \($1)" },
        isDay: day { "\($0) ~ \($1)" })

    static let spark = SQLGrammar(
        names: .doubled("`"), texts: .escaped, textType: "STRING",
        digest: { "SUBSTR(SHA2(\($0), 256), 1, 13)" },
        point: { "CAST(CONV(\($0), 16, 10) AS BIGINT) % 1000000" },
        trimmed: { "TRIM(BOTH \($1) FROM \($0))" }, lowercased: translated,
        double: { "CAST(\($0) AS DOUBLE)" }, isNumber: number { "\($0) RLIKE \($1)" },
        isDay: day { "\($0) RLIKE \($1)" })

    static let bigquery = SQLGrammar(
        names: .escaped, texts: .escaped, textType: "STRING",
        digest: { "SUBSTR(TO_HEX(SHA256(\($0))), 1, 13)" },
        point: { "MOD(CAST('0x' || \($0) AS INT64), 1000000)" },
        trimmed: { "TRIM(\($0), \($1))" }, lowercased: translated,
        double: { "SAFE_CAST(\($0) AS FLOAT64)" },
        isNumber: number { "REGEXP_CONTAINS(\($0), \($1))" },
        isDay: day { "REGEXP_CONTAINS(\($0), \($1))" })

    static let snowflake = SQLGrammar(
        names: .doubledUnlessPlain, texts: .escaped, textType: "VARCHAR",
        digest: { "SUBSTR(SHA2(\($0), 256), 1, 13)" },
        point: { "MOD(TO_NUMBER(\($0), 'XXXXXXXXXXXXX'), 1000000)" },
        trimmed: { "TRIM(\($0), \($1))" }, lowercased: translated,
        double: { "TRY_CAST(\($0) AS DOUBLE)" },
        isNumber: number { "REGEXP_LIKE(\($0), \($1))" },
        isDay: day { "REGEXP_LIKE(\($0), \($1))" })

    static let trino = SQLGrammar(
        names: .doubled("\""), texts: .joined, textType: "VARCHAR",
        digest: { "SUBSTR(LOWER(TO_HEX(SHA256(TO_UTF8(\($0))))), 1, 13)" },
        point: { "FROM_BASE(\($0), 16) % 1000000" },
        trimmed: { "TRIM(BOTH \($1) FROM \($0))" }, lowercased: translated,
        double: { "TRY_CAST(\($0) AS DOUBLE)" },
        isNumber: number { "REGEXP_LIKE(\($0), \($1))" },
        isDay: day { "REGEXP_LIKE(\($0), \($1))" })

    /// A cast to VARCHAR without a length would cut at 256 bytes.
    static let redshift = SQLGrammar(
        names: .doubled("\""), texts: .joined, textType: "VARCHAR(65535)",
        digest: { "SUBSTRING(SHA2(\($0), 256), 1, 13)" },
        point: { "STRTOL(\($0), 16) % 1000000" },
        trimmed: { "BTRIM(\($0), \($1))" }, lowercased: translated,
        double: { "CAST(\($0) AS DOUBLE PRECISION)" }, isNumber: number { "\($0) ~ \($1)" },
        isDay: day { "\($0) ~ \($1)" })

    /// `TRIM` with a set looks at bytes there, not at characters.
    static let clickhouse = SQLGrammar(
        names: .escaped, texts: .escapedBytes, textType: "Nullable(String)",
        digest: { "SUBSTRING(LOWER(HEX(SHA256(\($0)))), 1, 13)" },
        point: { "reinterpretAsUInt64(REVERSE(UNHEX('000' || \($0)))) % 1000000" },
        trimmed: { "replaceRegexpAll(\($0), '^[' || \($1) || ']+|[' || \($1) || ']+$', '')" },
        lowercased: { "LOWER(\($0))" }, double: { "toFloat64OrNull(\($0))" },
        isNumber: number { "match(\($0), \($1))" }, isDay: day { "match(\($0), \($1))" })
}
