// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Whether a test looks for an effect in one direction or in both.
public enum TestSides: Int, Sendable, Hashable, Codable, CaseIterable {
    /// One direction: the treatment is higher.
    case one = 1
    /// Both directions; each gets half of the error probability.
    case two = 2

    /// The number of directions.
    var count: Double { Double(rawValue) }
}

/// How much of an error probability a sequential test may use up by a fraction of the information.
///
/// For one direction with error probability a, at information fraction t between 0 and 1:
///
///     O'Brien–Fleming type   2 − 2Φ(z(1−a/2)/√t)
///     Pocock type            a·ln(1 + (e − 1)t)
///     Hwang–Shih–DeCani      a·(1 − exp(−γt))/(1 − exp(−γ)),   a·t for γ = 0
///     Kim–DeMets             a·t^ρ
///
/// Before any information nothing is spent; from t = 1 on, all of it.
///
/// ### Accuracy
/// Matches Golden/gs_spending_bounds.jsonl.
/// ### Reference
/// Lan, DeMets (1983). Biometrika 70(3), 659–663. <https://doi.org/10.1093/biomet/70.3.659>
/// Hwang, Shih, DeCani (1990). Stat Med 9, 1439–1445. Kim, DeMets (1987). Biometrika 74, 149–154.
public enum SpendingFunction: Sendable, Hashable {
    /// Lan and DeMets's function near O'Brien and Fleming's boundary: very little early.
    case obrienFleming
    /// Lan and DeMets's function near Pocock's boundary: much early.
    case pocock
    /// Hwang, Shih and DeCani's family; negative γ spends late, positive γ early.
    case hwangShihDeCani(gamma: Double)
    /// Kim and DeMets's power family; a large ρ spends late.
    case kimDeMets(rho: Double)

    /// The part of an error probability spent by a fraction of the information.
    ///
    /// - Parameters:
    ///   - information: The fraction of the planned information, not negative.
    ///   - total: The error probability of one direction, above 0 and at most 1.
    /// - Returns: A probability between 0 and `total`.
    /// - Throws: ``StatisticsError`` if an argument or the function's own parameter is outside its domain.
    public func spent(
        at information: Double, of total: Double
    ) throws(StatisticsError) -> Double {
        try checkParameter()
        guard information >= 0 else {
            throw .outOfDomain(argument: "information", value: information)
        }
        guard total > 0, total <= 1 else { throw .outOfDomain(argument: "alpha", value: total) }
        if information >= 1 { return total }
        if information == 0 { return 0 }
        return try interior(information, total)
    }

    private func interior(_ t: Double, _ total: Double) throws(StatisticsError) -> Double {
        let value: Double
        switch self {
        case .obrienFleming:
            value = 2 * (try Normal.upperTail(try Normal.upperQuantile(total / 2) / t.squareRoot()))
        case .pocock: value = total * log1p(1.718_281_828_459_045 * t)
        case .hwangShihDeCani(let gamma) where gamma == 0: value = total * t
        case .hwangShihDeCani(let gamma) where gamma < 0:
            // Written with powers below 1, which cannot overflow.
            value = total * exp(gamma * (1 - t)) * expm1(gamma * t) / expm1(gamma)
        case .hwangShihDeCani(let gamma): value = total * expm1(-gamma * t) / expm1(-gamma)
        case .kimDeMets(let rho): value = total * pow(t, rho)
        }
        return min(value, total)
    }

    private func checkParameter() throws(StatisticsError) {
        switch self {
        case .obrienFleming, .pocock: return
        case .hwangShihDeCani(let gamma):
            guard gamma.isFinite else { throw .outOfDomain(argument: "gamma", value: gamma) }
        case .kimDeMets(let rho):
            guard rho > 0, rho.isFinite else { throw .outOfDomain(argument: "rho", value: rho) }
        }
    }
}
