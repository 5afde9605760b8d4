// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite struct QualityTests {
    @Test func `quality prints a table and exits with 0 when all pass`() throws {
        let run = try Program.run(["quality"], in: projectFolder)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("sha256-52/1, salt spring-promo\n\ntest "))
        #expect(run.output.contains("uniformity    e-mail addresses"))
        #expect(run.output.contains("\nAll 218 tests passed: "))
        #expect(!run.output.contains("FAIL"))
    }

    @Test func `quality exits with 1 and names the tests that failed`() throws {
        let run = try Program.run(
            ["quality", "--algorithm", "growthbook/1", "--salt", "exp"], in: projectFolder)
        #expect(run.status == 1)
        #expect(run.output.contains("FAIL\n"))
        #expect(
            run.output.contains(
                "  independence, last character: numbers in sequence, 10 by 10: p 0.000"))
        #expect(run.messages.isEmpty)
    }

    @Test func `quality as JSON lists every test`() throws {
        let run = try Program.run(
            ["quality", "--salt", "winback-2026", "--json"], in: projectFolder)
        #expect(run.status == 0)
        let answer = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let fields = try #require(answer as? [String: Any])
        #expect(fields["schema"] as? String == "experiment-quality/1")
        #expect(fields["algorithm"] as? String == "sha256-52/1")
        #expect(fields["salt"] as? String == "winback-2026")
        #expect(fields["passed"] as? Bool == true)
        #expect((fields["checks"] as? [Any])?.count == 218)
    }

    @Test func `quality refuses what it does not know`() throws {
        let unknown = try Program.run(["quality", "--algorithm", "md5/1"], in: projectFolder)
        #expect(unknown.status == 78)
        #expect(unknown.messages.hasPrefix("error[unknown-algorithm]"))
        let salt = try Program.run(["quality", "--salt", "a b"], in: projectFolder)
        #expect(salt.status == 78)
        #expect(salt.messages.hasPrefix("error[invalid-salt]"))
        let seed = try Program.run(
            ["quality", "--algorithm", "split-murmur3/1", "--salt", "flag"], in: projectFolder)
        #expect(seed.status == 78)
        #expect(seed.messages.hasPrefix("error[salt-not-integer]"))
    }

    @Test func `schema tells how every algorithm draws`() throws {
        let run = try Program.run(["schema", "--algorithms"], in: projectFolder)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("sha256-52/1 - experiment\n  hashed     salt:id\n"))
        #expect(
            run.output.contains(
                """
                unleash-murmur3/1 - Unleash
                  hashed     salt:id
                  hash       murmur3_x86_32, seed 86028157
                  buckets    modulo 1,000, plus 1
                  boundary   bucket <= end of range
                  gate       a second draw: seed 0, modulo 100, plus 1 <= percentage
                  salt       the group id, by default the feature's name
                  gate_salt  the group id of the rollout, when it is another one
                  shares     variants in whole 1,000ths, the rollout in whole percents
                  evidence   published
                """))
        #expect(run.output.split(separator: "\n").count { $0.first != " " } == 16)
    }
}
