// SPDX-License-Identifier: GPL-3.0-or-later

/// What was found out about a file, and what of it the user had declared.
public struct Detection: Sendable, Equatable {
    /// One finding, ready to be printed.
    public struct Fact: Sendable, Equatable {
        /// What the fact is about, such as delimiter, encoding or header.
        public var subject: String
        /// What was found.
        public var value: String
        /// Whether the user declared it rather than the file showed it.
        public var isDeclared: Bool

        /// Creates a fact.
        public init(_ subject: String, _ value: String, isDeclared: Bool) {
            self.subject = subject
            self.value = value
            self.isDeclared = isDeclared
        }
    }

    /// The dialect that the file is read with.
    public var dialect: DelimitedDialect
    /// Whether the file is compressed with gzip.
    public var isGzip: Bool
    /// The findings in a fixed order.
    public var facts: [Fact]

    /// The findings as one line, such as `delimiter ;, encoding utf-8, 6 columns`.
    public var summary: String {
        facts.map { "\($0.subject) \($0.value)\($0.isDeclared ? " (declared)" : "")" }
            .joined(separator: ", ")
    }
}
