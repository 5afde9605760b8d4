// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// A count with the first rows it was seen in.
struct Sightings: Sendable {
    static let shown = 5
    private(set) var count = 0
    private(set) var rows: [Int] = []

    mutating func add(_ row: Int) {
        count += 1
        if rows.count < Self.shown { rows.append(row) }
    }

    mutating func add(_ later: Sightings) {
        count += later.count
        rows += later.rows.prefix(Self.shown - rows.count)
    }

    /// The count in words with the rows, as `2 ids have a space (rows 3, 8)`.
    func said(_ one: String, _ many: String, _ rest: String) -> String {
        let list = rows.map(String.init).joined(separator: ", ")
        let more = count > rows.count ? ", …" : ""
        return "\(count) \(count == 1 ? one : many) \(rest) "
            + "(\(rows.count == 1 ? "row" : "rows") \(list)\(more))"
    }
}

/// What is doubtful about the ids of a file, gathered block by block.
struct IDFindings: Sendable {
    private static let widths = 24
    /// What kinds of ids there are, for the search for ids that look alike.
    private(set) var kinds = IDKinds()
    /// Ids that a spreadsheet would take for a formula.
    private var formulas = Sightings()
    private var suspicious: [UnitID.Suspicious: Sightings] = [:]
    /// Ids of digits that open with a zero, by length.
    private var zeroLed = [Int](repeating: 0, count: widths)
    /// Other ids of digits, by length.
    private var plain = [Sightings](repeating: Sightings(), count: widths)

    /// Looks at one id that was drawn.
    @inline(__always)
    mutating func look(at id: UnsafeRawBufferPointer, row: Int) {
        guard let first = id.first else { return }
        if first &- 48 < 10, id.allSatisfy({ $0 &- 48 < 10 }) {
            let width = min(id.count, Self.widths - 1)
            if first == 48 { zeroLed[width] += 1 } else { plain[width].add(row) }
            return
        }
        kinds.look(at: id, row: row)
        if Self.isFormula(first, id) {
            formulas.add(row)
        } else if let problem = UnitID.suspicious(id) {
            suspicious[problem, default: Sightings()].add(row)
        }
    }

    /// Whether a spreadsheet would run the id; a signed number only loses its sign.
    @inline(__always)
    private static func isFormula(_ first: UInt8, _ id: UnsafeRawBufferPointer) -> Bool {
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "@"): true
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            !id.dropFirst().allSatisfy { $0 &- 48 < 10 }
        default: false
        }
    }

    /// Adds what a later block found.
    mutating func add(_ later: IDFindings) {
        kinds.add(later.kinds)
        for problem in UnitID.Suspicious.allCases {
            guard let found = later.suspicious[problem] else { continue }
            suspicious[problem, default: Sightings()].add(found)
        }
        formulas.add(later.formulas)
        for width in 0..<Self.widths {
            zeroLed[width] += later.zeroLed[width]
            plain[width].add(later.plain[width])
        }
    }

    /// The ids that a spreadsheet damaged, as errors; different customers may share one.
    func damage(at place: Diagnostic.Place) -> [Diagnostic] {
        let fix = "export the id column as text, or draw the ids as they stand with `--accept-ids`"
        var found: [Diagnostic] = []
        if let shortened = suspicious[.scientificNotation] {
            found.append(
                Diagnostic(
                    .error, UnitID.Suspicious.scientificNotation.rawValue,
                    shortened.said("id is", "ids are", "in scientific notation, as 1.04E+05"),
                    at: place,
                    why: "a spreadsheet shortened the id, so that different customers share one",
                    fix: fix))
        }
        if let lost = lostZeros {
            found.append(
                Diagnostic(
                    .error, "id-leading-zeros",
                    lost.found.said(
                        "id is", "ids are",
                        "shorter than the \(lost.width) digits of ids with leading zeros"),
                    at: place,
                    why: "a spreadsheet may have removed zeros: 00123 and 123 are different ids",
                    fix: fix))
        }
        return found
    }

    /// The warnings, at the column of the ids.
    func warnings(at place: Diagnostic.Place) -> [Diagnostic] {
        var warnings: [Diagnostic] = []
        if let found = suspicious[.outerSpace] {
            warnings.append(
                Diagnostic(
                    .warning, UnitID.Suspicious.outerSpace.rawValue,
                    found.said(
                        "id has", "ids have", "a space or invisible character before or after it"),
                    at: place,
                    why: "the id is drawn as it stands; without the space it would be another id",
                    fix: "trim the id column in the export, if the spaces do not belong there"))
        }
        if formulas.count > 0 {
            warnings.append(
                Diagnostic(
                    .warning, "id-formula",
                    formulas.said("id starts", "ids start", "with =, +, - or @"),
                    at: place,
                    why: "a spreadsheet that opens the file would run it as a formula",
                    fix: "check where the ids come from, and do not open the file in a spreadsheet")
            )
        }
        if kinds.invisible.count > 0 {
            warnings.append(
                Diagnostic(
                    .warning, "id-invisible-character",
                    kinds.invisible.said("id holds", "ids hold", "a character nobody can see"),
                    at: place,
                    why: "the id is drawn as it stands; two ids that look the same differ",
                    fix: "clean the id column in the export, if the characters do not belong there"
                ))
        }
        if kinds.decomposed.count > 0 {
            warnings.append(
                Diagnostic(
                    .warning, "id-unicode-form",
                    kinds.decomposed.said(
                        "id is", "ids are", "written with accents apart from their letters"),
                    at: place,
                    why: "the same name with letters and accents in one would be another id",
                    fix: "export the id column in Unicode form NFC"))
        }
        return warnings
    }

    /// The ids of digits that are shorter than the ids with leading zeros usually are.
    private var lostZeros: (width: Int, found: Sightings)? {
        guard let most = zeroLed.max(), most > 0, let width = zeroLed.lastIndex(of: most)
        else { return nil }
        let count = plain[..<width].reduce(0) { $0 + $1.count }
        guard count > 0 else { return nil }
        let rows = plain[..<width].flatMap(\.rows).sorted()
        return (width, Sightings(count: count, rows: Array(rows.prefix(Sightings.shown))))
    }
}
