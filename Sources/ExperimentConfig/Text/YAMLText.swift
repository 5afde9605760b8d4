// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel
internal import Yams

/// Reads YAML text into a tree of plan nodes, with every problem said once.
struct YAMLText {
    /// The most values a plan may hold.
    static let nodeLimit = 100_000
    /// Stands before the name of a key that was given twice, so that parsing can go on.
    private static let duplicateMark: UInt32 = 0xE000
    private static let duplicateLimit = 50

    private let source: SourceText
    private var log: [Diagnostic] = []
    private var duplicates: [String: String] = [:]
    private var nodes = 0

    private init(_ source: SourceText) { self.source = source }

    /// The root of the text, or nil after reporting why there is none.
    static func parse(_ source: SourceText, into log: inout [Diagnostic]) -> PlanNode? {
        let findings = YAMLScan.findings(in: source)
        guard findings.isEmpty else {
            log += findings
            return nil
        }
        var text = YAMLText(source)
        let root = text.root()
        log += text.log
        return root
    }

    private mutating func root() -> PlanNode? {
        var scalars = Array(source.text.unicodeScalars)
        // Each duplicate costs one more parse; a text too long to be a plan gets few.
        let limit = scalars.count > 1 << 16 ? 2 : YAMLText.duplicateLimit
        for attempt in 0...limit {
            do {
                let yaml = attempt == 0 ? source.text : YAMLText.string(scalars)
                guard let node = try Yams.compose(yaml: yaml) else {
                    log.append(emptyPlan)
                    return nil
                }
                return convert(node, path: "", depth: 0)
            } catch let YamlError.duplicatedKeysInMapping(_, context) {
                let mark = TextMark(line: context.mark.line, column: context.mark.column)
                guard attempt < limit,
                    rename(mark, number: attempt, in: &scalars)
                else {
                    log.append(unnamedDuplicate(mark))
                    return nil
                }
            } catch let error as YamlError {
                log.append(YAMLSyntaxError(source).diagnostic(error))
                return nil
            } catch {
                log.append(YAMLSyntaxError(source).general(nil))
                return nil
            }
        }
        return nil
    }

    private var emptyPlan: Diagnostic {
        let isPlan = source.subject == .plan
        return Diagnostic(
            .error, "\(source.subject.word)-empty", "\(source.subject.phrase) is empty",
            at: Diagnostic.Place(file: source.file),
            why: isPlan ? "there is nothing to test" : "plans find nothing in it",
            fix: isPlan
                ? "start from `experiment init KEY`" : "start it with `version: 1`, or remove it")
    }

    private func unnamedDuplicate(_ mark: TextMark) -> Diagnostic {
        Diagnostic(
            .error, "duplicate-key", "a key is given twice", at: source.place(mark),
            why: "only one of the two values can count", fix: "keep one of the two")
    }

    private static func string(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Gives the key at a mark a private name of the same length, so that marks stay true.
    private mutating func rename(
        _ mark: TextMark, number: Int, in scalars: inout [Unicode.Scalar]
    ) -> Bool {
        guard var index = offset(of: mark), scalars.indices.contains(index),
            let private_ = Unicode.Scalar(YAMLText.duplicateMark + UInt32(number))
        else { return false }
        if scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        guard scalars.indices.contains(index) else { return false }
        let old = scalars[index]
        guard old.properties.isAlphabetic || old.properties.numericType != nil || old == "_"
        else { return false }
        scalars[index] = private_
        duplicates[String(Character(private_))] = String(Character(old))
        return true
    }

    private func offset(of mark: TextMark) -> Int? {
        var line = 1
        var index = 0
        let scalars = source.text.unicodeScalars
        var at = scalars.startIndex
        while line < mark.line, at < scalars.endIndex {
            let scalar = scalars[at]
            scalars.formIndex(after: &at)
            index += 1
            if scalar == "\n" {
                line += 1
            } else if scalar == "\r", at < scalars.endIndex, scalars[at] != "\n" {
                line += 1
            }
        }
        return line == mark.line ? index + mark.column - 1 : nil
    }

    private mutating func convert(_ node: Node, path: String, depth: Int) -> PlanNode {
        let mark =
            node.mark.map { TextMark(line: $0.line, column: $0.column) }
            ?? TextMark(line: 1, column: 1)
        nodes += 1
        let isOver = nodes > YAMLText.nodeLimit || depth > 2 * YAMLScan.bracketLimit
        switch node {
        case .scalar(let scalar):
            return PlanNode(
                content: .scalar(scalar.string, plain: scalar.style == .plain), mark: mark)
        case .sequence(let sequence):
            let items =
                isOver
                ? []
                : sequence.enumerated().map { number, item in
                    convert(item, path: "\(path)[\(number)]", depth: depth + 1)
                }
            return PlanNode(content: .list(items), mark: mark)
        case .mapping(let mapping):
            let entries = isOver ? [] : entries(of: mapping, path: path, depth: depth)
            return PlanNode(content: .mapping(entries), mark: mark)
        case .alias:
            return PlanNode(content: .scalar("", plain: true), mark: mark)
        }
    }

    private mutating func entries(
        of mapping: Node.Mapping, path: String, depth: Int
    ) -> [PlanNode.Entry] {
        var result: [PlanNode.Entry] = []
        var first: [String: TextMark] = [:]
        for (key, value) in mapping {
            let mark =
                key.mark.map { TextMark(line: $0.line, column: $0.column) }
                ?? TextMark(line: 1, column: 1)
            guard case .scalar(let scalar) = key else {
                log.append(
                    Diagnostic(
                        .error, "key-form", "a key must be one word",
                        at: source.place(mark, path.isEmpty ? nil : path),
                        why: "lists and groups cannot be keys", fix: "write `key: value`"))
                continue
            }
            if joinDecimalComma(scalar, mark, value, to: &result) { continue }
            let name = originalName(scalar.string)
            let here = KeyTrail.child(path, name)
            if let earlier = first[name] {
                log.append(duplicate(name, earlier, mark, here))
                result.removeAll { $0.key == name }
            } else {
                first[name] = mark
            }
            result.append(
                PlanNode.Entry(
                    key: name, mark: mark, value: convert(value, path: here, depth: depth + 1)))
        }
        return result
    }

    /// Mends `{ weight: 0,45 }`, which YAML reads as a weight of 0 and a key called 45.
    private func joinDecimalComma(
        _ key: Node.Scalar, _ mark: TextMark, _ value: Node, to entries: inout [PlanNode.Entry]
    ) -> Bool {
        guard case .scalar(let after) = value, after.string.isEmpty, key.style == .plain,
            key.string.first?.isNumber == true, var last = entries.last,
            case .scalar(let before, plain: true) = last.value.content,
            before.last?.isNumber == true, last.value.mark.line == mark.line,
            last.value.mark.column + before.unicodeScalars.count + 1 == mark.column
        else { return false }
        last.value.content = .scalar(before + "," + key.string, plain: true)
        entries[entries.count - 1] = last
        return true
    }

    private func originalName(_ name: String) -> String {
        guard let first = name.first, let old = duplicates[String(first)] else { return name }
        return old + name.dropFirst()
    }

    private func duplicate(
        _ name: String, _ earlier: TextMark, _ mark: TextMark, _ path: String
    ) -> Diagnostic {
        Diagnostic(
            .error, "duplicate-key",
            "key `\(Visible.value(name))` is given twice, on "
                + (earlier.line == mark.line
                    ? "line \(mark.line)" : "lines \(earlier.line) and \(mark.line)"),
            at: source.place(mark, path), why: "only one of the two values can count",
            fix: "keep one of the two")
    }
}

/// Key paths as people read them: `variants[1].weight`.
enum KeyTrail {
    /// The path of a key under a path.
    static func child(_ path: String, _ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    /// The path of an item under a path.
    static func item(_ path: String, _ number: Int) -> String { "\(path)[\(number)]" }
}
