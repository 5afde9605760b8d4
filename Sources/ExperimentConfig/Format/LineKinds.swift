// SPDX-License-Identifier: GPL-3.0-or-later

/// What each line of a plan file is, and where the lines that start something belong.
struct LineKinds {
    /// What one line is.
    enum Kind: Equatable {
        case blank
        /// Nothing but a comment.
        case comment
        /// A key or a list item starts here, and belongs at this indentation.
        case structure(Int)
        /// The inside of a block of text, of which no character changes but the indentation.
        case text
        /// More of a value that started on an earlier line.
        case continuation
    }

    private(set) var kinds: [Kind]
    private let lines: [String]
    private var open: Set<Int> = []

    init(lines: [String], tree: PlanNode) {
        self.lines = lines
        kinds = [Kind](repeating: .blank, count: lines.count)
        var indents: [Int: Int] = [:]
        place(tree, at: 0, in: &indents)
        classify(indents)
    }

    /// Whether the value that starts on a line goes on below it.
    func isOpen(_ number: Int) -> Bool { open.contains(number) }

    static func indent(of line: String) -> Int { line.prefix { $0 == " " }.count }

    private func character(_ mark: TextMark) -> Character? {
        guard lines.indices.contains(mark.line - 1) else { return nil }
        return lines[mark.line - 1].unicodeScalars.dropFirst(mark.column - 1).first.map(
            Character.init)
    }

    private func isFlow(_ node: PlanNode) -> Bool {
        let first = character(node.mark)
        return first == "[" || first == "{"
    }

    /// Notes where the block entries below a node belong.
    private func place(_ node: PlanNode, at column: Int, in indents: inout [Int: Int]) {
        switch node.content {
        case .scalar: return
        case .mapping(let entries):
            guard !isFlow(node) else { return }
            for entry in entries {
                let line = entry.mark.line - 1
                guard lines.indices.contains(line) else { continue }
                if LineKinds.indent(of: lines[line]) == entry.mark.column - 1 {
                    indents[line] = column
                }
                place(entry.value, at: column + 2, in: &indents)
            }
        case .list(let items):
            guard !isFlow(node) else { return }
            for item in items {
                if let line = dashLine(of: item) {
                    // The first dash of `- - one` is that of the outer list.
                    if indents[line] == nil { indents[line] = column }
                }
                place(item, at: column + 2, in: &indents)
            }
        }
    }

    /// The line on which the dash of an item stands.
    private func dashLine(of item: PlanNode) -> Int? {
        var line = item.mark.line - 1
        guard lines.indices.contains(line) else { return nil }
        if PlanFormatter.trimmedStart(lines[line]).first == "-" { return line }
        while line > 0 {
            line -= 1
            let text = PlanFormatter.trimmedStart(lines[line])
            if text.hasPrefix("-") { return line }
            if !text.isEmpty, !text.hasPrefix("#") { return nil }
        }
        return nil
    }

    private mutating func classify(_ indents: [Int: Int]) {
        var number = 0
        while number < lines.count {
            let text = PlanFormatter.trimmedStart(lines[number])
            if let indent = indents[number] {
                kinds[number] = .structure(indent)
                if let last = LineLayout.blockText(lines[number]) {
                    number = skipText(from: number, parent: last)
                    continue
                }
            } else if PlanFormatter.trimmedEnd(text).isEmpty {
                kinds[number] = .blank
            } else if text.hasPrefix("#") {
                kinds[number] = .comment
            } else {
                kinds[number] = .continuation
                if let start = (0..<number).last(where: { isStructure($0) }) { open.insert(start) }
            }
            number += 1
        }
    }

    private func isStructure(_ number: Int) -> Bool {
        if case .structure = kinds[number] { true } else { false }
    }

    /// Marks the lines of a block of text; returns the line behind it.
    private mutating func skipText(from start: Int, parent: Int) -> Int {
        var number = start + 1
        var last = start
        while number < lines.count {
            let isBlank = PlanFormatter.trimmedStart(lines[number]).isEmpty
            if !isBlank, LineKinds.indent(of: lines[number]) <= parent { break }
            if !isBlank { last = number }
            number += 1
        }
        guard last > start else { return start + 1 }
        for line in (start + 1)...last { kinds[line] = .text }
        return last + 1
    }

    /// Where a comment line belongs: with what follows it, or with what it stood in line with.
    func commentIndent(of number: Int, delta: Int) -> Int {
        let own = LineKinds.indent(of: lines[number])
        let below = lines.indices.dropFirst(number + 1).first { isStructure($0) }
        let above = (0..<number).reversed().first {
            isStructure($0) && LineKinds.indent(of: lines[$0]) == own
        }
        if let below, LineKinds.indent(of: lines[below]) == own || above == nil {
            return target(below)
        }
        if let above { return target(above) }
        return max(0, own + delta)
    }

    private func target(_ number: Int) -> Int {
        if case .structure(let indent) = kinds[number] { return indent }
        return LineKinds.indent(of: lines[number])
    }
}
