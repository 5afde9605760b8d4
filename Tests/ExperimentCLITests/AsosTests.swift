// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// Tests of a web shop of which only moments are published; expected values were computed from the
/// same file.
@Suite(
    "The web shop's tests",
    .enabled(
        if: RealExperiment.has("asos/asos_digital_experiments_dataset.csv"), RealExperiment.absent))
struct AsosTests {
    private static let found = Result { try RealExperiment.result(of: "asos-036afc") }

    @Test("only the rows of the test count, and the last of each metric is the result")
    func latest() throws {
        let result = try Self.found.get()
        let input = result.inputs[0]
        #expect((input.read, input.kept, input.rejected) == (24_153, 4 * 132, 0))
        #expect(result.arms.map(\.n) == [1_050_994, 1_050_508])
        let acted = try result.metric("acted")
        #expect(acted.arms.map(\.sum) == [616_690, 616_937])
        #expect(isNear(acted.arms[0].value, 0.5867683354995367))
        #expect(isNear(acted.arms[1].value, 0.5872749184204213))
        let share = try result.comparison("acted", "treatment")
        #expect(isNear(share.absolute.estimate, 0.0005065829208846, within: 1e-7))
        #expect(isNear(share.absolute.error, 0.00067929081482889, within: 1e-6))
    }

    @Test("the looks are replayed at the first times with units enough, and none was decisive")
    func replay() throws {
        let monitoring = try #require(try Self.found.get().monitoring)
        #expect(monitoring.look == 4)
        let readings = try #require(monitoring.histories.first).readings
        #expect(readings.map(\.time) == ["2.5", "9.0", "32.0", "75.5"])
        let differences = [
            -0.000354166416263, -0.001213007726084, -0.000540529618636, 0.000512503007612,
        ]
        for (reading, difference) in zip(readings, differences) {
            #expect(isNear(reading.absolute.estimate, difference, within: 1e-8))
            #expect(!reading.decisive)
        }
        // An early look asks for more: its interval is wider than the data alone would make it.
        let widths = readings.map { ($0.absolute.high ?? 0) - ($0.absolute.low ?? 0) }
        #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test(
        "means have Welch's difference and standard error",
        arguments: [
            ("events", -0.0065249381154106, 0.004733293188962222),
            ("repeats", -0.0066063097329726, 0.014448380254536732),
            ("value", -0.2901967042468, 0.3853355392992843),
        ])
    func means(metric: String, difference: Double, error: Double) throws {
        let mean = try Self.found.get().comparison(metric, "treatment")
        #expect(isNear(mean.absolute.estimate, difference, within: 1e-6))
        #expect(isNear(mean.absolute.error, error))
    }

    @Test("a test whose first row counts nobody, in both groups, is read all the same")
    func nobody() throws {
        let result = try RealExperiment.result(
            of: "asos-036afc",
            replacing: [
                ("experiment_id: 036afc", "experiment_id: 64dc88"),
                ("variant_id: \"2\"", "variant_id: \"1\""),
            ])
        #expect((result.inputs[0].kept, result.inputs[0].rejected) == (4 * 70, 0))
        #expect(result.arms.map(\.n) == [14_062_410, 13_649_643])
        #expect(
            isNear(
                try result.comparison("value", "treatment").absolute.error, 0.013800722646692232))
    }

    @Test("a metric without variances has a level and nothing to compare")
    func noVariance() throws {
        let result = try RealExperiment.result(
            of: "asos-036afc",
            replacing: [
                ("experiment_id: 036afc", "experiment_id: 3b4300"),
                ("variant_id: \"2\"", "variant_id: \"1\""),
            ])
        #expect((result.inputs[0].kept, result.inputs[0].rejected) == (4 * 14, 0))
        let value = try result.metric("value")
        #expect(isNear(value.arms[0].value, 16.78936819521659))
        #expect(isNear(value.arms[1].value, 36.528390453471324))
        let comparison = try result.comparison("value", "treatment")
        #expect(comparison.absolute.estimate == nil && comparison.absolute.reason != nil)
        #expect(comparison.p.value == nil)
        #expect(try result.comparison("acted", "treatment").absolute.estimate != nil)
    }

    @Test("sixty-five million customers in each group are no matter")
    func large() throws {
        let result = try RealExperiment.result(
            of: "asos-036afc",
            replacing: [
                ("experiment_id: 036afc", "experiment_id: 2c8a04"),
                ("variant_id: \"2\"", "variant_id: \"1\""),
            ])
        #expect(result.inputs[0].kept == 4 * 246)
        #expect(result.arms.map(\.n) == [64_817_937, 64_812_440])
        let share = try result.comparison("acted", "treatment")
        let z = (share.absolute.estimate ?? 0) / (share.absolute.error ?? 1)
        #expect(abs(z - 28.5835) < 1e-3)
        #expect((share.p.value ?? 1) < 1e-170)
    }

    @Test("a test that is not in the file is bad data, with some that are")
    func absent() throws {
        let folder = try ScratchFolder()
        let plan = try RealExperiment.text(
            of: "asos-036afc", replacing: [("experiment_id: 036afc", "experiment_id: 036afd")])
        try folder.write(plan, to: "plan.yaml")
        let data = try #require(realDataFolder)
        let run = try Program.run(["check", "plan.yaml", "--data", data.path], in: folder.url)
        #expect(run.status == 65)
        #expect(run.messages.contains("no row has '036afd' in column experiment_id"))
        #expect(run.messages.contains("did you mean `036afc`?"))
    }
}
