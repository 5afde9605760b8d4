// SPDX-License-Identifier: GPL-3.0-or-later
import Crypto
import Foundation
import Testing

@testable import Assignment

@Suite struct SplitHasherTests {
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        var salt: String
        var id: String
        var hex13: String
        var point: Int
        var testDescription: String { "\(salt):\(id.prefix(20)) (\(id.utf8.count) bytes)" }
    }

    static let golden: [Vector] = {
        guard
            let url = Bundle.module.url(
                forResource: "sha256-52", withExtension: "jsonl", subdirectory: "Golden"),
            let text = try? String(contentsOf: url, encoding: .utf8)
        else { return [] }
        return text.split(separator: "\n").compactMap {
            try? JSONDecoder().decode(Vector.self, from: Data($0.utf8))
        }
    }()

    @Test(arguments: golden) func `the golden points come out of both engines`(
        _ vector: Vector
    ) throws {
        let salt = try Salt(vector.salt)
        for engine in [SplitHasher(salt: salt), SplitHasher(salt: salt, engine: .portable)] {
            #expect(engine.point(of: vector.id) == vector.point)
            let draw = engine.draw(of: vector.id)
            #expect(draw.hexadecimal == vector.hex13)
            #expect(draw.point == vector.point)
            #expect(draw.hashed == "\(vector.salt):\(vector.id)")
            #expect(UInt64(draw.hexadecimal, radix: 16) == draw.number)
        }
    }

    @Test func `the golden list is read whole`() {
        #expect(Self.golden.count == 40)
    }

    @Test(arguments: [1, 7, 54, 55, 56, 62, 63, 64, 65, 123])
    func `a batch gives the points of swift-crypto for every length of id`(
        saltLength: Int
    ) throws {
        let salt = try Salt(String(repeating: "s", count: saltLength))
        var generator = Multiplier(state: UInt64(saltLength))
        let lengths = Array(0...200) + (0...200).map { _ in Int(generator.next() % 30) }
        var bytes: [UInt8] = []
        var offsets: [UInt32] = []
        for length in lengths {
            offsets.append(UInt32(bytes.count))
            bytes += (0..<length).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 40) }
        }
        let counts = lengths.map { UInt32($0) }
        var points = [UInt32](repeating: .max, count: lengths.count)
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
        for (index, length) in lengths.enumerated() {
            let start = Int(offsets[index])
            let message = Array("\(salt.text):".utf8) + bytes[start..<start + length]
            let digest = Array(SHA256.hash(data: message))
            let number = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } >> 12
            #expect(points[index] == UInt32(number % 1_000_000), "id of \(length) bytes")
        }
    }

    @Test(arguments: [0, 1, 2, 15, 16, 17, 127, 128, 129, 300])
    func `a batch of any size equals one by one`(size: Int) throws {
        let salt = try Salt("batch")
        let portable = SplitHasher(salt: salt, engine: .portable)
        let ids = (0..<size).map { "c\($0)" }
        let bytes = ids.flatMap { Array($0.utf8) }
        let counts = ids.map { UInt32($0.utf8.count) }
        let offsets = counts.indices.map { counts[..<$0].reduce(0, +) }
        for hasher in [SplitHasher(salt: salt), portable] {
            var points = [UInt32](repeating: .max, count: size)
            bytes.withUnsafeBytes { bytes in
                offsets.withUnsafeBufferPointer { offsets in
                    counts.withUnsafeBufferPointer { counts in
                        points.withUnsafeMutableBufferPointer {
                            hasher.points(in: bytes, offsets: offsets, counts: counts, into: $0)
                        }
                    }
                }
            }
            #expect(points.map(Int.init) == ids.map { portable.point(of: $0) })
        }
    }

    @Test(arguments: ["c%", "%@shop.example", "0000%", "%"])
    func `points are uniform`(shape: String) throws {
        let hasher = SplitHasher(salt: try Salt("uniform"))
        let count = 50_000
        var cells = [Int](repeating: 0, count: 100)
        for number in 0..<count {
            let id = shape.replacing("%", with: String(number))
            cells[hasher.point(of: id) / 10_000] += 1
        }
        let expected = Double(count) / 100
        let chiSquare = cells.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) }
        // Mean 99, standard deviation 14.07 under uniformity: five of them either way.
        #expect((99 - 70...99 + 70).contains(chiSquare / expected))
    }

    @Test func `salts that differ in one character draw independently`() throws {
        let pairs = [("test-1", "test-2"), ("a-test", "b-test"), ("test", "test-2"), ("t", "T")]
        for (one, two) in pairs {
            let left = SplitHasher(salt: try Salt(one))
            let right = SplitHasher(salt: try Salt(two))
            let count = 20_000
            var both = 0
            for number in 0..<count {
                let id = String(number)
                if left.point(of: id) < 500_000, right.point(of: id) < 500_000 { both += 1 }
            }
            // Binomial(20000, 1/4): standard deviation 61.2.
            #expect(abs(both - count / 4) < 306, "\(one) and \(two)")
        }
    }
}

/// A small fixed sequence for test bytes.
struct Multiplier: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
