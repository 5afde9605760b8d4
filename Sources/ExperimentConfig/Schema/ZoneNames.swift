// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel
internal import Foundation

/// The names of time zones, as Foundation carries them.
enum ZoneNames {
    /// Whether a text names a zone in full: `CET` and `GMT+1` name an offset, not a place.
    static func isKnown(_ text: String) -> Bool {
        if text == "UTC" { return true }
        guard text.contains("/"), !text.hasPrefix("/"),
            text.wholeMatch(of: /[A-Za-z0-9_+\/-]+/) != nil
        else { return false }
        return names.contains(text) || TimeZone(identifier: text)?.identifier == text
    }

    /// The name that was probably meant: with a slip, in other capitals, or the city alone.
    static func nearest(_ text: String) -> String? {
        let wanted = text.replacing(" ", with: "_")
        if ["utc", "gmt", "z", "zulu"].contains(wanted.lowercased()) { return "UTC" }
        let city = names.first {
            $0.split(separator: "/").last?.lowercased() == wanted.lowercased()
        }
        return city ?? NearestName.name(like: wanted, among: names)
    }

    private static let names = TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }
        .sorted()
}
