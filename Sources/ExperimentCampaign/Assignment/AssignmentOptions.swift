// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
public import Tabular

/// Turns an id into its pseudonym.
public typealias Pseudonym = @Sendable (String) -> String

/// How a customer file is read, and what is done where rows disagree.
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
    /// The folder of the send lists; nil writes none.
    public var listsFolder: String?
    /// Whether existing files are replaced.
    public var overwrites: Bool
    /// What the user declared about the file.
    public var reading: ReadOptions
    /// The number of threads; no output depends on it.
    public var workers: Int
    /// The folder that the plan's own files are relative to; empty for the current one.
    public var planFolder: String
    /// A file of old and new ids of customers that became one.
    public var idMap: String?
    /// Whether ids that a spreadsheet seems to have damaged are drawn as they stand.
    public var acceptsDamagedIDs: Bool
    /// The day the attributes of the customers are from, where the user says so.
    public var customersDated: Day?
    /// The column that says from which day a row is.
    public var datedColumn: String?
    /// The columns that people share; nil takes the usual names of addresses and households.
    public var sharedColumns: [String]?
    /// What ids become before they are drawn and written; nil leaves them as they are.
    public var pseudonym: Pseudonym?
    /// The digest of the list that was locked, for exact quotas; nil holds no list to it.
    public var lockedList: String?
    /// How many customers might take part when the plan was locked; nil when that was not asked.
    public var lockedEligible: Int?
    /// An assignment file that was written before, to see who is new, gone or moved.
    public var earlier: String?
    /// Whether a phase of the plan moved customers, so that some may have another variant by now.
    public var mayMove = false

    /// Creates options.
    public init(
        column: String = "variant", idColumn: String? = nil, onDuplicate: OnDuplicate = .error,
        rejectsPath: String? = nil, listsFolder: String? = nil, overwrites: Bool = true,
        reading: ReadOptions = ReadOptions(), workers: Int = 1, planFolder: String = "",
        idMap: String? = nil, acceptsDamagedIDs: Bool = false, customersDated: Day? = nil,
        datedColumn: String? = nil, sharedColumns: [String]? = nil, pseudonym: Pseudonym? = nil
    ) {
        self.column = column
        self.idColumn = idColumn
        self.onDuplicate = onDuplicate
        self.rejectsPath = rejectsPath
        self.listsFolder = listsFolder
        self.overwrites = overwrites
        self.reading = reading
        self.workers = workers
        self.planFolder = planFolder
        self.idMap = idMap
        self.acceptsDamagedIDs = acceptsDamagedIDs
        self.customersDated = customersDated
        self.datedColumn = datedColumn
        self.sharedColumns = sharedColumns
        self.pseudonym = pseudonym
    }
}

/// Where the assigned customers go.
public enum AssignmentTarget: Sendable, Hashable {
    /// A file that appears whole or not at all.
    case file(String)
    /// An open file descriptor, as 1 for standard output.
    case descriptor(Int32)
    /// Nowhere: only the send lists are written, or nothing at all.
    case nowhere
}
