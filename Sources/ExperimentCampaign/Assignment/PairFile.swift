// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// A small file of pairs, as units and their variants, or people and their households.
struct PairFile: Sendable {
    /// The first of each pair.
    private(set) var keys = TextTable()
    /// The second of each pair, by the place of the first.
    private(set) var values: [Int] = []
    /// The different seconds.
    private(set) var targets = TextTable()
    /// The row that each pair stands in.
    private(set) var rows: [Int] = []
    /// The tree digest of the file.
    private(set) var digest = ""
    let path: String

    /// What a file of pairs is called in messages.
    struct Names {
        /// The id of the problem of one key with two values.
        var conflict: String
        /// One key, as `unit`.
        var key: String
        /// One value, as `variant`.
        var value: String
        /// What gives the file, as `assignment.overrides`.
        var keyPath: String
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - columns: The names of the two columns.
    ///   - names: What they are called in messages.
    ///   - pseudonym: What the keys are replaced by.
    /// - Throws: When a column or a value is missing, or one key has two values.
    init(
        path: String, columns: (key: String, value: String), names: Names,
        key pseudonym: Pseudonym? = nil
    ) throws {
        self.path = path
        let reader = try DelimitedReader(path: path, options: ReadOptions(computesDigest: true))
        let key = try reader.column(named: columns.key)
        let value = try reader.column(named: columns.value)
        var problems: [Diagnostic] = []
        let summary = try reader.forEachBlock { block in
            var pairs: [(row: Int, key: String, value: String)] = []
            block.forEachRecord { record in
                pairs.append((record.row, record.bytes(key).string, record.bytes(value).string))
            }
            return pairs
        } merge: { pairs in
            for pair in pairs where problems.count < 50 {
                if let problem = add(pair, names, pseudonym) { problems.append(problem) }
            }
        }
        guard problems.isEmpty else { throw DiagnosticsError(.badData, problems) }
        digest = summary.digest?.description ?? ""
    }

    private mutating func add(
        _ pair: (row: Int, key: String, value: String), _ names: Names, _ pseudonym: Pseudonym?
    ) -> Diagnostic? {
        let place = Diagnostic.Place(
            file: path, keyPath: "\(names.keyPath), row \(pair.row)")
        guard !pair.key.isEmpty, !pair.value.isEmpty else {
            return Diagnostic(
                .error, "pair-incomplete",
                "a row has no \(pair.key.isEmpty ? names.key : names.value)", at: place,
                why: "each row of the file says which \(names.value) a \(names.key) has",
                fix: "fill the row in, or remove it")
        }
        let target = pair.value.withField { targets.insert($0) } ?? 0
        let key = pseudonym?(pair.key) ?? pair.key
        let position = key.withField { keys.insert($0) } ?? 0
        if position == values.count {
            values.append(target)
            rows.append(pair.row)
            return nil
        }
        guard values[position] != target else { return nil }
        return Diagnostic(
            .error, names.conflict,
            "\(Visible.maskedID(pair.key)) has two \(names.value)s (rows \(rows[position]) and "
                + "\(pair.row))",
            at: place, why: "it is not clear which of them holds",
            fix: "keep one row for each \(names.key)")
    }

    /// The place of a key; -1 when it is not there.
    func place(of key: FieldBytes) -> Int { keys.find(key) }

    /// The place of the value of a key; -1 when the key is not there.
    func value(of key: FieldBytes) -> Int {
        let place = keys.find(key)
        return place < 0 ? -1 : values[place]
    }
}
