// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

extension SegmentRule {
    /// Every name and label that the segment writes.
    var names: [String] {
        switch kind {
        case .column(let column): [column]
        case .quadrant(let x, let y): [x.attribute, y.attribute] + x.labels + y.labels
        case .bands(let attribute, _): [attribute]
        }
    }

    /// Notes what the segment reads.
    func note(in columns: inout AttributeColumns) {
        switch kind {
        case .column(let column): _ = columns.number(of: column)
        case .quadrant(let x, let y):
            _ = columns.reading(of: x.attribute, as: .number)
            _ = columns.reading(of: y.attribute, as: .number)
        case .bands(let attribute, _): _ = columns.reading(of: attribute, as: .number)
        }
    }

    /// The label of a customer; empty where a number is missing.
    func label(_ columns: AttributeColumns, _ grammar: SQLGrammar) -> String {
        var columns = columns
        switch kind {
        case .column(let column): return "text_\(columns.number(of: column))"
        case .quadrant(let x, let y):
            let first = columns.reading(of: x.attribute, as: .number).name
            let second = columns.reading(of: y.attribute, as: .number).name
            return "COALESCE(\n  " + Self.side(x, first, grammar) + "\n    || '-' || "
                + Self.side(y, second, grammar) + ",\n  '')"
        case .bands(let attribute, let cuts):
            let number = columns.reading(of: attribute, as: .number).name
            let texts = cuts.map(AudienceValue.decimal)
            var cases: [String] = []
            for (index, cut) in texts.enumerated() {
                let label = index == 0 ? "<\(cut)" : "\(texts[index - 1])-\(cut)"
                cases.append("  WHEN \(number) < \(cut) THEN \(grammar.literal(label))")
            }
            if let last = texts.last {
                cases.append("  WHEN \(number) >= \(last) THEN \(grammar.literal(">=\(last)"))")
            }
            return "CASE\n" + cases.joined(separator: "\n") + "\n  ELSE ''\nEND"
        }
    }

    private static func side(_ axis: Axis, _ number: String, _ grammar: SQLGrammar) -> String {
        let cut = AudienceValue.decimal(axis.cut)
        let labels = axis.labels.map(grammar.literal)
        guard labels.count == 2 else { return "NULL" }
        return "CASE WHEN \(number) < \(cut) THEN \(labels[0]) "
            + "WHEN \(number) >= \(cut) THEN \(labels[1]) END"
    }
}
