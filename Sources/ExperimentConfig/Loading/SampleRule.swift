// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Holds the least sample per variant against what the planned customers bring to each.
struct SampleRule {
    private let builder: PlanBuilder
    private let variants: [VariantRules.Read]
    private let log: PlanLog

    init(_ builder: PlanBuilder, _ variants: [VariantRules.Read], _ log: PlanLog) {
        self.builder = builder
        self.variants = variants
        self.log = log
    }

    /// Reports a least sample that no planned customers are enough for.
    func check(_ least: Located<Int>?, _ monitoring: Monitoring) {
        guard let least, let smallest else { return }
        let planned: Int
        // Looks end with the planned customers; at any time more may come.
        let isEnd: Bool
        switch monitoring {
        case .fixed: return
        case .groupSequential(let plan): (planned, isEnd) = (plan.plannedUnits, true)
        case .alwaysValid(let plan): (planned, isEnd) = (plan.plannedUnits, false)
        }
        let weight = smallest.weight.fraction
        // A hair above whole numbers, which fractions may miss from below.
        let expected = Int((Double(planned) * weight + 1e-6).rounded(.down))
        guard expected < least.value else { return }
        let needed = (Double(least.value) / weight - 1e-6).rounded(.up)
        let summary =
            "`\(smallest.key)` does not get that many customers (seen: \(least.value))"
        let percent = WeightSum.number(weight * 100)
        let why =
            "\(percent)% of the planned \(planned) is \(expected), and below the least sample "
            + "there is no verdict"
        let fixes = [
            expected > 0 ? "write at most \(expected)" : nil,
            needed <= 1e9 ? "write `planned_sample: \(Int(needed))`" : nil,
        ].compactMap { $0 }
        let fix = fixes.isEmpty ? "write a smaller number" : fixes.joined(separator: ", or ")
        if isEnd {
            log.report("sample-unreachable", summary, at: least.spot, why: why, fix: fix)
        } else {
            log.warn("sample-unreachable", summary, at: least.spot, why: why, fix: fix)
        }
    }

    /// The variant with the smallest weight; nil where a weight could not be read.
    private var smallest: (key: String, weight: Share)? {
        let count = builder.root.groups("variants").count
        guard count > 0, variants.count == count else { return nil }
        let isEven = builder.root.group("assignment")?.text("weights") != nil
        let weights = variants.compactMap { read in
            (isEven ? Share(1, over: count) : read.variant.weight).map { (read.variant.key, $0) }
        }
        guard weights.count == count, weights.allSatisfy({ $0.1.fraction > 0 }) else { return nil }
        return weights.min { $0.1.fraction < $1.1.fraction }.map { (key: $0.0, weight: $0.1) }
    }
}
