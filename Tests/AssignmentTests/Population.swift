// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment

/// Numbered ids in the form that batches take: `c0000000`, `c0000001` and so on.
struct Population: Sendable {
    static let million = Population(count: 1_000_000)
    private static let width = 8

    let bytes: [UInt8]
    let offsets: [UInt32]
    let counts: [UInt32]

    init(count: Int) {
        bytes = Array(unsafeUninitializedCapacity: count * Population.width) { buffer, size in
            for index in 0..<count {
                var rest = index
                for place in (1..<Population.width).reversed() {
                    buffer[index * Population.width + place] =
                        UInt8(truncatingIfNeeded: 48 &+ rest % 10)
                    rest /= 10
                }
                buffer[index * Population.width] = UInt8(ascii: "c")
            }
            size = count * Population.width
        }
        offsets = (0..<UInt32(count)).map { $0 * UInt32(Population.width) }
        counts = [UInt32](repeating: UInt32(Population.width), count: count)
    }

    var count: Int { counts.count }

    func id(_ index: Int) -> String {
        let start = index * Population.width
        return String(decoding: bytes[start..<start + Population.width], as: UTF8.self)
    }

    /// What a pipeline makes of everybody.
    func codes(_ pipeline: Pipeline, waiting: (Int) -> Bool = { _ in true }) -> [UInt8] {
        var codes = [UInt8](repeating: DrawCode.waiting.rawValue, count: count)
        for index in codes.indices where !waiting(index) { codes[index] = 250 }
        bytes.withUnsafeBytes { bytes in
            offsets.withUnsafeBufferPointer { offsets in
                counts.withUnsafeBufferPointer { counts in
                    codes.withUnsafeMutableBufferPointer {
                        pipeline.draw(in: bytes, offsets: offsets, counts: counts, into: $0)
                    }
                }
            }
        }
        return codes
    }

    /// The point of everybody under a salt.
    func points(_ salt: Salt) -> [UInt32] {
        var points = [UInt32](repeating: 0, count: count)
        bytes.withUnsafeBytes { bytes in
            offsets.withUnsafeBufferPointer { offsets in
                counts.withUnsafeBufferPointer { counts in
                    points.withUnsafeMutableBufferPointer {
                        SplitHasher(salt: salt).points(
                            in: bytes, offsets: offsets, counts: counts, into: $0)
                    }
                }
            }
        }
        return points
    }
}
