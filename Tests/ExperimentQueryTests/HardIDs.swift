// SPDX-License-Identifier: GPL-3.0-or-later

/// Ids of every kind that real lists hold.
enum HardIDs {
    /// Ids that are none, with spaces and marks around them, and ids that only look so.
    static let doubtful =
        [
            "", " ", "\t \n", "\u{A0}", "\u{FEFF}", "\u{3000} ", "\u{200B}", "0", "000", " 00 ",
            "0\u{2060}", "NULL", "Null ", " n/a", "#N/A", "(blank)", "-", "--", "---", "?", ".",
            "..", "TBD", "Onbekend", "onbekend\u{200E}", "n.v.t.", "N.V.T.", "unKnown",
            "un\u{212A}nown", "UN\u{130}NOWN", "test", "tests", "0a", "0.0", "00x00", "\u{1}42",
            "\u{7F}\u{7F}", "42\u{7F}", " 42", "42 ", "42", "na", "Na\u{EF}", "nan", "nаn",
        ]
        + ["\u{20AC}", "\u{20AC}5", "\u{2022}", "\u{E2}\u{A0}x", "\u{FF}", "\u{201}", "\u{2003}x"]

    /// The id of a number: numbers, padded numbers, mails, accents, emoji, long ids, quotes.
    static func id(_ number: Int) -> String {
        switch number % 16 {
        case 0: "\(number)"
        case 1: String(repeating: "0", count: max(0, 12 - "\(number)".count)) + "\(number)"
        case 2: "user\(number)@example.com"
        case 3: "żółć-\(number)"
        case 4: "客户\(number)"
        case 5: "👩‍👩‍👧 \(number) 🎉"
        case 6: String(repeating: "x", count: 290) + "\(number)"
        case 7: "it's \"\(number)\", \\n; --"
        case 8: " \(number)"
        case 9: "\(number)\t"
        case 10: "Ångström \(number)"
        case 11: "A\u{30A}ngstro\u{308}m \(number)"
        case 12: "\(number)\u{A0}"
        case 13: "line\n\(number)"
        case 14: "+31 6 \(number)"
        default: "\(number)-مرحبا"
        }
    }

    /// So many ids, doubtful ones among them once.
    static func list(_ count: Int) -> [String] {
        doubtful + (doubtful.count..<count).map(id)
    }
}
