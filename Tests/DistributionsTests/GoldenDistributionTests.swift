// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Foundation
import Testing

/// One line of a golden file of a distribution.
struct GoldenPoint: Decodable, Sendable, CustomTestStringConvertible {
    struct Inputs: Decodable, Sendable {
        let fn: String
        let x, z, t, p, a, b, df, nc: Double?

        /// The named input; a missing one fails the test.
        func get(_ path: KeyPath<Inputs, Double?>) throws -> Double {
            try #require(self[keyPath: path])
        }
    }

    struct Expected: Decodable, Sendable {
        let value: Double
    }

    let id: String
    let method: String
    let inputs: Inputs
    let expected: Expected
    let rtol: Double
    let atol: Double?

    var testDescription: String { id }

    static let all: [GoldenPoint] = {
        let names = ["normal", "t", "chi2", "beta", "noncentral_t"]
        return names.flatMap { name -> [GoldenPoint] in
            let url = Bundle.module.resourceURL?.appending(path: "Golden/dist_\(name).jsonl")
            guard let url, let text = try? String(contentsOf: url, encoding: .utf8) else {
                return []
            }
            return text.split(separator: "\n").compactMap {
                try? JSONDecoder().decode(GoldenPoint.self, from: Data($0.utf8))
            }
        }
    }()
}

@Suite struct GoldenDistributionTests {
    @Test func `all golden points are read`() {
        #expect(GoldenPoint.all.count == 62)
    }

    @Test(arguments: GoldenPoint.all)
    func `a distribution agrees with 50-digit arithmetic`(point: GoldenPoint) throws {
        let value = try Self.evaluate(point)
        let expected = point.expected.value
        #expect(abs(value - expected) <= max(point.rtol * abs(expected), point.atol ?? 0))
    }

    private static func evaluate(_ point: GoldenPoint) throws -> Double {
        let inputs = point.inputs
        switch (point.method, inputs.fn) {
        case ("dist_normal", "sf"): return try Normal.upperTail(inputs.get(\.z))
        case ("dist_normal", "ppf"): return try Normal.quantile(inputs.get(\.p))
        case ("dist_t", "sf"):
            return try StudentT(degreesOfFreedom: inputs.get(\.df)).upperTail(inputs.get(\.t))
        case ("dist_t", "ppf"):
            return try StudentT(degreesOfFreedom: inputs.get(\.df)).quantile(inputs.get(\.p))
        case ("dist_chi2", "sf"):
            return try ChiSquare(degreesOfFreedom: inputs.get(\.df)).upperTail(inputs.get(\.x))
        case ("dist_beta", "cdf"):
            return try Beta(inputs.get(\.a), inputs.get(\.b)).lowerTail(inputs.get(\.x))
        case ("dist_beta", "ppf"):
            return try Beta(inputs.get(\.a), inputs.get(\.b)).quantile(inputs.get(\.p))
        case ("dist_noncentral_t", "sf"):
            return try NoncentralT(
                degreesOfFreedom: inputs.get(\.df), noncentrality: inputs.get(\.nc)
            ).upperTail(inputs.get(\.t))
        default:
            Issue.record("no function for \(point.id)")
            return .nan
        }
    }
}
