// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

/// When someone looks at a campaign and when they stop; information 1 is what was planned.
struct StoppingRule: Sendable, Hashable, CustomTestStringConvertible {
    let name: String
    /// The information at each possible look.
    let looks: [Double]
    /// Whether to go on after a look, given |Z| over its bar of significance, besides not having won.
    let goesOn: @Sendable (_ information: Double, _ nearness: Double) -> Bool

    var testDescription: String { name }

    static func == (left: StoppingRule, right: StoppingRule) -> Bool { left.name == right.name }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }

    private static func every(_ part: Double, upTo last: Double) -> [Double] {
        (1...Int((last / part).rounded())).map { Double($0) * part }
    }

    static let all = [
        StoppingRule(
            name: "every day for four weeks, until significant", looks: every(1 / 28, upTo: 1)
        ) { _, _ in true },
        StoppingRule(
            name: "1,000 looks, until significant", looks: every(0.001, upTo: 1)
        ) { _, _ in true },
        StoppingRule(
            name: "every day, for ten times as long as planned", looks: every(1 / 28, upTo: 10)
        ) { _, _ in true },
        StoppingRule(
            name: "every day; longer than planned only while nearly significant",
            looks: every(1 / 28, upTo: 5)
        ) { information, nearness in information < 1 || nearness > 0.7 },
        StoppingRule(
            name: "not in the first week, and given up when hopeless", looks: every(1 / 28, upTo: 1)
        ) { information, nearness in information < 0.25 || nearness > 0.2 },
    ]
}
