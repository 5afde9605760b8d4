// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

extension SQLGrammar {
    /// A name between the quotes of the database; whatever it holds, it stays one name.
    func name(_ name: String) -> String {
        switch names {
        case .doubled(let mark): Self.doubled(name, mark)
        case .doubledUnlessPlain: Self.doubled(Self.isPlain(name) ? name.uppercased() : name, "\"")
        case .escaped: Self.escaped(name, mark: "`", unicode: true)
        }
    }

    /// A text between the quotes of the database; whatever it holds, it stays one text.
    func literal(_ text: String) -> String {
        switch texts {
        case .joined: joined(text)
        case .prefixed: prefixed(text)
        case .escaped: Self.escaped(text, mark: "'", unicode: true)
        case .escapedBytes: Self.escaped(text, mark: "'", unicode: false)
        }
    }

    /// Texts between parentheses, for `IN`.
    func list(_ texts: [String]) -> String {
        "(" + texts.map(literal).joined(separator: ", ") + ")"
    }

    /// Names that were written without quotes are kept in capitals by some databases.
    private static func isPlain(_ name: String) -> Bool {
        guard let first = name.utf8.first, first == 0x5F || (0x61...0x7A).contains(first)
        else { return false }
        return name.utf8.allSatisfy {
            $0 == 0x5F || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
        }
    }

    private static func doubled(_ text: String, _ mark: Unicode.Scalar) -> String {
        var out = String.UnicodeScalarView([mark])
        for scalar in text.unicodeScalars {
            out.append(scalar)
            if scalar == mark { out.append(mark) }
        }
        out.append(mark)
        return String(out)
    }

    private func prefixed(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == "\\" || Self.isHidden($0) }) else {
            return Self.doubled(text, "'")
        }
        return "E" + Self.escaped(text, mark: "'", unicode: true)
    }

    /// The runs of visible characters and the numbers of the others, put together by `||`.
    private func joined(_ text: String) -> String {
        var parts: [String] = []
        var run = ""
        var numbers: [UInt32] = []
        func endRun() {
            if !run.isEmpty { parts.append(Self.doubled(run, "'")) }
            if !numbers.isEmpty { parts.append(characters(numbers)) }
            run = ""
            numbers = []
        }
        for scalar in text.unicodeScalars {
            let isWritten = scalar != "\\" && !Self.isHidden(scalar)
            if isWritten ? !numbers.isEmpty : !run.isEmpty { endRun() }
            if isWritten { run.unicodeScalars.append(scalar) } else { numbers.append(scalar.value) }
        }
        endRun()
        if parts.isEmpty { return "''" }
        return parts.count == 1 ? parts[0] : "(" + parts.joined(separator: " || ") + ")"
    }

    private static func escaped(_ text: String, mark: Unicode.Scalar, unicode: Bool) -> String {
        var out = String(Character(mark))
        for scalar in text.unicodeScalars {
            if scalar == mark || scalar == "\\" {
                out += "\\"
                out.unicodeScalars.append(scalar)
            } else if !isHidden(scalar) {
                out.unicodeScalars.append(scalar)
            } else if unicode {
                out += "\\u" + hexadecimal(scalar.value, 4)
            } else {
                for byte in String(Character(scalar)).utf8 {
                    out += "\\x" + hexadecimal(UInt32(byte), 2)
                }
            }
        }
        return out + String(Character(mark))
    }

    private static func hexadecimal(_ number: UInt32, _ width: Int) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Whether a reader of the query could not see the character.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        let character = String(Character(scalar))
        return scalar == "\u{A0}" || scalar == "\u{202F}" || scalar == "\u{3000}"
            || Visible.text(character) != character
    }
}
