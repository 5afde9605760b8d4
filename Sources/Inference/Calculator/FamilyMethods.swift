// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Methods that look at several groups or p-values at once.
enum FamilyMethods {
    static let all: [String: CalculatorMethod] = [
        "srm_chisq": { inputs in
            let (observed, weights) = try groupSizes(inputs)
            let test = try SampleRatioMismatch(observed: observed, weights: weights)
            return [
                "chi2": JSONValue(test.chiSquare), "df": .integer(test.degreesOfFreedom),
                "p": JSONValue(test.p),
                "expected_counts": .array(test.expected.map(JSONValue.number)),
            ]
        },
        "srm_exact_multinomial": { inputs in
            let (observed, weights) = try groupSizes(inputs)
            let p = try SampleRatioMismatch.exact(observed: observed, weights: weights)
            return ["p_exact": JSONValue(p)]
        },
        "p_adjust": { inputs in
            var values: [Double?] = []
            for (index, value) in try inputs.list("p").enumerated() {
                guard value != .null else {
                    values.append(nil)
                    continue
                }
                let name = "\(inputs.name("p"))[\(index)]"
                let number = try Arguments.number(value, name)
                guard number >= 0, number <= 1 else {
                    throw CalculatorError.invalid("field \(name) must lie between 0 and 1")
                }
                values.append(number)
            }
            var result: [String: JSONValue] = [:]
            for method in PAdjustment.allCases {
                result[method.rawValue] = .array(try method.adjust(values).map { JSONValue($0) })
            }
            return result
        },
    ]

    private static func groupSizes(_ inputs: Arguments) throws -> ([Int], [Double]) {
        let observed = try inputs.counts("observed")
        let weights = try inputs.numbers("weights")
        guard observed.count == weights.count else {
            throw CalculatorError.invalid("field weights must be as long as observed")
        }
        for (index, weight) in weights.enumerated() where weight < 0 {
            throw CalculatorError.invalid("field weights[\(index)] must not be negative")
        }
        guard weights.contains(where: { $0 > 0 }), weights.reduce(0, +).isFinite else {
            throw CalculatorError.invalid("field weights must have a positive and finite sum")
        }
        guard zip(observed, weights).filter({ $0 > 0 || $1 > 0 }).count > 1 else {
            throw CalculatorError.invalid("fewer than two groups have a weight or units")
        }
        guard observed.contains(where: { $0 > 0 }) else {
            throw CalculatorError.notEstimable(.tooFewUnits)
        }
        return (observed, weights)
    }
}
