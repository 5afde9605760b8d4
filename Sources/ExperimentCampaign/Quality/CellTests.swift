// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Tests of counts in cells: too even is as suspect as too uneven, except in two cells.
enum CellTests {
    /// Whether places fall evenly into cells, by Pearson's chi-square.
    ///
    /// A cell expects as many as it has places, so rings that no number of cells divides are tested
    /// too.
    static func uniformity(
        _ places: [Int], size: Int, cells: Int
    ) throws -> (statistic: Double, p: Double) {
        var counts = [Int](repeating: 0, count: cells)
        for place in places { counts[place * cells / size] += 1 }
        var statistic = 0.0
        for (cell, count) in counts.enumerated() {
            let start = (cell * size + cells - 1) / cells
            let end = ((cell + 1) * size + cells - 1) / cells
            let expected = Double(places.count) * Double(end - start) / Double(size)
            statistic += (Double(count) - expected) * (Double(count) - expected) / expected
        }
        return (statistic, try twoSided(statistic, degreesOfFreedom: cells - 1))
    }

    /// Whether the cells of one draw say nothing about those of another, by Pearson's chi-square with
    /// the margins that were seen.
    static func independence(
        _ left: [Int], of leftSize: Int, _ right: [Int], of rightSize: Int, cells: Int
    ) throws -> (statistic: Double, p: Double) {
        var table = [Int](repeating: 0, count: cells * cells)
        var rows = [Int](repeating: 0, count: cells)
        var columns = rows
        for (a, b) in zip(left, right) {
            let row = a * cells / leftSize
            let column = b * cells / rightSize
            table[row * cells + column] += 1
            rows[row] += 1
            columns[column] += 1
        }
        let total = Double(left.count)
        var statistic = 0.0
        for row in 0..<cells where rows[row] > 0 {
            for column in 0..<cells where columns[column] > 0 {
                let expected = Double(rows[row]) * Double(columns[column]) / total
                let difference = Double(table[row * cells + column]) - expected
                statistic += difference * difference / expected
            }
        }
        let freedom = (rows.count { $0 > 0 } - 1) * (columns.count { $0 > 0 } - 1)
        return (statistic, freedom > 0 ? try twoSided(statistic, degreesOfFreedom: freedom) : 0)
    }

    /// Whether two draws are both in their lowest or highest hundredth as often as chance has it, by
    /// the exact binomial distribution on both sides.
    static func corner(
        _ left: [Int], of leftSize: Int, _ right: [Int], of rightSize: Int, isHighest: Bool
    ) throws -> (statistic: Double, p: Double) {
        func width(_ size: Int) -> Int {
            isHighest ? size - (size * 99 + 99) / 100 : (size + 99) / 100
        }
        func isInside(_ place: Int, _ size: Int) -> Bool {
            isHighest ? place >= size - width(size) : place < width(size)
        }
        let shared = zip(left, right).count {
            isInside($0, leftSize) && isInside($1, rightSize)
        }
        let chance =
            Double(width(leftSize)) / Double(leftSize)
            * (Double(width(rightSize)) / Double(rightSize))
        guard chance > 0, chance < 1 else { return (Double(shared), 1) }
        let distribution = try Binomial(trials: left.count, probability: chance)
        let tail = min(
            try distribution.lowerTail(shared), 1 - (try distribution.lowerTail(shared - 1)))
        return (Double(shared), min(1, 2 * max(0, tail)))
    }

    /// Whether p-values are spread evenly between 0 and 1, by the distance of Kolmogorov and Smirnov.
    ///
    /// ### Reference
    /// Stephens (1970) for the correction of the asymptotic distribution in small samples.
    static func uniform(_ values: [Double]) -> (statistic: Double, p: Double) {
        let count = Double(values.count)
        var distance = 0.0
        for (rank, value) in values.sorted().enumerated() {
            distance = max(
                distance, Double(rank + 1) / count - value, value - Double(rank) / count)
        }
        let scaled = (count.squareRoot() + 0.12 + 0.11 / count.squareRoot()) * distance
        guard scaled > 0.3 else { return (distance, 1) }
        var tail = 0.0
        for k in 1...100 {
            let term = exp(-2 * Double(k * k) * scaled * scaled)
            tail += k.isMultiple(of: 2) ? -term : term
            if term < 1e-18 { break }
        }
        return (distance, min(1, max(0, 2 * tail)))
    }

    private static func twoSided(_ statistic: Double, degreesOfFreedom: Int) throws -> Double {
        let distribution = try ChiSquare(degreesOfFreedom: Double(degreesOfFreedom))
        let above = try distribution.upperTail(statistic)
        // Two halves of a hundred thousand are exactly equal once in four hundred times: whole numbers
        // cannot be too even there.
        guard degreesOfFreedom > 1 else { return above }
        let below = try distribution.lowerTail(statistic)
        return min(1, 2 * min(above, below))
    }
}
