// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// What one block of customers became.
struct AssignedBlock: Sendable {
    var bytes: [UInt8] = []
    var header: [UInt8] = []
    /// The rows of each send list, and last of the people to leave alone.
    var lists: [[UInt8]]
    var rows = 0
    /// The rows per outcome.
    var counts: [Int]
    var rejects: [RejectsWriter.Reject] = []
    var findings = IDFindings()
    var notes = RowNotes()
    var fingerprints = Fingerprints()
    /// The households of assigned rows, each with its variant.
    var units: [UInt64] = []
    /// The shared addresses of assigned rows, each with its variant, per column.
    var shared: [[UInt64]]
    var segments: SegmentCounts
    /// The places of a few output rows, spread over the block.
    var samples: [Range<Int>] = []
    /// A few ids of each variant, masked.
    var examples: [[String]]
    var overlaps: [OverlapCount]
}

/// Draws the customers of one block and puts their output rows together.
struct BlockAssigner: Sendable {
    var judge: RowJudge
    let idName: String
    let header: [String]
    let printer: RowPrinter
    let segments: [SegmentLabeler]
    /// The columns in which customers of several variants should not stand.
    let shared: [Int]
    /// How rows say from which day they are.
    let dating: Dating?
    /// Whether output rows are wanted, or only what is known about them.
    var writesRows = true
    /// Whether ids are fingerprinted in the search for duplicates.
    var isSearching = true
    /// Whether ids are shown, masked.
    var showsExamples = false
    /// The variant of each row that has one, where exact quotas decide.
    var quotas: RowQuotas?
    /// Other tests on the same people.
    var others: [OverlapJudge] = []

    /// A column that says from which day a row is, and the start of the test.
    struct Dating: Sendable {
        var column: Int
        var start: Day
    }

    func assign(_ block: RecordBlock) -> AssignedBlock {
        let outcomes = judge.outcomes
        let variants = printer.variantCount
        var result = AssignedBlock(
            lists: [[UInt8]](repeating: [], count: outcomes.lists.count + 1),
            counts: [Int](repeating: 0, count: outcomes.outcomes.count),
            shared: [[UInt64]](repeating: [], count: shared.count),
            segments: SegmentCounts(segments: segments.count, variants: variants),
            examples: [[String]](repeating: [], count: variants),
            overlaps: others.map { OverlapCount($0) })
        result.rows = block.recordCount
        if block.sequence == 0, writesRows { result.header = printer.header(block) }
        guard block.recordCount > 0, let origin = block[0].rawBytes.buffer.baseAddress
        else { return result }
        if isSearching { result.fingerprints = Fingerprints(capacity: block.recordCount) }
        var draws = BlockDraws(capacity: block.recordCount, origin: origin)
        look(block, &draws, into: &result)
        draws.draw(judge.pipeline, judge.outcomes)
        rejectUnhashed(block, draws, into: &result)
        if let quotas { draws.apply(quotas, firstRow: block.firstRow, variants: variants) }
        count(block, draws, into: &result)
        if writesRows { printer.put(block, draws, judge, segments, into: &result) }
        return result
    }

    /// Looks at every row: what cannot be used, what is decided without a draw, what is drawn.
    private func look(
        _ block: RecordBlock, _ draws: inout BlockDraws, into result: inout AssignedBlock
    ) {
        var unit = UnitRule.Unit()
        var notes = RowNotes()
        var findings = IDFindings()
        let judge = judge
        let unitColumn = judge.units.unitColumn
        let idColumn = judge.idColumn
        block.forEachRecord { record in
            let id = record.bytes(idColumn)
            if let outcome = judge.rejection(record) {
                result.rejects.append(reject(record, outcome, column: idColumn))
                return draws.decide(outcome)
            }
            if isSearching { result.fingerprints.append(id) }
            findings.look(at: id.buffer, row: record.row)
            let outcome = judge.outcome(record, unit: &unit, notes: &notes)
            if outcome != OutcomeTable.waiting {
                draws.decide(outcome)
                if notes.unreadableColumn >= 0 {
                    let column = notes.unreadableColumn
                    notes.unreadableColumn = -1
                    notes.addUnreadable(record, judge.filter)
                    result.rejects.append(
                        reject(record, outcome, column: column))
                }
            } else if unit.isRow {
                draws.wait(record.bytes(unitColumn).buffer)
            } else {
                draws.wait(copying: unit.bytes)
            }
            if let dating { dating.look(record, &notes) }
        }
        result.findings = findings
        result.notes = notes
    }

    /// Rejects the rows whose id the algorithm of another system cannot hash.
    private func rejectUnhashed(
        _ block: RecordBlock, _ draws: borrowing BlockDraws, into result: inout AssignedBlock
    ) {
        let outcome = judge.outcomes.place(of: .idNotASCII)
        guard draws.count(of: outcome) > 0 else { return }
        for position in 0..<block.recordCount where draws.outcome(position) == outcome {
            let record = block[position]
            result.rejects.append(reject(record, outcome, column: judge.idColumn))
        }
        result.rejects.sort { $0.row < $1.row }
    }

    /// Whether a row takes part in the search for duplicate ids.
    static func takesPart(_ record: Record, idColumn: Int) -> Bool {
        !record.isRagged && UnitID.invalid(record.bytes(idColumn).buffer) == nil
    }

    /// What becomes of one row, by quotas too; nil for a row that is not written.
    func outcome(_ record: Record) -> OutcomeTable.Outcome? {
        var place = Int(judge.decided(record))
        if place < printer.variantCount, let variant = quotas?.variant(of: record.row) {
            place = variant
        }
        let outcome = judge.outcomes.outcomes[place]
        return outcome.reason.fate == .rejected ? nil : outcome
    }

    /// A rejected row; under pseudonyms an id that can be used is not listed as it stands.
    private func reject(
        _ record: Record, _ outcome: UInt16, column: Int
    ) -> RejectsWriter.Reject {
        let reason = judge.outcomes.outcomes[Int(outcome)].reason
        let isID = column == judge.idColumn || column == judge.units.unitColumn
        let name = column == judge.idColumn ? idName : header[column]
        let value = record.bytes(column)
        var reject = RejectsWriter.Reject(
            row: record.row, column: reason == .raggedRow ? "" : name, code: reason.rawValue,
            value: value)
        if isID, let pseudonym = judge.units.pseudonym, UnitID.invalid(value.buffer) == nil {
            reject.value = pseudonym(value.string)
        }
        return reject
    }

    /// Counts what became of the rows.
    private func count(
        _ block: RecordBlock, _ draws: borrowing BlockDraws, into result: inout AssignedBlock
    ) {
        let outcomes = judge.outcomes
        let variants = UInt16(printer.variantCount)
        draws.countOutcomes(into: &result.counts)
        let looksCloser =
            !segments.isEmpty || !shared.isEmpty || judge.units.isShared || showsExamples
            || !others.isEmpty
        guard looksCloser else { return }
        for position in 0..<block.recordCount {
            let outcome = draws.outcome(position)
            let reason = outcomes.outcomes[Int(outcome)].reason
            guard reason.fate != .rejected else { continue }
            let record = block[position]
            let variant = outcome < variants ? Int(outcome) : nil
            for (place, segment) in segments.enumerated() {
                _ = segment.withLabel(record) {
                    result.segments.add(place, $0, variant: variant)
                }
            }
            for (place, other) in others.enumerated() {
                result.overlaps[place].add(record, other, variant: variant)
            }
            guard let variant else { continue }
            for (place, column) in shared.enumerated() {
                let field = record.bytes(column).trimmed
                guard UnitID.invalid(field.buffer) == nil else { continue }
                result.shared[place].append(KeyClasses.entry(field, in: variant))
            }
            if judge.units.isShared {
                draws.withUnit(position) { unit in
                    result.units.append(KeyClasses.entry(unit, in: variant))
                }
            }
            if showsExamples, result.examples[variant].count < 3 {
                result.examples[variant].append(
                    PreviewSample.masked(record.bytes(judge.idColumn).string))
            }
        }
    }
}

extension BlockAssigner.Dating {
    /// Notes a row whose attributes are from after the start.
    @inline(__always)
    func look(_ record: Record, _ notes: inout RowNotes) {
        let text = record.bytes(column).trimmed
        guard text.count >= 10 else { return }
        let head = UnsafeRawBufferPointer(rebasing: text.buffer[0..<10])
        guard let day = Day(String(decoding: head, as: UTF8.self)), day > start else { return }
        notes.late.add(record.row)
        notes.latest = max(notes.latest ?? day, day)
    }
}
