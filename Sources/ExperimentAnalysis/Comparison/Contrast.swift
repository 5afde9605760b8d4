// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Two arms on one metric, with the method that compares them, answering at any confidence.
struct Contrast: Sendable {
    /// The methods and what they need.
    enum Method: Sendable {
        case score(control: Proportion, treatment: Proportion)
        case welch(control: Moments, treatment: Moments)
        case ratio(control: BivariateMoments, treatment: BivariateMoments)
        case permutation(PermutationReference)
        case adjusted(AdjustedPair)
        case clustered(control: ClusterTotals, treatment: ClusterTotals)
        case quantile(Double, control: ValueTable, treatment: ValueTable)
    }

    /// The method in use.
    var method: Method
    /// Why it is not the default, where it is not.
    var reason: Remark?
    /// What the guard says about the data under this method.
    var guardStatus: GuardStatus
    /// A second p-value that must agree, for sparse proportions.
    var secondP: Comparison.SecondP?
    /// What the metric was adjusted for, where it was.
    var adjustment: Remark?
    /// Why no relative effect is given, for a metric where none makes sense.
    var withoutRelative: NotEstimableReason?

    /// Whether the guard leaves the result without a method that holds.
    var isUnguarded: Bool {
        switch method {
        case .score, .permutation, .quantile: false
        case .welch, .ratio, .adjusted, .clustered: guardStatus != .ok
        }
    }

    /// Whether the metric is a share compared by its counts.
    var isScore: Bool {
        if case .score = method { true } else { false }
    }

    /// Whether the reference distribution was drawn from rounded values.
    var isBinned: Bool {
        if case .permutation(let reference) = method { reference.isBinned } else { false }
    }

    /// The outcome at a confidence level.
    func outcome(confidence: Double) -> ComparisonOutcome {
        let outcome = fullOutcome(confidence: confidence)
        guard let withoutRelative else { return outcome }
        return ComparisonOutcome(
            method: outcome.method, absolute: outcome.absolute,
            relative: .notEstimable(withoutRelative), p: outcome.p,
            degreesOfFreedom: outcome.degreesOfFreedom, statistic: outcome.statistic)
    }

    private func fullOutcome(confidence: Double) -> ComparisonOutcome {
        switch method {
        case .score(let control, let treatment):
            SkewnessCorrectedScore(confidence: confidence)
                .compare(control: control, treatment: treatment)
        case .welch(let control, let treatment):
            Welch(confidence: confidence).compare(control: control, treatment: treatment)
        case .ratio(let control, let treatment):
            RatioDelta(confidence: confidence).compare(control: control, treatment: treatment)
        case .permutation(let reference): reference.outcome(confidence: confidence)
        case .adjusted(let pair): pair.compare(confidence: confidence)
        case .clustered(let control, let treatment):
            ClusteredUnits(confidence: confidence).compare(control: control, treatment: treatment)
        case .quantile(let probability, let control, let treatment):
            QuantileDifference(probability: probability, confidence: confidence)
                .compare(control: control, treatment: treatment)
        }
    }

    /// Where the effect lies against a bar at a confidence level.
    ///
    /// With fewer than ten events in an arm the skewness correction is too sure of bars away from
    /// zero (at 0 of n against 0 of n its limit is 2.81/n where Miettinen-Nurminen gives 3.84/n), so
    /// there Miettinen-Nurminen must agree.
    func position(against bar: Bar, confidence: Double) -> Estimated<BarPosition> {
        switch method {
        case .score(let control, let treatment):
            let position = SkewnessCorrectedScore(confidence: confidence)
                .position(control, treatment, against: bar)
            guard bar.value != 0, guardStatus == .caution else { return position }
            let second = MiettinenNurminen(confidence: confidence)
                .position(control, treatment, against: bar)
            return second.value == position.value ? position : position.map { _ in .undecided }
        case .welch(let control, let treatment):
            return Welch(confidence: confidence).position(control, treatment, against: bar)
        case .ratio(let control, let treatment):
            return RatioDelta(confidence: confidence).position(control, treatment, against: bar)
        case .permutation(let reference):
            switch bar {
            case .relative(let value):
                return reference.position(againstRelative: value, confidence: confidence)
            case .points(let value), .amount(let value, _):
                return reference.position(againstAbsolute: value, confidence: confidence)
            }
        case .adjusted(let pair):
            return Welch(confidence: confidence).position(
                pair.control, pair.treatment, against: bar)
        case .clustered(let control, let treatment):
            return ClusteredUnits(confidence: confidence)
                .position(control, treatment, against: bar)
        case .quantile(let probability, let control, let treatment):
            return QuantileDifference(probability: probability, confidence: confidence)
                .position(control, treatment, against: bar)
        }
    }
}

extension ComparisonMethod {
    /// Where the effect lies against a bar, on the scale that the plan wrote it in.
    fileprivate func position(_ control: Summary, _ treatment: Summary, against bar: Bar)
        -> Estimated<BarPosition>
    {
        switch bar {
        case .relative(let value):
            position(control: control, treatment: treatment, againstRelative: value)
        case .points(let value), .amount(let value, _):
            position(control: control, treatment: treatment, againstAbsolute: value)
        }
    }
}

extension Contrast {
    /// Where the effect lies against a bar, turned so that `above` is always the better side.
    ///
    /// - Parameters:
    ///   - bar: The bar on the oriented scale: +0.2 pt means "better by at least 0.2 points".
    ///   - direction: Which way is better.
    ///   - confidence: The level.
    /// - Returns: The side of the bar, or why there is none.
    func orientedPosition(
        against bar: Bar, direction: Metric.Direction, confidence: Double
    ) -> Estimated<BarPosition> {
        switch direction {
        case .increase: position(against: bar, confidence: confidence)
        case .decrease:
            position(against: bar.negated, confidence: confidence).map { position in
                switch position {
                case .above: .below
                case .below: .above
                case .undecided: .undecided
                }
            }
        }
    }
}
