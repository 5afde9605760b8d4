// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment

/// Which ids are none, as ``UnitID`` finds them in files.
enum IDRule {
    /// What counts for nothing around an id: controls, spaces, invisible characters.
    static let outer: String = {
        let numbers =
            Array(UInt32(1)...0x20) + [0x7F, 0xA0] + Array(0x200B...0x200F)
            + [0x202F, 0x2060, 0x3000, 0xFEFF]
        return String(String.UnicodeScalarView(numbers.compactMap(Unicode.Scalar.init)))
    }()

    /// Whether a trimmed id is empty, a row of zeros, or a word for "no id".
    static func isPlaceholder(_ bare: String, _ grammar: SQLGrammar) -> String {
        let words = UnitID.placeholders.map(grammar.literal)
        var lines = [""]
        for word in words {
            let last = lines.count - 1
            if lines[last].count + word.count > 80 { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word + ","
        }
        let list = lines.joined(separator: "\n      ").dropLast()
        return "REPLACE(\(bare), '0', '') = ''\n    OR \(grammar.lowercased(bare)) IN (\n      "
            + list + ")"
    }
}
