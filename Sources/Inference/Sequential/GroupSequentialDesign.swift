// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// A test that may be read at several looks and still errs as seldom as it promises.
///
/// At information fractions t(1) < t(2) < … the Z-values are correlated by √(t(j)/t(k)). The boundary
/// b(k) is set so that, with no effect, the chance to cross it at look k for the first time is what the
/// spending function grants:
///
///     P(no crossing before, Z(k) ≥ b(k)) = a(t(k)) − a(t(k−1))         a = α, or α/2 in each direction
///
/// by Armitage, McPherson and Rowe's recursion, without simulation. A look that may spend less than
/// 1e-15 has an infinite boundary. Up to 300 looks; looks so close together
/// that the work would have no bound are refused. Efficacy only; with futility see ``FutilityDesign``.
///
/// - Complexity: O(looks); 50 looks take about a millisecond.
///
/// ### Accuracy
/// Matches R rpact to the tolerance in Golden/gs_spending_bounds.jsonl; the quadrature itself is good
/// to about 1e-11.
/// ### Reference
/// Armitage, McPherson, Rowe (1969). JRSS A 132(2), 235–244. <https://doi.org/10.2307/2343787>
/// Jennison, Turnbull (2000). Group Sequential Methods, chapters 7 and 19.
public struct GroupSequentialDesign: Sendable, Hashable {
    /// The largest number of looks.
    public static let largestLookCount = 300
    /// The largest error probability; beyond it nothing is left to go on with.
    static let largestAlpha = 0.999

    /// The information at each look as a fraction of the planned information.
    public let information: [Double]
    /// The error probability over all looks, of one or both directions together.
    public let alpha: Double
    /// Whether one or both directions are tested.
    public let sides: TestSides
    /// The boundary of |Z| or Z at each look; infinite where a look may not decide.
    public let criticalValues: [Double]
    /// The error probability used up by each look, of one or both directions together.
    public let alphaSpent: [Double]

    let schedule: SpendingSchedule

    /// The p-value of one direction that reaches the boundary at each look.
    public var nominalP: [Double] {
        criticalValues.map { $0 == .infinity ? 0 : (try? Normal.upperTail($0)) ?? 0 }
    }

    /// Plans a test with a spending function.
    ///
    /// - Parameters:
    ///   - information: The information fraction at each look, increasing; 1 is all that is planned.
    ///     Above 1 is over-running: everything is spent by then.
    ///   - alpha: The error probability, above 0 and at most 0.999.
    ///   - sides: One or both directions.
    ///   - spending: How the error probability is used up.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public init(
        information: [Double], alpha: Double = 0.05, sided sides: TestSides = .two,
        spending: SpendingFunction = .obrienFleming
    ) throws(StatisticsError) {
        try self.init(
            information: information, alpha: alpha, sides: sides,
            schedule: .function(spending, isFinal: false))
    }

    /// Plans a test with the error probability spent by each look given outright.
    ///
    /// - Parameters:
    ///   - information: The information fraction at each look, increasing.
    ///   - alphaSpent: The error probability used up by each look, never decreasing; the last is α.
    ///   - sides: One or both directions.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public init(
        information: [Double], alphaSpent: [Double], sided sides: TestSides = .two
    ) throws(StatisticsError) {
        guard alphaSpent.count == information.count else {
            throw .outOfDomain(argument: "alpha spent", value: Double(alphaSpent.count))
        }
        for (index, spent) in alphaSpent.enumerated()
        where !(spent >= (index == 0 ? 0 : alphaSpent[index - 1])) {
            throw .outOfDomain(argument: "alpha spent", value: spent)
        }
        let alpha = alphaSpent.last ?? 0
        guard alpha > 0, alpha < 1 else {
            throw .outOfDomain(argument: "alpha spent", value: alpha)
        }
        try self.init(
            information: information, alpha: alpha, sides: sides,
            schedule: .profile(alphaSpent.map { $0 / alpha }))
    }

    init(
        information: [Double], alpha: Double, sides: TestSides, schedule: SpendingSchedule,
        repeatsAllowed: Bool = false
    ) throws(StatisticsError) {
        guard alpha > 0, alpha <= Self.largestAlpha else {
            throw .outOfDomain(argument: "alpha", value: alpha)
        }
        try Self.check(information, repeatsAllowed: repeatsAllowed)
        self.information = information
        self.alpha = alpha
        self.sides = sides
        self.schedule = schedule
        let spent = try schedule.spent(by: information, of: alpha / sides.count)
        alphaSpent = spent.map { $0 * sides.count }
        criticalValues = try Self.boundaries(information: information, spent: spent, sides: sides)
    }

    private static func check(
        _ information: [Double], repeatsAllowed: Bool
    ) throws(StatisticsError) {
        guard !information.isEmpty, information.count <= largestLookCount else {
            throw .outOfDomain(argument: "number of looks", value: Double(information.count))
        }
        var previous = 0.0
        for value in information {
            let grows = value > previous || (repeatsAllowed && value == previous && value > 0)
            guard grows, value <= 1e6 else {
                throw .outOfDomain(argument: "information", value: value)
            }
            previous = value
        }
    }

    /// The boundaries that spend given probabilities of one direction by each look.
    static func boundaries(
        information: [Double], spent: [Double], sides: TestSides
    ) throws(StatisticsError) -> [Double] {
        let smallest = min(1e-15, (spent.last ?? 0) * 1e-12)
        var density = ScoreDensity.start
        var used = 0.0
        var result: [Double] = []
        for (look, t) in information.enumerated() {
            if look > 0, t == information[look - 1] {
                result.append(result[look - 1])
                continue
            }
            let increment = spent[look] - used
            guard increment >= smallest, increment > 0 else {
                result.append(.infinity)
                continue
            }
            let critical = try density.boundary(
                spending: increment, at: t, near: result.last)
            used = spent[look]
            result.append(critical)
            guard let next = information[look...].first(where: { $0 > t }) else { continue }
            density = try density.advanced(
                to: t, lower: sides.lowerBound(for: critical), upper: critical, next: next)
        }
        return result
    }
}

/// How the error probability of one direction is used up over the looks of a test.
enum SpendingSchedule: Sendable, Hashable {
    /// By a spending function; a final look spends what is left.
    case function(SpendingFunction, isFinal: Bool)
    /// By shares of the whole at each look.
    case profile([Double])

    func spent(by information: [Double], of total: Double) throws(StatisticsError) -> [Double] {
        var result: [Double] = []
        switch self {
        case .profile(let shares): result = shares.map { $0 * total }
        case .function(let function, let isFinal):
            for t in information { result.append(try function.spent(at: t, of: total)) }
            if isFinal, let last = information.last, let first = information.firstIndex(of: last) {
                for look in first..<result.count { result[look] = total }
            }
        }
        return result
    }
}

extension TestSides {
    /// The low end of the continuation region, in Z.
    ///
    /// One direction has no boundary below; a path beyond −8 has no part in crossing above.
    func lowerBound(for critical: Double) -> Double {
        self == .two ? -critical : min(-8, critical - 8)
    }
}
