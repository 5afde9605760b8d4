// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@testable import ExperimentQuery

/// A database that runs the queries of the tests.
enum Engine: String, CaseIterable, Sendable {
    case sqlite, duckdb, postgres, spark

    /// The Python that has the engine; nil where it was not set up.
    var python: URL? {
        let named = ProcessInfo.processInfo.environment["EXPERIMENT_SPARK_PYTHON"]
        let path =
            self == .spark
            ? named : projectFolder.appending(path: ".venv/bin/python").path
        guard let path, FileManager.default.isExecutableFile(atPath: path) else { return nil }
        return URL(filePath: path)
    }

    /// Why the engine cannot run here; nil when it can.
    var absence: String? {
        switch self {
        case .spark where python == nil: "Spark is only run by make test-engines"
        case _ where python == nil: "make setup has not made .venv"
        case .postgres where Engine.server == nil: "PostgreSQL's server is not installed"
        default: nil
        }
    }

    private static let server: String? = {
        let folder = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let isOnPath = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") }
        if isOnPath { return "initdb" }
        return versions.first {
            FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)/bin/initdb")
        }
    }()

    /// The engines there are, as test arguments.
    static var present: [Engine] { allCases.filter { $0.absence == nil && $0.isWanted } }

    /// Whether `EXPERIMENT_ENGINES` names the engine, or none.
    private var isWanted: Bool {
        let named = ProcessInfo.processInfo.environment["EXPERIMENT_ENGINES"] ?? ""
        return named.isEmpty || named.split(separator: " ").contains { $0 == rawValue }
    }

    var dialect: SQLDialect {
        switch self {
        case .sqlite: .sqlite
        case .duckdb: .duckdb
        case .postgres: .postgres
        case .spark: .spark
        }
    }

    /// Runs every case in a folder and expects each row to be as the program has it.
    func compare(_ folder: URL, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let python = try #require(python)
        let script = projectFolder.appending(path: "Tests/engines/compare.py").path
        var words = [python.path, script, rawValue, folder.path]
        if self == .postgres {
            words.insert(projectFolder.appending(path: "Tests/engines/with-postgres").path, at: 0)
        }
        let outcome = try Engine.run(words, in: folder)
        #expect(
            outcome.status == 0, "\(rawValue): \(outcome.output.suffix(4_000))",
            sourceLocation: sourceLocation)
    }

    /// Runs a program and returns its exit code with both outputs together.
    static func run(_ words: [String], in folder: URL) throws -> (status: Int32, output: String) {
        let log = folder.appending(path: "log-\(UUID()).txt")
        try Data().write(to: log)
        let process = Process()
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        let handle = try FileHandle(forWritingTo: log)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        return (
            process.terminationStatus, String(decoding: try Data(contentsOf: log), as: UTF8.self)
        )
    }
}
