// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// Ids that became one customer: the last one survives, and is drawn for all of them.
struct MergedIDs: Sendable {
    /// Every id that was merged, old ones and survivors.
    private var ids = TextTable()
    /// The place of the survivor of each id.
    private var survivors: [Int] = []
    /// Whether one of the ids that became the same customer is in the global control.
    private var isHeldOut: [Bool] = []
    /// The survivors that have a row of their own.
    private var isPresent: [Bool] = []

    /// Reads the pairs of old and new ids.
    ///
    /// - Throws: When the file cannot be read, or ids go round in a circle.
    init(path: String, pipeline: Pipeline, pseudonym: Pseudonym?) throws {
        let file = try PairFile(
            path: path, columns: ("old", "new"),
            names: .init(
                conflict: "id-map-conflict", key: "old id", value: "new id", keyPath: "--id-map"))
        for place in 0..<file.keys.count {
            _ = file.keys[place].withField { ids.insert($0) }
        }
        for place in 0..<file.targets.count {
            _ = file.targets[place].withField { ids.insert($0) }
        }
        survivors = Array(0..<ids.count)
        for start in 0..<file.keys.count {
            var place = start
            var steps = 0
            while place < file.keys.count {
                let next = file.targets[file.values[place]].withField { ids.find($0) } ?? place
                steps += 1
                guard next != start, steps <= file.keys.count else {
                    throw DiagnosticsError(
                        .badData, [Self.circle(file.keys[start], file.rows[start], path)])
                }
                place = next
            }
            survivors[start] = place
        }
        let drawn = (0..<ids.count).map { place in
            let id = pseudonym?(ids[place]) ?? ids[place]
            return id.withField { pipeline.code(of: $0.buffer) == .heldOut } ?? false
        }
        isHeldOut = [Bool](repeating: false, count: ids.count)
        for place in drawn.indices where drawn[place] { isHeldOut[survivors[place]] = true }
        isPresent = [Bool](repeating: false, count: ids.count)
    }

    /// What is known of one id.
    struct Finding {
        /// Whether another id survives it.
        var isOld: Bool
        /// Whether the survivor has a row of its own.
        var hasSurvivor: Bool
        /// Whether one of the merged ids is in the global control.
        var isHeldOut: Bool
        /// The place of the survivor.
        var survivor: Int
    }

    /// What is known of an id; nil for one that was not merged.
    func find(_ id: FieldBytes) -> Finding? {
        let place = ids.find(id)
        guard place >= 0 else { return nil }
        let survivor = survivors[place]
        return Finding(
            isOld: survivor != place, hasSurvivor: isPresent[survivor],
            isHeldOut: isHeldOut[survivor], survivor: survivor)
    }

    /// The bytes of a survivor.
    func bytes(of survivor: Int) -> ArraySlice<UInt8> { ids.bytes(at: survivor) }

    /// Looks up which survivors have a row of their own.
    mutating func lookUp(in reader: DelimitedReader, column: Int, workers: Int) throws {
        let (ids, survivors) = (ids, survivors)
        try reader.forEachBlock(workers: workers) { block in
            var found: [Int] = []
            block.forEachRecord { record in
                let place = ids.find(record.bytes(column))
                if place >= 0, survivors[place] == place { found.append(place) }
            }
            return found
        } merge: { found in
            for place in found { isPresent[place] = true }
        }
    }

    private static func circle(_ id: String, _ row: Int, _ path: String) -> Diagnostic {
        Diagnostic(
            .error, "id-map-circle",
            "\(Visible.maskedID(id)) becomes itself again, by way of its new ids",
            at: .init(file: path, keyPath: "row \(row)"),
            why: "no id of the circle survives", fix: "remove the row that leads back")
    }
}
