// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Testing

@Suite struct IndependenceTests {
    private static let salts = [
        "gc-2026", "lifecycle-2026", "spring-promo/gate", "spring-promo", "spring-promo-2",
    ]
    private static let points: [[UInt32]] = salts.compactMap { text in
        (try? Salt(text)).map { Population.million.points($0) }
    }

    /// Ten classes a side: 81 degrees of freedom, standard deviation 12.7; five of them either way.
    @Test(arguments: [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 4)])
    func `two draws of one unit say nothing about each other`(pair: (Int, Int)) throws {
        try #require(Self.points.count == Self.salts.count)
        let statistic = chiSquare(
            Self.points[pair.0].map { Int($0 / 100_000) },
            Self.points[pair.1].map { Int($0 / 100_000) }, classes: 10)
        #expect((81 - 63.5...81 + 63.5).contains(statistic), "\(statistic)")
    }

    @Test func `the variants are drawn alike inside and outside the other draws`() throws {
        // What one draw lets through must not tilt a later one: the split among those let in and
        // among those the gate held back, drawn with and without the gate.
        let part = Population.million.codes(
            try Pipeline(
                plan: Designs.plan(
                    allocation: Designs.share(50), layer: Designs.layer,
                    holdout: Designs.holdout()),
                on: Designs.day, slots: [PointRange(0, 5_000)]))
        let whole = Population.million.codes(try Pipeline(plan: Designs.plan(), on: Designs.day))
        let reasons = part.map { code in
            switch DrawCode(rawValue: code) {
            case .heldOut: 0
            case .otherLayer: 1
            case .notLetIn: 2
            default: 3
            }
        }
        let statistic = chiSquare(reasons, whole.map { Int($0) }, classes: 4)
        // 3 times 2 degrees of freedom: 29.9 is passed once in 25,000 times.
        #expect(statistic < 29.9, "\(statistic)")
        #expect(zip(part, whole).allSatisfy { $0 >= 240 || $0 == $1 })
    }

    @Test func `the test would see draws that depend on each other`() throws {
        try #require(!Self.points.isEmpty)
        let classes = Self.points[0].map { Int($0 / 100_000) }
        // One unit in two hundred has the same class twice.
        let tilted = zip(classes, Self.points[1]).enumerated().map { index, pair in
            index % 200 == 0 ? pair.0 : Int(pair.1 / 100_000)
        }
        #expect(chiSquare(classes, tilted, classes: 10) > 81 + 63.5)
    }

    /// The chi-square of independence over classes from zero.
    private func chiSquare(_ left: [Int], _ right: [Int], classes: Int) -> Double {
        var cells = [Double](repeating: 0, count: classes * classes)
        for (a, b) in zip(left, right) { cells[a * classes + b] += 1 }
        let rows = (0..<classes).map { row in
            cells[row * classes..<(row + 1) * classes].reduce(0, +)
        }
        let columns = (0..<classes).map { column in
            (0..<classes).reduce(0.0) { $0 + cells[$1 * classes + column] }
        }
        var sum = 0.0
        for row in 0..<classes {
            for column in 0..<classes where rows[row] > 0 && columns[column] > 0 {
                let expected = rows[row] * columns[column] / Double(left.count)
                let difference = cells[row * classes + column] - expected
                sum += difference * difference / expected
            }
        }
        return sum
    }
}
