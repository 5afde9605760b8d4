// SPDX-License-Identifier: GPL-3.0-or-later

/// One draw of a system: text around the id, a hash, buckets, and who owns which of them.
struct SystemDraw: Sendable, Hashable {
    /// How a number becomes a bucket.
    enum Bucketing: Sendable, Hashable {
        /// The number itself.
        case whole
        /// The remainder, counted from a first bucket.
        case remainder(UInt64, first: UInt64)
        /// The quotient.
        case quotient(UInt64)
        /// The high half of number times total, for numbers of 32 bits.
        case share(of: UInt64)
        /// The number rounded to the 24 bits of a single-precision float.
        case single
    }

    /// Which end of a range belongs to it.
    enum Boundary: Sendable, Hashable {
        /// The lower: `lo <= bucket < hi`.
        case lower
        /// The upper: `lo < bucket <= hi`.
        case upper
    }

    /// The text before the id.
    var before: String
    /// The text after the id.
    var after = ""
    /// The hash.
    var hash: SystemHash
    /// How the number becomes a bucket.
    var bucketing: Bucketing
    /// Which end of a range belongs to it, for showing.
    var boundary: Boundary
    /// What is taken from a bucket when it is shown, where the system counts from below zero.
    var shift: Int64 = 0
    /// What a bucket is divided by to be the fraction that the system shows; nil shows none.
    var fractionOf: Double?
    /// The buckets of each owner, half-open.
    var ranges: [Range<UInt64>]

    /// The bucket of an id.
    func bucket(of id: UnsafeRawBufferPointer) -> UInt64 {
        bucket(number: number(of: id))
    }

    /// The number of an id.
    func number(of id: UnsafeRawBufferPointer) -> UInt64 {
        withText(id) { hash.number(of: $0) }
    }

    /// The place in ``ranges`` of the owner of an id; nil when nobody owns its bucket.
    func owner(of id: UnsafeRawBufferPointer) -> Int? { owner(ofBucket: bucket(of: id)) }

    /// The place in ``ranges`` of the owner of a bucket.
    func owner(ofBucket bucket: UInt64) -> Int? { ranges.firstIndex { $0.contains(bucket) } }

    /// Calls back with the whole text that is hashed.
    private func withText<Result>(
        _ id: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        let (leading, trailing) = (before.utf8, after.utf8)
        let count = leading.count + id.count + trailing.count
        return withUnsafeTemporaryAllocation(byteCount: max(count, 1), alignment: 4) { buffer in
            var place = 0
            for byte in leading {
                buffer[place] = byte
                place += 1
            }
            UnsafeMutableRawBufferPointer(rebasing: buffer[place...]).copyMemory(from: id)
            place += id.count
            for byte in trailing {
                buffer[place] = byte
                place += 1
            }
            return body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    private func bucket(number: UInt64) -> UInt64 {
        switch bucketing {
        case .whole: number
        case .remainder(let total, let first): number % total + first
        case .quotient(let divisor): number / divisor
        case .share(let total): (number * total) >> 32
        case .single: UInt64(Float(number))
        }
    }
}

extension SystemDraw {
    /// The draw of an id with every step.
    ///
    /// - Parameters:
    ///   - kind: What is drawn.
    ///   - id: The id.
    /// - Returns: What was hashed, read and compared.
    func step(_ kind: SystemStep.Kind, of id: String) -> SystemStep {
        var copy = id
        return copy.withUTF8 { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            let number = number(of: bytes)
            let bucket = bucket(number: number)
            let owner = owner(ofBucket: bucket)
            return SystemStep(
                kind: kind, hashed: before + id + after, hash: hash.name,
                hexadecimal: withText(bytes) { hash.hexadecimal(of: $0) }, number: number,
                bucket: shown(bucket), fraction: fraction(bucket),
                comparison: owner.map { comparison(bucket, ranges[$0]) }
                    ?? "\(shown(bucket)) is in no range",
                owner: owner, ranges: ranges.map(text))
        }
    }

    private func fraction(_ bucket: UInt64) -> String? {
        guard let fractionOf else { return nil }
        let value = Double(bucket) / fractionOf
        return bucketing == .single ? "\(Float(value))" : "\(value)"
    }

    private func comparison(_ bucket: UInt64, _ range: Range<UInt64>) -> String {
        switch boundary {
        case .lower:
            "\(shown(range.lowerBound)) <= \(shown(bucket)) < \(shown(range.upperBound))"
        case .upper:
            "\(below(range.lowerBound)) < \(shown(bucket)) <= \(below(range.upperBound))"
        }
    }

    private func text(_ range: Range<UInt64>) -> String {
        switch boundary {
        case .lower: "[\(shown(range.lowerBound)), \(shown(range.upperBound)))"
        case .upper: "(\(below(range.lowerBound)), \(below(range.upperBound))]"
        }
    }

    private func shown(_ bucket: UInt64) -> Int64 {
        Int64(clamping: bucket) - shift
    }

    private func below(_ bucket: UInt64) -> Int64 { shown(bucket) - 1 }
}
