// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Inference
import Testing

/// One line of a golden file.
struct GoldenCase: Sendable, CustomTestStringConvertible {
    let id: String
    let line: String
    let expected: [String: JSONValue]
    let relativeTolerance: Double
    let absoluteTolerance: Double

    var testDescription: String { id }

    init?(line: Substring) {
        guard case .object(let members)? = try? JSONValue(parsing: line),
            case .string(let id)? = members["id"], case .object(let expected)? = members["expected"]
        else { return nil }
        self.id = id
        self.line = String(line)
        self.expected = expected
        relativeTolerance = members["rtol"]?.double ?? 0
        absoluteTolerance = members["atol"]?.double ?? 0
    }

    static let files: [URL] = {
        guard let folder = Bundle.module.resourceURL?.appending(path: "Golden") else { return [] }
        let found = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        return (found ?? []).sorted { $0.lastPathComponent < $1.lastPathComponent }
    }()

    static func all(in file: URL) throws -> [GoldenCase] {
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return try lines.map { try #require(GoldenCase(line: $0)) }
    }
}

extension JSONValue {
    /// The number, with infinities as their strings.
    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .string("inf"): .infinity
        case .string("-inf"): -.infinity
        default: nil
        }
    }
}

@Suite struct GoldenMethodTests {
    /// What a reference is itself off by, where that is more than the tolerance of its case.
    ///
    /// Of ten looks the first gives α(0.1) as 1 − Φ, which at 1e-12 has lost its digits: it differs from
    /// twice the nominal p of the same case. The second look's nominal p, 5.3849e-7, is less than the
    /// 5.3887e-7 that must be spent there; no first crossing can be likelier than any crossing, so the
    /// boundary is too high by 1.4e-4. GroupSequentialTests holds the exact value.
    private static let referenceErrors = [
        "gs_spending_bounds-006-obf-10looks alpha_spent": 3e-16,
        "gs_spending_bounds-006-obf-10looks nominal_one_sided_p": 4e-10,
        "gs_spending_bounds-006-obf-10looks critical_z": 1.5e-4,
    ]

    @Test func `every golden file is found`() {
        #expect(GoldenCase.files.count > 30)
    }

    @Test(arguments: GoldenCase.files)
    func `the calculator agrees with the golden values`(file: URL) throws {
        let cases = try GoldenCase.all(in: file)
        #expect(!cases.isEmpty)
        for golden in cases {
            let answer = try JSONValue(parsing: Calculator.answer(line: golden.line))
            guard case .object(let members) = answer, case .object(let result)? = members["result"]
            else {
                Issue.record("\(golden.id): \(answer.text)")
                continue
            }
            #expect(members["id"] == .string(golden.id))
            for (field, expected) in golden.expected {
                // A field that the case leaves out because it is undefined is null here.
                let value = result[field] ?? .null
                #expect(
                    Self.agree(value, expected, golden, field),
                    "\(golden.id) \(field): \(value.text), expected \(expected.text)")
            }
        }
    }

    private static func agree(
        _ value: JSONValue, _ expected: JSONValue, _ golden: GoldenCase, _ field: String
    ) -> Bool {
        if case .array(let left) = value, case .array(let right) = expected {
            return left.count == right.count
                && zip(left, right).allSatisfy { agree($0, $1, golden, field) }
        }
        guard let number = expected.double, let got = value.double else { return value == expected }
        if number.isInfinite || got.isInfinite { return got == number }
        let known = referenceErrors["\(golden.id) \(field)"] ?? 0
        return abs(got - number)
            <= max(golden.relativeTolerance * abs(number), golden.absoluteTolerance, known)
    }
}
