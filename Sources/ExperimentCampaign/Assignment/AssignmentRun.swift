// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// The files and counts of one assignment while it runs.
struct AssignmentRun {
    private let options: AssignmentOptions
    private let target: AssignmentTarget
    private let dialect: DelimitedDialect
    private var writer: DelimitedWriter?
    private var rejects: RejectsWriter?
    /// Where rejected rows were listed; nil when there were none, or no place for them.
    var rejectsPath: String? { rejects == nil ? nil : options.rejectsPath }
    /// The search for duplicate ids, fed by the first pass.
    let duplicates = DuplicateDetector()
    private(set) var rows = 0
    private(set) var rejected = 0
    private(set) var perVariant: [Int] = []
    private(set) var reasons: [String: Int] = [:]
    private(set) var findings = IDFindings()
    private(set) var digest = ""

    init(options: AssignmentOptions, target: AssignmentTarget, dialect: DelimitedDialect) {
        self.options = options
        self.target = target
        self.dialect = dialect
    }

    /// Reads the file once and writes, counts and remembers what its blocks became.
    mutating func pass(
        _ reader: DelimitedReader, _ blocks: BlockAssigner, writing: Bool
    ) throws {
        if writing { try open() }
        perVariant = [Int](repeating: 0, count: blocks.suffixes.count)
        let isSearching = blocks.duplicates == nil
        let read = try reader.forEachBlock(workers: options.workers) { block in
            blocks.assign(block)
        } merge: { block in
            rows += block.rows
            rejected += block.rejects.count
            for index in perVariant.indices { perVariant[index] += block.perVariant[index] }
            for reject in block.rejects { reasons[reject.code, default: 0] += 1 }
            findings.add(block.findings)
            if isSearching { try duplicates.add(block.fingerprints) }
            try list(block.rejects, writing: writing)
            if !block.header.isEmpty { try writer?.write(encoded: block.header) }
            try writer?.write(encoded: block.bytes)
        }
        digest = read.digest?.description ?? ""
    }

    private mutating func open() throws {
        switch target {
        case .file(let path):
            writer = try DelimitedWriter(
                path: path, dialect: dialect, overwrites: options.overwrites)
        case .descriptor(let number):
            writer = DelimitedWriter(descriptor: number, dialect: dialect)
        }
    }

    /// Lists rejected rows; the file is made for the first of them.
    private mutating func list(_ found: [RejectsWriter.Reject], writing: Bool) throws {
        guard !found.isEmpty, let path = options.rejectsPath else { return }
        // What cannot be listed is refused before rows are printed.
        if !writing { return try expectRejects() }
        let open = try rejects ?? RejectsWriter(path: path, overwrites: options.overwrites)
        rejects = open
        try open.add(found)
    }

    /// Refuses a list of rejected rows that would replace a file.
    func expectRejects() throws {
        guard let path = options.rejectsPath, !options.overwrites else { return }
        try RejectsWriter(path: path, overwrites: false).discard()
    }

    /// Forgets what the first pass wrote and counted.
    mutating func restart() {
        writer?.discard()
        rejects?.discard()
        writer = nil
        rejects = nil
        rows = 0
        rejected = 0
        reasons = [:]
        findings = IDFindings()
    }

    /// Gives the files their names.
    mutating func commit() throws {
        try rejects?.commit()
        try writer?.commit()
    }
}
