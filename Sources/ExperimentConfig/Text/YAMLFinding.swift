// SPDX-License-Identifier: GPL-3.0-or-later

/// What a plan may not use of YAML.
enum YAMLFinding: Equatable {
    case anchor, alias, tag, directive, documents, tab, deep
    case space(Unicode.Scalar)

    /// The id, what was found, why it matters, and the fix.
    var words: (String, String, String, String) {
        switch self {
        case .anchor:
            (
                "yaml-anchor", "anchors are not used in plans (seen: &)",
                "a reader must see each value where it counts",
                "write the value out; quote text that starts with `&`"
            )
        case .alias:
            (
                "yaml-alias", "aliases are not used in plans (seen: *)",
                "a reader must see each value where it counts",
                "write the value out; quote text that starts with `*`"
            )
        case .tag:
            (
                "yaml-tag", "tags are not used in plans (seen: !)",
                "types come from the plan language, never from the file",
                "remove the tag; quote text that starts with `!`"
            )
        case .directive:
            (
                "yaml-directive", "directives are not used in plans (seen: %)",
                "a plan is one plain YAML document", "remove the line"
            )
        case .documents:
            (
                "yaml-documents", "the file holds a second document (seen: ---)",
                "one file is one experiment", "put the second plan in a file of its own"
            )
        case .tab:
            (
                "tab-indent", "the line is indented with a tab (seen: \\t)",
                "YAML counts spaces; a tab has no fixed width", "replace the tab by spaces"
            )
        case .space(let scalar):
            (
                "space-indent",
                "the line is indented with \(Self.name(scalar)) (seen: \(Self.code(scalar)))",
                "it looks like a space, and YAML takes it for a letter",
                "replace it by plain spaces"
            )
        case .deep:
            (
                "too-deep", "the file is nested too deep",
                "a plan has at most a handful of levels", "is this a plan file?"
            )
        }
    }

    /// Whether a character looks like a space and is none to YAML.
    static func isOddSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x7F && scalar.properties.generalCategory == .spaceSeparator
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0xA0: "a no-break space"
        case 0x202F: "a narrow no-break space"
        case 0x3000: "an ideographic space"
        default: "a special space"
        }
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
