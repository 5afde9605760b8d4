// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment

/// Output rows that wait for their variants: ids are hashed many at a time.
///
/// Everything that is touched per row lies in plain memory, allocated once per block.
struct RowBatch: ~Copyable {
    private static let size = 256

    private struct Row {
        var start: UnsafeRawPointer
        var count: Int
    }

    private let assigner: Assigner
    private let origin: UnsafeRawPointer
    private let target: UnsafeMutablePointer<UInt8>?
    private let offsets = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: size)
    private let counts = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: size)
    private let points = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: size)
    private let rows = UnsafeMutableBufferPointer<Row>.allocate(capacity: size)
    private let suffixBytes: UnsafeMutableBufferPointer<UInt8>
    private let suffixStarts: UnsafeMutableBufferPointer<Int>
    private let variantCounts: UnsafeMutableBufferPointer<Int>
    private var filled = 0
    /// The number of bytes written.
    private(set) var written = 0

    /// Creates a batch.
    ///
    /// - Parameters:
    ///   - assigner: Draws the variants.
    ///   - suffixes: What follows the input fields of a row, per variant.
    ///   - origin: A place before every byte of the block.
    ///   - target: Where rows are written, with room for all of them; nil only counts.
    init(
        assigner: Assigner, suffixes: [[UInt8]], origin: UnsafeRawPointer,
        target: UnsafeMutablePointer<UInt8>?
    ) {
        self.assigner = assigner
        self.origin = origin
        self.target = target
        let joined = suffixes.flatMap { $0 }
        suffixBytes = .allocate(capacity: joined.count)
        _ = suffixBytes.initialize(from: joined)
        suffixStarts = .allocate(capacity: suffixes.count + 1)
        variantCounts = .allocate(capacity: suffixes.count)
        variantCounts.initialize(repeating: 0)
        var start = 0
        for (index, suffix) in suffixes.enumerated() {
            suffixStarts.initializeElement(at: index, to: start)
            start += suffix.count
        }
        suffixStarts.initializeElement(at: suffixes.count, to: start)
    }

    deinit {
        offsets.deallocate()
        counts.deallocate()
        points.deallocate()
        rows.deallocate()
        suffixBytes.deallocate()
        suffixStarts.deallocate()
        variantCounts.deallocate()
    }

    /// The number of rows per variant, in plan order.
    var perVariant: [Int] { Array(variantCounts) }

    /// Adds a row by the bytes of its id and of the whole record.
    @inline(__always)
    mutating func add(id: UnsafeRawBufferPointer, record: UnsafeRawBufferPointer) {
        guard let idStart = id.baseAddress, let start = record.baseAddress else { return }
        offsets.initializeElement(at: filled, to: UInt32(truncatingIfNeeded: idStart - origin))
        counts.initializeElement(at: filled, to: UInt32(truncatingIfNeeded: id.count))
        rows.initializeElement(at: filled, to: Row(start: start, count: record.count))
        filled += 1
        if filled == Self.size { flush() }
    }

    /// Draws and writes the rows that wait.
    mutating func flush() {
        // Every byte of the block lies behind its first record, fields without quotes included.
        let whole = UnsafeRawBufferPointer(start: origin, count: Int(UInt32.max))
        assigner.hasher.points(
            in: whole, offsets: UnsafeBufferPointer(rebasing: offsets[..<filled]),
            counts: UnsafeBufferPointer(rebasing: counts[..<filled]),
            into: UnsafeMutableBufferPointer(rebasing: points[..<filled]))
        for index in 0..<filled {
            let variant = assigner.allocation.variantIndex(at: Int(points[index]))
            variantCounts[variant] += 1
            guard let target else { continue }
            let row = rows[index]
            UnsafeMutableRawPointer(target + written).copyMemory(
                from: row.start, byteCount: row.count)
            written += row.count
            let start = suffixStarts[variant]
            let end = suffixStarts[variant + 1]
            for place in start..<end {
                target[written] = suffixBytes[place]
                written += 1
            }
        }
        filled = 0
    }
}
