// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct ExactPermutationTests {
    @Test func `swapping the groups swaps the tails`() throws {
        var generator = MersenneTwister(seed: 1)
        for (n, m) in [(3, 7), (8, 8), (1, 6), (9, 2)] {
            let control = (0..<n).map { _ in Double(generator.below(9)) }
            let treatment = (0..<m).map { _ in Double(generator.below(9)) + 1 }
            let forth = try #require(
                ExactPermutation.test(control: control, treatment: treatment, seed: 1).value)
            let back = try #require(
                ExactPermutation.test(control: treatment, treatment: control, seed: 1).value)
            #expect(forth.isExact)
            #expect(forth.greater == back.less && forth.twoSided == back.twoSided)
            #expect(forth.permutations == back.permutations)
            #expect(forth.greater + forth.less >= 1)
        }
    }

    @Test(arguments: [1e-12, 1, 1e9])
    func `the unit of the values does not matter`(scale: Double) throws {
        let control = [0.1, 0.2, 0.4, 0.3, 1.1].map { $0 * scale }
        let treatment = [0.3, 0.7, 0.1, 1.3].map { $0 * scale }
        let test = try #require(
            ExactPermutation.test(control: control, treatment: treatment, seed: 1).value)
        #expect(test.permutations == 126)
        let shifted = try #require(
            ExactPermutation.test(
                control: control.map { $0 + scale }, treatment: treatment.map { $0 + scale },
                seed: 1
            ).value)
        #expect(shifted.twoSided == test.twoSided && shifted.greater == test.greater)
    }

    @Test func `too many reassignments are drawn, and p is never zero`() throws {
        var generator = MersenneTwister(seed: 2)
        let control = (0..<40).map { _ in generator.normal() }
        let treatment = (0..<30).map { _ in generator.normal() + 5 }
        let test = try #require(
            ExactPermutation.test(
                control: control, treatment: treatment, replicates: 499, seed: 3
            ).value)
        #expect(!test.isExact)
        #expect(test.permutations == 499)
        #expect(test.twoSided == 1.0 / 500)
        #expect(test.greater == 1.0 / 500 && test.less == 1)
        let same = ExactPermutation.test(
            control: control, treatment: treatment, replicates: 499, seed: 3)
        #expect(same.value == test)
    }

    @Test func `drawn and enumerated p-values are near`() throws {
        var generator = MersenneTwister(seed: 4)
        let control = (0..<14).map { _ in generator.normal() }
        let treatment = (0..<14).map { _ in generator.normal() + 0.5 }
        let drawn = try #require(
            ExactPermutation.test(
                control: control, treatment: treatment, replicates: 20_000, seed: 1
            ).value)
        #expect(!drawn.isExact)
        let less = try #require(
            ExactPermutation.test(
                control: Array(control.prefix(9)), treatment: Array(treatment.prefix(9)), seed: 1
            ).value)
        #expect(less.isExact && less.permutations == 48_620)
        let welch = Welch().compare(
            control: try Moments(control), treatment: try Moments(treatment))
        #expect(abs(drawn.twoSided - (welch.p.value ?? 2)) < 0.02)
    }

    @Test func `reasons instead of numbers`() {
        #expect(
            ExactPermutation.test(control: [], treatment: [1], seed: 1).reason == .tooFewUnits)
        #expect(
            ExactPermutation.test(control: [.nan], treatment: [1], seed: 1).reason
                == .outOfDomain)
        let answer = Calculator.answer(
            line: #"{"method":"permutation_exact","inputs":{"control":[1],"treatment":[true]}}"#)
        #expect(answer.contains("treatment[0] must be a number"))
    }
}
