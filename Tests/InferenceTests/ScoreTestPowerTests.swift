// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite("Power of the score test of two rates")
struct ScoreTestPowerTests {
    struct Campaign: Sendable {
        var rate: Double
        var customers: Double
        var relative: Double
        var chance: Double

        var sizes: GroupSizes {
            get throws { try GroupSizes(control: 0.1 * customers, treatment: 0.45 * customers) }
        }
    }

    /// 10% control and 45% test; source: seeded simulation of 400,000 campaigns.
    static let campaigns = [
        Campaign(rate: 0.03, customers: 20_000, relative: 0.5, chance: 0.892),
        Campaign(rate: 0.01, customers: 100_000, relative: 0.3, chance: 0.715),
        Campaign(rate: 0.005, customers: 40_000, relative: 1, chance: 0.917),
        Campaign(rate: 0.03, customers: 100_000, relative: -0.2, chance: 0.920),
    ]

    private func test() throws -> ScoreTestPower {
        try ScoreTestPower(criticalValue: try Normal.upperQuantile(0.025))
    }

    @Test("the chance is that of drawn campaigns", arguments: campaigns)
    func simulated(_ campaign: Campaign) throws {
        let chance = try test().chance(
            control: campaign.rate, treatment: campaign.rate * (1 + campaign.relative),
            sizes: campaign.sizes)
        #expect(abs(chance - campaign.chance) < 0.015, "\(chance)")
    }

    @Test("groups that many times as large find it as often as asked", arguments: campaigns)
    func factor(_ campaign: Campaign) throws {
        let (rate, other) = (campaign.rate, campaign.rate * (1 + campaign.relative))
        let sizes = try campaign.sizes
        for power in [0.5, 0.8, 0.95] {
            let factor = try test().factor(
                chance: power, control: rate, treatment: other, sizes: sizes)
            let larger = try GroupSizes(
                control: factor * sizes.control, treatment: factor * sizes.treatment)
            let chance = try test().chance(control: rate, treatment: other, sizes: larger)
            #expect(abs(chance - power) < 1e-8, "\(chance)")
        }
    }

    @Test("a decrease of a rate is an increase of its complement")
    func mirror() throws {
        let sizes = try GroupSizes(control: 2_000, treatment: 9_000)
        let fall = try test().chance(control: 0.03, treatment: 0.02, sizes: sizes)
        let rise = try test().chance(control: 0.97, treatment: 0.98, sizes: sizes)
        #expect(abs(fall - rise) < 1e-9)
    }

    @Test("refuses what is no rate, no difference or no chance")
    func refuses() throws {
        let sizes = try GroupSizes(control: 10, treatment: 10)
        #expect(throws: StatisticsError.self) {
            try test().chance(control: 0.97, treatment: 1.16, sizes: sizes)
        }
        #expect(throws: StatisticsError.self) {
            try test().factor(chance: 0.8, control: 0.1, treatment: 0.1, sizes: sizes)
        }
        #expect(throws: StatisticsError.self) { try ScoreTestPower(criticalValue: 0) }
    }
}
