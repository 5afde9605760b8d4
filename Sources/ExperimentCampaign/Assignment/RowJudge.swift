// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// Decides about one row as far as that goes without a draw: is its id one, was its variant given by
/// hand, may the customer be written to, is it in the audience.
struct RowJudge: Sendable {
    /// A permission that must have been given.
    struct Permission: Sendable {
        var column: Int
        var equals: [UInt8]
        var outcome: UInt16
    }

    /// The rows that hold the id of an earlier row, and those of them that differ from it.
    struct Duplicates: Sendable {
        var later: RowSet
        var conflicting: RowSet
    }

    let outcomes: OutcomeTable
    let pipeline: Pipeline
    /// The column with the id that no two rows share.
    let idColumn: Int
    var units: UnitRule
    var overrides: PairFile?
    /// The place of the variant that each override names, by the place of its unit.
    var overrideVariants: [Int] = []
    var permissions: [Permission] = []
    var filter: AudienceFilter?
    var duplicates: Duplicates?
    /// Whether permissions and rules are asked at all, and not only the id and the draws.
    var asks: Bool { !permissions.isEmpty || filter != nil }

    private let raggedRow: UInt16
    private let emptyID: UInt16
    private let placeholderID: UInt16
    private let duplicateID: UInt16
    private let duplicateConflict: UInt16
    private let mergedID: UInt16
    private let heldOut: UInt16
    private let notInAudience: UInt16
    private let excluded: UInt16
    private let unknownValue: UInt16
    private let unreadable: UInt16
    private let noHousehold: UInt16
    private let mergedHeldOut: UInt16

    init(outcomes: OutcomeTable, pipeline: Pipeline, idColumn: Int, units: UnitRule) {
        self.outcomes = outcomes
        self.pipeline = pipeline
        self.idColumn = idColumn
        self.units = units
        raggedRow = outcomes.place(of: .raggedRow)
        emptyID = outcomes.place(of: .emptyID)
        placeholderID = outcomes.place(of: .placeholderID)
        duplicateID = outcomes.place(of: .duplicateID)
        duplicateConflict = outcomes.place(of: .duplicateIDConflict)
        mergedID = outcomes.place(of: .mergedID)
        heldOut = outcomes.place(of: .heldOut)
        notInAudience = outcomes.place(of: .notInAudience)
        excluded = outcomes.place(of: .excludedByRule)
        unknownValue = outcomes.place(of: .unknownValue)
        unreadable = outcomes.place(of: .attributeUnreadable)
        noHousehold = outcomes.place(of: .noHousehold)
        mergedHeldOut = outcomes.place(of: .mergedHeldOut)
    }

    /// Why a row cannot be used, seen from its id alone; nil for one that can.
    @inline(__always)
    func rejection(_ record: Record) -> UInt16? {
        if record.isRagged { return raggedRow }
        if let problem = UnitID.invalid(record.bytes(idColumn).buffer) {
            return problem == .empty ? emptyID : placeholderID
        }
        guard let duplicates, duplicates.later.contains(record.row) else { return nil }
        return duplicates.conflicting.contains(record.row) ? duplicateConflict : duplicateID
    }

    /// Whether permissions and rules let a customer in; ``OutcomeTable/waiting`` when they do.
    @inline(__always)
    func eligibility(_ record: Record, unreadable column: inout Int) -> UInt16 {
        for permission in permissions
        where !record.bytes(permission.column).trimmed.equals(permission.equals) {
            return permission.outcome
        }
        guard let filter else { return OutcomeTable.waiting }
        switch filter.decide(record) {
        case .selected: return OutcomeTable.waiting
        case .notInAudience: return notInAudience
        case .excluded: return excluded
        case .unknown: return unknownValue
        case .unreadable(let place, _, _):
            column = place
            return unreadable
        }
    }

    /// What becomes of a row, and the unit that is drawn where the draws decide.
    ///
    /// - Parameters:
    ///   - record: The row, whose id can be used.
    ///   - unit: Takes the bytes of the unit where they do not stand in the row.
    ///   - notes: Takes what is worth a message.
    /// - Returns: The outcome; ``OutcomeTable/waiting`` when the draws decide.
    @inline(__always)
    func outcome(
        _ record: Record, unit: inout UnitRule.Unit, notes: inout RowNotes
    ) -> UInt16 {
        guard units.isPlain, overrides == nil else {
            return special(record, unit: &unit, notes: &notes)
        }
        unit.takeRow()
        return eligibility(record, unreadable: &notes.unreadableColumn)
    }

    @inline(never)
    private func special(
        _ record: Record, unit: inout UnitRule.Unit, notes: inout RowNotes
    ) -> UInt16 {
        let merge = units.merges?.find(record.bytes(idColumn))
        if let merge, merge.isOld, merge.hasSurvivor { return mergedID }
        units.resolve(record, idColumn: idColumn, merge: merge, into: &unit)
        if let overrides, !unit.isMissing {
            let key = unit.withBytes(record, units) { overrides.place(of: $0) }
            if key >= 0 { return forced(record, unit, key, &notes) }
        }
        let allowed = eligibility(record, unreadable: &notes.unreadableColumn)
        guard allowed == OutcomeTable.waiting else { return allowed }
        if unit.isMissing { return noHousehold }
        if let merge, merge.isHeldOut { return mergedHeldOut }
        return OutcomeTable.waiting
    }

    /// What becomes of a row whose unit stands in the overrides.
    ///
    /// A list made by hand gives a variant; it gives no permission to write to anybody.
    private func forced(
        _ record: Record, _ unit: UnitRule.Unit, _ key: Int, _ notes: inout RowNotes
    ) -> UInt16 {
        notes.forced.keys.insert(key)
        let isHeldOut = unit.withBytes(record, units) {
            pipeline.code(of: $0.buffer) == .heldOut
        }
        if isHeldOut {
            notes.forced.heldOut.add(record.row)
            return heldOut
        }
        let isOutside = filter.map { $0.decide(record) != .selected } ?? false
        if isOutside { notes.forced.outside.add(record.row) }
        let variant = overrideVariants[key]
        let missing = permissions.firstIndex {
            !record.bytes($0.column).trimmed.equals($0.equals)
        }
        guard let missing else {
            if !isOutside { notes.forced.eligible += 1 }
            return outcomes.forced[variant]
        }
        let outcome = outcomes.forcedWithout[missing][variant]
        if outcome != outcomes.forced[variant] { notes.forced.withoutPermission.add(record.row) }
        return outcome
    }

    /// What becomes of a row, draws included, one row at a time.
    func decided(_ record: Record) -> UInt16 {
        if let rejected = rejection(record) { return rejected }
        var unit = UnitRule.Unit()
        var notes = RowNotes()
        let outcome = outcome(record, unit: &unit, notes: &notes)
        guard outcome == OutcomeTable.waiting else { return outcome }
        let code = unit.withBytes(record, units) { pipeline.code(of: $0.buffer) }
        return outcomes.drawn[Int(code.rawValue)]
    }
}

/// What is worth a message about the rows of a block.
struct RowNotes: Sendable {
    /// Units with a variant by hand.
    var forced = ForcedNotes()
    /// The column whose value could not be read, in the row that was just looked at.
    var unreadableColumn = -1
    /// Values that a rule needs and cannot read, one entry per column, in the order of the file.
    var unreadable: [Unreadable] = []
    /// Rows whose attributes are from after the start.
    var late = Sightings()
    /// The latest day that a row says it is from.
    var latest: Day?
}

extension RowNotes {
    /// A column with values that a rule cannot read.
    struct Unreadable: Sendable {
        var column: Int
        /// The rule that needs the first of them.
        var rule: Int
        var isExclude: Bool
        /// The first value.
        var value: String
        var rows = Sightings()
    }

    /// Notes a row whose value a rule cannot read.
    mutating func addUnreadable(_ record: Record, _ filter: AudienceFilter?) {
        guard case .unreadable(let column, let rule, let isExclude)? = filter?.decide(record)
        else { return }
        var seen = Unreadable(
            column: column, rule: rule, isExclude: isExclude, value: record.bytes(column).string)
        seen.rows.add(record.row)
        add([seen])
    }

    /// Adds what a later block found.
    mutating func add(_ later: [Unreadable]) {
        for seen in later {
            if let place = unreadable.firstIndex(where: { $0.column == seen.column }) {
                unreadable[place].rows.add(seen.rows)
            } else {
                unreadable.append(seen)
            }
        }
    }
}
