// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// Writes text so that Markdown shows it and never obeys it.
enum MarkdownEscape {
    /// Text inside a line.
    static func inline(_ text: String) -> String {
        var out = ""
        var previous: Unicode.Scalar = " "
        for scalar in Visible.text(text).unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$":
                out += "\\"
                out.unicodeScalars.append(scalar)
            case "/" where previous == ":": out += "&#47;"
            case "@": out += "&#64;"
            case ".", ":":
                out += out.hasSuffix("www") ? "&#46;" : String(scalar)
            case "\u{00A0}": out += " "
            default: out.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return out
    }

    /// Text that begins a line, where `#`, `-` and `1.` would mean something.
    static func line(_ text: String) -> String {
        let escaped = inline(text)
        guard let first = escaped.first else { return escaped }
        if "#+-=".contains(first) { return "\\" + escaped }
        let digits = escaped.prefix { $0.isASCII && $0.isNumber }
        let rest = escaped.dropFirst(digits.count)
        if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" {
            return digits + "\\" + rest
        }
        return escaped
    }

    /// A block that is shown as typed; the fence is longer than any run of backticks in it.
    static func code(_ text: String) -> String {
        var longest = 2
        var run = 0
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let shown = lines.map { Visible.text(String($0)) }.joined(separator: "\n")
        return fence + "text\n" + shown.withPlainSpaces + "\n" + fence
    }
}
