// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Testing

@Suite struct AssignerTests {
    private func plan(
        algorithm: String = "sha256-52/1", salt: String = "spring-promo", even: Bool = false,
        weights: [Share?] = [Share(1, over: 10), Share(45, over: 100), Share(45, over: 100)]
    ) -> Plan {
        let roles = [Role.control, .base, .test]
        return Plan(
            key: "spring", name: "Spring",
            assignment: AssignmentRule(algorithm: algorithm, salt: salt, evenWeights: even),
            variants: zip(roles, weights).map { role, weight in
                Variant(key: role.rawValue, role: role, weight: weight)
            },
            metrics: MetricSet(definitions: [], primary: "none"))
    }

    @Test func `an id gets the variant that owns its point`() throws {
        let assigner = try Assigner(plan: plan())
        #expect(assigner.outcome(of: "42") == .assigned(variantIndex: 1, point: 113_807))
        #expect(assigner.variant(of: "42")?.key == "base")
        #expect(assigner.outcome(of: "42").reason == "assigned")
        #expect(
            assigner.outcome(of: "user@example.com") == .assigned(variantIndex: 1, point: 413_932))
    }

    @Test(arguments: ["", " ", "\t \u{A0}", "\u{FEFF}"])
    func `an id without a visible character is empty`(id: String) throws {
        #expect(try Assigner(plan: plan()).outcome(of: id) == .invalid(.empty))
        #expect(try Assigner(plan: plan()).outcome(of: id).reason == "empty-id")
        #expect(try Assigner(plan: plan()).variant(of: id) == nil)
    }

    @Test(
        arguments: UnitID.placeholders + [
            "NULL", "Null", " null ", "0", "000", "N/A", "#N/A", "Unknown", "TEST", "0\u{A0}",
        ])
    func `a word for no id is a placeholder`(id: String) {
        #expect(UnitID.invalid(id) == .placeholder)
    }

    @Test(arguments: [
        "1", "00123", "10", "nullify", "test1", "unknown7", "n", "c0000001", "ż", "a-b",
    ])
    func `an ordinary id is drawn`(id: String) {
        #expect(UnitID.invalid(id) == nil)
        #expect(UnitID.suspicious(id) == nil)
    }

    @Test(arguments: [
        (" 42", UnitID.Suspicious.outerSpace), ("42 ", .outerSpace), ("42\u{A0}", .outerSpace),
        ("\u{FEFF}42", .outerSpace), ("42\t", .outerSpace), ("1.04E+05", .scientificNotation),
        ("1,04E+05", .scientificNotation), ("1e+5", .scientificNotation),
        ("6E-12", .scientificNotation),
    ])
    func `a doubtful id is named`(id: String, problem: UnitID.Suspicious) {
        #expect(UnitID.suspicious(id) == problem)
    }

    @Test(arguments: ["12E4", "1.2.3E+05", "aE+05", "1E+", "1E+05x", "1E+0005", "E+05"])
    func `what only resembles a shortened number is ordinary`(id: String) {
        #expect(UnitID.suspicious(id) == nil)
    }

    @Test func `an unknown algorithm lists the known ones`() {
        let known = AssignmentAlgorithm.allCases.map(\.rawValue)
        #expect(known.first == "sha256-52/1")
        #expect(throws: AssignmentError.unknownAlgorithm("md5/1", known: known)) {
            try Assigner(plan: plan(algorithm: "md5/1"))
        }
        let message = AssignmentError.unknownAlgorithm("md5/1", known: ["sha256-52/1"]).diagnostic
        #expect(
            message.rendered() == """
                error[unknown-algorithm]: there is no assignment algorithm `md5/1`
                  why: another algorithm would give every customer another variant
                  fix: use one of: sha256-52/1
                """)
    }

    @Test(arguments: ["", "a:b", "a b", "ż", String(repeating: "s", count: 124)])
    func `a text that cannot be a salt is refused`(salt: String) {
        #expect(throws: AssignmentError.invalidSalt(salt)) { try Salt(salt) }
        #expect(AssignmentError.invalidSalt(salt).diagnostic.id == "invalid-salt")
    }

    @Test func `a plan without a weight is refused`() {
        #expect(throws: AssignmentError.missingWeight(variant: "base")) {
            try Assigner(plan: plan(weights: [Share(1, over: 2), nil, Share(1, over: 2)]))
        }
        #expect(throws: Never.self) { try Assigner(plan: plan(even: true, weights: [nil, nil])) }
    }

    @Test func `the drawn shares keep to the plan and never change`() throws {
        let assigner = try Assigner(plan: plan())
        var counts = [0, 0, 0]
        var checksum: UInt64 = 0
        let units = 100_000
        for number in 0..<units {
            guard case .assigned(let index, let point) = assigner.outcome(of: "c\(number + 1)")
            else {
                Issue.record("c\(number + 1) was not drawn")
                continue
            }
            counts[index] += 1
            checksum = checksum &* 31 &+ UInt64(point)
        }
        for (index, count) in counts.enumerated() {
            let share = assigner.allocation.plannedShare(index)
            let deviation = (share * (1 - share) * Double(units)).squareRoot()
            #expect(abs(Double(count) - share * Double(units)) < 5 * deviation)
        }
        #expect(checksum == 0x3F5DADDCE13E1512)
    }
}
