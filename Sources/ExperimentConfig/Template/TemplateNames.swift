// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// What a plan takes from the shared file, as far as that file has it.
struct TemplateNames {
    /// The key of the global control in ``SharedTemplate``.
    private static let globalControl = "global-control"

    /// The permissions to require.
    let permissions: [String]
    /// The global control; nil where the file has none of this name.
    let holdout: String?
    /// The layer; nil where the file has none of this name.
    let layer: String?
    /// The currency that amounts are written in.
    let currency: String
    /// What the file lacks, in words.
    let leftOut: [String]

    /// Looks names up in a shared file; nil stands for ``SharedTemplate``, which has them all.
    init(_ content: TemplateContent, _ shared: Workspace?) {
        func has(_ keys: [String]?, _ key: String) -> Bool { keys?.contains(key) ?? true }
        let required = content.require.split(separator: ", ").map(String.init)
        let known = shared?.permissions.map(\.key)
        permissions = required.filter { has(known, $0) }
        holdout = has(shared?.holdouts.map(\.key), Self.globalControl) ? Self.globalControl : nil
        layer = has(shared?.layers.map(\.key), content.layer) ? content.layer : nil
        currency = shared?.currency ?? "EUR"
        var missing = required.filter { !has(known, $0) }.map { "permission `\($0)`" }
        if holdout == nil { missing.append("global control `\(Self.globalControl)`") }
        if layer == nil { missing.append("layer `\(content.layer)`") }
        leftOut = missing
    }
}
