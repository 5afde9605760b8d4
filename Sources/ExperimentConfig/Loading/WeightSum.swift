// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Adds up the weights of the variants, exactly.
struct WeightSum {
    private let shares: [Share]

    init(_ shares: [Share]) { self.shares = shares }

    /// What is wrong when the weights do not total exactly 100%.
    var problem: ScalarProblem? {
        if let exact = exactSum {
            if exact.top == exact.bottom { return nil }
        } else if abs(sum - 1) < 1e-12 {
            return nil
        }
        let list = shares.map(WeightSum.percent).joined(separator: " + ")
        let gap = WeightSum.number(abs(sum - 1) * 100)
        let total = WeightSum.number(sum * 100)
        let isEven = Set(shares).count == 1 && abs(sum - 1) < 0.02
        return ScalarProblem(
            id: "weights-sum",
            what: "the weights do not total 100% (seen: \(list) = \(total)%, "
                + "\(gap)% \(sum < 1 ? "missing" : "too much"))",
            why: sum < 1
                ? "\(gap)% of the customers would get no variant"
                : "\(gap)% of the customers would get two variants",
            fix: isEven
                ? "remove the weights and write `assignment: { weights: even }`: "
                    + "equal parts to the last customer"
                : "\(sum < 1 ? "raise" : "lower") one weight by \(gap)%, or remove the weights and "
                    + "write `assignment: { weights: even }`")
    }

    private var sum: Double { shares.reduce(0) { $0 + $1.fraction } }

    /// The exact sum; nil when its fraction outgrows the machine's numbers.
    private var exactSum: (top: Int, bottom: Int)? {
        var top = 0
        var bottom = 1
        for share in shares {
            let (a, overA) = top.multipliedReportingOverflow(by: share.denominator)
            let (b, overB) = share.numerator.multipliedReportingOverflow(by: bottom)
            let (c, overC) = a.addingReportingOverflow(b)
            let (d, overD) = bottom.multipliedReportingOverflow(by: share.denominator)
            guard !overA, !overB, !overC, !overD, let reduced = Share(c, over: d) else {
                return nil
            }
            (top, bottom) = (reduced.numerator, reduced.denominator)
        }
        return (top, bottom)
    }

    private static func percent(_ share: Share) -> String {
        let scaled = share.numerator.multipliedReportingOverflow(by: 100_000_000)
        if !scaled.overflow, scaled.partialValue % share.denominator == 0 {
            return number(share.fraction * 100) + "%"
        }
        return "\(share.numerator)/\(share.denominator)"
    }

    /// A number with at most six decimals, none needless.
    static func number(_ value: Double) -> String {
        let millionths = (value * 1_000_000).rounded()
        guard abs(millionths) < 1e15 else { return String(value) }
        let whole = Int(millionths)
        var text = String(whole % 1_000_000)
        text = String(repeating: "0", count: 6 - text.count) + text
        while text.last == "0" { text.removeLast() }
        return text.isEmpty ? "\(whole / 1_000_000)" : "\(whole / 1_000_000).\(text)"
    }
}
