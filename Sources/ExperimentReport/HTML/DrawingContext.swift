// SPDX-License-Identifier: GPL-3.0-or-later

extension HTMLContext {
    /// The values of one drawing.
    static func drawing(_ drawing: Drawing, id: String) -> [String: Any] {
        [
            "id": id, "size": drawing.size.rawValue, "width": number(drawing.width),
            "height": number(drawing.height), "title": text(drawing.title),
            "message": text(drawing.message),
            "lines": drawing.lines.map { line in
                [
                    "kind": line.kind, "x1": number(line.x1), "y1": number(line.y1),
                    "x2": number(line.x2), "y2": number(line.y2),
                ]
            },
            "bars": drawing.bars.map { bar in
                [
                    "kind": bar.kind, "x": number(bar.x), "y": number(bar.y),
                    "w": number(bar.width), "h": number(bar.height),
                ]
            },
            "paths": drawing.paths.map { path in
                let points = path.points.map { number($0.0) + " " + number($0.1) }
                return ["kind": path.kind, "d": "M" + points.joined(separator: "L") + "Z"]
            },
            "dots": drawing.dots.map { dot in
                [
                    "kind": dot.kind, "x": number(dot.x), "y": number(dot.y),
                    "r": number(dot.radius),
                ]
            },
            "words": drawing.words.map { word in
                [
                    "kind": word.kind, "x": number(word.x), "y": number(word.y),
                    "anchor": word.anchor.rawValue, "text": text(word.text),
                ]
            },
        ]
    }

    private static func number(_ value: Double) -> String {
        let text = Decimal.fixed(value, 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
