// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct QuadratureTests {
    @Test(arguments: [GaussLegendre.Size.panel, .side, .long, .fine])
    func `a polynomial is integrated exactly`(size: GaussLegendre.Size) throws {
        let rule = try GaussLegendre(size)
        let cube = rule.integrate(from: -1, to: 3) { $0 * $0 * $0 }
        #expect(abs(cube - 20) < 1e-13)
        let power = rule.integrate(from: 0, to: 1) { pow($0, 31) }
        #expect(abs(power - 1.0 / 32) < 1e-15)
    }

    @Test func `panels add up, and empty ones count nothing`() throws {
        let rule = try GaussLegendre(.panel)
        let sum = rule.integrate(over: [0, 1, 1, 4]) { exp(-$0) }
        #expect(abs(sum - (1 - exp(-4))) < 1e-15)
        #expect(rule.integrate(over: [2]) { _ in 1 } == 0)
    }

    /// The moments are E s^k = (2/df)^(k/2) Γ((df + k)/2)/Γ(df/2).
    @Test(arguments: [1.0, 2, 7.5, 30, 1e4], [1.0, 2, 5])
    func `the moments of the scale are those of chi`(df: Double, power: Double) throws {
        let logMoment =
            power / 2 * log(2 / df) + lgamma((df + power) / 2) - lgamma(df / 2)
        let mean = try ScaledChi(degreesOfFreedom: df).mean(
            .fine, guidedBy: { power * log($0) }, of: { power * log($0) })
        #expect(abs(mean / exp(logMoment) - 1) < 1e-9)
    }

    /// P(T > t) = E Q(t·s), which keeps its digits far out.
    @Test(arguments: [1.0, 3, 40, 1e6], [0.0, 2, 12])
    func `a normal tail over the scale is Student's`(df: Double, t: Double) throws {
        let tail = { (s: Double) in log(0.5 * erfc(t * s / 2.0.squareRoot())) }
        let mean = try ScaledChi(degreesOfFreedom: df).mean(.fine, guidedBy: tail, of: tail)
        let expected = try StudentT(degreesOfFreedom: df).upperTail(t)
        #expect(abs(mean / expected - 1) < 1e-9)
    }

    @Test func `degrees of freedom near zero or without end are refused`() {
        #expect(throws: StatisticsError.self) { try ScaledChi(degreesOfFreedom: 0.01) }
        #expect(throws: StatisticsError.self) { try ScaledChi(degreesOfFreedom: .infinity) }
    }
}
