// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel
import Inference
import Tabular

/// Looks for the first salt under which the variants start alike.
///
/// The candidates are `SALT/s0`, `SALT/s1` and so on; the first whose largest standardised difference
/// of means, over covariates and pairs of variants, is within the threshold is taken, and not the
/// best of many. Who takes part does not depend on the candidate: only the split has its salt.
///
///     difference = |mean A - mean B| / sqrt((variance A + variance B) / 2)
///
/// Several candidates are judged in one pass over the file.
public struct BalanceFinder: Sendable {
    /// The candidates judged in one pass.
    private static let batch = 8
    /// The candidates that a refusal lists.
    private static let shown = 5

    private let rule: AssignmentRule.Balance
    private let design: AssignmentDesign
    private let survey: CustomerSurvey
    private let workers: Int

    /// Creates a search.
    ///
    /// - Parameters:
    ///   - rule: What the plan asks for.
    ///   - design: The design under the plan's own salt.
    ///   - survey: The customers.
    ///   - workers: The number of threads; no answer depends on it.
    public init(
        rule: AssignmentRule.Balance, design: AssignmentDesign, survey: CustomerSurvey,
        workers: Int = 1
    ) {
        self.rule = rule
        self.design = design
        self.survey = survey
        self.workers = workers
    }

    /// Searches.
    ///
    /// - Returns: The design under the salt that was taken, and every candidate that was tried.
    /// - Throws: `DiagnosticsError` when no candidate is within the threshold, with the best ones.
    public func search() throws -> (design: AssignmentDesign, search: BalanceSearch) {
        var found = BalanceSearch(
            covariates: rule.covariates, threshold: rule.threshold, candidates: [], missing: [])
        var next = 0
        while next < rule.candidates {
            let designs = (next..<min(next + Self.batch, rule.candidates)).map(candidate)
            let (tallies, missing) = try pass(designs)
            found.missing = missing
            for (candidate, arms) in zip(designs, tallies) {
                let (difference, covariate) = worst(arms)
                found.candidates.append(
                    BalanceSearch.Candidate(
                        salt: candidate.splitSalt, difference: difference, covariate: covariate))
                if difference <= rule.threshold { return (candidate, found) }
            }
            next += Self.batch
        }
        throw refused(found)
    }

    private func candidate(_ number: Int) -> AssignmentDesign {
        var candidate = design
        candidate.splitSalt = design.splitSalt + "/s\(number)"
        return candidate
    }

    /// The moments of every covariate, per design and variant, and who has no value.
    private func pass(_ designs: [AssignmentDesign]) throws -> ([[[Moments]]], [Int]) {
        struct Block: Sendable {
            var values: [[[[Double]]]]
            var missing: [Int]
        }
        let pipelines = try designs.map { try Pipeline(design: $0) }
        let (variants, columns) = (design.variants.count, rule.covariates.count)
        let rows = survey.rows
        let decimals = survey.decimals
        let none = [[Double]](repeating: [], count: columns)
        let empty = Block(
            values: Array(repeating: Array(repeating: none, count: variants), count: designs.count),
            missing: Array(repeating: 0, count: columns))
        let start = Array(
            repeating: Array(repeating: Moments.empty, count: columns), count: variants)
        var totals = Array(repeating: start, count: designs.count)
        var missing = empty.missing
        try rows.reader.forEachBlock(workers: workers) { block in
            var found = empty
            var numbers = [Double?](repeating: nil, count: columns)
            block.forEachRecord { record in
                guard let id = rows.eligible(record),
                    pipelines[0].code(of: id.buffer).variantIndex != nil
                else { return }
                for column in 0..<columns {
                    let field = record.bytes(rows.covariates[column])
                    numbers[column] = nil
                    if case .value(let number) = FieldParser.double(
                        field, decimal: decimals[column])
                    {
                        numbers[column] = number
                    } else {
                        found.missing[column] += 1
                    }
                }
                for (place, pipeline) in pipelines.enumerated() {
                    guard let variant = pipeline.code(of: id.buffer).variantIndex else { continue }
                    for column in 0..<columns {
                        guard let number = numbers[column] else { continue }
                        found.values[place][variant][column].append(number)
                    }
                }
            }
            let moments = try found.values.map { try $0.map { try $0.map { try Moments($0) } } }
            return (moments, found.missing)
        } merge: { block in
            for column in 0..<columns { missing[column] += block.1[column] }
            for place in totals.indices {
                for variant in 0..<variants {
                    for column in 0..<columns {
                        totals[place][variant][column].merge(block.0[place][variant][column])
                    }
                }
            }
        }
        return (totals, missing)
    }

    /// The largest standardised difference over covariates and pairs of variants.
    ///
    /// Where neither variant varies, equal means differ by nothing and others without bound.
    private func worst(_ arms: [[Moments]]) -> (Double, String) {
        var worst = (difference: 0.0, covariate: rule.covariates.first ?? "")
        for (column, name) in rule.covariates.enumerated() {
            for (place, arm) in arms.enumerated() {
                for other in arms[(place + 1)...] {
                    let gap = Self.difference(arm[column], other[column])
                    if gap > worst.difference { worst = (gap, name) }
                }
            }
        }
        return worst
    }

    static func difference(_ one: Moments, _ other: Moments) -> Double {
        // A variant without a value cannot be shown to be like the others.
        guard one.count > 0, other.count > 0 else { return Double.greatestFiniteMagnitude }
        let gap = abs(one.mean - other.mean)
        guard gap > 0 else { return 0 }
        let spread = (((one.variance ?? 0) + (other.variance ?? 0)) / 2).squareRoot()
        return spread > 0 ? gap / spread : Double.greatestFiniteMagnitude
    }

    private func refused(_ found: BalanceSearch) -> DiagnosticsError {
        let best = found.candidates.enumerated().sorted {
            ($0.element.difference, $0.offset) < ($1.element.difference, $1.offset)
        }.prefix(Self.shown).map { _, candidate in
            "`\(candidate.salt)` \(Self.short(candidate.difference)) in "
                + "`\(Visible.value(candidate.covariate))`"
        }
        return DiagnosticsError(
            .badPlan,
            [
                Diagnostic(
                    .error, "balance-not-found",
                    "none of \(found.candidates.count) salts keeps every difference within "
                        + "\(Self.short(rule.threshold)); the best: \(best.joined(separator: ", "))",
                    at: Diagnostic.Place(file: "", keyPath: "assignment.balance"),
                    why:
                        "with few customers or many covariates chance alone makes such differences",
                    fix: "raise the threshold, name fewer covariates, or try more candidates")
            ])
    }

    /// A difference with three decimals, or as many as a very small one needs.
    public static func short(_ difference: Double) -> String {
        guard difference < 1e6 else { return "without bound" }
        let rounded = (difference * 1_000).rounded() / 1_000
        let text = String(rounded == 0 ? difference : rounded)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
