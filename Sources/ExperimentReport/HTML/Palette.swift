// SPDX-License-Identifier: GPL-3.0-or-later

/// The colours of a report on screen, light or dark.
///
/// Text colours stand out at least 4.5:1 from `page`, `panel` and the tints they are used on;
/// graphic colours at least 3:1 from `page` and `panel`.
struct Palette: Sendable {
    var page, panel, rule: String
    var ink, muted, accent: String
    var good, caution, bad: String
    var goodTint, cautionTint, badTint: String
    /// Text on a fill of `good`, `caution` or `bad`.
    var onFill: String
    /// The axis and zero line, and bars of what would have come anyway.
    var zero, quiet: String

    static let light = Palette(
        page: "#ffffff", panel: "#f5f7f9", rule: "#d8dee6",
        ink: "#17202b", muted: "#525e6d", accent: "#1d5c9f",
        good: "#17703c", caution: "#855400", bad: "#ad2015",
        goodTint: "#ebf6ef", cautionTint: "#fdf4e3", badTint: "#fdeeec",
        onFill: "#ffffff", zero: "#3d4957", quiet: "#7b8898")

    static let dark = Palette(
        page: "#12161c", panel: "#1a2028", rule: "#323c49",
        ink: "#e7ebf0", muted: "#a7b2bf", accent: "#82b6f2",
        good: "#68d294", caution: "#eaba5c", bad: "#ff9b90",
        goodTint: "#15291d", cautionTint: "#2c2413", badTint: "#311c1a",
        onFill: "#10151a", zero: "#bcc6d1", quiet: "#7d8a9a")

    /// The colours as custom properties of a style sheet.
    var properties: String {
        [
            ("page", page), ("panel", panel), ("rule", rule), ("ink", ink), ("muted", muted),
            ("accent", accent), ("good", good), ("caution", caution), ("bad", bad),
            ("good-tint", goodTint), ("caution-tint", cautionTint), ("bad-tint", badTint),
            ("on-fill", onFill), ("zero", zero), ("quiet", quiet),
        ].map { "--\($0.0):\($0.1)" }.joined(separator: ";")
    }
}
