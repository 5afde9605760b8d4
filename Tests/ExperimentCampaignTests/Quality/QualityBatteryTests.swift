// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import Foundation
import Testing

@testable import ExperimentCampaign

@Suite struct QualityBatteryTests {
    /// Small enough for a debug build, large enough to have teeth.
    private static let quick = QualityEffort(
        ids: 10_000, pairIDs: 10_000, randomPairs: 100, randomPairIDs: 1_000, avalancheIDs: 2_000,
        runs: 100, runIDs: 500)

    private func report(_ subject: any QualitySubject, salt: String? = nil) throws -> QualityReport
    {
        try QualityBattery(subject, salt: salt, effort: Self.quick).run()
    }

    @Test(arguments: [
        AssignmentAlgorithm.sha256First52, .growthBook2, .eppo, .splitIO,
    ])
    func `a sound algorithm passes every test`(algorithm: AssignmentAlgorithm) throws {
        let report = try report(algorithm)
        #expect(report.failures.isEmpty)
        #expect(report.passed)
        #expect(Set(report.checks.map(\.kind)) == Set(QualityReport.Kind.allCases))
        #expect(report.algorithm == algorithm.rawValue)
    }

    @Test(arguments: [BadHash.fnv1a, .fnv1aReversed, .crc32])
    func `a weak hash fails, and not by one test alone`(hash: BadHash) throws {
        let report = try report(hash)
        #expect(!report.passed)
        let kinds = Set(report.failures.map(\.kind))
        #expect(kinds.isSuperset(of: [.independence, .avalanche]))
        #expect(report.failures.count >= 10)
    }

    @Test func `a modulo hides what is wrong with CRC-32, but not all of it`() throws {
        let failures = try report(BadHash.crc32Modulo).failures
        #expect(Set(failures.map(\.kind)) == [.independence])
    }

    @Test func `version 1 of GrowthBook fails between salts that differ at the end`() throws {
        let report = try report(AssignmentAlgorithm.growthBook1)
        #expect(!report.passed)
        let pairs = report.failures.filter { $0.kind == .independence }.map(\.subject)
        #expect(pairs.contains("my-test-1 and my-test-2: numbers in sequence"))
        #expect(pairs.contains("exp-a and exp-b: numbers in sequence"))
    }

    @Test func `CRC-32 is too even to be drawn`() throws {
        // A hundred numbers per cell, without any of the noise of chance.
        let ring = try BadHash.crc32.split(salt: "exp-a")
        let places = IDFamily.sequential.ids(100_000).places(on: ring)
        let result = try CellTests.uniformity(places, size: ring.size, cells: 1_000)
        #expect(result.statistic < 999)
        #expect(result.p < QualityReport.smallestP)
    }

    @Test func `one draw for every salt is uniform and still fails`() throws {
        let report = try report(OneDrawForAll())
        #expect(
            report.checks.filter { $0.kind == .uniformity }.allSatisfy {
                $0.passed || $0.subject == "ids of one character"
            })
        let failed = Set(report.failures.map(\.kind))
        #expect(failed.isSuperset(of: [.independence, .steps, .runs]))
    }

    @Test(arguments: [100_000, 10_000, 100])
    func `shared later digits pass the coarse tables and fail a table of 100 by 100`(
        shared: Int
    ) throws {
        let subject = SharedLaterDigits(shared: shared)
        let battery = QualityBattery(subject, effort: Self.quick)
        let list = IDFamily.sequential.ids(100_000)
        let checks = try battery.pair(
            .independence, "pair", (list.places(on: subject.split(salt: "exp-a")), 1_000_000),
            (list.places(on: subject.split(salt: "exp-b")), 1_000_000))
        #expect(checks.prefix(2).map { $0.detail } == ["2 by 2", "10 by 10"])
        #expect(checks.prefix(2).allSatisfy { $0.passed })
        let failed = checks.filter { !$0.passed }
        #expect(!failed.isEmpty)
        #expect(failed.contains { $0.detail.hasPrefix("100 by 100") })
    }

    @Test func `a corner that every salt shares fails the test of that corner`() throws {
        let subject = SharedCorner()
        let battery = QualityBattery(subject, effort: Self.quick)
        let list = IDFamily.sequential.ids(100_000)
        let checks = try battery.pair(
            .independence, "pair", (list.places(on: subject.split(salt: "exp-a")), 1_000_000),
            (list.places(on: subject.split(salt: "exp-b")), 1_000_000))
        let failed = checks.filter { !$0.passed }.map(\.detail)
        #expect(failed.contains("both in the lowest 1%"))
        #expect(!failed.contains("both in the highest 1%"))
    }

    @Test func `two sound draws pass every table of a pair of a hundred thousand`() throws {
        let subject = AssignmentAlgorithm.sha256First52
        let battery = QualityBattery(subject, effort: Self.quick)
        let list = IDFamily.email.ids(100_000)
        for pair in battery.salts.alike.prefix(3) {
            let (left, right) = (
                try subject.split(salt: pair.left), try subject.split(salt: pair.right)
            )
            let checks = try battery.pair(
                .independence, pair.name, (list.places(on: left), left.size),
                (list.places(on: right), right.size))
            #expect(checks.count == 7 && checks.allSatisfy { $0.passed })
        }
    }

    @Test func `the battery holds fewer tests than its limit is made for`() throws {
        // The quick battery leaves out the three tables of 100 by 100 of 23 pairs.
        let count = try report(AssignmentAlgorithm.sha256First52).checks.count
        #expect(count + 3 * 23 + 20 < QualityReport.mostTests)
    }

    @Test func `the answer never changes`() throws {
        let one = try report(AssignmentAlgorithm.eppo, salt: "winback-2026")
        #expect(try report(AssignmentAlgorithm.eppo, salt: "winback-2026") == one)
        #expect(one.salt == "winback-2026")
    }

    @Test func `a salt that the algorithm cannot have is refused`() {
        #expect(throws: AssignmentError.invalidSalt("a b")) {
            try report(AssignmentAlgorithm.eppo, salt: "a b")
        }
        #expect(throws: AssignmentError.saltNotInteger("flag", algorithm: .splitIO)) {
            try report(AssignmentAlgorithm.splitIO, salt: "flag")
        }
    }

    @Test func `the longest salt leaves room for what is derived from it`() throws {
        let salt = String(repeating: "s", count: Salt.maximumLength)
        let battery = QualityBattery(AssignmentAlgorithm.eppo, salt: salt, effort: Self.quick)
        for pair in battery.salts.alike {
            #expect(throws: Never.self) { try Salt(pair.left) }
            #expect(throws: Never.self) { try Salt(pair.right) }
            #expect(pair.left != pair.right)
        }
    }

    @Test(arguments: ["spring", "SPRING", "2026", "a", "-"])
    func `pairs of salts are two salts`(base: String) throws {
        for pair in SaltPairs(base: base, areNumbers: false).alike {
            #expect(pair.left != pair.right, "\(pair.name)")
        }
    }

    @Test(arguments: ["0", "1", "-2147483648", "2147483647"])
    func `pairs of seeds are two seeds`(base: String) throws {
        let pairs = SaltPairs(base: base, areNumbers: true).alike
        #expect(pairs.count >= 4)
        for pair in pairs {
            #expect(pair.left != pair.right, "\(pair.name)")
            #expect(Int32(pair.right) != nil)
        }
    }

    @Test(arguments: IDFamily.allCases)
    func `a family has as many different ids as asked for`(family: IDFamily) {
        let list = family.ids(5_000)
        let starts = [0] + list.ends.dropLast()
        let ids = Set(zip(starts, list.ends).map { Array(list.bytes[$0..<$1]) })
        #expect(ids.count == 5_000)
    }

    @Test func `a table line shows the worst test of a subject`() throws {
        func check(_ subject: String, p: Double) -> QualityReport.Check {
            .init(
                kind: .uniformity, subject: subject, detail: "", ids: 9, statistic: 1, p: p,
                limit: "", passed: p > QualityReport.smallestP)
        }
        let report = QualityReport(
            algorithm: "a", salt: "s",
            checks: [
                check("x", p: 0.5), check("x", p: 1e-9), check("x", p: 0.1), check("y", p: 0.2),
                check("y", p: 0.9),
            ])
        #expect(report.rows.map(\.subject) == ["x", "y"])
        #expect(report.rows.map(\.worst.p) == [1e-9, 0.2])
        #expect(report.rows.map(\.count) == [3, 2])
        #expect(report.rows.map(\.passed) == [false, true])
        #expect(report.failures.count == 1)
    }
}
