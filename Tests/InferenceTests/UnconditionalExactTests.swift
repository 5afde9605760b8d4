// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct UnconditionalExactTests {
    private static func test(_ x: Int, _ n: Int, _ y: Int, _ m: Int) throws -> UnconditionalExact {
        try UnconditionalExact(
            control: Proportion(successes: y, count: m),
            treatment: Proportion(successes: x, count: n))
    }

    /// One of one against none of one: P = π(1 − π), at most ¼; two-sided twice as much.
    @Test func `the smallest table can be done by hand`() throws {
        let test = try Self.test(1, 1, 0, 1)
        #expect(MomentsTests.isClose(test.boschlooGreater, 0.25, 1e-9))
        #expect(MomentsTests.isClose(test.barnardTwoSided, 0.5, 1e-9))
        #expect(test.boschlooLess == 1)
    }

    /// All of n against none of m: P = πⁿ(1 − π)ᵐ, largest at n/(n + m).
    @Test(arguments: [(3, 5), (10, 20), (1, 200), (40, 2)])
    func `opposite corners have a known maximum`(n: Int, m: Int) throws {
        var expected = 1.0
        let rate = Double(n) / Double(n + m)
        for _ in 0..<n { expected *= rate }
        for _ in 0..<m { expected *= 1 - rate }
        #expect(MomentsTests.isClose(try Self.test(n, n, 0, m).boschlooGreater, expected, 1e-8))
    }

    @Test(arguments: [(9, 10, 3, 10), (5, 56, 0, 29), (2, 5, 1, 12), (31, 63, 74, 117)])
    func `exchanging groups or events exchanges the sides`(x: Int, n: Int, y: Int, m: Int) throws {
        let own = try Self.test(x, n, y, m)
        let groups = try Self.test(y, m, x, n)
        let events = try Self.test(n - x, n, m - y, m)
        for other in [groups, events] {
            #expect(MomentsTests.isClose(own.boschlooGreater, other.boschlooLess, 1e-7))
            #expect(MomentsTests.isClose(own.barnardTwoSided, other.barnardTwoSided, 1e-7))
        }
        let fisher = try Fisher(
            control: Proportion(successes: y, count: m),
            treatment: Proportion(successes: x, count: n))
        #expect(own.boschlooGreater <= fisher.greater * (1 + 1e-9))
        #expect(own.boschlooLess <= fisher.less * (1 + 1e-9))
    }

    @Test func `one unit against very many, and none or nothing but events`() throws {
        let rare = try Self.test(1, 1, 1, 10_000)
        #expect(rare.boschlooGreater < 1e-3 && rare.boschlooGreater > 1e-5)
        for (x, y) in [(0, 0), (20, 30)] {
            let none = try Self.test(x, 20, y, 30)
            #expect(none.boschlooTwoSided == 1 && none.barnardTwoSided == 1)
        }
    }

    @Test func `large groups are refused at once, and the answer says what else to use`() {
        #expect(throws: StatisticsError.self) { try Self.test(1, 1_001, 1, 1_000) }
        #expect(throws: StatisticsError.self) { try Self.test(0, 1 << 52, 0, 1 << 52) }
        #expect(throws: StatisticsError.self) { try Self.test(0, 0, 0, 1) }
        let answer = Calculator.answer(
            line:
                #"{"method":"boschloo_barnard","inputs":{"treatment":{"x":5,"n":100000},"control":{"x":3,"n":100}}}"#
        )
        #expect(answer.contains("treatment.n times control.n must be at most 1000000"))
    }
}
