// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel
internal import Yams

/// Says in a person's words what the YAML parser stumbled over.
struct YAMLSyntaxError {
    private let source: SourceText

    init(_ source: SourceText) { self.source = source }

    /// The message for an error of the parser.
    func diagnostic(_ error: YamlError) -> Diagnostic {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let at = TextMark(line: mark.line, column: mark.column)
            let from = context.map { TextMark(line: $0.mark.line, column: $0.mark.column) }
            if let quote = QuoteSlip(source).diagnostic(before: at) { return quote }
            return missingSpace(from: from, at: at) ?? braces(problem, at: at)
                ?? known(problem, from: from, at: at)
        default: return general(nil)
        }
    }

    /// The message when nothing more is known.
    func general(_ mark: TextMark?) -> Diagnostic {
        Diagnostic(
            .error, "yaml-syntax", "the text is not valid YAML",
            at: place(mark), why: "the lines from here on cannot be read",
            fix: "compare indentation, quotes and brackets with the lines above")
    }

    private func place(_ mark: TextMark?) -> Diagnostic.Place {
        guard var mark else { return source.place(nil) }
        // An error at the end of the text is shown on its last line with words.
        while mark.line > 1, !source.lines.indices.contains(mark.line - 1) || isBlank(mark.line) {
            mark.line -= 1
            let count =
                source.lines.indices.contains(mark.line - 1)
                ? source.lines[mark.line - 1].count : 0
            mark.column = count + 1
        }
        return source.place(mark)
    }

    private func isBlank(_ line: Int) -> Bool {
        source.lines[line - 1].allSatisfy { $0 == " " }
    }

    /// `key:value`, the commonest slip: the parser only notices on a later line.
    private func missingSpace(from: TextMark?, at: TextMark) -> Diagnostic? {
        let candidates = [from?.line, at.line, at.line - 1].compactMap { $0 }
        for line in candidates where source.lines.indices.contains(line - 1) {
            let text = String(Substring(source.lines[line - 1]))
            guard let match = text.prefixMatch(of: /[ ]*(?:- )?([a-z_]+):([^ \t].*)/),
                !match.output.2.contains(": ")
            else { continue }
            let column = text.distance(from: text.startIndex, to: match.output.2.startIndex) + 1
            let key = String(match.output.1)
            return Diagnostic(
                .error, "colon-space",
                "the colon after `\(key)` needs a space (seen: \(Visible.value(text.trimmed)))",
                at: Diagnostic.Place(file: source.file, line: line, column: column),
                why: "without it YAML reads one long word, not a key and a value",
                fix: "write `\(key): \(Visible.value(String(match.output.2)))`")
        }
        return nil
    }

    /// `n_{variant}` inside a group in brackets, where a brace opens or closes a group.
    private func braces(_ problem: String, at: TextMark) -> Diagnostic? {
        guard problem.hasPrefix("did not find expected ','"),
            source.lines.indices.contains(at.line - 1)
        else { return nil }
        let text = String(Substring(source.lines[at.line - 1]))
        guard
            let match = text.firstMatch(
                of: /(?:^|[ ,\[{])([A-Za-z0-9_.-]+\{[a-z_]+\}[A-Za-z0-9_.-]*)/)
        else { return nil }
        let column = text.distance(from: text.startIndex, to: match.output.1.startIndex) + 1
        let word = Visible.value(String(match.output.1))
        return Diagnostic(
            .error, "brace-text", "text with a brace in it stands without quotes (seen: \(word))",
            at: Diagnostic.Place(file: source.file, line: at.line, column: column),
            why: "inside brackets a brace opens or closes a group",
            fix: "put it in double quotes: \"\(word)\"")
    }

    private func known(_ problem: String, from: TextMark?, at: TextMark) -> Diagnostic {
        if let uneven = unevenIndent(problem, at: at) { return uneven }
        var message = general(at)
        switch problem {
        case "mapping values are not allowed in this context":
            message.summary = "a second `key: value` starts inside a value"
            message.why = "either the line is indented too far, or the text holds a colon"
            message.fix = "line the key up with its neighbours, or put the text in \"quotes\""
        case "did not find expected key", "did not find expected '-' indicator":
            message.summary = "the line does not line up with the lines above"
            message.why = "keys of one group start in one column"
            message.fix = "indent the line as its neighbours are"
        case "could not find expected ':'":
            message = general(from ?? at)
            message.summary = "a key without a colon"
            message.why = "a line in a group reads `key: value`"
            message.fix = "add the colon and a space, or indent the line as part of the text above"
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            message.summary = "a bracket is not closed, or a comma is missing"
            message.why = opened(from)
            message.fix = "add the missing comma or the closing bracket"
        case "found unexpected end of stream" where from != nil:
            message = general(from)
            message.summary = "a quote is opened here and never closed"
            message.why = "the rest of the file is read as text"
            message.fix = "close the quote on this line"
        case "found character that cannot start any token":
            message.summary = "a value cannot start with this character"
            message.why = "YAML keeps `@`, `%`, backticks and tabs for itself"
            message.fix = "put the text in \"quotes\""
        default:
            message.summary = "the text is not valid YAML (\(problem))"
        }
        return message
    }

    /// A line that is indented further than the complete line above it.
    private func unevenIndent(_ problem: String, at: TextMark) -> Diagnostic? {
        guard problem == "mapping values are not allowed in this context",
            source.lines.indices.contains(at.line - 1),
            let above = (1..<max(at.line, 1)).last(where: { !isBlank($0) })
        else { return nil }
        func indent(_ line: Int) -> Int { source.lines[line - 1].prefix { $0 == " " }.count }
        let text = String(Substring(source.lines[above - 1]))
        let here = String(Substring(source.lines[at.line - 1].prefix(at.column - 1)))
        guard indent(at.line) > indent(above), text.contains(/: +[^ |>#]/), !here.contains(": ")
        else { return nil }
        return Diagnostic(
            .error, "indent", "the line is indented further than the line above it",
            at: source.place(TextMark(line: at.line, column: indent(at.line) + 1)),
            why: "line \(above) starts in column \(indent(above) + 1) and is complete; "
                + "line \(at.line) starts in column \(indent(at.line) + 1)",
            fix: "start both lines in the same column")
    }

    private func opened(_ mark: TextMark?) -> String {
        guard let mark else { return "the list or group does not end" }
        return "it was opened on line \(mark.line), column \(mark.column)"
    }
}

extension String {
    /// The text without spaces at its ends.
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
