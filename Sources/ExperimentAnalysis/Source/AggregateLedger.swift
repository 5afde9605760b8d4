// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// Keeps the books on the rows of a file of aggregates: read = kept + rejected + excluded.
struct AggregateLedger {
    private(set) var kept = 0
    private(set) var excluded = 0
    private(set) var rejected = 0
    private(set) var rejectedByArm: [Int]
    private(set) var unknownArms = UnknownArms()
    private let matches: [[String]]
    private let rejects: (any RejectSink)?

    init(plan: Plan, rejects: (any RejectSink)?) {
        matches = plan.variants.map(\.matches)
        rejectedByArm = plan.variants.map { _ in 0 }
        self.rejects = rejects
    }

    /// Counts a row that is used.
    mutating func keep() { kept += 1 }

    /// Counts a row that is left out on purpose.
    mutating func exclude() { excluded += 1 }

    /// Counts a row that cannot be used and hands it on.
    mutating func reject(
        _ row: Int, arm: Int? = nil, column: String = "", _ code: RejectCode, value: String = ""
    ) throws {
        rejected += 1
        if let arm { rejectedByArm[arm] += 1 }
        try rejects?.add(row: row, column: column, code: code.rawValue, value: value)
    }

    /// The arm of a row; nil for a row that is already accounted for.
    mutating func arm(of row: AggregateRow, column: String) throws -> Int? {
        if row.isBlank {
            exclude()
            return nil
        }
        guard !row.isRagged else {
            try reject(row.row, .ragged)
            return nil
        }
        if let arm = matches.firstIndex(where: { $0.contains(row.texts[0]) }) { return arm }
        unknownArms.note(row.texts[0])
        try reject(row.row, column: column, .unknownVariant, value: row.texts[0])
        return nil
    }

    /// The file's stamp with its rows accounted for.
    func stamped(_ stamp: InputStamp) -> InputStamp {
        var stamp = stamp
        stamp.rowsKept = kept
        stamp.rowsRejected = rejected
        stamp.rowsExcluded = excluded
        return stamp
    }
}
