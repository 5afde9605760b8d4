// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Tabular
import Testing

/// A file of one customer, every field in quotes so that any text can stand in it.
private func file(_ values: [(column: String, text: String)], quoted: Bool) -> [UInt8] {
    func line(_ fields: [String]) -> String {
        fields.map { quoted ? "\"" + $0.replacing("\"", with: "\"\"") + "\"" : $0 }
            .joined(separator: ",")
    }
    // A column more, so that a file of one empty value has a row.
    return Array(
        (line(["id"] + values.map(\.column)) + "\n" + line(["1"] + values.map(\.text)) + "\n").utf8)
}

/// What a rule says of a customer; asked of a record of a file and of a dictionary, which must agree.
func truth(
    _ text: String, _ values: KeyValuePairs<String, String>, decimal: DecimalConvention? = nil,
    missing: [String] = []
) throws -> Truth {
    let expression = try #require(AudienceExpression.parse(text).expression, "\(text)")
    return try truth(
        expression, values.map { ($0.key, $0.value) }, decimal: decimal, missing: missing)
}

func truth(
    _ expression: AudienceExpression, _ values: [(column: String, text: String)],
    decimal: DecimalConvention? = nil, missing: [String] = []
) throws -> Truth {
    var answers: [Truth] = []
    let marks: [Character] = [",", "\"", "\n"]
    let isPlain = !values.contains { $0.text.contains(where: marks.contains) }
    for quoted in isPlain ? [true, false] : [true] {
        let reader = try DelimitedReader(
            source: ByteSource(bytes: file(values, quoted: quoted)),
            options: ReadOptions(delimiter: .comma, hasHeader: true))
        let rule = try AudienceRule(
            expression, header: reader.header, decimal: decimal, missing: missing)
        try reader.forEachBlock { block in
            var found: [Truth] = []
            block.forEachRecord { found.append(rule.evaluate($0)) }
            return found
        } merge: {
            answers += $0
        }
        var dictionary: [String: String] = [:]
        for value in values { dictionary[value.column] = value.text }
        answers.append(rule.evaluate(dictionary))
    }
    let first = try #require(answers.first)
    #expect(answers.allSatisfy { $0 == first }, "\(expression.text) of \(values): \(answers)")
    return first
}

/// A small seeded generator, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
