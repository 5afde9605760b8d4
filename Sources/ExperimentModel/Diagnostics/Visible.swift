// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes foreign text safe to show: control characters visible, values cut, ids masked.
public enum Visible {
    /// The longest value shown in a message, in characters.
    public static let valueLimit = 80

    /// The text with control, bidirectional and line-separator characters written as `\u{…}`.
    ///
    /// Line feeds and tabs become `\n` and `\t`. A terminal, a log and a workflow runner see only
    /// printable characters.
    public static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case _ where isHidden(scalar): out += "\\u{\(String(scalar.value, radix: 16))}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// The value made visible and cut at ``valueLimit`` characters.
    public static func value(_ value: String) -> String {
        let shown = text(value)
        guard shown.count > valueLimit else { return shown }
        return shown.prefix(valueLimit - 1) + "…"
    }

    /// An id with only its first and last characters shown, as `10…33`.
    ///
    /// Short ids show less, so that no id can be read back from a message.
    public static func maskedID(_ id: String) -> String {
        let shown = text(id)
        switch shown.count {
        case 0: return "(empty)"
        case 1...4: return "…"
        case 5...7: return "\(shown.prefix(1))…\(shown.suffix(1))"
        default: return "\(shown.prefix(2))…\(shown.suffix(2))"
        }
    }

    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069,
            0xFEFF, 0xFFF9...0xFFFB:
            true
        default: false
        }
    }
}
