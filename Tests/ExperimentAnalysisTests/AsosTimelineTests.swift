// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import Inference
import Tabular
import TestSupport
import Testing

@testable import ExperimentAnalysis

private let asos: URL? = {
    let file = realDataFolder?.appending(path: "asos/asos_digital_experiments_dataset.csv")
    return file.flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }
}()

@Suite(
    "The web shop's tests as they grew",
    .enabled(if: asos != nil, "the real data sets are not on this machine"))
struct AsosTimelineTests {
    private func collect(
        _ experiment: String, _ variant: String, primary: String = "acted"
    ) throws -> Collected {
        let plan = Plan(
            key: "asos", name: "Web shop",
            data: DataSource(
                kind: .moments,
                rows: [
                    .init(column: "experiment_id", values: [experiment]),
                    .init(column: "variant_id", values: [variant]),
                ],
                columns: .init(
                    metric: "metric_id", count: "count_{variant}", mean: "mean_{variant}",
                    variance: "variance_{variant}", time: "time_since_start")),
            assignment: AssignmentRule(salt: "asos", evenWeights: true),
            variants: [
                Variant(key: "control", role: .control, matches: ["c"]),
                Variant(key: "treatment", role: .test, matches: ["t"]),
            ],
            metrics: MetricSet(
                definitions: [
                    Metric(key: "acted", kind: .proportion, direction: .increase, match: "1"),
                    Metric(key: "value", kind: .mean, direction: .increase, match: "4"),
                ], primary: primary, secondary: []))
        let file = try #require(asos)
        var source = try MomentFileSource(
            plan: plan, readers: [try DelimitedReader(path: file.path)], workers: 2)
        return try source.collect(caps: [:])
    }

    @Test("every half day is a reading, the last one is the result")
    func readings() throws {
        let found = try collect("036afc", "2")
        #expect(found.timeline.count == 132)
        let first = try #require(found.timeline.first)
        #expect(first.time.text == "1.5000000000000002")
        #expect(first.counts == [188_065, 186_686])
        let last = try #require(found.timeline.last)
        #expect(last.time.position == 76.5 && last.counts == [1_050_994, 1_050_508])
        #expect(last.arms == found.metrics[0])
        #expect(zip(found.timeline, found.timeline.dropFirst()).allSatisfy { $0.time < $1.time })
        #expect(
            zip(found.timeline, found.timeline.dropFirst()).allSatisfy {
                $0.counts[0] <= $1.counts[0] && $0.counts[1] <= $1.counts[1]
            })
    }

    @Test("a reading of nobody is no reading")
    func nobody() throws {
        let found = try collect("64dc88", "1")
        #expect(found.timeline.count == 69)
        #expect(found.inputs[0].rowsKept == 2 * 70)
        #expect(found.timeline.allSatisfy { $0.counts.allSatisfy { $0 > 0 } })
    }

    @Test("a primary metric without variances has levels over time")
    func levels() throws {
        let found = try collect("3b4300", "1", primary: "value")
        #expect(found.timeline.count == 14)
        for reading in found.timeline {
            for arm in reading.arms {
                guard case .level(let count, let mean) = arm.moments else {
                    Issue.record("no variance is given")
                    continue
                }
                #expect(count > 0 && mean > 0)
            }
        }
    }

    @Test("some of the 99 tests in the file, none with a row that cannot be used")
    func several() throws {
        for (experiment, variant) in [("329386", "1"), ("48a675", "1"), ("6c4737", "3")] {
            let found = try collect(experiment, variant)
            #expect(found.inputs[0].rowsRejected == 0)
            #expect(!found.timeline.isEmpty)
        }
    }
}
