// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A table of measured numbers, as it stands in the article.
struct MarkdownTable {
    let header: [String]
    var rows: [[String]] = []

    init(_ header: String...) { self.header = header }

    mutating func add(_ cells: [String]) { rows.append(cells) }

    /// The lines of the table; the first column is text, the others are numbers.
    var text: String {
        let rule = header.indices.map { $0 == 0 ? "---" : "---:" }
        return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }
}

/// A fraction in percent.
func percent(_ fraction: Double, decimals: Int = 2) -> String {
    String(format: "%.\(decimals)f", fraction * 100)
}

/// Both tails of a test, wins before losses.
func pair(_ wins: Double, _ losses: Double, decimals: Int = 2) -> String {
    percent(wins, decimals: decimals) + " / " + percent(losses, decimals: decimals)
}

/// A whole number with thousands separated.
func grouped(_ number: Int) -> String {
    let digits = String(number)
    var result = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
        result.append(digit)
    }
    return result
}
