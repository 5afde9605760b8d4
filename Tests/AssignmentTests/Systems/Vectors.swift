// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Foundation
import TestSupport
import Testing

/// A folder of published vectors: the committed part, and all of them where they lie beside the
/// project.
enum Vectors: String, Sendable, CaseIterable {
    case committed
    case shared

    static let sharedFolder: URL? = {
        let url = projectFolder.deletingLastPathComponent().appending(path: "shared/vectors")
        return FileManager.default.fileExists(atPath: url.path) ? url : nil
    }()

    /// The folders that are there.
    static let present: [Vectors] = sharedFolder == nil ? [.committed] : allCases

    var folder: URL {
        let golden = Bundle.module.bundleURL.appending(path: "Golden")
        return self == .shared ? Vectors.sharedFolder ?? golden : golden
    }

    /// One file, as `planout/planout-vectors.json`.
    func read(_ name: String) throws -> Node {
        try Node(
            JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: name))))
    }

    /// The JSON files of a system, by name.
    func files(of system: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: system).path
        ).filter { $0.hasSuffix(".json") && $0.first?.isNumber == true }.sorted()
    }
}

/// A JSON value, read without ceremony.
struct Node {
    let value: Any?

    init(_ value: Any?) { self.value = value is NSNull ? nil : value }

    subscript(key: String) -> Node { Node((value as? [String: Any])?[key]) }
    subscript(index: Int) -> Node {
        guard let items = value as? [Any], items.indices.contains(index) else { return Node(nil) }
        return Node(items[index])
    }

    var isNil: Bool { value == nil }
    var items: [Node] { (value as? [Any] ?? []).map { Node($0) } }
    var keys: [String] { (value as? [String: Any] ?? [:]).keys.sorted() }
    var text: String? { value as? String }
    var double: Double? { (value as? NSNumber)?.doubleValue }
    var int: Int? { (value as? NSNumber)?.intValue }
    var bool: Bool? { value as? Bool }
    /// A text, or a number as it is written.
    var word: String { text ?? (value as? NSNumber)?.stringValue ?? "" }
}

/// A share, as tests write it.
func share(_ numerator: Int?, over denominator: Int) throws -> Share {
    try #require(numerator.flatMap { Share($0, over: denominator) })
}

/// The draws of a system, which a test knows to be one.
func draws(
    _ algorithm: AssignmentAlgorithm, salt: String, gateSalt: String? = nil,
    allocation: Share = .whole, weights: [Share] = [.whole]
) throws -> SystemSplit {
    let gate = try gateSalt.map { try Salt($0) }
    let split = try SystemSplit(
        algorithm, salt: Salt(salt), gateSalt: gate, allocation: allocation, weights: weights)
    return try #require(split)
}
