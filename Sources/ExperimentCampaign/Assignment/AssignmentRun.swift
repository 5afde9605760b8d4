// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// The files and counts of one assignment while it runs.
struct AssignmentRun {
    /// The most rows that are looked at again after writing.
    private static let sampleLimit = 4096

    private let options: AssignmentOptions
    private let target: AssignmentTarget
    private let dialect: DelimitedDialect
    private let listPaths: [String]
    private let listHeaders: [[String]]
    private(set) var writer: DelimitedWriter?
    private var lists: [DelimitedWriter] = []
    private var rejects: RejectsWriter?
    /// Where rejected rows were listed; nil when there were none, or no place for them.
    var rejectsPath: String? { rejects == nil ? nil : options.rejectsPath }
    /// The search for duplicate ids, fed by the first pass.
    let duplicates = DuplicateDetector()
    /// The households of each variant, where several rows may belong to one.
    private var units: KeyClasses?
    /// The variants in which each shared address stands.
    private var shared: [KeyClasses]
    private(set) var rows = 0
    private(set) var counts: [Int] = []
    private(set) var findings = IDFindings()
    private(set) var notes = RowNotes()
    private(set) var segments = SegmentCounts(segments: 0, variants: 0)
    private(set) var examples: [[String]] = []
    private(set) var overlaps: [OverlapCount] = []
    private(set) var digest = ""
    /// What the passes themselves found.
    var warnings: [Diagnostic] = []
    /// The places of the rows that are looked at again, from the first byte of the file.
    private(set) var samples: [Range<Int>] = []
    private(set) var header: Range<Int> = 0..<0
    private var written = 0

    init(
        options: AssignmentOptions, target: AssignmentTarget, dialect: DelimitedDialect,
        listPaths: [String], listHeaders: [[String]], sharedColumns: Int
    ) {
        self.options = options
        self.target = target
        self.dialect = dialect
        self.listPaths = listPaths
        self.listHeaders = listHeaders
        shared = (0..<sharedColumns).map { _ in KeyClasses(classes: 0) }
    }

    /// Reads the file once and writes, counts and remembers what its blocks became.
    mutating func pass(_ reader: DelimitedReader, _ blocks: BlockAssigner) throws {
        restart(blocks)
        if blocks.writesRows { try open() }
        let read = try reader.forEachBlock(workers: options.workers) { block in
            blocks.assign(block)
        } merge: { block in
            try add(block, blocks)
        }
        digest = read.digest?.description ?? ""
    }

    private mutating func add(_ block: AssignedBlock, _ blocks: BlockAssigner) throws {
        rows += block.rows
        for place in counts.indices { counts[place] += block.counts[place] }
        findings.add(block.findings)
        notes.forced.add(block.notes.forced)
        notes.late.add(block.notes.late)
        notes.add(block.notes.unreadable)
        if let latest = block.notes.latest { notes.latest = max(notes.latest ?? latest, latest) }
        segments.add(block.segments)
        for place in examples.indices where examples[place].count < 3 {
            examples[place] += block.examples[place].prefix(3 - examples[place].count)
        }
        for place in overlaps.indices { overlaps[place].add(block.overlaps[place]) }
        if blocks.isSearching { try duplicates.add(block.fingerprints) }
        try units?.add(block.units)
        for place in shared.indices { try shared[place].add(block.shared[place]) }
        try list(block.rejects, writing: blocks.writesRows)
        guard blocks.writesRows else { return }
        try write(block)
    }

    private mutating func write(_ block: AssignedBlock) throws {
        if let writer {
            if !block.header.isEmpty {
                header = written..<written + block.header.count
                written += block.header.count
                try writer.write(encoded: block.header)
            }
            for place in block.samples {
                samples.append(place.lowerBound + written..<place.upperBound + written)
            }
            written += block.bytes.count
            if samples.count > Self.sampleLimit {
                samples = samples.indices.filter { $0 % 2 == 0 }.map { samples[$0] }
            }
            try writer.write(encoded: block.bytes)
        }
        for place in lists.indices where !block.lists[place].isEmpty {
            try lists[place].write(encoded: block.lists[place])
        }
    }

    private mutating func open() throws {
        switch target {
        case .file(let path):
            writer = try DelimitedWriter(
                path: path, dialect: dialect, overwrites: options.overwrites)
        case .descriptor(let number):
            writer = DelimitedWriter(descriptor: number, dialect: dialect)
        case .nowhere: break
        }
        for (path, header) in zip(listPaths, listHeaders) {
            let list = try DelimitedWriter(
                path: path, dialect: dialect, overwrites: options.overwrites)
            try list.write(header)
            lists.append(list)
        }
    }

    /// Lists rejected rows; the file is made for the first of them.
    private mutating func list(_ found: [RejectsWriter.Reject], writing: Bool) throws {
        guard !found.isEmpty, let path = options.rejectsPath else { return }
        // What cannot be listed is refused before rows are printed.
        if !writing { return try expectRejects() }
        let open =
            try rejects
            ?? RejectsWriter(path: path, dialect: dialect, overwrites: options.overwrites)
        rejects = open
        try open.add(found)
    }

    /// Refuses a list of rejected rows that would replace a file.
    func expectRejects() throws {
        guard let path = options.rejectsPath, !options.overwrites else { return }
        try RejectsWriter(path: path, overwrites: false).discard()
    }

    /// Forgets what an earlier pass wrote and counted.
    private mutating func restart(_ blocks: BlockAssigner) {
        discard()
        rows = 0
        counts = [Int](repeating: 0, count: blocks.judge.outcomes.outcomes.count)
        findings = IDFindings()
        notes = RowNotes()
        let variants = blocks.printer.variantCount
        segments = SegmentCounts(segments: blocks.segments.count, variants: variants)
        examples = [[String]](repeating: [], count: variants)
        overlaps = blocks.others.map { OverlapCount($0) }
        units = blocks.judge.units.isShared ? KeyClasses(classes: variants) : nil
        shared = shared.map { _ in KeyClasses(classes: variants) }
        samples = []
        header = 0..<0
        written = 0
    }

    private mutating func discard() {
        writer?.discard()
        rejects?.discard()
        for list in lists { list.discard() }
        writer = nil
        rejects = nil
        lists = []
    }

    /// The number of units per variant; of rows, where each is its own unit.
    func unitCounts(_ variants: Int) throws -> [Int] {
        try units?.report().perClass ?? Array(counts.prefix(variants))
    }

    /// The rejected rows by reason, in alphabetical order of the code.
    func rejections(_ table: OutcomeTable) -> [AssignmentSummary.ReasonCount] {
        table.outcomes.indices.filter {
            table.outcomes[$0].reason.fate == .rejected && counts[$0] > 0
        }.map { .init(code: table.outcomes[$0].reason.rawValue, rows: counts[$0]) }
            .sorted { $0.code < $1.code }
    }

    /// What was found out about each shared column.
    func sharedReports() throws -> [KeyClasses.Report] { try shared.map { try $0.report() } }

    /// Gives all files their names, or none.
    mutating func commit() throws {
        var files = lists
        if let rejects { files.insert(rejects.writer, at: 0) }
        if let writer { files.append(writer) }
        var stale: [String] = []
        if rejects == nil, options.overwrites, let path = options.rejectsPath, !files.isEmpty {
            stale = [path]
        }
        try DelimitedWriter.commit(files, removing: stale)
    }
}
