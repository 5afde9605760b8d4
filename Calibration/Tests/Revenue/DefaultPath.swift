// SPDX-License-Identifier: GPL-3.0-or-later
import Inference

/// What the default for means answers: Welch, or the permutation test where the guard is not `ok`.
enum DefaultPath {
    case welch(Welch, control: Moments, treatment: Moments)
    case permutation(PermutationReference)

    /// Any even number of reassignments puts 2.5 % within 0.02 points of a step of p; fewer of them
    /// cost power, never the error rate.
    static let replicates = 200

    init?(control: ValueTable, treatment: ValueTable, seed: UInt64, campaign: Int) {
        let (base, other) = (control.moments, treatment.moments)
        let smaller = control.count <= treatment.count ? control : treatment
        let found = ContrastSkewGuard(
            control: base, treatment: other, otherValuesInSmallerGroup: smaller.countOtherThanMode)
        if found.status == .ok {
            self = .welch(Welch(), control: base, treatment: other)
            return
        }
        let reference = StudentisedPermutation(
            replicates: Self.replicates, seed: seed, stream: UInt64(campaign)
        ).reference(control: control, treatment: treatment)
        guard let reference = reference.value else { return nil }
        self = .permutation(reference)
    }

    func position(absolute bar: Double) -> BarPosition? {
        switch self {
        case .welch(let method, let control, let treatment):
            method.position(control: control, treatment: treatment, againstAbsolute: bar).value
        case .permutation(let reference):
            reference.position(againstAbsolute: bar).value
        }
    }

    func position(relative bar: Double) -> BarPosition? {
        switch self {
        case .welch(let method, let control, let treatment):
            method.position(control: control, treatment: treatment, againstRelative: bar).value
        case .permutation(let reference):
            reference.position(againstRelative: bar).value
        }
    }

    /// The relative interval where it has two ends.
    var relativeInterval: Interval? {
        switch self {
        case .welch(let method, let control, let treatment):
            method.compare(control: control, treatment: treatment).relative.value?.interval
        case .permutation(let reference): reference.outcome().relative.value?.interval
        }
    }
}
