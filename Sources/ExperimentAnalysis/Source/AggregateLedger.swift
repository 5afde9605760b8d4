// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// Which of a variant's values a row carries.
struct ArmMatch: Hashable {
    /// The place of the variant in the plan.
    var arm: Int
    /// The place among the values that mean it.
    var match: Int
}

/// Keeps the books on the rows of files of aggregates: read = kept + rejected + excluded, per file.
struct AggregateLedger {
    /// A row that cannot be used.
    private struct Reject {
        var row: Int
        var column: String
        var code: RejectCode
        var value: String
    }

    private struct ReasonKey: Hashable {
        var code: RejectCode
        var column: String
    }

    private(set) var rejectedByArm: [Int]
    private(set) var unknownArms = UnknownArms()
    private let matches: [[String]]
    private let variantName: String
    private let files: [AggregateFile]
    private let rejects: (any RejectSink)?
    /// Whether rejects wait for the end of a file, where a later row can show an earlier one wrong.
    private let isPatient: Bool
    private var waiting: [Reject] = []
    private var file = 0
    private var kept = 0
    private var excluded = 0
    private var rejected = 0
    private var reasons: [ReasonKey: RejectReason] = [:]

    init(
        plan: Plan, files: [AggregateFile], rejects: (any RejectSink)?, isPatient: Bool = false
    ) {
        matches = plan.variants.map(\.matches)
        rejectedByArm = plan.variants.map { _ in 0 }
        variantName = plan.data?.variant ?? ""
        self.files = files
        self.rejects = rejects
        self.isPatient = isPatient
    }

    /// Starts the books of a file.
    mutating func open(_ file: Int) throws {
        if file == 0 { try rejects?.begin() }
        if files.count > 1 { try rejects?.begin(file: files[file].name) }
        self.file = file
        (kept, excluded, rejected) = (0, 0, 0)
    }

    /// Closes the books of a file and writes them on its stamp.
    mutating func close(_ stamp: InputStamp) throws -> InputStamp {
        for reject in waiting.sorted(by: { $0.row < $1.row }) { try write(reject) }
        waiting = []
        var stamp = stamp
        stamp.rowsKept = kept
        stamp.rowsRejected = rejected
        stamp.rowsExcluded = excluded
        return stamp
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
        let reject = Reject(row: row, column: column, code: code, value: value)
        let shown = files.count > 1 ? [files[file].name, column].filter { !$0.isEmpty } : [column]
        let key = ReasonKey(code: code, column: shown.joined(separator: " · "))
        let first = RejectReason(
            code: code.rawValue, column: key.column, rows: 0, firstRow: row,
            firstValue: Visible.value(value))
        reasons[key, default: first].rows += 1
        if isPatient { waiting.append(reject) } else { try write(reject) }
    }

    private func write(_ reject: Reject) throws {
        try rejects?.add(
            row: reject.row, column: reject.column, code: reject.code.rawValue,
            value: reject.value)
    }

    /// Why rows were rejected, the most frequent reason first.
    var rejectReasons: [RejectReason] {
        reasons.values.sorted { ($1.rows, $0.code, $0.column) < ($0.rows, $1.code, $1.column) }
    }
}

extension AggregateLedger {
    /// Whether a row can be read further; else it is accounted for.
    mutating func admits(_ row: AggregateRow, isOwn: Bool) throws -> Bool {
        guard isOwn, !row.isBlank else {
            exclude()
            return false
        }
        guard !row.isRagged else {
            try reject(row.row, .ragged)
            return false
        }
        return true
    }

    /// The arm of a row that belongs to one; nil for a row that is now accounted for.
    mutating func arm(of row: AggregateRow) throws -> ArmMatch? {
        if let arm = files[file].arm { return ArmMatch(arm: arm, match: 0) }
        let text = row.variant ?? ""
        for (arm, texts) in matches.enumerated() {
            if let match = texts.firstIndex(of: text) { return ArmMatch(arm: arm, match: match) }
        }
        unknownArms.note(text)
        try reject(row.row, column: variantName, .unknownVariant, value: text)
        return nil
    }
}
