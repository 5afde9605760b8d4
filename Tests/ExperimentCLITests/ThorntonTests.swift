// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

/// Thornton's rewards, by village; expected values were computed from the same file, the standard
/// error with sums over villages and the factor G / (G - 1).
@Suite(
    "The reward in 119 villages",
    .enabled(
        if: RealExperiment.has("thornton_hiv/thornton_hiv_full.csv"), RealExperiment.absent))
struct ThorntonTests {
    private static let found = Result { try RealExperiment.result(of: "thornton") }

    @Test("people without a draw are left out, and counted")
    func rows() throws {
        let result = try Self.found.get()
        let input = result.inputs[0]
        #expect(
            (input.read, input.kept, input.rejected, input.excluded) == (4_820, 2_901, 0, 1_919))
        #expect(result.arms.map(\.n) == [679, 2_222])
        #expect(try result.health("srm").status == "ok")
        #expect(try result.health("missing-values").status == "warning")
    }

    @Test("the effect is the published one, with the spread between villages")
    func effect() throws {
        let result = try Self.found.get()
        let got = try result.metric("got")
        #expect(got.arms.map(\.sum) == [211, 1_745])
        #expect(got.arms[0].n == 623)
        #expect(got.arms[1].n == 2_211)
        let effect = try result.comparison("got", "reward")
        #expect(effect.method == "cluster")
        #expect(isNear(effect.absolute.estimate, 0.45055185185991825))
        // Four people of the reward have no village; here each is one, there they were one together.
        #expect(isNear(effect.absolute.error, 0.022715294044102458, within: 3e-4))
        // As if villages did not matter the standard error would be smaller.
        #expect((effect.absolute.error ?? 0) > 0.0222)
        #expect(result.verdict == "PASS")
    }

    @Test("without villages the effect is that of strangers")
    func strangers() throws {
        let result = try RealExperiment.result(
            of: "thornton", replacing: [("      cluster: villnum\n", "")])
        #expect(try result.metric("got").arms.map(\.n) == [623, 2_211])
        let effect = try result.comparison("got", "reward")
        #expect(isNear(effect.absolute.estimate, 0.45055185185991825))
        #expect(isNear(effect.absolute.error, 0.020850610046863054))
        #expect(isNear(effect.relative.estimate, 1.3303023872451616))
    }
}
