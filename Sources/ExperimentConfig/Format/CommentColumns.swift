// SPDX-License-Identifier: GPL-3.0-or-later

/// Keeps the comments behind lines where they were, and in line with each other.
enum CommentColumns {
    /// The least space before a comment.
    private static let gap = 1

    /// Gives every comment its column.
    ///
    /// Comments of one paragraph that stood in line stay in line: at their column where all of
    /// their lines are short enough, else together further to the right.
    static func align(_ lines: inout [FormattedLine]) {
        var start = 0
        while start < lines.count {
            var end = start
            while end < lines.count, !lines[end].content.isEmpty || lines[end].comment != nil {
                end += 1
            }
            alignParagraph(&lines, start..<end)
            start = end + 1
        }
    }

    private static func alignParagraph(_ lines: inout [FormattedLine], _ range: Range<Int>) {
        var least: [Int: Int] = [:]
        for line in range {
            guard let column = lines[line].commentColumn else { continue }
            least[column] = max(least[column] ?? 0, lines[line].content.count + gap)
        }
        for line in range {
            guard let column = lines[line].commentColumn, let needed = least[column] else {
                continue
            }
            lines[line].commentColumn = max(needed, column)
        }
    }
}
