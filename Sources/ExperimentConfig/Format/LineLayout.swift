// SPDX-License-Identifier: GPL-3.0-or-later

/// One line in its layout: what it says, and the comment behind it.
struct FormattedLine {
    var content: String
    var comment: String?
    /// The column, from 0, at which the comment stood.
    var commentColumn: Int?

    /// The line with its comment at its column.
    var text: String {
        guard let comment, let commentColumn else { return content }
        return content + PlanFormatter.spaces(commentColumn - content.count) + comment
    }
}

/// Lays out one line that starts a key or a list item.
struct LineLayout {
    private let characters: [Character]
    private let isOpen: Bool
    private var index = 0
    private var out = ""

    init(_ line: String, isOpen: Bool) {
        characters = Array(line)
        self.isOpen = isOpen
    }

    /// The indentation that the text below must exceed, when the line ends with `|` or `>`.
    static func blockText(_ line: String) -> Int? {
        var layout = LineLayout(line, isOpen: false)
        layout.skipSpace()
        var parent = layout.index
        while layout.isDash {
            parent = layout.index
            layout.index += 1
            layout.skipSpace()
        }
        if layout.key() != nil {
            if layout.index < layout.characters.count, layout.characters[layout.index] == ":" {
                layout.index += 1
            }
            layout.skipSpace()
        }
        guard let first = layout.here, first == "|" || first == ">" else { return nil }
        return parent
    }

    private var here: Character? { index < characters.count ? characters[index] : nil }
    private func at(_ offset: Int) -> Character? {
        characters.indices.contains(index + offset) ? characters[index + offset] : nil
    }

    private static func isSpace(_ character: Character?) -> Bool {
        character == nil || character == " " || character == "\t"
    }

    private mutating func skipSpace() {
        while let character = here, character == " " || character == "\t" { index += 1 }
    }

    private var isDash: Bool { here == "-" && LineLayout.isSpace(at(1)) }
    private var isComment: Bool { here == "#" && (index == 0 || LineLayout.isSpace(at(-1))) }

    /// The line without its indentation.
    mutating func formatted() -> FormattedLine {
        skipSpace()
        while isDash {
            index += 1
            skipSpace()
            out += here == nil || isComment ? "-" : "- "
        }
        if let key = key() {
            out += key + ":"
            index += 1
            skipSpace()
            if here != nil, !isComment { out += " " }
        }
        if !isComment, here != nil { value() }
        return finished()
    }

    private mutating func finished() -> FormattedLine {
        let content = PlanFormatter.trimmedEnd(out)
        guard isComment else { return FormattedLine(content: content) }
        return FormattedLine(
            content: content,
            comment: PlanFormatter.trimmedEnd(String(characters[index...])),
            commentColumn: index)
    }

    /// Reads a key up to its colon; nil and nothing read when there is none.
    private mutating func key() -> String? {
        let start = index
        if let quote = here, quote == "\"" || quote == "'" {
            guard let text = quoted(quote), here == ":", LineLayout.isSpace(at(1)) else {
                index = start
                return nil
            }
            return QuoteStyle.best(text, quote: quote)
        }
        guard let first = here, !"[{|>#".contains(first) else { return nil }
        while let character = here {
            if character == ":", LineLayout.isSpace(at(1)) {
                return PlanFormatter.trimmedEnd(String(characters[start..<index]))
            }
            if isComment { break }
            index += 1
        }
        index = start
        return nil
    }

    private mutating func value() {
        let start = index
        switch here {
        case "[", "{":
            // A bracket that closes on a later line stays as it stands.
            if !isOpen, let text = flow(), here == nil || LineLayout.isSpace(here) {
                out += text
            } else {
                index = start
                rest()
            }
        case "\"", "'":
            let quote = characters[index]
            if !isOpen, let text = quoted(quote), here == nil || LineLayout.isSpace(here) {
                out += QuoteStyle.best(text, quote: quote)
            } else {
                index = start
                return rest()
            }
        default: return rest()
        }
        skipSpace()
        if here != nil, !isComment { rest() }
    }

    /// Copies up to the comment.
    private mutating func rest() {
        var quote: Character?
        while let character = here {
            if quote == nil, isComment { break }
            if isOpen, character == "\"" || character == "'" {
                if quote == nil { quote = character } else if quote == character { quote = nil }
            }
            out.append(character)
            index += 1
        }
    }

    /// The raw inside of a quoted text, and past its end; nil when it does not close here.
    private mutating func quoted(_ quote: Character) -> String? {
        var text = ""
        index += 1
        while let character = here {
            if quote == "\"", character == "\\" {
                text.append(character)
                if let next = at(1) { text.append(next) }
                index += 2
            } else if character == quote {
                if quote == "'", at(1) == "'" {
                    text += "''"
                    index += 2
                    continue
                }
                index += 1
                return text
            } else {
                text.append(character)
                index += 1
            }
        }
        return nil
    }

    /// A list in brackets or a group in braces, laid out; nil when it does not close here.
    private mutating func flow() -> String? {
        guard let opening = here else { return nil }
        let closing: Character = opening == "[" ? "]" : "}"
        index += 1
        var items: [String] = []
        while true {
            skipSpace()
            guard let character = here, character != "#" || !isComment else { return nil }
            if character == closing {
                index += 1
                break
            }
            guard let item = flowItem(closing) else { return nil }
            items.append(item)
            skipSpace()
            if here == "," { index += 1 } else if here != closing { return nil }
        }
        let inside = items.joined(separator: ", ")
        if opening == "[" { return "[\(inside)]" }
        return items.isEmpty ? "{}" : "{ \(inside) }"
    }

    private mutating func flowItem(_ closing: Character) -> String? {
        guard let first = flowNode() else { return nil }
        skipSpace()
        guard here == ":" else { return first }
        index += 1
        skipSpace()
        if here == "," || here == closing { return first + ":" }
        guard let value = flowNode() else { return nil }
        return first + ": " + value
    }

    private mutating func flowNode() -> String? {
        switch here {
        case "[", "{": return flow()
        case "\"", "'":
            let quote = characters[index]
            return quoted(quote).map { QuoteStyle.best($0, quote: quote) }
        default:
            let start = index
            while let character = here, !",[]{}".contains(character) {
                if character == ":", LineLayout.isSpace(at(1)) || ",[]{}".contains(at(1) ?? " ") {
                    break
                }
                if isComment { return nil }
                index += 1
            }
            let text = PlanFormatter.trimmedEnd(String(characters[start..<index]))
            return text.isEmpty ? nil : text
        }
    }
}
