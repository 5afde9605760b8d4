// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

extension Share {
    /// The part of a whole number that the share is, rounded half up; nil beyond the whole.
    func part(of whole: Int) -> Int? {
        guard numerator <= denominator else { return nil }
        let doubled = Int128(whole) * Int128(numerator) * 2 + Int128(denominator)
        return Int(doubled / (Int128(denominator) * 2))
    }

    /// The share in points of the ring, rounded half up; nil beyond the whole.
    var points: Int? { part(of: Allocation.pointCount) }
}

/// Points of the ring as people write shares.
enum RingPoints {
    /// The points as a percentage without needless zeros, as `12.5%`.
    static func percent(_ points: Int) -> String {
        let perPercent = Allocation.pointCount / 100
        let (whole, rest) = points.quotientAndRemainder(dividingBy: perPercent)
        guard rest != 0 else { return "\(whole)%" }
        var digits = String(rest)
        digits = String(repeating: "0", count: String(perPercent).count - 1 - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)%"
    }

    /// The arc of a length from a point on, which counts on past the end of the ring.
    ///
    /// - Returns: The ranges in ascending order; two where the arc passes the end.
    static func arc(from start: Int, count: Int) -> [PointRange] {
        let ring = Allocation.pointCount
        let first = start % ring
        guard count > 0 else { return [] }
        guard first + count > ring else { return [PointRange(first, first + count)] }
        return [PointRange(0, first + count - ring), PointRange(first, ring)]
    }
}
