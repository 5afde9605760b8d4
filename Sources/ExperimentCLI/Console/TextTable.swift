// SPDX-License-Identifier: GPL-3.0-or-later

/// A table for people, of plain characters, that fits a width.
struct TextTable {
    /// A column.
    struct Column {
        /// What stands above it.
        var title: String
        /// The width to which it may be cut; nil keeps it whole.
        var least: Int?

        init(_ title: String, least: Int? = nil) {
            self.title = title
            self.least = least
        }
    }

    private let columns: [Column]
    private let rows: [[String]]
    private let width: Int
    private let gap = "  "

    /// Creates a table.
    ///
    /// - Parameters:
    ///   - columns: The columns, from left to right.
    ///   - rows: The cells, one list per row.
    ///   - width: The most characters in a line.
    init(columns: [Column], rows: [[String]], width: Int = 100) {
        self.columns = columns
        self.rows = rows
        self.width = width
    }

    /// The table, every line ended, without space at the end of lines.
    var text: String {
        let widths = fitted()
        return ([columns.map(\.title)] + rows).map { cells in
            let line = zip(cells, widths).map { cell, width in
                let shown = cell.count > width ? cell.prefix(max(width - 1, 0)) + "…" : cell[...]
                return shown + String(repeating: " ", count: width - shown.count)
            }.joined(separator: gap)
            return line.replacing(#/ +$/#, with: "") + "\n"
        }.joined()
    }

    /// The widths of the columns, the widest that may be cut cut first.
    private func fitted() -> [Int] {
        var widths = columns.indices.map { column in
            ([columns[column].title] + rows.map { $0[column] }).map(\.count).max() ?? 0
        }
        let room = width - gap.count * (columns.count - 1)
        while widths.reduce(0, +) > room {
            let cuttable = columns.indices.filter { widths[$0] > columns[$0].least ?? .max }
            guard let widest = cuttable.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }
}
