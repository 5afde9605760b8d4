// SPDX-License-Identifier: GPL-3.0-or-later

/// How many letters must be changed to make one word of another (Levenshtein 1966).
enum EditDistance {
    /// The word that is nearest, if it is near enough to be meant.
    static func nearest(to word: String, in words: [String]) -> String? {
        let start = String(word.prefix(80))
        let nearest = words.map { (between($0, start), $0) }.min { $0 < $1 }
        guard let (distance, name) = nearest, distance <= max(2, word.count / 3) else { return nil }
        return name
    }

    static func between(_ first: String, _ second: String) -> Int {
        let (a, b) = (Array(first.utf8), Array(second.utf8))
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let substitution = diagonal + (a[i] == b[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
