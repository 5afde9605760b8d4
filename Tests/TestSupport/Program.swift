// SPDX-License-Identifier: GPL-3.0-or-later
public import Foundation

/// The built `experiment` program, run as a user would run it.
public struct Program: Sendable {
    /// What a run left.
    public struct Outcome: Sendable {
        /// The exit code.
        public var status: Int32
        /// Standard output.
        public var output: String
        /// Standard error.
        public var messages: String
    }

    /// The program beside the test binary; nil when it was not built.
    public static let url: URL? = {
        let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = tests.deletingLastPathComponent()
        for _ in 0..<4 {
            let candidate = folder.appending(path: "experiment")
            if FileManager.default.isExecutableFile(atPath: candidate.path),
                (try? candidate.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory != true
            {
                return candidate
            }
            folder.deleteLastPathComponent()
        }
        let built = projectFolder.appending(path: ".build/debug/experiment")
        return FileManager.default.isExecutableFile(atPath: built.path) ? built : nil
    }()

    /// Runs the program in a folder.
    ///
    /// - Parameters:
    ///   - arguments: The arguments.
    ///   - folder: The folder to run in.
    ///   - input: What stands on standard input.
    ///   - output: Where standard output goes instead of into the outcome.
    /// - Returns: Exit code and both outputs.
    /// - Throws: When the program was not built or cannot be started.
    public static func run(
        _ arguments: [String], in folder: URL, input: String = "", output: URL? = nil
    ) throws -> Outcome {
        guard let url else { throw CocoaError(.executableNotLoadable) }
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let work = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: work) }
        // Files, not pipes: a pipe that nobody reads while the program runs would block it.
        let names = ["input", "output", "messages"].map { work.appending(path: $0) }
        try Data(input.utf8).write(to: names[0])
        for name in names.dropFirst() { try Data().write(to: name) }
        process.standardInput = try FileHandle(forReadingFrom: names[0])
        process.standardOutput = try FileHandle(forWritingTo: output ?? names[1])
        process.standardError = try FileHandle(forWritingTo: names[2])
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: names[1]), as: UTF8.self),
            messages: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self))
    }
}

/// A folder for one test, removed when the value goes away.
public final class ScratchFolder: Sendable {
    /// Where it is.
    public let url: URL

    /// Creates an empty folder.
    ///
    /// - Throws: When the folder cannot be created.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "experiment-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file into the folder.
    ///
    /// - Parameters:
    ///   - text: What it holds.
    ///   - name: Its name.
    /// - Throws: When it cannot be written.
    public func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name))
    }

    /// Reads a file of the folder.
    ///
    /// - Parameter name: Its name.
    /// - Returns: Its text.
    /// - Throws: When it is not there.
    public func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
    }

    /// Whether a file is in the folder.
    public func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appending(path: name).path)
    }
}
