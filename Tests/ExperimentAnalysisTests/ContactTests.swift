// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("Who was reached")
struct ContactTests {
    /// 4,000 rows; `reach` and `leak` are the shares of test and control that were contacted.
    private func result(reach: Double, leak: Double) throws -> AnalysisResult {
        var dice = Dice(state: 21)
        var text = "arm,ordered,mailed\n"
        for row in 0..<8_000 {
            let isTest = row % 2 == 0
            let isReached = dice.uniform() < (isTest ? reach : leak)
            let ordered = dice.uniform() < (isReached ? 0.3 : 0.1)
            text += "\(isTest ? "test1" : "control0"),\(ordered ? 1 : 0),\(isReached ? 1 : 0)\n"
        }
        var data = DataSource(id: .row, variant: "arm")
        data.contacted = "mailed"
        return try Campaign.analyse(Campaign.plan(data: data), text)
    }

    @Test("the effect per unit reached is the effect on all over the share that was reached")
    func effect() throws {
        let result = try result(reach: 0.6, leak: 0)
        let contact = try #require(result.contact)
        let effect = try #require(contact.effects[0].absolute.value)
        let all = try #require(result.metrics[0].comparisons[0].absolute.value)
        let rate = try #require(contact.arms[1].rate)
        #expect(abs(effect.estimate - all.estimate / rate) < 1e-9)
        #expect(effect.low < 0.2 && effect.high > 0.2)
        #expect(result.health.contains { $0.remark.id == "health.contact.ok" })
    }

    @Test("it is not given beside a main result of another kind, which it could contradict")
    func otherMethods() throws {
        var clustered = Campaign.ordered
        clustered.cluster = "home"
        var data = DataSource(id: .row, variant: "arm")
        data.contacted = "mailed"
        var text = "arm,ordered,mailed,home\n"
        for row in 0..<2_000 {
            let arm = row / 10 % 2
            text +=
                "\(arm == 0 ? "control0" : "test1"),\(row % 3 == 0 ? 1 : 0),\(arm),h\(row / 10)\n"
        }
        let found = try Campaign.analyse(Campaign.plan(metrics: [clustered], data: data), text)
        #expect(found.contact?.effects[0].absolute == .notEstimable(.notApplicable))
    }

    @Test("a control that was contacted too is named")
    func leak() throws {
        let found = try result(reach: 0.9, leak: 0.1)
        let check = try #require(found.health.first { $0.id == "contact" })
        #expect(check.remark.id == "health.contact.leak")
        #expect(check.status == .warning)
    }

    @Test("a control contacted as often as the test tells nothing")
    func invalid() throws {
        let found = try result(reach: 0.5, leak: 0.6)
        #expect(found.health.contains { $0.remark.id == "health.contact.invalid" })
        #expect(found.decision.verdict == .invalid)
    }

    @Test("a test group that was hardly reached is named")
    func low() throws {
        let found = try result(reach: 0.2, leak: 0)
        #expect(found.health.contains { $0.remark.id == "health.contact.low" })
    }
}
