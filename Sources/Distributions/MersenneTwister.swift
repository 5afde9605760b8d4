// SPDX-License-Identifier: GPL-3.0-or-later

/// The MT19937 generator as a value: the same seed and stream give the same numbers everywhere.
///
/// A value can be copied, stored and sent between tasks, which a pointer to a C generator cannot.
/// Its outputs are the published reference sequence.
///
/// ### Reference
/// Matsumoto, M., Nishimura, T. (1998). ACM TOMACS 8(1), 3–30.
/// <https://doi.org/10.1145/272991.272995>
public struct MersenneTwister: RandomNumberGenerator, Sendable {
    private static let length = 624
    private static let shift = 397

    private var state: [UInt32]
    @usableFromInline var outputs: [UInt32]
    @usableFromInline var position: Int

    /// Creates the generator with the reference seeding of one 32-bit word.
    public init(word seed: UInt32) {
        state = Self.seeded(by: seed)
        outputs = [UInt32](repeating: 0, count: Self.length)
        position = Self.length
    }

    /// Creates one of many unrelated generators that share a seed.
    ///
    /// Seed and stream are mixed by SplitMix64 into the eight words of the reference array seeding, so
    /// neighbouring seeds or streams have nothing in common.
    public init(seed: UInt64, stream: UInt64 = 0) {
        var mixer = SplitMix64(state: seed)
        var key = mixer.next() ^ stream
        mixer = SplitMix64(state: key)
        var words: [UInt32] = []
        for _ in 0..<4 {
            key = mixer.next()
            words.append(UInt32(truncatingIfNeeded: key))
            words.append(UInt32(truncatingIfNeeded: key >> 32))
        }
        self.init(words: words)
    }

    /// Creates the generator with the reference seeding of an array of words.
    public init(words: [UInt32]) {
        var mt = Self.seeded(by: 19_650_218)
        let n = Self.length
        let key = words.isEmpty ? [0] : words
        var i = 1
        var j = 0
        for _ in 0..<max(n, key.count) {
            mt[i] = (mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
            i += 1
            j += 1
            if i >= n {
                mt[0] = mt[n - 1]
                i = 1
            }
            if j >= key.count { j = 0 }
        }
        for _ in 0..<(n - 1) {
            mt[i] = (mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
            i += 1
            if i >= n {
                mt[0] = mt[n - 1]
                i = 1
            }
        }
        mt[0] = 0x8000_0000
        state = mt
        outputs = [UInt32](repeating: 0, count: n)
        position = n
    }

    private static func seeded(by word: UInt32) -> [UInt32] {
        var mt = [UInt32](repeating: 0, count: length)
        mt[0] = word
        for i in 1..<length {
            mt[i] = 1_812_433_253 &* (mt[i - 1] ^ (mt[i - 1] >> 30)) &+ UInt32(i)
        }
        return mt
    }

    @usableFromInline
    mutating func refill() {
        let n = Self.length
        let m = Self.shift
        state.withUnsafeMutableBufferPointer { mt in
            // Three runs instead of indices modulo 624, so that the compiler can use wide registers.
            for i in 0..<(n - m) { mt[i] = Self.twist(mt[i], mt[i + 1], mt[i + m]) }
            for i in (n - m)..<(n - 1) { mt[i] = Self.twist(mt[i], mt[i + 1], mt[i + m - n]) }
            mt[n - 1] = Self.twist(mt[n - 1], mt[0], mt[m - 1])
            outputs.withUnsafeMutableBufferPointer { words in
                for i in 0..<n {
                    var y = mt[i]
                    y ^= y >> 11
                    y ^= (y << 7) & 0x9D2C_5680
                    y ^= (y << 15) & 0xEFC6_0000
                    words[i] = y ^ (y >> 18)
                }
            }
        }
        position = 0
    }

    @inline(__always)
    private static func twist(_ high: UInt32, _ low: UInt32, _ far: UInt32) -> UInt32 {
        let y = (high & 0x8000_0000) | (low & 0x7FFF_FFFF)
        return far ^ (y >> 1) ^ ((0 &- (y & 1)) & 0x9908_B0DF)
    }

    /// The next 32 bits of the sequence.
    @inlinable
    public mutating func nextWord() -> UInt32 {
        if position >= outputs.count { refill() }
        let word = outputs[position]
        position += 1
        return word
    }

    /// The next 64 bits: two words of the sequence, the first one high.
    @inlinable
    public mutating func next() -> UInt64 {
        let high = UInt64(nextWord())
        return (high << 32) | UInt64(nextWord())
    }

    /// A whole number at least 0 and below `bound`, each equally likely.
    @inlinable
    public mutating func below(_ bound: UInt32) -> UInt32 {
        var product = UInt64(nextWord()) &* UInt64(bound)
        if UInt32(truncatingIfNeeded: product) < bound {
            let threshold = (0 &- bound) % max(bound, 1)
            while UInt32(truncatingIfNeeded: product) < threshold {
                product = UInt64(nextWord()) &* UInt64(bound)
            }
        }
        return UInt32(product >> 32)
    }

    /// A number at least 0 and below 1, with 53 random bits.
    @inlinable
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}

/// Steele, Lea and Flood's mixer, used only to spread seeds.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
