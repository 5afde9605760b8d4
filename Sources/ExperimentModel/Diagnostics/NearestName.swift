// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the name a person probably meant.
public enum NearestName {
    /// The nearest of some names, if one is near enough to be meant; capitals do not count.
    ///
    /// Ties go to the name that comes first.
    public static func name(like name: String, among candidates: [String]) -> String? {
        let limit = name.count <= 3 ? 1 : name.count <= 7 ? 2 : 3
        var best: (name: String, distance: Int)?
        for candidate in candidates where abs(candidate.count - name.count) <= limit {
            let distance = distance(Array(name.lowercased()), Array(candidate.lowercased()))
            if distance <= limit, distance < candidate.count, distance < (best?.distance ?? .max) {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// Up to three names that differ in a few letters or hold one another, the nearest first.
    ///
    /// Only letters and digits are compared, so that `Customer ID` is like `customer_id`.
    public static func names(like name: String, among candidates: [String]) -> [String] {
        let wanted = simplified(name)
        let scored =
            candidates.enumerated().compactMap { place, candidate in
                let other = simplified(candidate)
                let distance = distance(wanted, other)
                let isPart =
                    min(wanted.count, other.count) > 1
                    && (contains(wanted, other) || contains(other, wanted))
                guard distance <= max(wanted.count / 3, 1) || isPart else { return nil }
                guard distance < max(other.count, 2) else { return nil }
                return (distance: distance, place: place, name: candidate)
            } as [(distance: Int, place: Int, name: String)]
        return scored.sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }
            .prefix(3).map(\.name)
    }

    /// Letters and digits alone, in lower case.
    private static func simplified(_ name: String) -> [Character] {
        name.lowercased().filter { $0.isLetter || $0.isNumber }.prefix(80).map { $0 }
    }

    private static func contains(_ whole: [Character], _ part: [Character]) -> Bool {
        guard part.count <= whole.count else { return false }
        return (0...(whole.count - part.count)).contains { whole[$0...].starts(with: part) }
    }

    /// The number of letters to add, remove, replace or swap with a neighbour.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
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
