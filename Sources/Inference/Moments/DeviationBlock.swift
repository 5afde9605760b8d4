// SPDX-License-Identifier: GPL-3.0-or-later

/// Up to 256 rows as deviations from a pivot, variable by variable, so that processors can multiply
/// several rows at a time.
struct DeviationBlock: Sendable {
    static let capacity = 256
    private static let step = 8

    let dimension: Int
    private(set) var count = 0
    private var pivot: [Double]
    private var values: [Double]

    init(dimension: Int) {
        self.dimension = dimension
        pivot = Array(repeating: 0, count: dimension)
        values = Array(repeating: 0, count: dimension * Self.capacity)
    }

    /// Starts again; without means the first row is the pivot.
    mutating func begin(means: [Double]?, row: UnsafeBufferPointer<Double>) {
        count = 0
        for i in 0..<dimension { pivot[i] = means?[i] ?? row[i] }
    }

    /// Adds a row; there must be room and as many values as variables.
    mutating func append(_ row: UnsafeBufferPointer<Double>) {
        values.withUnsafeMutableBufferPointer { values in
            pivot.withUnsafeBufferPointer { pivot in
                var place = count
                for i in 0..<dimension {
                    values[place] = row[i] - pivot[i]
                    place += Self.capacity
                }
            }
        }
        count += 1
    }

    mutating func removeAll() { count = 0 }

    /// The rows with sums about their own means.
    func moments() -> MultivariateMoments {
        let (first, second, third) = sums()
        let m = first.map { $0 / Double(count) }
        var (pairs, triples) = (second, third)
        for k in m.indices {
            for j in 0...k {
                pairs[PackedIndex.pair(j, k)] -= first[j] * m[k]
                for i in 0...j {
                    triples[PackedIndex.triple(i, j, k)] +=
                        2 * first[i] * m[j] * m[k]
                        - m[i] * second[PackedIndex.pair(j, k)]
                        - m[j] * second[PackedIndex.pair(i, k)]
                        - m[k] * second[PackedIndex.pair(i, j)]
                }
            }
        }
        for i in m.indices { pairs[PackedIndex.pair(i, i)] = max(0, pairs[PackedIndex.pair(i, i)]) }
        return MultivariateMoments(
            uncheckedCount: count, means: zip(pivot, m).map { $0 + $1 }, second: pairs,
            third: triples)
    }

    /// Sums of one deviation, of products of two and of products of three.
    private func sums() -> (first: [Double], second: [Double], third: [Double]) {
        var (first, second, third) = ([Double](), [Double](), [Double]())
        second.reserveCapacity(PackedIndex.pairs(dimension))
        third.reserveCapacity(PackedIndex.triples(dimension))
        // Whole steps; what an earlier block left behind the last row counts as zero.
        let length = (count + Self.step - 1) / Self.step * Self.step
        var values = values
        for i in 0..<dimension {
            for row in count..<max(length, count) { values[i * Self.capacity + row] = 0 }
        }
        values.withUnsafeBytes { values in
            withUnsafeTemporaryAllocation(
                byteCount: Self.capacity * MemoryLayout<Double>.stride,
                alignment: MemoryLayout<SIMD8<Double>>.alignment
            ) { product in
                let bytes = length * MemoryLayout<Double>.stride
                func column(_ i: Int) -> UnsafeRawBufferPointer {
                    let start = i * Self.capacity * MemoryLayout<Double>.stride
                    return UnsafeRawBufferPointer(rebasing: values[start..<start + bytes])
                }
                for k in 0..<dimension {
                    first.append(Self.sum(column(k)))
                    for j in 0...k {
                        second.append(Self.multiply(column(k), column(j), into: product))
                        let both = UnsafeRawBufferPointer(rebasing: product[0..<bytes])
                        for i in 0...j { third.append(Self.product(both, column(i))) }
                    }
                }
            }
        }
        return (first, second, third)
    }

    private static func sum(_ a: UnsafeRawBufferPointer) -> Double {
        var sums = SIMD8<Double>.zero
        for offset in stride(from: 0, to: a.count, by: MemoryLayout<SIMD8<Double>>.size) {
            sums += a.loadUnaligned(fromByteOffset: offset, as: SIMD8<Double>.self)
        }
        return sums.sum()
    }

    private static func product(
        _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer
    ) -> Double {
        var sums = SIMD8<Double>.zero
        for offset in stride(from: 0, to: a.count, by: MemoryLayout<SIMD8<Double>>.size) {
            sums +=
                a.loadUnaligned(fromByteOffset: offset, as: SIMD8<Double>.self)
                * b.loadUnaligned(fromByteOffset: offset, as: SIMD8<Double>.self)
        }
        return sums.sum()
    }

    /// Keeps the products of two columns, and gives their sum.
    private static func multiply(
        _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer,
        into result: UnsafeMutableRawBufferPointer
    ) -> Double {
        var sums = SIMD8<Double>.zero
        for offset in stride(from: 0, to: a.count, by: MemoryLayout<SIMD8<Double>>.size) {
            let product =
                a.loadUnaligned(fromByteOffset: offset, as: SIMD8<Double>.self)
                * b.loadUnaligned(fromByteOffset: offset, as: SIMD8<Double>.self)
            result.storeBytes(of: product, toByteOffset: offset, as: SIMD8<Double>.self)
            sums += product
        }
        return sums.sum()
    }
}
