// SPDX-License-Identifier: GPL-3.0-or-later

/// What a plan may not use of YAML.
enum YAMLFinding {
    case anchor, alias, tag, directive, documents, tab, deep

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
        case .deep:
            (
                "too-deep", "the file is nested too deep",
                "a plan has at most a handful of levels", "is this a plan file?"
            )
        }
    }
}
