// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Holds the channels of the variants against those of the contact strategy, or, where it lists none,
/// against the names that many use: a slip of the pen splits one channel into two.
struct ChannelLint {
    /// Names that a slip can be told from.
    private static let usual = [
        "email", "phone", "letter", "postcard", "whatsapp", "website", "banner", "display",
    ]

    let root: Reader
    let log: PlanLog

    /// Says which channels are not among those listed, or look like a slip.
    func check() {
        let card = root.group("contact_strategy")
        let listed = card?.texts("channels") ?? []
        for channel in listed { hint(channel.value, at: channel.spot) }
        for variant in root.groups("variants") {
            guard let channel = variant.text("channel") else { continue }
            for name in Self.names(channel.value) {
                if listed.isEmpty {
                    hint(name, at: channel.spot)
                } else {
                    compare(name, with: listed.flatMap { Self.names($0.value) }, at: channel.spot)
                }
            }
        }
    }

    /// One variant can use several channels: `email+post`.
    private static func names(_ text: String) -> [String] {
        text.split(separator: "+").map { part in
            String(
                part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }

    private func compare(_ name: String, with listed: [String], at spot: Spot) {
        guard !listed.contains(where: { $0.lowercased() == name.lowercased() }) else { return }
        let near = NearestName.name(like: name, among: listed)
        log.warn(
            "channel-unlisted",
            "the contact strategy does not list this channel (seen: \(Visible.value(name)))",
            at: spot,
            why: "it lists "
                + listed.map { "`\(Visible.value($0))`" }.joined(separator: ", "),
            fix: near.map { "did you mean `\(Visible.value($0))`?" }
                ?? "add it to `contact_strategy.channels`, or correct it here")
    }

    private func hint(_ name: String, at spot: Spot) {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        // A short word is near to too many, and `mail` means what it says.
        guard plain.count > 4, !Self.usual.contains(plain),
            let near = NearestName.name(like: plain, among: Self.usual), near.count > 4,
            abs(near.count - plain.count) <= 1, near.first == plain.first
        else { return }
        log.remark(
            "channel-misspelt", "this channel looks misspelt (seen: \(Visible.value(name)))",
            at: spot, why: "variants with one channel under two names look as if they had two",
            fix: "did you mean `\(near)`?")
    }
}
