// SPDX-License-Identifier: GPL-3.0-or-later

/// How a text is written in JSON by everything that writes JSON above the statistics.
public enum JSONString {
    /// The text in quotes, with every character that ``Visible`` would not show as it is escaped.
    ///
    /// RFC 8259 asks for quote, backslash and control characters; bidirectional and zero-width
    /// characters are escaped too, so that a result read in a terminal shows what it holds.
    public static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where Visible.isHidden(scalar):
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
