// SPDX-License-Identifier: GPL-3.0-or-later
internal import Assignment

/// The tests that a way to draw must pass: uniform, independent, without memory of the id.
///
/// Ids, salts and limits are fixed, so a result never changes from run to run. Uniformity alone proves
/// little: a hash can be uniform under every salt and yet put the same people into the same half of
/// two tests.
public struct QualityBattery: Sendable {
    let subject: any QualitySubject
    let effort: QualityEffort
    let salts: SaltPairs
    private let salt: String

    /// Prepares a battery.
    ///
    /// - Parameters:
    ///   - subject: What is tested.
    ///   - salt: The salt from which salts that resemble it are derived; nil takes `spring-promo`, or
    ///     52 for a subject whose salts are numbers.
    ///   - effort: How much is drawn.
    public init(
        _ subject: any QualitySubject, salt: String? = nil, effort: QualityEffort = .standard
    ) {
        self.subject = subject
        self.effort = effort
        self.salt = salt ?? (subject.saltsAreNumbers ? "52" : "spring-promo")
        salts = SaltPairs(base: self.salt, areNumbers: subject.saltsAreNumbers)
    }

    /// Runs every test.
    ///
    /// - Throws: ``AssignmentError`` when the subject cannot have the salt.
    public func run() throws -> QualityReport {
        _ = try subject.split(salt: salt)
        return QualityReport(
            algorithm: subject.name, salt: salt,
            checks: try uniformity() + independence() + steps() + avalanche() + runs())
    }

    /// A check with a p-value.
    func check(
        _ kind: QualityReport.Kind, _ subject: String, _ detail: String, ids: Int,
        _ result: (statistic: Double, p: Double)
    ) -> QualityReport.Check {
        QualityReport.Check(
            kind: kind, subject: subject, detail: detail, ids: ids, statistic: result.statistic,
            p: result.p, limit: "p > 0.000001", passed: result.p > QualityReport.smallestP)
    }
}

extension QualityBattery {
    /// Ids of each kind, and ids of one character, in 2 to 10,000 cells.
    private func uniformity() throws -> [QualityReport.Check] {
        let ring = try subject.split(salt: salts.base)
        var checks: [QualityReport.Check] = []
        for family in IDFamily.allCases {
            checks += try uniformity(
                family.rawValue, family.ids(effort.ids).places(on: ring), of: ring.size)
        }
        return checks
            + (try uniformity("ids of one character", oneCharacterPlaces(), of: ring.size))
    }

    private func uniformity(
        _ name: String, _ places: [Int], of size: Int
    ) throws -> [QualityReport.Check] {
        // Fewer than five expected per cell would make the chi-square distribution a poor guide.
        try [2, 10, 100, 1_000, 10_000].filter { $0 <= size && places.count >= 5 * $0 }.map {
            check(
                .uniformity, name, "\($0) cells", ids: places.count,
                try CellTests.uniformity(places, size: size, cells: $0))
        }
    }

    /// There are few ids of one character, so they are drawn under many salts.
    private func oneCharacterPlaces() throws -> [Int] {
        var list = IDList()
        for code in UInt8(ascii: "!")...UInt8(ascii: "~") {
            list.append(String(UnicodeScalar(code)))
        }
        var places: [Int] = []
        for salt in salts.random(max(1, effort.ids / list.count), stream: 1) {
            places += list.places(on: try subject.split(salt: salt))
        }
        return places
    }

    /// Global control, gate and split of one test, two by two.
    private func steps() throws -> [QualityReport.Check] {
        let list = IDFamily.sequential.ids(effort.pairIDs)
        let ring = try subject.split(salt: salts.base)
        let control = SplitHasher(salt: try Salt("holdout/2026"))
        let split = (places: list.places(on: ring), size: ring.size)
        let held = (places: list.places(on: control), size: control.size)
        var checks = try pair(.steps, "global control and split", held, split)
        guard let gateRing = try subject.gate(before: salts.base) else { return checks }
        let gate = (places: list.places(on: gateRing), size: gateRing.size)
        checks += try pair(.steps, "global control and gate", held, gate)
        checks += try pair(.steps, "gate and split", gate, split)
        let letIn = zip(gate.places, split.places).filter { $0.0 * 10 < gate.size }.map(\.1)
        checks.append(
            check(
                .steps, "gate and split", "split of the 10% let in, 100 cells", ids: letIn.count,
                try CellTests.uniformity(letIn, size: split.size, cells: min(100, split.size))))
        return checks
    }
}
