// SPDX-License-Identifier: GPL-3.0-or-later
public import Tabular

/// How a customer file is read and what is done where rows disagree.
public struct AssignmentOptions: Sendable {
    /// What is done when one id stands in rows that differ.
    public enum OnDuplicate: String, Sendable, CaseIterable {
        /// The work stops.
        case error
        /// The first row is kept, the others are rejected.
        case first
    }

    /// The name of the column that is added.
    public var column: String
    /// The column with the ids; nil takes the plan's unit.
    public var idColumn: String?
    /// What is done when one id stands in rows that differ.
    public var onDuplicate: OnDuplicate
    /// Where rejected rows are listed; nil only counts them.
    public var rejectsPath: String?
    /// Whether existing files are replaced.
    public var overwrites: Bool
    /// What the user declared about the file.
    public var reading: ReadOptions
    /// The number of threads; no output depends on it.
    public var workers: Int

    /// Creates options.
    public init(
        column: String = "variant", idColumn: String? = nil, onDuplicate: OnDuplicate = .error,
        rejectsPath: String? = nil, overwrites: Bool = true,
        reading: ReadOptions = ReadOptions(), workers: Int = 1
    ) {
        self.column = column
        self.idColumn = idColumn
        self.onDuplicate = onDuplicate
        self.rejectsPath = rejectsPath
        self.overwrites = overwrites
        self.reading = reading
        self.workers = workers
    }
}

/// Where the assigned customers go.
public enum AssignmentTarget: Sendable, Hashable {
    /// A file that appears whole or not at all.
    case file(String)
    /// An open file descriptor, as 1 for standard output.
    case descriptor(Int32)
}
