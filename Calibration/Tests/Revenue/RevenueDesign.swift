// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference

/// A campaign that leaves 5 % of the units out and brings in more buyers, or fewer, or none.
struct RevenueDesign: Sendable, Hashable {
    let control: Int
    /// How many more buyers there are in treatment, as a fraction.
    var lift = 0.0

    var treatment: Int { 19 * control }

    /// Simulates campaigns and asks every method about each of them.
    func tally(campaigns count: Int, seed: UInt64) async throws -> RevenueTally {
        let base = RevenueModel()
        let other = RevenueModel(buyerShare: base.buyerShare * (1 + lift))
        let difference = other.mean - base.mean
        return try await campaigns(count, seed: seed, into: RevenueTally.self) {
            campaign, generator, tally in
            let left = try base.draw(control, using: &generator)
            let contacted = try other.draw(treatment, using: &generator)
            record(
                left.moments, contacted.moments, difference: difference, in: &tally)
            guard
                let path = DefaultPath(
                    control: left, treatment: contacted, seed: seed, campaign: campaign)
            else { return }
            tally.path.record(
                zero: path.position(absolute: 0), absolute: path.position(absolute: difference),
                relative: path.position(relative: lift))
            let interval = path.relativeInterval
            tally.hasInterval.record(interval != nil)
            if let interval { tally.shownCoverage.record(interval.contains(lift)) }
        }
    }

    /// Asks the methods that need no values.
    private func record(
        _ left: Moments, _ contacted: Moments, difference: Double, in tally: inout RevenueTally
    ) {
        let welch = Welch()
        func position(_ bar: Double) -> BarPosition? {
            welch.position(control: left, treatment: contacted, againstAbsolute: bar).value
        }
        tally.welch.record(
            zero: position(0), absolute: position(difference),
            relative: welch.position(control: left, treatment: contacted, againstRelative: lift)
                .value)
        let delta = RelativeDelta().compare(control: left, treatment: contacted).relative.value?
            .interval
        tally.relativeDelta.record(
            zero: delta?.position(against: 0), absolute: nil,
            relative: delta?.position(against: lift))
    }
}
