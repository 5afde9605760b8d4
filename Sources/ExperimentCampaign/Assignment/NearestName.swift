// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds names that look like another one.
enum NearestName {
    /// Up to three names that differ in a few letters, the nearest first.
    static func names(like name: String, among candidates: [String]) -> [String] {
        let wanted = simplified(name)
        let scored =
            candidates.enumerated().compactMap { place, candidate in
                let other = simplified(candidate)
                let distance = distance(wanted, other)
                let isPart = other.count > 1 && (contains(wanted, other) || contains(other, wanted))
                guard distance <= max(wanted.count / 3, 1) || isPart else { return nil }
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

    /// The number of letters to insert, remove or replace.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var previous = Array(0...right.count)
        for (row, a) in left.enumerated() {
            var current = [row + 1]
            for (column, b) in right.enumerated() {
                current.append(
                    min(
                        previous[column + 1] + 1, current[column] + 1,
                        previous[column] + (a == b ? 0 : 1)))
            }
            previous = current
        }
        return previous[right.count]
    }
}
