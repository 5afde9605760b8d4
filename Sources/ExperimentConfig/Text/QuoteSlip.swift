// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Finds a value that goes on after its closing quote or bracket, as in `name: 'It's great'`.
///
/// The YAML parser notices such a slip late, often on another line, and blames the indentation.
struct QuoteSlip {
    private let source: SourceText

    init(_ source: SourceText) { self.source = source }

    /// The message for the first such value up to the place where the parser stopped.
    func diagnostic(before end: TextMark) -> Diagnostic? {
        var line = 0
        while line < min(end.line, source.lines.count) {
            let scalars = Array(source.lines[line])
            guard let start = Self.valueStart(scalars) else {
                line += 1
                continue
            }
            let close = close(of: scalars[start], line: line, from: start + 1)
            if let close, let last = rest(of: close) {
                let isQuote = scalars[start] == "'" || scalars[start] == "\""
                return Diagnostic(
                    .error, isQuote ? "quote-text" : "bracket-text",
                    "text after a closing \(isQuote ? "quote" : "bracket")",
                    at: source.place(TextMark(line: line + 1, column: start + 1)),
                    why: "the value ends at its closing \(isQuote ? "quote" : "bracket")",
                    fix: "put all of it in double quotes"
                        + suggestion(scalars[start...], isWhole: close.line == line, last))
            }
            line = max(line + 1, close?.line ?? 0)
        }
        return nil
    }

    /// Where the value behind `key: ` or `- ` starts, if it starts with a quote or a bracket.
    private static func valueStart(_ line: [Unicode.Scalar]) -> Int? {
        var index = line.prefix { $0 == " " }.count
        while index + 1 < line.count, line[index] == "-", line[index + 1] == " " {
            index += 1
            while index < line.count, line[index] == " " { index += 1 }
        }
        guard index < line.count, line[index] != "#" else { return nil }
        if !isOpening(line[index]) {
            let colon = line[index...].firstIndex { $0 == ":" }
            guard let colon, line[index..<colon].allSatisfy(isKeyScalar) else { return nil }
            index = colon + 1
            guard index < line.count, line[index] == " " else { return nil }
            while index < line.count, line[index] == " " { index += 1 }
        }
        return index < line.count && isOpening(line[index]) ? index : nil
    }

    private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "'" || scalar == "\"" || scalar == "[" || scalar == "{"
    }

    private static func isKeyScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic
            || scalar.properties.numericType != nil
    }

    /// The place behind the mark that closes a value, the line counted from 0.
    private func close(
        of opening: Unicode.Scalar, line: Int, from start: Int
    ) -> (line: Int, index: Int)? {
        if opening == "[" || opening == "{" {
            return Self.bracketEnd(Array(source.lines[line]), from: start).map { (line, $0) }
        }
        var number = line
        var index = start
        while number < source.lines.count {
            let scalars = Array(source.lines[number])
            while index < scalars.count {
                if opening == "\"", scalars[index] == "\\" {
                    index += 2
                } else if scalars[index] != opening {
                    index += 1
                } else if opening == "'", index + 1 < scalars.count, scalars[index + 1] == "'" {
                    index += 2
                } else {
                    return (number, index + 1)
                }
            }
            number += 1
            index = 0
        }
        return nil
    }

    /// The place behind the bracket that closes one on the same line; nil when it stays open.
    private static func bracketEnd(_ line: [Unicode.Scalar], from start: Int) -> Int? {
        var depth = 1
        var quote: Unicode.Scalar?
        for index in start..<max(line.count, start) {
            let scalar = line[index]
            if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == "'" || scalar == "\"" {
                quote = scalar
            } else if scalar == "[" || scalar == "{" {
                depth += 1
            } else if scalar == "]" || scalar == "}" {
                depth -= 1
                if depth == 0 { return index + 1 }
            }
        }
        return nil
    }

    /// Where the text behind a closed value ends; nil when there is none but a comment.
    private func rest(of close: (line: Int, index: Int)) -> Int? {
        let line = Array(source.lines[close.line])
        let after = line[close.index...]
        guard let first = after.firstIndex(where: { $0 != " " && $0 != "\t" }) else { return nil }
        // `"key": value` is a key in quotes.
        if line[first] == ":" { return nil }
        if line[first] == "#", first > close.index { return nil }
        var end = line.count
        for index in first..<line.count where line[index] == "#" && line[index - 1] == " " {
            end = index
            break
        }
        while end > 0, line[end - 1] == " " { end -= 1 }
        return end
    }

    private func suggestion(
        _ value: ArraySlice<Unicode.Scalar>, isWhole: Bool, _ end: Int
    ) -> String {
        // A quote that closes on a later line swallowed that line; the value is its own line.
        var text = String(String.UnicodeScalarView(isWhole ? value[..<end] : value))
        while text.last == " " { text.removeLast() }
        if text.count > 2, let first = text.first, first == text.last, first == "'" || first == "\""
        {
            text = String(text.dropFirst().dropLast())
        }
        guard text.count <= 60 else { return "" }
        let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return ": \"\(escaped)\""
    }
}
