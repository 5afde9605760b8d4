// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the place in the file of a character of a value, however the value is written: alone, in
/// quotes, or as a block.
struct ScalarMarks {
    private let source: SourceText
    private let mark: TextMark
    private let value: [Unicode.Scalar]

    /// A value and where it starts: at its first character, its quote, or the sign of its block.
    init(_ value: String, at mark: TextMark, in source: SourceText) {
        self.source = source
        self.mark = mark
        self.value = Array(value.unicodeScalars)
    }

    /// The place of the character at an offset, in Unicode scalars from 0.
    func mark(of offset: Int) -> TextMark {
        var walk = Walk(source, at: mark)
        walk.open()
        for scalar in value.prefix(max(offset, 0)) where !walk.pass(scalar) { break }
        walk.settle(for: offset < value.count ? value[max(offset, 0)] : nil)
        return walk.mark
    }

    /// A walk through the text beside the characters of the value.
    private struct Walk {
        private enum Style {
            case plain, single, double, block
        }

        private let source: SourceText
        private(set) var mark: TextMark
        private var style = Style.plain
        private var indent = 0

        init(_ source: SourceText, at mark: TextMark) {
            self.source = source
            self.mark = mark
        }

        private func line(_ number: Int) -> Substring.UnicodeScalarView? {
            source.lines.indices.contains(number - 1) ? source.lines[number - 1] : nil
        }

        private func scalar(_ ahead: Int = 0) -> Unicode.Scalar? {
            line(mark.line)?.dropFirst(mark.column - 1 + ahead).first
        }

        /// Steps over the opening quote, or into the first line of a block.
        mutating func open() {
            switch scalar() {
            case "'":
                style = .single
                mark.column += 1
            case "\"":
                style = .double
                mark.column += 1
            case "|", ">":
                style = .block
                let start = mark
                nextLine()
                indent = mark.column - 1
                if mark == start { style = .plain }
            default: break
            }
        }

        /// Steps over what one character of the value is written as; false when it is not found.
        mutating func pass(_ wanted: Unicode.Scalar) -> Bool {
            if wanted == " " || wanted == "\n", isLineOver {
                nextLine()
                return true
            }
            guard let seen = scalar() else { return false }
            switch style {
            case .single where seen == "'" && wanted == "'": mark.column += 2
            case .double where seen == "\\": mark.column += escapeLength
            default:
                guard seen == wanted else { return false }
                mark.column += 1
            }
            return true
        }

        /// Goes to the next line when the character looked for stands there.
        mutating func settle(for next: Unicode.Scalar?) {
            if let next, next != " ", next != "\n", isLineOver, style != .plain || scalar() != next
            {
                nextLine()
            }
        }

        private var escapeLength: Int {
            switch scalar(1) {
            case "x": 4
            case "u": 6
            case "U": 10
            default: 2
            }
        }

        /// Whether nothing but space is left on the line.
        private var isLineOver: Bool {
            guard let line = line(mark.line) else { return false }
            return line.dropFirst(mark.column - 1).allSatisfy { $0 == " " || $0 == "\t" }
        }

        private mutating func nextLine() {
            var number = mark.line + 1
            while let line = line(number) {
                if let first = line.firstIndex(where: { $0 != " " && $0 != "\t" }) {
                    let column = line.distance(from: line.startIndex, to: first) + 1
                    mark = TextMark(
                        line: number,
                        column: style == .block && indent > 0 ? min(column, indent + 1) : column)
                    return
                }
                number += 1
            }
        }
    }
}
