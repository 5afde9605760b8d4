// SPDX-License-Identifier: GPL-3.0-or-later

/// A database whose SQL can be written.
public enum SQLDialect: String, Sendable, Hashable, Codable, CaseIterable {
    /// SQLite, with a registered function for SHA-256.
    case sqlite
    /// DuckDB.
    case duckdb
    /// PostgreSQL.
    case postgres
    /// Spark SQL and Databricks.
    case spark
    /// BigQuery, in GoogleSQL.
    case bigquery
    /// Snowflake.
    case snowflake
    /// Trino and Athena.
    case trino
    /// Amazon Redshift.
    case redshift
    /// ClickHouse.
    case clickhouse

    /// The name people know it by, with the oldest version where that matters.
    public var title: String {
        switch self {
        case .sqlite: "SQLite 3.35 or later"
        case .duckdb: "DuckDB"
        case .postgres: "PostgreSQL 12 or later"
        case .spark: "Spark SQL 3.3 or later, Databricks"
        case .bigquery: "BigQuery"
        case .snowflake: "Snowflake"
        case .trino: "Trino, Athena"
        case .redshift: "Amazon Redshift"
        case .clickhouse: "ClickHouse"
        }
    }
}
