// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular

/// The texts that mean "no value".
struct MissingMarkers: Sendable {
    private let markers: [[UInt8]]
    private let first: [Bool]
    /// Whether an empty field is a missing value.
    let includesEmpty: Bool
    /// Whether a marker could be read as a number, as `-999`.
    let mayBeNumber: Bool

    init(_ texts: [String]) {
        markers = texts.filter { !$0.isEmpty }.map { Array($0.utf8) }
        includesEmpty = texts.contains("")
        var table = [Bool](repeating: false, count: 256)
        for marker in markers { table[Int(marker[0])] = true }
        first = table
        mayBeNumber = markers.contains { marker in marker.contains { (0x30...0x39).contains($0) } }
    }

    /// Whether a field is a marker; nearly always answered by its first byte.
    @inline(__always)
    func matches(_ field: FieldBytes) -> Bool {
        guard field.count > 0 else { return includesEmpty }
        guard first[Int(field[0])] else { return false }
        return markers.contains { field.equals($0) }
    }
}
