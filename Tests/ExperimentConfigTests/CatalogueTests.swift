// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Foundation
import TestSupport
import Testing

/// The part of the catalogue of bad input that is about plans: what a person may get wrong, and the
/// fixture beside which the exact message stands.
@Suite("The catalogue of bad plans")
struct CatalogueTests {
    /// One row: the situation, and each fixture with the ids of its messages.
    struct Row: CustomTestStringConvertible, Sendable {
        var number: Int
        var situation: String
        var fixtures: [String: Set<String>]
        var testDescription: String { "\(number) \(situation)" }

        init(_ number: Int, _ situation: String, _ fixtures: [String: Set<String>]) {
            self.number = number
            self.situation = situation
            self.fixtures = fixtures
        }
    }

    static let rows = [
        Row(
            1, "weights of 99% or 101%",
            ["broken/weights-sum": ["weights-sum"], "broken/weights-over": ["weights-sum"]]),
        Row(2, "three weights of 33.33%", ["broken/weights-thirds": ["weights-sum"]]),
        Row(
            3, "a weight of nothing, below, above, or as a fraction",
            ["broken/weight-range": ["share-range"], "broken/weight-bare": ["bare-number"]]),
        Row(
            4, "a slip in a key, the indent, a tab, quotes or a colon",
            [
                "broken/unknown-key": ["unknown-key"], "broken/indent-wrong": ["indent"],
                "broken/tab-indent": ["tab-indent"], "broken/smart-quotes": ["smart-quotes"],
                "broken/colon-space": ["colon-space"],
            ]),
        Row(
            5, "a key twice, a variant twice, an experiment twice",
            [
                "broken/duplicate-key": ["duplicate-key"],
                "broken/key-duplicate": ["key-duplicate"],
                "folders/key-reused": ["key-duplicate"],
            ]),
        Row(6, "what YAML would guess", ["valid/yaml-guesses": []]),
        Row(
            7, "no control",
            ["broken/no-control": ["no-control"], "warned/no-control": ["no-control"]]),
        Row(
            8, "no base, two controls, two bases",
            [
                "broken/no-base": ["no-base"], "broken/two-controls": ["two-controls"],
                "broken/two-bases": ["two-bases"],
            ]),
        Row(
            9, "a metric unknown, no primary, two primaries",
            [
                "broken/metric-unknown": ["metric-unknown"],
                "broken/primary-missing": ["primary-missing"],
                "broken/two-primaries": ["two-primaries"],
            ]),
        Row(
            10, "no direction, a margin with the wrong sign",
            [
                "broken/direction-missing": ["direction-missing"],
                "broken/margin-sign-increase": ["margin-sign"],
                "broken/margin-sign-decrease": ["margin-sign"],
            ]),
        Row(
            11, "a target or margin without a unit",
            ["broken/target-bare": ["bare-number"], "broken/margin-bare": ["bare-number"]]),
        Row(
            12, "an end before the start, a window longer than the time there is",
            [
                "broken/end-before-start": ["end-before-start"],
                "broken/window-after-deadline": ["window-after-deadline"],
                "warned/deadline-before-readout": ["deadline-before-readout"],
                "warned/deadline-before-end": ["deadline-before-end"],
            ]),
        Row(
            13, "a time that the clock jumps over or shows twice",
            [
                "warned/time-left-out": ["time-left-out"], "warned/time-twice": ["time-twice"],
            ]),
        Row(
            14, "an unknown time zone, layer, global control, segment, permission",
            [
                "broken/timezone-unknown": ["timezone-unknown"],
                "broken/timezone-offset": ["timezone-unknown"],
                "broken/layer-without-shared": [
                    "layer-unknown", "holdout-unknown", "permission-unknown",
                ],
                "folders/unknown-names": [
                    "layer-unknown", "holdout-unknown", "permission-unknown", "segment-unknown",
                    "metric-unknown",
                ],
            ]),
        Row(
            15, "a key or salt with spaces, capitals, accents, too long, empty",
            [
                "broken/key-pattern": ["key-pattern"], "broken/key-nfc": ["key-pattern"],
                "broken/key-nfd": ["key-pattern"], "broken/key-long": ["key-pattern"],
                "broken/key-empty": ["key-pattern"], "broken/salt-pattern": ["salt-pattern"],
                "broken/salt-forms": ["salt-pattern"],
            ]),
        Row(16, "a salt of another experiment", ["folders/salt-reused": ["salt-reused"]]),
        Row(
            17, "a goal that is not SMART",
            [
                "warned/goal-not-smart": [
                    "goal-not-specific", "goal-not-measurable", "goal-not-time-bound",
                    "non-actionable",
                ]
            ]),
        Row(
            18, "a primary metric that means nothing for the control",
            [
                "broken/primary-control": ["primary-control"],
                "broken/primary-control-event": ["primary-control"],
            ]),
        Row(
            19, "no cost or margin beside net value",
            [
                "broken/cost-missing": ["cost-missing"],
                "broken/margin-missing": ["margin-missing"],
            ]),
        Row(
            20, "a segment on what the treatment changes",
            ["warned/outcome-attribute": ["outcome-attribute"]]),
        Row(
            21, "another version of the language",
            [
                "broken/version-unsupported": ["version-unsupported"],
                "folders/shared-newer": ["version-unsupported"],
            ]),
        Row(
            22, "an include, an empty file, a file of data",
            [
                "broken/include": ["unknown-key"], "broken/plan-empty": ["plan-empty"],
                "broken/data-file": ["not-a-plan"], "folders/shared-empty": ["shared-empty"],
                "folders/shared-include": ["unknown-key"],
            ]),
    ]

    @Test("has every row once")
    func complete() {
        #expect(Self.rows.map(\.number) == Array(1...22))
    }

    @Test("says exactly this", arguments: rows)
    func exact(_ row: Row) throws {
        for (fixture, ids) in row.fixtures {
            let parts = fixture.split(separator: "/").map(String.init)
            let found: [Diagnostic]
            let expected: String
            if parts[0] == "folders" {
                found = Fixtures.loadFolder(parts[1]).diagnostics
                expected = "\(fixture)/expected.txt"
            } else {
                found = try Fixtures.load(fixture + ".yaml").diagnostics
                expected = "\(fixture).expected.txt"
            }
            #expect(ids.isSubset(of: Set(found.map(\.id))), "\(fixture)")
            if ids.isEmpty {
                #expect(found.map { $0.rendered() } == [], "\(fixture)")
                continue
            }
            let text = Fixtures.text(of: found, parts[0] == "folders" ? parts[1] : nil)
            #expect(try text == String(decoding: Fixtures.bytes(expected), as: UTF8.self))
        }
    }
}
