// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// The floors of the house: a module imports only modules on lower floors, never a sibling.
private let floors: [String: Int] = [
    "experiment": 6,
    "ExperimentCLI": 5,
    "ExperimentKit": 4,
    "ExperimentConfig": 3, "ExperimentReport": 3,
    "ExperimentAnalysis": 2, "ExperimentCampaign": 2, "ExperimentQuery": 2,
    "Inference": 1, "Assignment": 1, "Tabular": 1,
    "Distributions": 0, "ExperimentModel": 0,
    "CGSL": -1, "CRmath": -1, "CSHA256": -1, "CScan": -1, "CZlib": -1,
]

/// Which module may import which library from outside the house.
private let libraries: [String: Set<String>] = [
    "ArgumentParser": ["ExperimentCLI"],
    "Crypto": ["Assignment", "Tabular", "ExperimentConfig", "ExperimentCampaign"],
    "Mustache": ["ExperimentReport"],
    "Yams": ["ExperimentConfig"],
]

private let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Dispatch", "Glibc", "Darwin", "Synchronization",
]

private struct SourceFile: CustomTestStringConvertible, Sendable {
    let module: String
    let name: String
    let lines: [String]
    var testDescription: String { "\(module)/\(name)" }

    var imports: [(line: Int, module: String)] {
        lines.enumerated().compactMap { index, line in
            var words = line.split(separator: " ").map(String.init)
            while let first = words.first,
                ["public", "package", "internal", "private"].contains(first)
                    || first.hasPrefix("@")
            { words.removeFirst() }
            guard words.first == "import", words.count > 1 else { return nil }
            let kinds = ["struct", "class", "enum", "func", "var", "typealias", "protocol"]
            let named = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
            return (index + 1, String(named.prefix { $0 != "." }))
        }
    }
}

private func swiftFiles(under folder: String) -> [SourceFile] {
    let root = projectFolder.appending(path: folder)
    guard let walker = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    else { return [] }
    return walker.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
        .sorted { $0.path < $1.path }
        .compactMap { url in
            guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
            let relative = url.path.dropFirst(root.path.count + 1)
            return SourceFile(
                module: String(relative.prefix { $0 != "/" }), name: url.lastPathComponent,
                lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(
                    String.init))
        }
}

@Suite("The house")
struct FloorTests {
    private let sources = swiftFiles(under: "Sources")

    @Test("every module stands on a floor")
    func modulesAreKnown() throws {
        #expect(!sources.isEmpty)
        for module in Set(sources.map(\.module)) {
            #expect(floors[module] != nil, "\(module) is on no floor")
        }
    }

    @Test("imports go down, never sideways or up")
    func importsGoDown() throws {
        for file in sources {
            let own = try #require(floors[file.module])
            for (line, module) in file.imports {
                if let floor = floors[module] {
                    #expect(floor < own, "\(file.testDescription):\(line) imports \(module)")
                } else if let allowed = libraries[module] {
                    #expect(
                        allowed.contains(file.module),
                        "\(file.testDescription):\(line) imports \(module)")
                } else {
                    #expect(
                        system.contains(module), "\(file.testDescription):\(line) imports \(module)"
                    )
                }
            }
        }
    }

    @Test("only Distributions imports the numerical libraries")
    func numericalLibrariesHaveOneImporter() {
        for file in sources where file.module != "Distributions" {
            #expect(!file.imports.contains { ["CGSL", "CRmath"].contains($0.module) })
        }
    }

    @Test("only the command floor prints, exits, or reads clock, environment and locale")
    func sideEffectsStayUpstairs() throws {
        let forbidden = [
            #"(^|[^A-Za-z.])print\("#, #"(^|[^A-Za-z._])exit\("#, #"\bDate\(\)"#, #"\bgetenv\("#,
            #"ProcessInfo\.processInfo"#, #"\bLocale\.current"#, #"\bCommandLine\."#,
            #"FileHandle\.standard"#, #"\bClockTime"#, #"SystemRandomNumberGenerator"#,
        ].map { try? Regex($0) }
        #expect(forbidden.allSatisfy { $0 != nil })
        for file in sources where !["ExperimentCLI", "experiment"].contains(file.module) {
            for (index, line) in file.lines.enumerated()
            where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                for pattern in forbidden.compactMap({ $0 }) {
                    #expect(
                        line.firstMatch(of: pattern) == nil,
                        "\(file.testDescription):\(index + 1): \(line)")
                }
            }
        }
    }

    @Test("the statistics never say experiment, variant or customer")
    func inferenceKnowsNoCampaign() throws {
        let words = try Regex(#"(?i)\b(experiments?|variants?|customers?)\b"#)
        for file in sources where file.module == "Inference" {
            for (index, line) in file.lines.enumerated() {
                #expect(
                    line.firstMatch(of: words) == nil,
                    "\(file.testDescription):\(index + 1): \(line)")
            }
        }
    }

    @Test("files stay one idea long and carry the licence")
    func filesStaySmall() {
        for file in sources {
            #expect(file.lines.count <= 401, "\(file.testDescription): \(file.lines.count) lines")
            #expect(
                file.lines.prefix(2).contains("// SPDX-License-Identifier: GPL-3.0-or-later"),
                "\(file.testDescription) has no licence line")
        }
        for file in swiftFiles(under: "Tests") {
            #expect(file.lines.count <= 501, "\(file.testDescription): \(file.lines.count) lines")
        }
    }

    @Test("nothing in reach of a user can crash the program")
    func noCrashesInReach() throws {
        let crash = try Regex(#"try!|fatalError\(|\bas!|nonisolated\(unsafe\)"#)
        for file in sources {
            for (index, line) in file.lines.enumerated()
            where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                #expect(
                    line.firstMatch(of: crash) == nil,
                    "\(file.testDescription):\(index + 1): \(line)")
            }
        }
    }
}
