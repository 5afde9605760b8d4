// SPDX-License-Identifier: GPL-3.0-or-later

extension Array {
    /// The first index from which a condition holds, for an array where it never ceases to hold.
    func partitioningIndex(where condition: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
