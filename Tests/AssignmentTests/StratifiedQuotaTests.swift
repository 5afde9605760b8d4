// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Testing

@Suite struct StratifiedQuotaTests {
    private func quota(_ weights: [Int]) throws -> StratifiedQuota {
        try StratifiedQuota(
            weights: weights.map { try Designs.share($0, weights.reduce(0, +)) },
            salt: Salt("spring-promo"))
    }

    @Test(arguments: [[10, 45, 45], [1, 1, 1], [1, 99], [0, 1, 1], [3, 7, 11, 13]])
    func `every variant gets its share of a stratum, rounded down or up`(weights: [Int]) throws {
        let quota = try quota(weights)
        let whole = weights.reduce(0, +)
        for size in Array(0...60) + [999, 1_000, 64_000, 1_000_003] {
            let quotas = quota.quotas(stratum: "s\(size)", size: size)
            #expect(quotas.reduce(0, +) == size)
            for (count, weight) in zip(quotas, weights) {
                // A weight in points is off by less than a point, so by less than size points.
                let exact = Double(size * weight) / Double(whole)
                #expect(abs(Double(count) - exact) < 1 + Double(size) / 1_000_000)
            }
        }
    }

    @Test func `shares that come out even are exact in every stratum`() throws {
        let quota = try quota([10, 45, 45])
        for stratum in 0..<200 {
            #expect(quota.quotas(stratum: "s\(stratum)", size: 40) == [4, 18, 18])
        }
        #expect(quota.lastRanks(stratum: "any", size: 100) == [10, 55, 100])
    }

    @Test func `what is left over in small strata goes to each variant by its share`() throws {
        let quota = try quota([10, 45, 45])
        for size in 1...6 {
            var totals = [0, 0, 0]
            for stratum in 0..<5_000 {
                for (place, count) in quota.quotas(stratum: "cell-\(stratum)", size: size)
                    .enumerated()
                { totals[place] += count }
            }
            for (total, share) in zip(totals, [0.1, 0.45, 0.45]) {
                // A quota is one of two neighbours, so its standard deviation is half at most.
                let expected = share * Double(5_000 * size)
                #expect(abs(Double(total) - expected) < 5 * 0.5 * 5_000.0.squareRoot())
            }
        }
    }

    @Test func `units get variants by rank, exactly as the rule says`() throws {
        let quota = try quota([10, 45, 45])
        let population = Population(count: 5_000)
        let salt = try Salt("spring-promo")
        let numbers = self.numbers(population, salt)
        var units = numbers.indices.map { StratifiedQuota.Unit(number: numbers[$0], index: $0) }
        units.shuffle()
        var variants = [Int](repeating: -1, count: population.count)
        quota.assign(&units, stratum: "vaak-hoog", id: { Array(population.id($0).utf8) }) {
            variants[$0] = $1
        }
        // The rule again, from nothing but digests of texts.
        let hasher = SplitHasher(salt: salt)
        let shift = hasher.draw(of: "vaak-hoog").point
        #expect(quota.shift(of: "vaak-hoog") == shift)
        let ranked = (0..<population.count).sorted {
            hasher.draw(of: population.id($0)).number < hasher.draw(of: population.id($1)).number
        }
        for (place, index) in ranked.enumerated() {
            let rank = place + 1
            let expected = [100_000, 550_000, 1_000_000].firstIndex {
                rank <= (population.count * $0 + shift) / 1_000_000
            }
            #expect(variants[index] == expected)
        }
        #expect((0..<3).map { variant in variants.count { $0 == variant } } == [500, 2_250, 2_250])
    }

    @Test func `the order of the input makes no difference, nor do equal numbers`() throws {
        let quota = try quota([1, 1])
        let ids = ["b", "a", "d", "c", "f", "e"]
        var first = ids.indices.map { StratifiedQuota.Unit(number: $0 < 4 ? 7 : 9, index: $0) }
        var second = Array(first.reversed())
        var variants = [[Int](repeating: -1, count: 6), [Int](repeating: -1, count: 6)]
        quota.assign(&first, stratum: "s", id: { Array(ids[$0].utf8) }) { variants[0][$0] = $1 }
        quota.assign(&second, stratum: "s", id: { Array(ids[$0].utf8) }) { variants[1][$0] = $1 }
        #expect(variants[0] == variants[1])
        #expect(first.map { ids[$0.index] } == ["a", "b", "c", "d", "e", "f"])
        #expect(variants[0] == [0, 0, 1, 0, 1, 1])
    }

    @Test func `numbers of many ids are those of one`() throws {
        let population = Population(count: 301)
        let salt = try Salt("spring-promo")
        let hasher = SplitHasher(salt: salt)
        let numbers = numbers(population, salt)
        for index in numbers.indices {
            #expect(numbers[index] == hasher.draw(of: population.id(index)).number)
            #expect(numbers[index] == hasher.number(of: population.id(index)))
        }
    }

    @Test func `another system has no shares of points to keep to`() throws {
        var design = try Designs.whole().design
        design.algorithm = "planout-sha1/1"
        #expect(throws: AssignmentError.noPoints(algorithm: .planOut)) {
            try StratifiedQuota(design: design)
        }
        design.algorithm = "sha256-52/1"
        #expect(try StratifiedQuota(design: design).ends == [100_000, 550_000, 1_000_000])
    }

    private func numbers(_ population: Population, _ salt: Salt) -> [UInt64] {
        var numbers = [UInt64](repeating: 0, count: population.count)
        population.bytes.withUnsafeBytes { bytes in
            population.offsets.withUnsafeBufferPointer { offsets in
                population.counts.withUnsafeBufferPointer { counts in
                    numbers.withUnsafeMutableBufferPointer {
                        SplitHasher(salt: salt).numbers(
                            in: bytes, offsets: offsets, counts: counts, into: $0)
                    }
                }
            }
        }
        return numbers
    }
}
