// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// Works out the label of one derived segment from the attributes of a row.
struct SegmentLabeler: Sendable {
    private struct Axis: Sendable {
        var column: Int
        var cut: Double
    }

    private enum Source: Sendable {
        case column(Int)
        case quadrant(x: Axis, y: Axis)
        case bands(column: Int, cuts: [Double])
    }

    /// The key, which is the name of the column that is added.
    let key: String
    /// The labels there can be, where the rule names them all; else empty.
    let labels: [String]
    private let source: Source
    private let reader: AttributeReader
    /// The texts that mean "no value".
    private let missing: [[UInt8]]

    /// Looks the columns of a segment up.
    ///
    /// - Throws: When a column is not there.
    init(
        _ rule: SegmentRule, decimal: DecimalConvention?, missing: [String] = [],
        column: (String, String) throws -> Int
    ) rethrows {
        key = rule.key
        reader = AttributeReader(decimal: decimal)
        self.missing = missing.filter { !$0.isEmpty }.map { Array($0.utf8) }
        let path = "segments.\(rule.key)"
        switch rule.kind {
        case .column(let name):
            source = .column(try column(name, path))
            labels = []
        case .quadrant(let x, let y):
            source = .quadrant(
                x: Axis(column: try column(x.attribute, path + ".x"), cut: x.cut),
                y: Axis(column: try column(y.attribute, path + ".y"), cut: y.cut))
            labels = x.labels.flatMap { first in y.labels.map { "\(first)-\($0)" } }
        case .bands(let attribute, let cuts):
            source = .bands(column: try column(attribute, path), cuts: cuts)
            labels = SegmentLabeler.bands(cuts)
        }
    }

    /// The labels of bands: `<20`, `20-50`, `>=50`.
    static func bands(_ cuts: [Double]) -> [String] {
        let texts = cuts.map(AudienceValue.decimal)
        guard let first = texts.first, let last = texts.last else { return [] }
        let between = zip(texts, texts.dropFirst()).map { "\($0)-\($1)" }
        return ["<\(first)"] + between + [">=\(last)"]
    }

    /// The place of a row's label among ``labels``; -1 when a number is missing or unreadable, or
    /// the labels are those of a column.
    @inline(__always)
    func place(_ record: Record) -> Int {
        switch source {
        case .column: return -1
        case .quadrant(let x, let y):
            let (first, second) = (number(record, x.column), number(record, y.column))
            guard first == first, second == second else { return -1 }
            return (first >= x.cut ? 2 : 0) + (second >= y.cut ? 1 : 0)
        case .bands(let column, let cuts):
            let value = number(record, column)
            guard value == value else { return -1 }
            var place = 0
            while place < cuts.count, value >= cuts[place] { place += 1 }
            return place
        }
    }

    private func number(_ record: Record, _ column: Int) -> Double {
        let field = record.bytes(column)
        if field.isEmpty { return .nan }
        if !missing.isEmpty {
            let text = field.trimmed
            for marker in missing where text.equals(marker) { return .nan }
        }
        return reader.number(field, .number)
    }

    /// Calls a body with the bytes of a row's label, which may be empty.
    @inline(__always)
    func withLabel<Answer>(_ record: Record, _ body: (FieldBytes) -> Answer) -> Answer? {
        if case .column(let column) = source { return body(record.bytes(column)) }
        let place = place(record)
        return (place < 0 ? "" : labels[place]).withField(body)
    }
}

/// How many customers of each level of the segments are in the test, and in which variant.
struct SegmentCounts: Sendable {
    /// Levels beyond these are counted together.
    static let levelLimit = 200

    /// The levels of each segment in the order in which they appeared.
    private(set) var levels: [TextTable]
    /// The customers of each level and variant, per segment; the last of each level are those that
    /// are not in the test.
    private(set) var counts: [[Int]]
    private let variants: Int

    init(segments: Int, variants: Int) {
        levels = [TextTable](repeating: TextTable(), count: segments)
        counts = [[Int]](repeating: [], count: segments)
        self.variants = variants
    }

    /// Counts a customer.
    mutating func add(_ segment: Int, _ label: FieldBytes, variant: Int?, count: Int = 1) {
        var place = levels[segment].find(label)
        if place < 0 {
            guard levels[segment].count < Self.levelLimit else { return }
            place = levels[segment].insert(label)
            counts[segment] += [Int](repeating: 0, count: variants + 1)
        }
        counts[segment][place * (variants + 1) + (variant ?? variants)] += count
    }

    /// Adds what a later block counted.
    mutating func add(_ other: SegmentCounts) {
        for segment in levels.indices {
            for place in 0..<other.levels[segment].count {
                for variant in 0...variants {
                    let count = other.counts[segment][place * (variants + 1) + variant]
                    guard count > 0 else { continue }
                    _ = other.levels[segment][place].withField {
                        add(segment, $0, variant: variant == variants ? nil : variant, count: count)
                    }
                }
            }
        }
    }

    /// The levels of a segment by name, with the customers per variant and of those left out.
    func sorted(_ segment: Int) -> [(label: String, perVariant: [Int], out: Int)] {
        (0..<levels[segment].count).map { place in
            let start = place * (variants + 1)
            let own = counts[segment][start..<start + variants + 1]
            return (levels[segment][place], Array(own.dropLast()), own.last ?? 0)
        }.sorted { $0.label < $1.label }
    }
}
