// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Testing

@Suite("The loader under mutation")
struct PlanFuzzTests {
    /// A small seeded generator, so that a failure can be repeated.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let pieces = [
        "&a ", "*a ", "!t ", "- ", "? ", ": ", "[", "]", "{", "}", ",", "\"", "'", "|", ">", "#",
        "\n", "\t", "  ", "---\n", "...\n", "%", "@", "`", "0,45", "8", "1/0", "1/3",
        "99999999999999999999%",
        "-1%", "€", "é", "\u{0}", "\r", "\u{2028}", "null", "~", "true", "key: ", "<<: ", "“",
        "\u{E000}",
        "1e999", "+", "{variant}", "looks: 4", "looks: [50%, 100%]", "method: sequential",
        "spending: { kim_demets: -1 }", "covariate: ", "cluster: customer_id", "percentile: 100",
        "type: nps", "type: quantile", "type: retention", "churned: x", "files: { a: b }",
        "rows: { a: [b, b] }", "match: 1", "planned_sample: 99", "100%", "-4", "2026-02-30", "👩‍👧",
        "\\", "\\u0000",
    ]

    @Test("never crashes, and always gives a plan or a reason", arguments: 0..<24)
    func mutations(_ seed: Int) throws {
        var generator = Generator(state: UInt64(seed))
        let names = Fixtures.valid.map { "valid/" + $0 } + Fixtures.broken.map { "broken/" + $0 }
        for _ in 0..<25 {
            let name = try #require(names.randomElement(using: &generator))
            var bytes = try Fixtures.bytes(name)
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                Self.mutate(&bytes, &generator)
            }
            let loaded = PlanLoader.load(bytes, file: "fuzz.yaml")
            #expect(
                (loaded.plan != nil) != loaded.hasErrors,
                "\(String(decoding: bytes, as: UTF8.self))")
            for diagnostic in loaded.diagnostics { #expect(!diagnostic.rendered().isEmpty) }
            #expect(loaded.diagnostics.count <= PlanLoader.diagnosticLimit + 1)
            #expect(
                loaded.diagnostics.sortedByPlace() == loaded.diagnostics
                    || loaded.diagnostics.last?.id == "more-problems")
        }
    }

    private static func mutate(_ bytes: inout [UInt8], _ generator: inout Generator) {
        guard !bytes.isEmpty else { return }
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        let length = min(Int.random(in: 1...40, using: &generator), bytes.count - at)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(at..<(at + length))
        case 2: bytes.insert(contentsOf: bytes[at..<(at + length)], at: at)
        case 3:
            let to = Int.random(in: 0..<bytes.count, using: &generator)
            bytes.insert(contentsOf: Array(bytes[at..<(at + length)]), at: to)
        default:
            let piece = pieces.randomElement(using: &generator) ?? ""
            bytes.insert(contentsOf: Array(piece.utf8), at: at)
        }
    }
}
