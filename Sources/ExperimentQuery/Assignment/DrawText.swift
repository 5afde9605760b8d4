// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel

/// One draw of a design: the salt that is hashed and the name of the point it gives.
struct DrawText {
    /// The name of the draw, as `split`.
    var name: String
    var salt: String
    /// What it decides, in words.
    var words: String

    var digits: String { "\(name)_digits" }
    var point: String { "\(name)_point" }

    /// The draws that a design makes, in their order.
    static func draws(of design: AssignmentDesign) -> [DrawText] {
        var draws: [DrawText] = []
        if let holdout = design.holdout {
            draws.append(
                DrawText(
                    name: "holdout", salt: holdout.salt, words: "global control \(holdout.key)"))
        }
        if let layer = design.layer {
            draws.append(DrawText(name: "layer", salt: layer.salt, words: "layer \(layer.key)"))
        }
        if !design.isOpen {
            draws.append(DrawText(name: "gate", salt: design.gateSalt, words: "who takes part"))
        }
        draws.append(DrawText(name: "split", salt: design.splitSalt, words: "which variant"))
        return draws
    }

    /// Whether a point lies in one of some ranges; each point of the range stands for `scale` points.
    static func lies(_ point: String, in ranges: [PointRange], scale: Int = 1) -> String {
        let parts = ranges.map { range -> String in
            if range.from == 0 { return "\(point) < \(range.to * scale)" }
            return "(\(point) >= \(range.from * scale) AND \(point) < \(range.to * scale))"
        }
        return parts.isEmpty ? "1 = 0" : parts.joined(separator: "\n    OR ")
    }

    /// The variant that owns the point of the split, by the band of the gate.
    static func variant(of design: AssignmentDesign, _ grammar: SQLGrammar) -> String {
        func owner(_ band: Band, indent: String) -> String {
            let cases = band.owners.map {
                "\(indent)  WHEN split_point < \($0.points.to) THEN \(grammar.literal($0.variant))"
            }
            return "CASE\n" + cases.joined(separator: "\n") + "\n\(indent)END"
        }
        guard design.bands.count > 1 else {
            return design.bands.first.map { owner($0, indent: "") } ?? "NULL"
        }
        let cases = design.bands.map {
            "  WHEN \(lies("gate_point", in: [$0.gate])) THEN\n    " + owner($0, indent: "    ")
        }
        return "CASE\n" + cases.joined(separator: "\n") + "\nEND"
    }
}
