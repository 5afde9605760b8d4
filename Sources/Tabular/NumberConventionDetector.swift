// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads a column of numbers and gathers, along the way, what shows its decimal convention.
///
/// Parse the whole column with an assumed convention, merge the detectors of all blocks, then look at
/// ``decision``: if it names the other convention, read the column again with that one. So a column
/// costs one pass in the usual case, and no single field ever decides alone.
public struct NumberConventionDetector: Sendable {
    /// What a whole column shows.
    public enum Decision: Sendable, Equatable {
        /// At least one number can only be read this way, and none only the other way.
        case decided(DecimalConvention)
        /// Every number reads the same both ways.
        case either
        /// Numbers like `12,500` alone: the user must say; the row is the first of them.
        case ambiguous(row: Int)
        /// Some rows fit only a point, others only a comma.
        case mixed(pointRow: Int, commaRow: Int)
    }

    /// The convention that values are read with.
    public let assumed: DecimalConvention
    @usableFromInline let separator: UInt8
    @usableFromInline var pointRow: Int?
    @usableFromInline var commaRow: Int?
    @usableFromInline var ambiguousRow: Int?
    @usableFromInline var isSettled = false

    /// Creates a detector that reads values with a convention until the column decides.
    public init(assuming convention: DecimalConvention = .point) {
        assumed = convention
        separator = convention == .point ? 0x2E : 0x2C
    }

    /// Reads one field and remembers what it shows.
    ///
    /// A number that fits only the other convention is `notANumber` here and makes the decision
    /// name the other convention, or `mixed`.
    @inlinable @inline(__always)
    public mutating func parse(_ field: FieldBytes, row: Int) -> ParsedNumber {
        let value = FieldParser.plainDouble(field, separator: separator)
        guard value == value else { return parseSlowly(field, row: row) }
        if !isSettled { note(field, row: row) }
        return .value(value)
    }

    /// Notes a plain number that was read with the assumed separator.
    @usableFromInline @inline(never)
    mutating func note(_ field: FieldBytes, row: Int) {
        var mark = 0
        while mark < field.count, field[mark] != separator { mark += 1 }
        guard mark < field.count else { return }
        let whole = field[0] == 0x2D ? mark - 1 : mark
        let looksGrouped =
            field.count - mark == 4 && whole <= 3 && field[mark - whole] != 0x30
        if looksGrouped {
            ambiguousRow = ambiguousRow ?? row
        } else {
            notePlain(assumed, row: row)
        }
    }

    @usableFromInline @inline(never)
    mutating func parseSlowly(_ field: FieldBytes, row: Int) -> ParsedNumber {
        let shape = NumberShape(field)
        guard shape.kind == .number else { return FieldParser.slowDouble(field, decimal: assumed) }
        let (point, comma) = (shape.fits(.point), shape.fits(.comma))
        switch (point, comma) {
        case (true, true):
            if shape.value(decimal: .point) != shape.value(decimal: .comma) {
                ambiguousRow = ambiguousRow ?? row
            }
        case (true, false): notePlain(.point, row: row)
        case (false, true): notePlain(.comma, row: row)
        case (false, false): return .notANumber
        }
        return shape.value(decimal: assumed)
    }

    private mutating func notePlain(_ convention: DecimalConvention, row: Int) {
        switch convention {
        case .point: pointRow = pointRow ?? row
        case .comma: commaRow = commaRow ?? row
        }
        // Once the assumed convention is shown, more fields that fit it add nothing.
        if convention == assumed { isSettled = true }
    }

    /// Adds what the detector of a later block saw.
    public mutating func merge(_ later: NumberConventionDetector) {
        pointRow = pointRow ?? later.pointRow
        commaRow = commaRow ?? later.commaRow
        ambiguousRow = ambiguousRow ?? later.ambiguousRow
        isSettled = isSettled || later.isSettled
    }

    /// What the fields so far show together.
    public var decision: Decision {
        switch (pointRow, commaRow, ambiguousRow) {
        case (let point?, let comma?, _): .mixed(pointRow: point, commaRow: comma)
        case (_?, nil, _): .decided(.point)
        case (nil, _?, _): .decided(.comma)
        case (nil, nil, let row?): .ambiguous(row: row)
        case (nil, nil, nil): .either
        }
    }

    /// The error to report for a decision that leaves the column unreadable, if it does.
    public func problem(column: String, file: String) -> TabularError? {
        switch decision {
        case .decided, .either: return nil
        case .ambiguous(let row):
            return TabularError(
                .decimalAmbiguous, "numbers like 12,500 in column \(column)",
                at: .init(file: file, row: row, column: column),
                why: "no row shows whether the mark is a decimal or a thousands separator",
                fix: "add --decimal point or --decimal comma")
        case .mixed(let point, let comma):
            return TabularError(
                .decimalMixed,
                "column \(column) has decimal points (row \(point)) and commas (row \(comma))",
                at: .init(file: file, row: max(point, comma), column: column),
                why: "one of them would be read a thousand times too large or too small",
                fix: "correct the export so that one convention is used")
        }
    }
}
