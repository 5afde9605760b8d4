// SPDX-License-Identifier: GPL-3.0-or-later

/// What a battery of tests found about a way to draw.
public struct QualityReport: Sendable, Hashable, Codable {
    /// The kinds of test, in the order in which they are run.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Whether every place is as likely as any other.
        case uniformity
        /// Whether two tests share no more people than chance.
        case independence
        /// Whether global control, gate and split know nothing of each other.
        case steps
        /// Whether one changed character changes half of the outcome.
        case avalanche
        /// Whether tests without an effect, and their sizes, behave as such.
        case runs
    }

    /// One test.
    public struct Check: Sendable, Hashable, Codable {
        /// The kind of test.
        public var kind: Kind
        /// What was tested, as `e-mail addresses`.
        public var subject: String
        /// How, as `1000 cells`.
        public var detail: String
        /// How many ids were drawn.
        public var ids: Int
        /// The statistic: a chi-square, a distance or a share.
        public var statistic: Double
        /// The p-value, two-sided except for two cells; nil for a share that must lie near a half.
        public var p: Double?
        /// What passes, as `p > 0.000001`.
        public var limit: String
        /// Whether it passed.
        public var passed: Bool
    }

    /// The name of what was tested, as `sha256-52/1`.
    public var algorithm: String
    /// The salt from which salts were derived.
    public var salt: String
    /// Every test, in order.
    public var checks: [Check]

    /// Whether every test passed.
    public var passed: Bool { checks.allSatisfy(\.passed) }

    /// The tests that failed.
    public var failures: [Check] { checks.filter { !$0.passed } }

    /// The p-value that a test must exceed: a sound way to draw fails under at most one salt in three
    /// thousand, and a bad one fails by far.
    ///
    /// That is the sum over all tests, of which there are fewer than ``mostTests`` (Bonferroni).
    public static let smallestP = 1e-6

    /// More tests with a p-value than any battery holds.
    public static let mostTests = 300
}

extension QualityReport {
    /// One line of the table: the tests of one subject, by the worst of them.
    public struct Row: Sendable, Hashable {
        /// The kind of test.
        public var kind: Kind
        /// What was tested.
        public var subject: String
        /// How many tests.
        public var count: Int
        /// How many ids were drawn for each.
        public var ids: Int
        /// The test with the smallest p-value, or the first that failed.
        public var worst: Check
        /// Whether all passed.
        public var passed: Bool
    }

    /// The table, in the order of the tests.
    public var rows: [Row] {
        var rows: [Row] = []
        for check in checks {
            if let last = rows.indices.last, rows[last].kind == check.kind,
                rows[last].subject == check.subject
            {
                rows[last].count += 1
                rows[last].passed = rows[last].passed && check.passed
                if isWorse(check, than: rows[last].worst) { rows[last].worst = check }
            } else {
                rows.append(
                    Row(
                        kind: check.kind, subject: check.subject, count: 1, ids: check.ids,
                        worst: check, passed: check.passed))
            }
        }
        return rows
    }

    private func isWorse(_ check: Check, than other: Check) -> Bool {
        if check.passed != other.passed { return !check.passed }
        return (check.p ?? 1) < (other.p ?? 1)
    }
}
