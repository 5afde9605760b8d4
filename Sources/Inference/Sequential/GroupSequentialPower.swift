// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// The power of a group-sequential test and the size it needs.
///
/// An effect θ, the drift, gives E Z(k) = θ·√t(k). One recursion without effect serves every drift,
/// weighted by the likelihood ratio exp(θs − θ²t/2).
///
/// ### Accuracy
/// Matches R rpact to the tolerance in Golden/gs_inflation.jsonl.
/// ### Reference
/// Jennison, Turnbull (2000). Group Sequential Methods, chapters 2 and 19.
public struct GroupSequentialPower: Sendable {
    /// What a test with a given power costs.
    public struct Inflation: Sendable, Hashable {
        /// θ² of a test with one look: (z(1−α/sides) + z(power))².
        public let fixedDriftSquared: Double
        /// θ² of this test.
        public let driftSquared: Double
        /// The factor by which the size at the last look exceeds that of a test with one look.
        public let factor: Double
        /// The expected size, over that of a test with one look, if the effect is there.
        public let expectedFractionWithEffect: Double
        /// The expected size, over that of a test with one look, if there is no effect.
        public let expectedFractionWithoutEffect: Double
    }

    /// The test.
    public let design: GroupSequentialDesign
    private let densities: [ScoreDensity]

    /// Prepares a test.
    public init(_ design: GroupSequentialDesign) throws(StatisticsError) {
        self.design = design
        densities = try design.densities(through: design.information.count - 1, lowest: -8)
    }

    /// The probability to stop at each look: above or, where both directions are tested, below.
    public func stopping(drift: Double) -> [Double] {
        let above = crossingAbove(drift: drift)
        guard design.sides == .two else { return above }
        return zip(above, crossingAbove(drift: -drift)).map { $0 + $1 }
    }

    /// The probability to find an effect in the direction of the drift, at any look.
    public func power(drift: Double) -> Double {
        min(1, crossingAbove(drift: design.sides == .two ? abs(drift) : drift).reduce(0, +))
    }

    private func crossingAbove(drift: Double) -> [Double] {
        design.information.indices.map { look in
            let t = design.information[look]
            let critical = design.criticalValues[look]
            let before = densities[look]
            guard critical < .infinity, t > before.information else { return 0 }
            return before.tilted(by: drift, toward: t).above(critical, at: t)
        }
    }

    /// The drift at which the test has a given power.
    ///
    /// - Parameter power: Between α, or α/2 where both directions are tested, and 1.
    /// - Returns: The drift θ.
    /// - Throws: ``StatisticsError`` if the power is not between α and 1.
    public func drift(power: Double) throws(StatisticsError) -> Double {
        guard power > design.alpha / design.sides.count, power < 1 else {
            throw .outOfDomain(argument: "power", value: power)
        }
        let beta = 1 - power
        let start = try Normal.upperQuantile(design.alpha / design.sides.count)
        let single = start + (try Normal.upperQuantile(beta))
        let excess = { (drift: Double) in self.power(drift: drift) - power }
        var high = max(1, single)
        while excess(high) < 0, high < 1e3 { high *= 1.5 }
        return try BrentRoot.find(from: 0, to: high, absoluteTolerance: 1e-11, excess)
    }

    /// What the test costs against one with a single look at all the information.
    public func inflation(power: Double) throws(StatisticsError) -> Inflation {
        let drift = try drift(power: power)
        let fixed =
            try Normal.upperQuantile(design.alpha / design.sides.count)
            + (try Normal.quantile(power))
        let factor = drift * drift / (fixed * fixed)
        return Inflation(
            fixedDriftSquared: fixed * fixed, driftSquared: drift * drift, factor: factor,
            expectedFractionWithEffect: factor * expectedInformation(drift: drift),
            expectedFractionWithoutEffect: factor * expectedInformation(drift: 0))
    }

    /// The information expected when the test ends.
    public func expectedInformation(drift: Double) -> Double {
        let information = design.information
        guard let last = information.last else { return 0 }
        return zip(information, stopping(drift: drift)).reduce(last) { expected, look in
            expected - (last - look.0) * look.1
        }
    }
}
