// SPDX-License-Identifier: GPL-3.0-or-later
internal import Assignment

extension QualityBattery {
    private static let idLength = 12

    /// Every bit of ids of twelve digits is changed, and half of the place's leading bits must change
    /// with it.
    ///
    /// Places are read as fractions of the ring, of which as many leading bits are tested as the ring
    /// can give evenly, at most eight.
    func avalanche() throws -> [QualityReport.Check] {
        let ring = try subject.split(salt: salts.base)
        var bits = 8
        while bits > 1, (10 << bits) > ring.size { bits -= 1 }
        var flips = [Int](repeating: 0, count: Self.idLength * 7 * bits)
        for number in 1...max(effort.avalancheIDs, 1) {
            // Steps of a large odd number give every digit a chance to differ.
            let digits = String(100_000_000_000 + number * 7_919_713 % 899_999_999_999)
            var id = Array(digits.utf8)
            let before = leading(bits, of: id, on: ring)
            for place in 0..<Self.idLength * 7 {
                id[place / 7] ^= 1 << UInt8(place % 7)
                let changed = before ^ leading(bits, of: id, on: ring)
                id[place / 7] ^= 1 << UInt8(place % 7)
                for bit in 0..<bits where changed >> bit & 1 == 1 { flips[place * bits + bit] += 1 }
            }
        }
        let count = Double(max(effort.avalancheIDs, 1))
        let shares = flips.map { Double($0) / count }
        let mean = shares.reduce(0, +) / Double(shares.count)
        let worst = shares.max { abs($0 - 0.5) < abs($1 - 0.5) } ?? 0.5
        return [
            share(mean, "mean change of \(bits) leading bits", within: 0.01),
            share(worst, "worst change of one bit by one bit", within: 0.05),
        ]
    }

    private func share(
        _ value: Double, _ subject: String, within tolerance: Double
    ) -> QualityReport.Check {
        QualityReport.Check(
            kind: .avalanche, subject: subject, detail: "\(Self.idLength * 7) changes of an id",
            ids: effort.avalancheIDs, statistic: value, p: nil, limit: "0.5 ± \(tolerance)",
            passed: abs(value - 0.5) <= tolerance)
    }

    private func leading(_ bits: Int, of id: [UInt8], on ring: any DrawRing) -> Int {
        (id.withUnsafeBytes { ring.place(of: $0) } << bits) / ring.size
    }
}
