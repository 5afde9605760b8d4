// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel
import Foundation
import Tabular

/// The file `layers.lock.json`: which test owns which slots of each layer, and when.
///
/// It is kept, not worked out again, so that an owner never depends on the order in which tests were
/// planned. Like a lock it holds its own digest.
public enum LayerMapFile {
    /// The name of the file.
    public static let name = "layers.lock.json"
    /// The schema of the file.
    public static let schema = "experiment-layers/1"

    /// What stands in the file.
    private struct Content: Codable {
        var layers: [SlotMap]
        var schema: String
    }

    /// The maps of every layer, sorted by key; none where there is no file.
    ///
    /// - Throws: `DiagnosticsError` when the file cannot be read, or was damaged or changed by hand.
    public static func read(_ path: String) throws(DiagnosticsError) -> [SlotMap] {
        let content: Content? = try SealedJSON.read(path, schema: schema, what: "layers")
        return content?.layers ?? []
    }

    /// The map of one layer, checked; an empty one where nobody has slots yet.
    ///
    /// - Throws: `DiagnosticsError` when the file cannot be used, or the layer has another salt now.
    public static func map(of layer: Layer, in path: String) throws(DiagnosticsError) -> SlotMap {
        guard let map = try read(path).first(where: { $0.layer == layer.key }) else {
            return SlotMap(layer: layer)
        }
        do { try map.check(for: layer) } catch { throw problem(error, path) }
        return map
    }

    /// Changes the map of one layer, while no other process does.
    ///
    /// - Parameters:
    ///   - layer: The layer.
    ///   - path: The file.
    ///   - body: The change.
    /// - Returns: What the change gives.
    /// - Throws: `DiagnosticsError` when the file cannot be used, or what the change throws.
    public static func update<Answer>(
        _ layer: Layer, in path: String, _ body: (inout SlotMap) throws(SlotProblem) -> Answer
    ) throws -> Answer {
        try AppendFile.alone(path) {
            var map = try map(of: layer, in: path)
            let before = map
            let answer: Answer
            do throws(SlotProblem) { answer = try body(&map) } catch { throw problem(error, path) }
            guard map != before else { return answer }
            var maps = try read(path).filter { $0.layer != layer.key }
            maps.append(map)
            maps.sort { $0.layer.utf8.lexicographicallyPrecedes($1.layer.utf8) }
            let text = try SealedJSON.text(of: Content(layers: maps, schema: schema))
            try AtomicFile.write(Array(text.utf8), to: path)
            return answer
        }
    }

    private static func problem(_ problem: SlotProblem, _ path: String) -> DiagnosticsError {
        var diagnostic = problem.diagnostic
        diagnostic.place = diagnostic.place ?? Diagnostic.Place(file: path)
        return DiagnosticsError(.badPlan, [diagnostic])
    }
}
