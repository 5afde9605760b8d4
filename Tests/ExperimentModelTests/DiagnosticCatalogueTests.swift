// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import TestSupport
import Testing

/// The ids of messages, read from the sources.
private struct ReportedIDs {
    /// The ids that stand whole in the sources, with a file for each.
    private(set) var whole: [String: String] = [:]
    /// The ends of ids that start with a word of the moment, with a file for each.
    private(set) var ends: [String: String] = [:]

    init() throws {
        let files = try Self.sources()
        // A message comes out of a `Diagnostic`, out of a function that takes an id and a reason, or
        // out of a value with a label for it.
        let literal = #""((?:[a-z0-9-]|\\\([^)]*\))+)""#
        let helpers = try Self.helpers(files.map(\.text))
        let patterns = [
            #"Diagnostic\(\s*(?:[^,"]*\?[^,"]*:)?[^,"]*,\s*(?:\w+\s*\?\s*)?\#(literal)(?:\s*:\s*\#(literal))?"#,
            #"\b(?:\#(helpers.joined(separator: "|"))|AudienceProblem)\(\s*(?:path,\s*)?(?:[\w. !=]+\?\s*)?\#(literal)(?:\s*:\s*\#(literal))?"#,
            #"\b(?:id|conflict):\s*(?:\w+\s*\?\s*)?\#(literal)"#,
            #"error\[([a-z-]+)\]"#,
        ]
        // These name their ids in a list of cases.
        let lists = [
            "TabularError.swift": #"case \w+ = "([a-z-]+)""#,
            "UnitID.swift": #"case \w+ = "([a-z-]+)""#,
            "YAMLFinding.swift": #""([a-z]+(?:-[a-z]+)+)""#,
        ]
        for file in files {
            let own = lists.filter { file.name.hasSuffix("/" + $0.key) }.map(\.value)
            for pattern in patterns + own {
                for id in try Self.matches(pattern, in: file.text) {
                    if let close = id.range(of: ")", options: .backwards) {
                        ends[String(id[close.upperBound...])] = file.name
                    } else {
                        whole[id] = file.name
                    }
                }
            }
        }
    }

    /// The functions that report: they take an id and say why it matters.
    private static func helpers(_ texts: [String]) throws -> [String] {
        let names = try texts.flatMap {
            try matches(#"func (\w+)\([^)]*_ id: String[^)]*\bwhy: String"#, in: $0)
        }
        return Set(names + ["refused"]).sorted()
    }

    private static func sources() throws -> [(name: String, text: String)] {
        let root = projectFolder.appending(path: "Sources")
        let walker = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        let urls = (walker?.compactMap { $0 as? URL } ?? []).filter { url in
            // Phrases of reports and health checks have ids of their own.
            url.pathExtension == "swift"
                && !["/ExperimentReport/", "/Health/", "/DiagnosticCatalogue"].contains {
                    url.path.contains($0)
                }
        }
        return try urls.map { ($0.path, try String(contentsOf: $0, encoding: .utf8)) }
    }

    private static func matches(_ pattern: String, in text: String) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern)
        let whole = NSRange(text.startIndex..., in: text)
        return expression.matches(in: text, range: whole).flatMap { match in
            (1..<match.numberOfRanges).compactMap { group in
                Range(match.range(at: group), in: text).map { String(text[$0]) }
            }
        }
    }
}

@Suite("The catalogue of messages")
struct DiagnosticCatalogueTests {
    @Test("has every id that the sources report, and no other")
    func complete() throws {
        let reported = try ReportedIDs()
        #expect(reported.whole.count > 250)
        #expect(reported.ends.count > 4)
        let known = Set(DiagnosticCatalogue.entries.map(\.id))
        for (id, file) in reported.whole where !known.contains(id) {
            Issue.record("`\(id)` of \(file) is not in the catalogue")
        }
        for (end, file) in reported.ends where !known.contains(where: { $0.hasSuffix(end) }) {
            Issue.record("no id in the catalogue ends with `\(end)`, as in \(file)")
        }
        for id in known where reported.whole[id] == nil {
            let isComposed = reported.ends.keys.contains { id.hasSuffix($0) }
            #expect(isComposed, "nothing reports `\(id)`")
        }
    }

    @Test("is sorted, has each id once, and says of each in a sentence what it is and what to do")
    func form() throws {
        let entries = DiagnosticCatalogue.entries
        #expect(entries.map(\.id) == Set(entries.map(\.id)).sorted())
        for entry in entries {
            #expect(entry.id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(entry.id)")
            #expect(entry.meaning.hasSuffix("."), "\(entry.id)")
            let first = entry.meaning.first
            #expect(first == "`" || first?.isUppercase == true, "\(entry.id)")
            #expect(entry.meaning.count >= 30 && entry.meaning.count <= 130, "\(entry.id)")
        }
        #expect(DiagnosticCatalogue.entry("weights-sum")?.meaning.contains("100%") == true)
        #expect(DiagnosticCatalogue.entry("weights") == nil)
    }
}
