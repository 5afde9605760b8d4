// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// Udacity's question before a free trial: a file per group, a row per day; expected values were
/// computed from the same files and are those the course publishes.
@Suite(
    "The question before a free trial",
    .enabled(if: RealExperiment.has("udacity_free_trial/control.csv"), RealExperiment.absent))
struct UdacityTests {
    private static let found = Result { try RealExperiment.result(of: "udacity-free-trial") }

    @Test("each file is stamped, its blank rows left out")
    func inputs() throws {
        let inputs = try Self.found.get().inputs
        #expect(inputs.map(\.name) == ["control.csv", "experiment.csv"])
        #expect(inputs.map(\.read) == [39, 37] && inputs.map(\.kept) == [37, 37])
        #expect(inputs.map(\.excluded) == [2, 0] && inputs.map(\.rejected) == [0, 0])
    }

    @Test("conversion and clicks are as published")
    func effects() throws {
        let result = try Self.found.get()
        #expect(result.arms.map(\.n) == [28_378, 28_325])
        #expect(isNear(try result.health("srm").p, 0.8238677039815409))
        let gross = try result.metric("gross-conversion")
        #expect(gross.arms.map(\.n) == [17_293, 17_260])
        #expect(gross.arms.map(\.sum) == [3_785, 3_423])
        let fewer = try result.comparison("gross-conversion", "experiment")
        #expect(isNear(fewer.absolute.estimate, -0.020554874580361565))
        #expect(isNear(fewer.absolute.error, 0.004370125116166828))
        #expect(isNear(fewer.absolute.low, -0.0291233583354044, within: 1e-3))
        #expect(isNear(fewer.absolute.high, -0.01198639082531873, within: 1e-3))
        #expect(isNear(fewer.p.value, 2.578401033720593e-06, within: 1e-2))
        #expect(isNear(fewer.relative.estimate, -0.09391161059925827))
        let net = try result.metric("net-conversion")
        #expect(net.arms.map(\.sum) == [2_033, 1_945])
        let paid = try result.comparison("net-conversion", "experiment")
        #expect(isNear(paid.absolute.estimate, -0.0048737226745441675))
        #expect(isNear(paid.absolute.error, 0.0034339730295116894))
        #expect(isNear(paid.p.value, 0.15584068262150205, within: 1e-2))
        let clicked = try result.comparison("click-through", "experiment")
        #expect(isNear(clicked.absolute.estimate, 5.662709158693602e-05))
        #expect(isNear(clicked.p.value, 0.9317359524473912, within: 1e-2))
    }

    @Test("fewer enrol, and whether as many pay is open: no verdict yet")
    func verdict() throws {
        let result = try Self.found.get()
        let paid = try result.comparison("net-conversion", "experiment")
        #expect((paid.absolute.low ?? 0) < -0.0075 && (paid.absolute.high ?? 0) > -0.0075)
        #expect(result.verdict == "INCONCLUSIVE")
    }

    @Test("the clicks of fourteen days without enrolments are missing, and a warning says so")
    func immature() throws {
        let result = try Self.found.get()
        #expect(try result.metric("gross-conversion").arms.map(\.missing) == [11_085, 11_065])
        #expect(try result.metric("click-through").arms.map(\.missing) == [0, 0])
        let warnings = result.health.filter { $0.id == "missing-values" }
        #expect(warnings.count == 2 && warnings.allSatisfy { $0.status == "warning" })
        #expect(warnings.allSatisfy { $0.message.contains("22,150") }, "\(warnings)")
    }

    @Test("one file for two is refused, and a folder finds both")
    func oneFile() throws {
        let data = try #require(realDataFolder).appending(path: "udacity_free_trial")
        let plan = projectFolder.appending(path: "experiments/udacity-free-trial.yaml").path
        let run = try Program.run(
            ["check", plan, "--data", data.appending(path: "control.csv").path], in: projectFolder)
        #expect(run.status == 64)
        #expect(run.messages.contains("give the folder that holds them, as --data FOLDER"))
        let folder = try Program.run(["check", plan, "--data", data.path], in: projectFolder)
        #expect(folder.status == 2, "\(folder.messages)")
    }
}
