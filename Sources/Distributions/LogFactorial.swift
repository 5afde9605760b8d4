// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The natural logarithm of n!, exact to a few units in the last place.
enum LogFactorial {
    private static let table: [Double] = {
        var values = [0.0]
        var sum = 0.0
        for n in 1..<256 {
            sum += log(Double(n))
            values.append(sum)
        }
        return values
    }()

    static func of(_ n: Int) -> Double {
        if n < 256 { return table[max(n, 0)] }
        let x = Double(n)
        let inverse = 1 / x
        let series =
            inverse * (1.0 / 12 - inverse * inverse * (1.0 / 360 - inverse * inverse / 1260))
        return (x + 0.5) * log(x) - x + 0.918_938_533_204_672_741_78 + series
    }
}
