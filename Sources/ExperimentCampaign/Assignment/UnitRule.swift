// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// Which unit a row belongs to: the customer itself, its household, the customer it was merged into,
/// or a pseudonym of one of these.
struct UnitRule: Sendable {
    /// The bytes of one row's unit.
    struct Unit {
        private(set) var bytes: [UInt8] = []
        /// Whether the unit is the field of the row as it stands.
        private(set) var isRow = true
        /// Whether the person belongs to no household.
        private(set) var isMissing = false

        mutating func takeRow() {
            isRow = true
            isMissing = false
        }

        mutating func takeNothing() {
            takeRow()
            isMissing = true
        }

        mutating func take(_ found: some Sequence<UInt8>) {
            isRow = false
            isMissing = false
            bytes.removeAll(keepingCapacity: true)
            bytes.append(contentsOf: found)
        }

        func withBytes<Answer>(
            _ record: Record, _ rule: UnitRule, _ body: (FieldBytes) -> Answer
        ) -> Answer {
            let own = record.bytes(rule.unitColumn)
            guard !isRow else { return body(own) }
            return bytes.withUnsafeBytes { FieldBytes($0).map(body) } ?? body(own)
        }
    }

    /// The column with the unit's id; of a person without one in a file with a household map, the
    /// person's own.
    let unitColumn: Int
    /// What becomes of a person without a household; nil where the unit is the customer.
    var missing: AssignmentRule.Members.Missing?
    /// Who lives together, where a frozen map decides.
    var households: PairFile?
    var merges: MergedIDs?
    var pseudonym: Pseudonym?

    init(unitColumn: Int) { self.unitColumn = unitColumn }

    /// Whether the unit is always the field of the row as it stands.
    var isPlain: Bool {
        missing == nil && households == nil && merges == nil && pseudonym == nil
    }

    /// Whether several rows may belong to one unit.
    var isShared: Bool { missing != nil }

    /// Works out the unit of a row.
    func resolve(
        _ record: Record, idColumn: Int, merge: MergedIDs.Finding?, into unit: inout Unit
    ) {
        let own = record.bytes(idColumn)
        unit.takeRow()
        if let missing {
            if let households {
                let place = households.value(of: own)
                if place >= 0 {
                    unit.take(households.targets.bytes(at: place))
                } else {
                    unit.takeNothing()
                }
            } else if UnitID.invalid(record.bytes(unitColumn).buffer) != nil {
                unit.takeNothing()
            }
            if unit.isMissing {
                guard missing == .person else { return }
                unit.take("person:".utf8 + Array(own.buffer))
            }
        } else if let merge, merge.isOld, let merges {
            unit.take(merges.bytes(of: merge.survivor))
        }
        guard let pseudonym else { return }
        let text =
            unit.isRow
            ? record.bytes(unitColumn).string : String(decoding: unit.bytes, as: UTF8.self)
        unit.take(pseudonym(text).utf8)
    }
}
