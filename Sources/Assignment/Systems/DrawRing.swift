// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// One draw as places on a ring, whatever it is made of: what a test of its quality needs.
public protocol DrawRing: Sendable {
    /// The number of places, each as likely as any other.
    var size: Int { get }

    /// The place of the id with these UTF-8 bytes, from 0.
    func place(of id: UnsafeRawBufferPointer) -> Int
}

extension SplitHasher: DrawRing {
    /// The number of points.
    public var size: Int { Allocation.pointCount }

    /// The point of the id with these UTF-8 bytes.
    public func place(of id: UnsafeRawBufferPointer) -> Int { point(of: id) }
}

/// A draw of another system as places on a ring, at most a million.
struct SystemRing: DrawRing {
    private let draw: SystemDraw
    private let first: UInt64
    private let buckets: UInt64
    let size: Int

    init(_ draw: SystemDraw) {
        var draw = draw
        // Weights decide how finely this system divides; the number below them divides finest.
        if case .share = draw.bucketing { draw.bucketing = .whole }
        self.draw = draw
        (first, buckets) = draw.bucketSpan
        size = Int(min(buckets, UInt64(Allocation.pointCount)))
    }

    func place(of id: UnsafeRawBufferPointer) -> Int {
        let bucket = min(draw.bucket(of: id) - first, buckets - 1)
        guard buckets > UInt64(size) else { return Int(bucket) }
        let product = bucket.multipliedFullWidth(by: UInt64(size))
        return Int(buckets.dividingFullWidth(product).quotient)
    }
}

extension SystemDraw {
    /// The first bucket and how many there are.
    fileprivate var bucketSpan: (first: UInt64, count: UInt64) {
        switch bucketing {
        case .remainder(let total, let first): (first, total)
        case .quotient(let divisor): (0, (hash.count - 1) / divisor + 1)
        case .share(let total): (0, total)
        case .whole, .single: (0, hash.count)
        }
    }
}

extension SystemHash {
    /// How many numbers the hash gives.
    fileprivate var count: UInt64 {
        switch self {
        case .murmur3, .fnv1a, .fnv1aTwice, .md5First32, .md5Last32Signed: 1 << 32
        case .md5Modulo9999: 9_998
        case .sha1First60: 1 << 60
        case .sha256First64: .max
        case .sha256Modulo100Million: 100_000_000
        }
    }
}

extension AssignmentAlgorithm {
    /// The draw of the split, or of the gate before it, as places on a ring.
    ///
    /// - Parameters:
    ///   - kind: Which of the two.
    ///   - salt: The salt of this draw.
    /// - Returns: Nil for a gate that has no draw of its own.
    /// - Throws: When the system cannot have such a salt.
    public func ring(_ kind: SystemStep.Kind, salt: Salt) throws(AssignmentError)
        -> (any DrawRing)?
    {
        guard isForeign else { return SplitHasher(salt: salt) }
        guard let half = Share(1, over: 2), let quarter = Share(1, over: 4),
            let rest = Share(3, over: 4)
        else { return nil }
        let takesGateSalt: Bool
        switch self {
        case .eppo, .planOut, .statsig, .splitIO, .flagsmith, .unleash, .firebase, .flagd:
            takesGateSalt = true
        default: takesGateSalt = false
        }
        let split = try SystemSplit(
            self, salt: salt, gateSalt: takesGateSalt ? salt : nil, allocation: half,
            weights: [quarter, rest])
        return (kind == .gate ? split?.gate : split?.split).map { SystemRing($0) }
    }
}
