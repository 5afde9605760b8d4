// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import TestSupport
import Testing

@testable import ExperimentConfig

@Suite("The JSON Schema")
struct SchemaTests {
    private static let python = projectFolder.appending(path: ".venv/bin/python3")
    private static let hasValidator = FileManager.default.isExecutableFile(atPath: python.path)

    /// Plans that only the rules between keys refuse; a JSON Schema sees one value at a time.
    static let brokenInMeaning: [String: String] = {
        let reasons: [String: [String]] = [
            "sums over a list": [
                "weights-sum", "weights-over", "weights-thirds",
            ],
            "what one key needs depends on another": [
                "weight-missing", "weights-both", "weights-none", "cost-missing", "value-missing",
                "value-twice", "value-metric", "key-no-effect", "column-missing",
                "type-unsupported", "variant-column-missing", "simulate", "adjust-moments",
                "always-valid-missing", "cluster-with", "covariate-form", "contacted-ratio",
                "churned-missing", "dunnett-always-valid",
                "dunnett-sequential", "files-both", "files-units", "files-units-both",
                "sample-unreachable", "segments-counts", "segments-moments",
                "looks-fixed", "looks-fixed-horizon", "looks-missing",
                "goal-out-of-range", "runtime-schedule",
                "global-control-missing",
                "metric-match-units", "nps-keys", "nps-value", "placeholder-files",
                "placeholder-match", "placeholder-mixed", "placeholder-place",
                "placeholder-variant", "quantile-keys", "quantile-segments", "quantile-value",
                "retention-counts", "retention-keys", "simulate-types", "type-moments",
                "margin-missing", "metric-clv", "metric-events", "privacy", "privacy-alone",
                "looks-days-mixed", "looks-days-schedule", "primary-control",
                "primary-control-event",
            ],
            "names that stand in another file, or in the list of time zones": [
                "layer-without-shared", "timezone-unknown",
            ],
            "the language of rules is text": ["rule-places"],
            "roles over the whole list": [
                "no-control", "no-base", "two-controls", "two-bases", "no-test-variant",
            ],
            "a name must be one defined elsewhere, or only once": [
                "metric-unknown", "metric-twice", "segment-unknown", "key-duplicate",
                "match-duplicate", "match-list", "metric-match-twice", "files-same",
                "files-variants", "rows-twice", "covariate-outcome", "covariate-before",
                "cluster-column", "gate-salt",
                "target-unclear",
            ],
            "signs and units depend on the metric": [
                "margin-sign-decrease", "margin-sign-increase", "bar-unit", "target-sign",
                "uplift-sign", "currency-mixed", "value-direction", "margin-bare", "target-bare",
                "nps-bars", "bar-sign-unit", "bare-sign", "percentile-share-cap",
            ],
            "the order of a list, and shares up to the whole": [
                "looks-above", "looks-order", "looks-many", "looks-days-last", "looks-days-order",
            ],
            "order of two days, and which paths are inside": [
                "end-before-start", "runtime-longer", "path-outside", "path-absolute", "files-path",
                "window-after-deadline",
            ],
            "a pattern cannot say this range": ["confidence-range"],
            "a few names are taken by files": ["key-reserved"],
            "the validator sees values, not how they are written": [
                "smart-quotes", "yaml-anchor", "yaml-tag",
            ],
        ]
        var table: [String: String] = [:]
        for (reason, names) in reasons { for name in names { table[name + ".yaml"] = reason } }
        return table
    }()

    @Test(
        "accepts every plan that the loader accepts, and refuses what is broken in form",
        .enabled(
            if: hasValidator,
            "needs .venv/bin/python3 with jsonschema and PyYAML; `make setup` makes it"))
    func agrees() throws {
        let verdicts = try Self.validate(
            Fixtures.examples.map { projectFolder.appending(path: "experiments/" + $0) }
                + Fixtures.valid.map { Fixtures.folder.appending(path: "valid/" + $0) }
                + Fixtures.broken.map { Fixtures.folder.appending(path: "broken/" + $0) })
        for name in Fixtures.examples + Fixtures.valid {
            #expect(verdicts[name]?.word == "valid", "\(name) \(verdicts[name]?.line ?? "unseen")")
        }
        for name in Fixtures.broken {
            let word = verdicts[name]?.word ?? "unseen"
            if let reason = Self.brokenInMeaning[name] {
                #expect(word == "valid", "\(name) is listed as broken in meaning only: \(reason)")
            } else {
                #expect(["invalid", "unreadable"].contains(word), "\(name) is \(word)")
            }
        }
        #expect(Set(Self.brokenInMeaning.keys).isSubset(of: Fixtures.broken))
    }

    @Test(
        "accepts the templates",
        .enabled(if: hasValidator, "needs .venv/bin/python3; `make setup` makes it"))
    func templates() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "plan-templates-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [URL] = []
        let today = try #require(Day(year: 2026, month: 2, day: 25))
        for template in PlanTemplate.allCases {
            for language in PlanTemplate.Language.allCases {
                let url = folder.appending(path: "\(template.rawValue)-\(language.rawValue).yaml")
                let text = try template.text(key: "spring", language: language, today: today)
                try Data(text.utf8).write(to: url)
                files.append(url)
            }
        }
        let verdicts = try Self.validate(files)
        #expect(verdicts.count == files.count)
        for verdict in verdicts.values { #expect(verdict.word == "valid", "\(verdict.line)") }
    }

    @Test("is the same text each time, and a JSON object")
    func deterministic() throws {
        let text = PlanSchema.jsonSchema()
        #expect(text == PlanSchema.jsonSchema())
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let object = try #require(json as? [String: Any])
        #expect(object["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect(object["additionalProperties"] as? Bool == false)
        try expectSnapshot(text, at: Fixtures.folder.appending(path: "plan.schema.json"))
        try expectSnapshot(
            PlanSchema.workspaceJSONSchema(),
            at: Fixtures.folder.appending(path: "shared.schema.json"))
    }

    @Test(
        "accepts the shared file and the plans beside it",
        .enabled(if: hasValidator, "needs .venv/bin/python3; `make setup` makes it"))
    func workspace() throws {
        let folder = Fixtures.folder.appending(path: "workspace")
        let shared = try Self.validate(
            [folder.appending(path: "experiments.yaml")], PlanSchema.workspaceJSONSchema())
        #expect(shared["experiments.yaml"]?.word == "valid", "\(shared)")
        let plans = try Self.validate(
            Fixtures.workspace.map { folder.appending(path: $0) })
        for name in Fixtures.workspace {
            #expect(plans[name]?.word == "valid", "\(plans[name]?.line ?? "unseen")")
        }
    }

    @Test("describes every key for the reader who hovers over it")
    func described() {
        for group in Self.groups(in: PlanSchema.plan) + Self.groups(in: WorkspaceSchema.file) {
            #expect(!group.doc.isEmpty)
            for property in group.properties {
                #expect(property.doc.hasSuffix("."), "\(group.name).\(property.key)")
                #expect(property.doc.count > 8, "\(group.name).\(property.key)")
            }
            #expect(Set(group.properties.map(\.key)).count == group.properties.count)
        }
    }

    @Test("knows no key that the loader never asks for")
    func everyKeyIsRead() throws {
        var asked: [String: Set<String>] = [:]
        for name in Fixtures.valid {
            let rule = PathRule(plan: name, workspace: nil, allowOutside: false)
            let (_, log) = PlanLoader.read(
                try Fixtures.bytes("valid/" + name), file: name, paths: rule)
            for (group, keys) in log.asked { asked[group, default: []].formUnion(keys) }
        }
        var workspace = Workspace()
        let (log, _) = WorkspaceLoader.read(
            try Fixtures.bytes("workspace/experiments.yaml"), file: "experiments.yaml",
            into: &workspace)
        asked.merge(log.asked) { $0.union($1) }
        for group in Self.groups(in: PlanSchema.plan) + Self.groups(in: WorkspaceSchema.file) {
            let known = Set(group.properties.map(\.key))
            #expect(asked[group.name] == known, "\(group.name)")
        }
    }

    @Test("has examples that the loader reads")
    func examplesAreRead() {
        for group in Self.groups(in: PlanSchema.plan) + Self.groups(in: WorkspaceSchema.file) {
            for property in group.properties {
                guard case .scalar(let type) = property.value else { continue }
                for example in property.examples {
                    let result = type.parse(example, plain: true, named: property.key)
                    #expect(throws: Never.self, "\(group.name).\(property.key)") {
                        try result.get()
                    }
                }
            }
        }
    }

    private static func groups(in object: ObjectSchema) -> [ObjectSchema] {
        func inner(_ value: ValueSchema) -> [ObjectSchema] {
            switch value {
            case .scalar, .oneOrMore, .valueOrList: []
            case .object(let object), .either(_, let object), .groups(let object, _):
                groups(in: object)
            case .list(let item, _), .map(_, let item): inner(item)
            }
        }
        return [object] + object.properties.flatMap { inner($0.value) }
    }

    /// What a JSON Schema validator says of each file, by the file's name.
    private static func validate(
        _ files: [URL], _ text: String = PlanSchema.jsonSchema()
    ) throws -> [String: (word: String, line: String)] {
        let schema = FileManager.default.temporaryDirectory.appending(
            path: "plan-schema-\(UUID().uuidString).json")
        try Data(text.utf8).write(to: schema)
        defer { try? FileManager.default.removeItem(at: schema) }
        let process = Process()
        process.executableURL = python
        process.arguments =
            [Fixtures.folder.appending(path: "validate_schema.py").path, schema.path]
            + files.map(\.path)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        var verdicts: [String: (word: String, line: String)] = [:]
        for line in output.split(separator: "\n") {
            let word = line.prefix { $0 != " " }
            let path = line.dropFirst(word.count + 1).prefix { $0 != ":" }
            let name = path.split(separator: "/").last.map(String.init) ?? ""
            verdicts[name] = (String(word), String(line))
        }
        return verdicts
    }
}
