// SPDX-License-Identifier: GPL-3.0-or-later

/// Every id that a message can have, with what it means and what to do.
///
/// A test holds the catalogue against the sources: an id that is missing here fails it, and so does an
/// id that nothing reports.
public enum DiagnosticCatalogue {
    /// One id.
    public struct Entry: Sendable, Hashable, Encodable {
        /// The stable id, as `weights-sum`.
        public var id: String
        /// What it means and what to do, in one sentence.
        public var meaning: String
    }

    /// All ids, sorted.
    public static let entries: [Entry] = [
        planFiles, planMeaning, audienceRules, dataFiles, assignment, campaigns,
    ].flatMap(read).sorted { $0.id < $1.id }

    /// The entry of an id; nil when no message has it.
    public static func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }

    /// The entries of a list with one id in each line, a colon and a sentence after it.
    private static func read(_ text: String) -> [Entry] {
        text.split(separator: "\n").compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return Entry(
                id: String(line[..<colon]),
                meaning: String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
    }
}
