// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Foundation
import Inference
import Testing

@Suite("The chance that two comparisons both succeed")
struct JointChanceTests {
    @Test("two chances of a half make the orthant", arguments: [0, 0.2, 0.5, 0.9, 0.99])
    func orthant(_ correlation: Double) throws {
        let both = try JointChance.both(0.5, 0.5, correlation: correlation)
        #expect(abs(both - (0.25 + asin(correlation) / (2 * .pi))) < 1e-9, "\(both)")
    }

    @Test("without correlation it is the product, with all of it the smaller chance")
    func ends() throws {
        for (p, q) in [(0.8, 0.3), (0.02, 0.999), (1e-6, 0.5)] {
            let independent = try JointChance.both(p, q, correlation: 0)
            #expect(abs(independent - p * q) < 1e-10)
            let same = try JointChance.both(p, q, correlation: 1)
            #expect(same == min(p, q))
            let middle = try JointChance.both(p, q, correlation: 0.6)
            #expect(middle > p * q && middle <= min(p, q))
            let mirrored = try JointChance.both(q, p, correlation: 0.6)
            #expect(abs(middle - mirrored) < 1e-9)
        }
        let none = try JointChance.both(0, 0.7, correlation: 0.5)
        let sure = try JointChance.both(1, 0.7, correlation: 0.5)
        #expect(none == 0 && sure == 0.7)
    }

    @Test("what is no chance or correlation is refused")
    func domain() {
        #expect(throws: StatisticsError.self) { try JointChance.both(1.1, 0.5, correlation: 0) }
        #expect(throws: StatisticsError.self) { try JointChance.both(0.1, 0.5, correlation: -0.1) }
        #expect(throws: StatisticsError.self) { try JointChance.both(0.1, .nan, correlation: 0.1) }
    }
}
