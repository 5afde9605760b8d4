// SPDX-License-Identifier: GPL-3.0-or-later

/// One value of a plan file, as written: nothing about its type is guessed.
struct PlanNode {
    /// What the value is.
    enum Content {
        case scalar(String, plain: Bool)
        case list([PlanNode])
        case mapping([Entry])
    }

    /// One key and its value.
    struct Entry {
        var key: String
        var mark: TextMark
        var value: PlanNode
    }

    var content: Content
    var mark: TextMark

    /// Whether nothing was written: `key:` alone, `~` or `null`.
    var isEmpty: Bool {
        guard case .scalar(let text, plain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// The value under a key; the last one when a key is given twice.
    subscript(key: String) -> Entry? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.last { $0.key == key }
    }

    /// The kind in the user's words.
    var kindName: String {
        switch content {
        case .scalar: isEmpty ? "nothing" : "one value"
        case .list: "a list"
        case .mapping: "a group of keys"
        }
    }
}
