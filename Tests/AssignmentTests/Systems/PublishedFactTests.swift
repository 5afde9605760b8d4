// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@testable import Assignment

/// Single results that systems publish, transcribed where no file of vectors is kept here.
@Suite struct PublishedFactTests {
    /// eppo_client's test of its MD5 sharder, 10,000 shards.
    @Test(arguments: [
        ("test-input", UInt64(5_619)), ("alice", 3_170), ("bob", 7_420), ("charlie", 7_497),
    ])
    func `eppo: shards of whole texts`(text: String, shard: UInt64) {
        let number = Array(text.utf8).withUnsafeBytes { SystemHash.md5First32.number(of: $0) }
        #expect(number % 10_000 == shard)
    }

    /// open-feature/flagd-testbed, evaluator/gherkin/fractional.feature, examples of version 2.
    @Test(arguments: [
        ("fractional-flag", "jack", "hearts"), ("fractional-flag", "queen", "spades"),
        ("fractional-flag", "ten", "clubs"), ("fractional-flag", "nine", "diamonds"),
        ("fractional-flag", "3", "clubs"), ("shared-seed", "seven", "hearts"),
        ("shared-seed", "eight", "diamonds"), ("shared-seed", "nine", "clubs"),
        ("shared-seed", "two", "spades"),
    ])
    func `flagd: four suits`(key: String, name: String, suit: String) throws {
        let quarter = try share(1, over: 4)
        let split = try draws(
            .flagd, salt: key, weights: [quarter, quarter, quarter, quarter])
        let suits = ["clubs", "diamonds", "hearts", "spades"]
        #expect(split.outcome(of: name).variantIndex.map { suits[$0] } == suit)
    }

    @Test func `flagd: the shorthand joins key and id`() throws {
        let half = try share(1, over: 2)
        let split = try draws(.flagd, salt: "fractional-flag-shorthand", weights: [half, half])
        #expect(split.outcome(of: "jon@company.com") == .variant(0))
        #expect(split.outcome(of: "jane@company.com") == .variant(1))
    }

    /// The testbed's keys at the edges of the hash: 0, 1, 2^31 - 1, 2^31 and 2^32 - 1.
    @Test(arguments: [
        ("ejOoVL", UInt64(0), 0), ("bY9fO-", 1, 0), ("SI7p-", 0x7FFF_FFFF, 0),
        ("6LvT0", 0x8000_0000, 1), ("ceQdGm", 0xFFFF_FFFF, 1),
    ])
    func `flagd: edges of the hash`(key: String, hash: UInt64, owner: Int) {
        let draw = SystemDraw(
            before: "", hash: .murmur3(seed: 0), bucketing: .share(of: 100), boundary: .lower,
            ranges: [0..<50, 50..<100])
        let step = draw.step(.split, of: key)
        #expect(step.number == hash)
        #expect(step.owner == owner)
    }

    /// splitio/ruby-client, spec/test_data/hash/murmur3-sample-data-v2.csv (Apache-2.0).
    @Test(arguments: [
        ("-1937232633", "hv9FGRe5MkxHGA", UInt64(90_001_184), Int64(85)),
        ("-1937232633", "X4Cs2JEySGj", 3_989_000_782, 83),
        ("-1937232633", "4PpzDFfxM8BGP", 2_327_598_271, 72),
        ("-1937232633", "2fovtmXDdLo", 2_166_447_800, 1),
        ("-905801888", "qEhuWM26d54wO7e95", 2_486_663_199, 100),
        ("-905801888", "84eemjCUZSBIPQ63q", 301_726_804, 5),
        ("-905801888", "fgOT4aHwZXze092S", 4_247_705_851, 52),
        ("-905801888", "AGAqn3GEQFsfQ", 365_757_529, 30),
    ])
    func `split: hash and bucket of a seed and a key`(
        seed: String, key: String, hash: UInt64, bucket: Int64
    ) throws {
        let step = try draws(.splitIO, salt: seed).steps(of: key).first
        #expect(step?.number == hash)
        #expect(step?.bucket == bucket)
    }

    /// Amplitude's documentation: two halves are 0 to 21,474,835 and 21,474,836 to 42,949,672.
    @Test func `amplitude: the ranges of two halves`() throws {
        let half = try share(1, over: 2)
        let split = try draws(.amplitude, salt: "salt", weights: [half, half]).split
        #expect(split.ranges == [0..<21_474_836, 21_474_836..<42_949_673])
    }
}
