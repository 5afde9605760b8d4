// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the word a person probably meant.
enum Spelling {
    /// The nearest of some words, if one is near enough to be meant.
    ///
    /// Ties go to the word that comes first.
    static func nearest(to word: String, in words: [String]) -> String? {
        let limit = word.count <= 3 ? 1 : word.count <= 7 ? 2 : 3
        var best: (word: String, distance: Int)?
        for candidate in words where abs(candidate.count - word.count) <= limit {
            let distance = distance(word.lowercased(), candidate.lowercased())
            if distance <= limit, distance < candidate.count, distance < (best?.distance ?? .max) {
                best = (candidate, distance)
            }
        }
        return best?.word
    }

    /// The number of letters to add, remove, replace or swap with a neighbour.
    static func distance(_ left: String, _ right: String) -> Int {
        let a = Array(left)
        let b = Array(right)
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, before[j - 1] + 1)
                }
                row.append(cost)
            }
            before = last
            last = row
        }
        return last[b.count]
    }
}
