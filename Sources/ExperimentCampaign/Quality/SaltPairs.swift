// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Salts that resemble each other as the keys of one company's tests do, and random ones.
struct SaltPairs: Sendable {
    struct Pair: Sendable {
        var name: String
        var left: String
        var right: String
    }

    /// The salt from which others are derived, short enough for a suffix.
    let base: String
    let areNumbers: Bool

    init(base: String, areNumbers: Bool) {
        self.base = areNumbers ? base : String(base.prefix(100))
        self.areNumbers = areNumbers
    }

    /// Pairs that differ as little as names of tests do.
    var alike: [Pair] { areNumbers ? numbers : texts }

    private var texts: [Pair] {
        let swapped = base.allSatisfy { !$0.isLetter } ? base + "-A" : base.uppercased()
        let original = swapped == base + "-A" ? base + "-a" : base
        return [
            Pair(name: "last character", left: base + "-a", right: base + "-b"),
            Pair(name: "last digit", left: base + "-1", right: base + "-2"),
            Pair(name: "first character", left: "a-" + base, right: "b-" + base),
            Pair(name: "suffix -2", left: base, right: base + "-2"),
            Pair(
                name: "capitals", left: original,
                right: swapped == original ? base.lowercased() : swapped),
            Pair(name: "9 and 10", left: base + "-9", right: base + "-10"),
            Pair(name: "001 and 002", left: base + "-001", right: base + "-002"),
            Pair(name: "years", left: base + "/2026", right: base + "/2027"),
            Pair(name: "my-test-1 and my-test-2", left: "my-test-1", right: "my-test-2"),
            Pair(name: "exp-a and exp-b", left: "exp-a", right: "exp-b"),
        ]
    }

    private var numbers: [Pair] {
        let seed = Int32(base) ?? 0
        let others: [(String, Int32)] = [
            ("next number", seed &+ 1), ("ten further", seed &+ 10), ("last bit", seed ^ 1),
            ("first bit", seed ^ .min), ("opposite sign", 0 &- seed), ("twice", seed &* 2),
        ]
        return others.filter { $0.1 != seed }.map {
            Pair(name: $0.0, left: base, right: String($0.1))
        }
    }

    /// Random salts, always the same.
    func random(_ count: Int, stream: UInt64) -> [String] {
        var random = MersenneTwister(seed: 52, stream: stream)
        return (0..<count).map { _ in
            if areNumbers { return String(Int32(truncatingIfNeeded: random.next())) }
            return String((0..<12).map { _ in Self.letters[Int(random.next() % 62)] })
        }
    }

    private static let letters = Array(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
}
