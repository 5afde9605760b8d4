// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// A first look at YAML text for what a plan may not use: anchors, aliases, tags, several
/// documents, tabs as indentation, and nesting deep enough to exhaust a parser.
///
/// Runs before the YAML parser, because an alias that expands a thousandfold and a bracket nested
/// a million times do their harm while parsing.
struct YAMLScan {
    /// The deepest nesting of brackets.
    static let bracketLimit = 32
    /// The furthest column at which a block entry may start.
    static let indentLimit = 64

    private let scalars: [Unicode.Scalar]
    private let source: SourceText
    private var index = 0
    private var line = 1
    private var lineStart = 0
    private var depth = 0
    private var expectsNode = true
    private var sawContent = false
    /// Lines indented further than this continue a plain scalar.
    private var plainParent: Int?
    private var lineFirst: Int?
    private var lastDash: Int?
    private var stopped = false
    private var endedLine = false
    private(set) var findings: [Diagnostic] = []

    init(_ source: SourceText) {
        self.source = source
        scalars = Array(source.text.unicodeScalars)
    }

    /// Everything found in a text.
    static func findings(in source: SourceText) -> [Diagnostic] {
        var scan = YAMLScan(source)
        while scan.index < scan.scalars.count, !scan.stopped { scan.scanLine() }
        return scan.findings
    }

    private var column: Int { index - lineStart }
    private var here: TextMark { TextMark(line: line, column: column + 1) }

    private func at(_ offset: Int) -> Unicode.Scalar? {
        scalars.indices.contains(index + offset) ? scalars[index + offset] : nil
    }

    private static func isBlank(_ scalar: Unicode.Scalar?) -> Bool {
        switch scalar {
        case nil, " ", "\t", "\n", "\r": true
        default: false
        }
    }

    private var isAtLineEnd: Bool {
        guard let scalar = at(0) else { return true }
        return scalar == "\n" || scalar == "\r"
    }

    private mutating func endLine() {
        while !isAtLineEnd { index += 1 }
        if at(0) == "\r", at(1) == "\n" { index += 1 }
        index += 1
        line += 1
        lineStart = index
    }

    private mutating func scanLine() {
        lineFirst = nil
        lastDash = nil
        let tab = skipIndent()
        if isAtLineEnd || at(0) == "#" { return endLine() }
        if depth == 0 {
            if scanDocumentMark() { return endLine() }
            if let parent = plainParent, column > parent {
                skipPlainRest()
                return endLine()
            }
            plainParent = nil
            if let tab { report(.tab, at: tab) }
            if let odd = at(0), YAMLFinding.isOddSpace(odd) { report(.space(odd), at: here) }
            scanMarkers()
            expectsNode = true
        }
        sawContent = true
        if lineFirst == nil { lineFirst = column }
        while !isAtLineEnd, !stopped {
            if at(0) == "#", column == 0 || YAMLScan.isBlank(at(-1)) { break }
            scanCharacter()
            if endedLine { return endedLine = false }
        }
        endLine()
    }

    private mutating func skipIndent() -> TextMark? {
        var tab: TextMark?
        while let scalar = at(0), scalar == " " || scalar == "\t" {
            if scalar == "\t", tab == nil { tab = here }
            index += 1
        }
        return tab
    }

    /// Skips `- `, `? ` and `: ` at the start of a line.
    private mutating func scanMarkers() {
        while let scalar = at(0) {
            let marker = scalar == "-" || scalar == "?" || scalar == ":"
            if marker, YAMLScan.isBlank(at(1)) {
                lastDash = column
                index += 1
            } else if scalar == " " || scalar == "\t" {
                index += 1
            } else {
                break
            }
            if column > YAMLScan.indentLimit { return report(.deep, at: here) }
        }
        if column > YAMLScan.indentLimit { return report(.deep, at: here) }
        lineFirst = column
    }

    private mutating func scanDocumentMark() -> Bool {
        guard column == 0 else { return false }
        if at(0) == "%", !sawContent {
            report(.directive, at: here)
            return true
        }
        let dashes = at(0) == "-" && at(1) == "-" && at(2) == "-"
        let dots = at(0) == "." && at(1) == "." && at(2) == "."
        guard dashes || dots, YAMLScan.isBlank(at(3)) else { return false }
        plainParent = nil
        if sawContent, dashes { report(.documents, at: here) }
        return true
    }

    private mutating func scanCharacter() {
        guard let scalar = at(0) else { return }
        if scalar == " " || scalar == "\t" {
            index += 1
            return
        }
        if depth > 0, scanFlowIndicator(scalar) { return }
        if scalar == ":", YAMLScan.isBlank(at(1)) || (depth > 0 && isFlowEnd(at(1))) {
            expectsNode = true
            // What stood before the colon was a key, not text that goes on below.
            if depth == 0 { plainParent = nil }
            index += 1
            return
        }
        guard expectsNode else {
            index += 1
            return
        }
        expectsNode = false
        scanNodeStart(scalar)
    }

    private func isFlowEnd(_ scalar: Unicode.Scalar?) -> Bool {
        switch scalar {
        case ",", "[", "]", "{", "}": true
        default: false
        }
    }

    private mutating func scanFlowIndicator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "]", "}":
            depth -= 1
            expectsNode = false
        case ",":
            expectsNode = true
        case "[", "{":
            openBracket()
        default: return false
        }
        index += 1
        return true
    }

    private mutating func openBracket() {
        depth += 1
        expectsNode = true
        if depth > YAMLScan.bracketLimit { report(.deep, at: here) }
    }

    private mutating func scanNodeStart(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "[", "{":
            openBracket()
            index += 1
        case "\"", "'": skipQuoted(scalar)
        case "&": skipProperty(.anchor)
        case "*": skipProperty(.alias)
        case "!": skipProperty(.tag)
        case "|", ">":
            if depth == 0 { skipBlockScalar() } else { index += 1 }
        default:
            if depth == 0 { plainParent = parentIndent }
            index += 1
        }
    }

    /// The indentation that the content of the node starting here must exceed.
    private var parentIndent: Int {
        if let first = lineFirst, first < column { return first }
        if let lastDash { return lastDash }
        return column - 1
    }

    private mutating func skipProperty(_ finding: YAMLFinding) {
        report(finding, at: here)
        while !YAMLScan.isBlank(at(0)), depth == 0 || !isFlowEnd(at(0)) { index += 1 }
        expectsNode = true
    }

    private mutating func skipPlainRest() {
        while !isAtLineEnd {
            if at(0) == "#", YAMLScan.isBlank(at(-1)) { return }
            index += 1
        }
    }

    private mutating func skipQuoted(_ quote: Unicode.Scalar) {
        index += 1
        while let scalar = at(0) {
            if isAtLineEnd {
                endLine()
                continue
            }
            if scalar == "\\", quote == "\"" {
                index += 1
                if !isAtLineEnd { index += 1 }
            } else if scalar == quote {
                index += 1
                guard quote == "'", at(0) == "'" else { break }
                index += 1
            } else {
                index += 1
            }
        }
        // `"key":value` needs no space after the colon.
        if depth > 0, at(0) == ":" {
            expectsNode = true
            index += 1
        }
    }

    private mutating func skipBlockScalar() {
        let parent = lastDash == nil && lineFirst == column ? -1 : parentIndent
        endLine()
        while index < scalars.count {
            let start = index
            while at(0) == " " { index += 1 }
            if !isAtLineEnd, index - start <= parent || (parent < 0 && index == start) {
                index = start
                break
            }
            endLine()
        }
        endedLine = true
    }

    private mutating func report(_ finding: YAMLFinding, at mark: TextMark) {
        let (id, what, why, fix) = finding.words
        findings.append(
            Diagnostic(.error, id, what, at: source.place(mark), why: why, fix: fix))
        if finding == .deep { stopped = true }
    }
}
