// SPDX-License-Identifier: GPL-3.0-or-later

extension QualityBattery {
    /// Two draws of the same ids: tables of 2 by 2 and 10 by 10, later digits in tables of 100 by 100,
    /// and the corners where both draws are lowest or highest.
    func pair(
        _ kind: QualityReport.Kind, _ name: String, _ left: (places: [Int], size: Int),
        _ right: (places: [Int], size: Int)
    ) throws -> [QualityReport.Check] {
        let ids = left.places.count
        var checks = try [2, 10].map { cells in
            check(
                kind, name, "\(cells) by \(cells)", ids: ids,
                try CellTests.independence(
                    left.places, of: left.size, right.places, of: right.size, cells: cells))
        }
        guard left.size >= 100, right.size >= 100 else { return checks }
        checks += try [false, true].map { isHighest in
            check(
                kind, name, "both in the \(isHighest ? "highest" : "lowest") 1%", ids: ids,
                try CellTests.corner(
                    left.places, of: left.size, right.places, of: right.size,
                    isHighest: isHighest))
        }
        // With fewer than ten expected in a cell the chi-square distribution has too thin a tail.
        guard ids >= 100_000 else { return checks }
        checks.append(
            check(
                kind, name, "100 by 100", ids: ids,
                try CellTests.independence(
                    left.places, of: left.size, right.places, of: right.size, cells: 100)))
        var unit = 1
        while min(left.size, right.size) / unit >= 10_000 {
            checks.append(
                check(
                    kind, name, "100 by 100, digits from \(unit)", ids: ids,
                    try CellTests.independence(
                        digits(left.places, unit), of: 100, digits(right.places, unit), of: 100,
                        cells: 100)))
            unit *= 100
        }
        return checks
    }

    /// Two decimal digits of every place, which a table of the leading ones cannot see.
    private func digits(_ places: [Int], _ unit: Int) -> [Int] {
        places.map { $0 / unit % 100 }
    }
}
