// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

/// Karlan and List's letters with matched gifts; expected values were computed from the same file
/// (difference, unpooled standard error and pooled z of shares; Welch for amounts).
@Suite(
    "The letters with matched gifts",
    .enabled(if: RealExperiment.has("karlan_list/karlan_list.csv.gz"), RealExperiment.absent))
struct KarlanListTests {
    private static let found = Result { try RealExperiment.result(of: "karlan-list") }

    /// One variant against the plain letter.
    struct Expected: Sendable, CustomTestStringConvertible {
        var key: String
        var count: Int
        var gave: Int
        var difference: Double
        var error: Double
        var p: Double
        var amounts: Int
        var amountDifference: Double
        var amountError: Double
        var amountP: Double
        var testDescription: String { key }
    }

    static let expected = [
        Expected(
            key: "match-1", count: 11_133, gave: 231, difference: 0.0028909112451120066,
            error: 0.001695922740621709, p: 0.08368373732748878, amounts: 11_133,
            amountDifference: 0.12340693747322684, amountError: 0.10882372944225946,
            amountP: 0.25680391193671936),
        Expected(
            key: "match-2", count: 11_134, gave: 252, difference: 0.004775162266827001,
            error: 0.001742952150845467, p: 0.005059495693021444, amounts: 11_134,
            amountDifference: 0.2128683462435932, amountError: 0.10899834207402084,
            amountP: 0.050838371649603316),
        Expected(
            key: "match-3", count: 11_129, gave: 253, difference: 0.00487518624707994,
            error: 0.0017456674287055585, p: 0.004253047665975661, amounts: 11_127,
            amountDifference: 0.11941844538231705, amountError: 0.09963930335685603,
            amountP: 0.23073138594336826),
    ]

    @Test("every letter counts, and the plain one has the published response")
    func control() throws {
        let result = try Self.found.get()
        let input = result.inputs[0]
        #expect(
            (input.read, input.kept, input.rejected, input.excluded) == (50_083, 50_083, 0, 0))
        #expect(result.arms.map(\.n) == [16_687, 11_133, 11_134, 11_129])
        let (gave, amount) = (try result.metric("gave"), try result.metric("amount"))
        #expect(gave.arms[0].sum == 298)
        #expect(isNear(gave.arms[0].value, 0.017858212980164198))
        #expect(isNear(amount.arms[0].value, 0.8132678132678133))
        #expect(try result.health("srm").status == "ok")
    }

    @Test("each ratio has the published effects", arguments: expected)
    func effects(_ expected: Expected) throws {
        let result = try Self.found.get()
        let gave = try #require(
            try result.metric("gave").arms.first { $0.key == expected.key })
        #expect(gave.n == expected.count && gave.sum == Double(expected.gave))
        let share = try result.comparison("gave", expected.key)
        #expect(share.reference == "control")
        #expect(isNear(share.absolute.estimate, expected.difference))
        #expect(isNear(share.absolute.error, expected.error))
        // The score test's own p lies near that of the pooled z.
        #expect(isNear(share.p.value, expected.p, within: 0.1))
        let amount = try #require(
            try result.metric("amount").arms.first { $0.key == expected.key })
        #expect(amount.n == expected.amounts)
        let mean = try result.comparison("amount", expected.key)
        #expect(isNear(mean.absolute.estimate, expected.amountDifference))
        #expect(isNear(mean.absolute.error, expected.amountError))
        // Amounts are skewed: where the guard trips, a permutation takes Welch's place.
        #expect(isNear(mean.p.value, expected.amountP, within: mean.method == "welch" ? 1e-9 : 0.1))
    }

    @Test("Welch's interval stands where the groups are even enough")
    func welch() throws {
        let mean = try Self.found.get().comparison("amount", "match-3")
        #expect(mean.method == "welch")
        #expect(isNear(mean.absolute.low, -0.0758808660806107, within: 1e-8))
        #expect(isNear(mean.absolute.high, 0.31471775684524483, within: 1e-8))
    }

    @Test("two gifts of unknown size are left out, counted, and warned of")
    func missing() throws {
        let result = try Self.found.get()
        #expect(try result.metric("amount").arms.map(\.missing) == [0, 0, 0, 2])
        #expect(try result.metric("gave").arms.map(\.missing) == [0, 0, 0, 0])
        #expect(try result.health("missing-values").status == "warning")
    }

    @Test("the three ratios together are one variant with three values")
    func together() throws {
        let plan = """
            version: 1
            key: any-match
            name: Any match
            data:
              file: karlan_list/karlan_list.csv.gz
              id: donor_id
              variant: arm
              missing: ["", "-999"]
            assignment: { salt: any-match }
            variants:
              - { key: control, role: control, weight: 1/3 }
              - { key: any, role: test, weight: 2/3, match: [match_1_1, match_2_1, match_3_1] }
            metrics:
              define:
                - { key: gave, type: proportion, column: out_gavedum, direction: increase }
                - { key: amount, type: mean, column: amount, direction: increase }
              primary: gave
              secondary: [amount]
            decision: { beat: [control] }
            """
        let result = try RealExperiment.result(ofPlan: plan)
        #expect(result.arms.map(\.n) == [16_687, 33_396])
        #expect(isNear(try result.health("srm").p, 0.9445817332069164, within: 1e-3))
        let share = try result.comparison("gave", "any")
        #expect(isNear(share.absolute.estimate, 0.00418035451294875))
        #expect(isNear(share.absolute.error, 0.001302477750556632))
        #expect(isNear(share.p.value, 0.0019278679518297975, within: 0.15))
        let mean = try result.comparison("amount", "any")
        #expect(try result.metric("amount").arms.map(\.n) == [16_687, 33_394])
        #expect(isNear(mean.absolute.estimate, 0.15190557117250536))
        #expect(isNear(mean.absolute.error, 0.08006273344668947))
        #expect(isNear(mean.relative.estimate, 0.1867841917438359))
        #expect(result.verdict == "PASS")
    }
}
