// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Gives plan files one layout: white space and quoting, line by line, and nothing else.
///
/// Comments, the order of keys, blank lines and the choice between blocks and braces are the
/// author's. A text that would read differently afterwards is left as it is.
public enum PlanFormatter {
    /// What became of a text.
    public struct Formatted: Sendable, Hashable {
        /// The text in its layout; the text as it was when a problem stopped the work.
        public var text: String
        /// Whether the layout differs from what was given.
        public var isChanged: Bool
        /// Why the text was left as it is; empty when it was not.
        public var problems: [Diagnostic]
    }

    /// Formats a plan or the shared file.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of the file.
    ///   - file: The file as the user named it, for messages.
    /// - Returns: The text in its layout, which reads as the same tree of values; or the text as it
    ///   was, with the reason.
    public static func format(_ bytes: [UInt8], file: String) -> Formatted {
        var log: [Diagnostic] = []
        guard let source = SourceText.decode(bytes, file: file, into: &log) else {
            return Formatted(
                text: String(decoding: bytes, as: UTF8.self), isChanged: false, problems: log)
        }
        guard let tree = YAMLText.parse(source, into: &log), log.isEmpty else {
            return Formatted(text: source.text, isChanged: false, problems: log)
        }
        let text = layout(of: source, tree)
        guard text.utf8.elementsEqual(bytes) == false else {
            return Formatted(text: text, isChanged: false, problems: [])
        }
        var other: [Diagnostic] = []
        let read = YAMLText.parse(SourceText(file: file, text: text), into: &other)
        guard let read, other.isEmpty, read.means(tree) else {
            return Formatted(text: source.text, isChanged: false, problems: [unsafe(file)])
        }
        return Formatted(text: text, isChanged: true, problems: [])
    }

    private static func layout(of source: SourceText, _ tree: PlanNode) -> String {
        let lines = source.lines.map { String(Substring($0)) }
        let kinds = LineKinds(lines: lines, tree: tree)
        var pieces: [FormattedLine] = []
        var delta = 0
        for (number, line) in lines.enumerated() {
            switch kinds.kinds[number] {
            case .blank: pieces.append(FormattedLine(content: ""))
            case .text: pieces.append(FormattedLine(content: shifted(line, by: delta)))
            case .continuation:
                pieces.append(FormattedLine(content: shifted(trimmedEnd(line), by: delta)))
            case .comment:
                let indent = kinds.commentIndent(of: number, delta: delta)
                pieces.append(
                    FormattedLine(content: spaces(indent) + trimmedEnd(trimmedStart(line))))
            case .structure(let indent):
                delta = indent - LineKinds.indent(of: line)
                var layout = LineLayout(line, isOpen: kinds.isOpen(number))
                var piece = layout.formatted()
                piece.content = spaces(indent) + piece.content
                pieces.append(piece)
            }
        }
        CommentColumns.align(&pieces)
        var text = pieces.map(\.text)
        while text.last == "" { text.removeLast() }
        return text.joined(separator: "\n") + "\n"
    }

    private static func unsafe(_ file: String) -> Diagnostic {
        Diagnostic(
            .error, "format-unsafe", "the file was left as it is",
            at: Diagnostic.Place(file: file),
            why: "in another layout it would not say the same",
            fix: "write long texts on one line, or in a block that starts with `|`")
    }

    private static func shifted(_ line: String, by delta: Int) -> String {
        if delta >= 0 { return line.isEmpty ? line : spaces(delta) + line }
        return String(line.dropFirst(min(-delta, LineKinds.indent(of: line))))
    }

    static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    static func trimmedEnd(_ line: String) -> String {
        var line = line[...]
        while let last = line.last, last == " " || last == "\t" { line.removeLast() }
        return String(line)
    }

    static func trimmedStart(_ line: String) -> String {
        String(line.drop { $0 == " " || $0 == "\t" })
    }
}

extension PlanNode {
    /// Whether two trees say the same, wherever they stand and however they are quoted.
    fileprivate func means(_ other: PlanNode) -> Bool {
        switch (content, other.content) {
        case (.scalar(let left, _), .scalar(let right, _)):
            left == right && isEmpty == other.isEmpty
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.means($1) }
        case (.mapping(let left), .mapping(let right)):
            left.count == right.count
                && zip(left, right).allSatisfy { $0.key == $1.key && $0.value.means($1.value) }
        default: false
        }
    }
}
