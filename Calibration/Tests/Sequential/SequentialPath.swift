// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions

/// The Z-values of one campaign as its information grows: a Brownian motion over its root.
struct SequentialPath {
    /// The true effect in standard errors at information 1.
    var drift = 0.0
    private var score = 0.0
    private(set) var information = 0.0

    init(drift: Double = 0) { self.drift = drift }

    /// Goes on to an amount of information and gives Z there.
    mutating func advance(
        to next: Double, using generator: inout MersenneTwister
    ) -> Double {
        let step = next - information
        score += drift * step + step.squareRoot() * generator.normal()
        information = next
        return score / next.squareRoot()
    }
}
