// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import Tabular

/// What kinds of ids a file holds: whether two of them may look alike and yet differ.
struct IDKinds: Sendable {
    private static let lower: UInt8 = 1
    private static let upper: UInt8 = 2
    private static let space: UInt8 = 4
    private static let foreign: UInt8 = 8

    private static let kinds: [UInt8] = (0..<256).map { byte in
        switch byte {
        case 97...122: lower
        case 65...90: upper
        case 0...0x20, 0x7F: space
        case 0x80...: foreign
        default: 0
        }
    }

    /// Ids with a character that is not shown.
    private(set) var invisible = Sightings()
    /// Ids with an accent apart from its letter.
    private(set) var decomposed = Sightings()
    private var seen: UInt8 = 0

    /// Whether two ids of the file may differ only in case, spaces or the form of their characters.
    var mayLookAlike: Bool {
        seen & (Self.space | Self.foreign) != 0
            || seen & (Self.lower | Self.upper) == Self.lower | Self.upper
    }

    /// Looks at one id that is not made of digits alone.
    @inline(__always)
    mutating func look(at id: UnsafeRawBufferPointer, row: Int) {
        var found: UInt8 = 0
        Self.kinds.withUnsafeBufferPointer { kinds in
            for byte in id { found |= kinds[Int(byte)] }
        }
        seen |= found
        if found & Self.foreign != 0 { lookCloser(at: id, row: row) }
    }

    private mutating func lookCloser(at id: UnsafeRawBufferPointer, row: Int) {
        var isInvisible = false
        var isDecomposed = false
        for scalar in String(decoding: id, as: UTF8.self).unicodeScalars {
            let category = scalar.properties.generalCategory
            isInvisible = isInvisible || category == .format || category == .control
            isDecomposed =
                isDecomposed || scalar.properties.canonicalCombiningClass != .notReordered
        }
        if isInvisible { invisible.add(row) }
        if isDecomposed { decomposed.add(row) }
    }

    mutating func add(_ later: IDKinds) {
        seen |= later.seen
        invisible.add(later.invisible)
        decomposed.add(later.decomposed)
    }
}

/// Finds ids that differ only in case, spaces, invisible characters or the form of their letters.
///
/// They are drawn as they stand, as different customers; nothing is guessed.
enum LookAlikes {
    /// The warning about them; nil when there are none.
    static func warning(
        _ reader: DelimitedReader, column: Int, workers: Int, at place: Diagnostic.Place,
        including takesPart: @escaping @Sendable (Record) -> Bool
    ) throws -> Diagnostic? {
        let detector = DuplicateDetector()
        try reader.forEachBlock(workers: workers) { block in
            var fingerprints = Fingerprints(capacity: block.recordCount)
            block.forEachRecord { record in
                if takesPart(record) {
                    withKey(record.bytes(column)) { fingerprints.append($0) }
                }
            }
            return fingerprints
        } merge: {
            try detector.add($0)
        }
        let report = try detector.finish(
            reading: reader, column: column, workers: workers, including: takesPart,
            key: { withKey($0, $1) })
        guard report.duplicateRows > 0 else { return nil }
        let pairs = report.examples.map { "\($0.firstRow) and \($0.laterRow)" }
        let count = report.duplicateRows
        let more = count > pairs.count ? ", …" : ""
        return Diagnostic(
            .warning, "id-look-alike",
            "\(count) \(count == 1 ? "id differs" : "ids differ") from an earlier one only in "
                + "case, spaces, invisible characters or Unicode form "
                + "(rows \(pairs.joined(separator: ", "))\(more))",
            at: place,
            why: "ids are drawn as they stand, so one person may get two variants",
            fix: "make the ids alike in the export, where they are one customer")
    }

    /// Hands on what of an id is left without case, outer spaces and hidden characters.
    private static func withKey(_ id: FieldBytes, _ body: (FieldBytes) -> Void) {
        var isPlain = true
        for position in 0..<id.count {
            let byte = id[position]
            isPlain = isPlain && byte > 0x20 && byte < 0x7F && !(65...90).contains(byte)
        }
        if isPlain { return body(id) }
        let text = String(decoding: id.buffer, as: UTF8.self)
        var kept = String.UnicodeScalarView()
        for scalar in text.lowercased().decomposed {
            switch scalar.properties.generalCategory {
            case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: break
            default: kept.append(scalar)
            }
        }
        _ = String(kept).withField(body)
    }
}

extension String {
    /// The scalars with every accent apart from its letter, which is what equal texts share.
    fileprivate var decomposed: String.UnicodeScalarView {
        decomposedStringWithCanonicalMapping.unicodeScalars
    }
}
