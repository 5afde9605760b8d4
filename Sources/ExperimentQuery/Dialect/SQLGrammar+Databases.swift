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
        materialized: "MATERIALIZED ", picksByRank: true, textType: "TEXT",
        characters: { "CHAR(" + $0.map(String.init).joined(separator: ", ") + ")" },
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
            """
            LENGTH(\($0)) <= \(SQLPattern.numberLength) AND CAST(\($0) AS REAL) = \($0)
                AND \($0) NOT GLOB '*.' AND \($0) NOT GLOB '*.[eE]*'
                AND \($0) NOT GLOB '*[^0-9.eE+-]*'
                AND \($0) NOT GLOB '*[eE]*[0-9][0-9][0-9]'
            """
        },
        isDay: {
            """
            \($0) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
                AND DATE(\($0), '+0 days') = \($0) AND \($0) >= '0001'
            """
        },
        isTime: { time in
            """
            (\(time) = '' OR EXISTS (
                  SELECT 1
                  FROM (
                    SELECT CASE  -- the time without its zone
                      WHEN \(time) GLOB '*[zZ]' THEN SUBSTR(\(time), 1, LENGTH(\(time)) - 1)
                      WHEN \(time) GLOB '*[+-][0-9][0-9]:[0-9][0-9]'
                      THEN SUBSTR(\(time), 1, LENGTH(\(time)) - 6)
                      WHEN \(time) GLOB '*[+-][0-9][0-9][0-9][0-9]'
                      THEN SUBSTR(\(time), 1, LENGTH(\(time)) - 5)
                      WHEN \(time) GLOB '*[+-][0-9][0-9]'
                      THEN SUBSTR(\(time), 1, LENGTH(\(time)) - 3)
                      ELSE \(time)
                    END AS clock
                  ) AS zoneless
                  WHERE SUBSTR(clock, 2, 2) <= '24' AND SUBSTR(clock, 7, 3) <= ':60'
                    AND (clock GLOB '[Tt ][0-2][0-9]:[0-5][0-9]'
                      OR clock GLOB '[Tt ][0-2][0-9]:[0-5][0-9]:[0-6][0-9]'
                      OR clock GLOB '[Tt ][0-2][0-9]:[0-5][0-9]:[0-6][0-9][.,][0-9]*'
                        AND SUBSTR(clock, 11) NOT GLOB '*[^0-9]*')
                ))
            """
        })

    static let duckdb = SQLGrammar(
        names: .doubled("\""), texts: .joined, materialized: "MATERIALIZED ", textType: "VARCHAR",
        digest: { "SUBSTR(SHA256(\($0)), 1, 13)" },
        point: { "CAST('0x' || \($0) AS BIGINT) % 1000000" },
        trimmed: { "TRIM(\($0), \($1))" },
        double: { "TRY_CAST(\($0) AS DOUBLE)" },
        matches: { "REGEXP_MATCHES(\($0), \($1))" })

    static let postgres = SQLGrammar(
        names: .doubled("\""), texts: .prefixed, collation: " COLLATE \"C\"",
        materialized: "MATERIALIZED ", textType: "TEXT",
        digest: { "SUBSTR(ENCODE(SHA256(CONVERT_TO(\($0), 'UTF8')), 'hex'), 1, 13)" },
        point: { "CAST(CAST('x' || \($0) AS BIT(52)) AS BIGINT) % 1000000" },
        trimmed: { "BTRIM(\($0), \($1))" },
        double: { "CAST(\($0) AS DOUBLE PRECISION)" },
        matches: { "\($0) ~ \($1)" })

    static let spark = SQLGrammar(
        names: .doubled("`"), texts: .escaped, textType: "STRING",
        digest: { "SUBSTR(SHA2(\($0), 256), 1, 13)" },
        point: { "CAST(CONV(\($0), 16, 10) AS BIGINT) % 1000000" },
        trimmed: { "TRIM(BOTH \($1) FROM \($0))" },
        double: { "CAST(\($0) AS DOUBLE)" },
        matches: { "\($0) || ';' RLIKE \(ended($1))" })

    static let bigquery = SQLGrammar(
        names: .escaped, texts: .escaped, textType: "STRING",
        digest: { "SUBSTR(TO_HEX(SHA256(\($0))), 1, 13)" },
        point: { "MOD(CAST('0x' || \($0) AS INT64), 1000000)" },
        trimmed: { "TRIM(\($0), \($1))" },
        double: { "SAFE_CAST(\($0) AS FLOAT64)" },
        matches: { "REGEXP_CONTAINS(\($0), \($1))" })

    static let snowflake = SQLGrammar(
        names: .doubledUnlessPlain, texts: .escaped, textType: "VARCHAR",
        digest: { "SUBSTR(SHA2(\($0), 256), 1, 13)" },
        point: { "MOD(TO_NUMBER(\($0), 'XXXXXXXXXXXXX'), 1000000)" },
        trimmed: { "TRIM(\($0), \($1))" },
        double: { "TRY_CAST(\($0) AS DOUBLE)" },
        matches: { "REGEXP_LIKE(\($0), \($1))" })

    static let trino = SQLGrammar(
        names: .doubled("\""), texts: .joined, textType: "VARCHAR",
        digest: { "SUBSTR(LOWER(TO_HEX(SHA256(TO_UTF8(\($0))))), 1, 13)" },
        point: { "FROM_BASE(\($0), 16) % 1000000" },
        trimmed: { "TRIM(BOTH \($1) FROM \($0))" },
        double: { "TRY_CAST(\($0) AS DOUBLE)" },
        matches: { "REGEXP_LIKE(\($0) || ';', \(ended($1)))" })

    /// A cast to VARCHAR without a length would cut at 256 bytes.
    static let redshift = SQLGrammar(
        names: .doubled("\""), texts: .joined, textType: "VARCHAR(65535)",
        digest: { "SUBSTRING(SHA2(\($0), 256), 1, 13)" },
        point: { "STRTOL(\($0), 16) % 1000000" },
        trimmed: { "BTRIM(\($0), \($1))" },
        double: { "CAST(\($0) AS DOUBLE PRECISION)" },
        matches: { "\($0) ~ \($1)" })

    /// `TRIM` with a set looks at bytes there, not at characters.
    static let clickhouse = SQLGrammar(
        names: .escaped, texts: .escapedBytes, textType: "Nullable(String)",
        digest: { "SUBSTRING(LOWER(HEX(SHA256(\($0)))), 1, 13)" },
        point: { "reinterpretAsUInt64(REVERSE(UNHEX('000' || \($0)))) % 1000000" },
        trimmed: {
            "replaceRegexpAll(\($0),\n  '^[' || \($1) || ']+'\n    || '|[' || \($1) || ']+$', '')"
        },
        lowercased: { "LOWER(\($0))" }, double: { "toFloat64OrNull(\($0))" },
        matches: { "match(\($0), \($1))" })
}
