// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Diagnostics as commands of a workflow runner: they show up beside the lines of a pull request.
public enum GitHubAnnotation {
    /// One diagnostic as one line, without a line end.
    ///
    /// - Parameter diagnostic: The diagnostic.
    /// - Returns: `::error file=…,line=…,col=…,title=…::message`.
    public static func line(_ diagnostic: Diagnostic) -> String {
        let command =
            switch diagnostic.severity {
            case .error: "error"
            case .warning: "warning"
            case .note: "notice"
            }
        var properties: [String] = []
        if let place = diagnostic.place {
            properties.append("file=" + property(place.file))
            if let line = place.line {
                properties.append("line=\(line)")
                if let column = place.column { properties.append("col=\(column)") }
            }
        }
        properties.append("title=" + property(Visible.text(diagnostic.id)))
        var message = Visible.text(diagnostic.summary)
        if let path = diagnostic.place?.keyPath { message += "\n(\(Visible.text(path)))" }
        if let why = diagnostic.why { message += "\nwhy: \(Visible.text(why))" }
        if let fix = diagnostic.fix { message += "\nfix: \(Visible.text(fix))" }
        return "::\(command) \(properties.joined(separator: ","))::\(data(message))"
    }

    /// Text after the second pair of colons.
    private static func data(_ text: String) -> String {
        escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
    }

    /// Text between the commas.
    private static func property(_ text: String) -> String {
        escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
    }

    private static func escaped(_ text: String, _ table: [Unicode.Scalar: String]) -> String {
        text.unicodeScalars.map { table[$0] ?? String(Character($0)) }.joined()
    }
}

/// Diagnostics as JSON, for programs.
public enum DiagnosticJSON {
    /// A list of objects with severity, id, summary, file, line, column, path, why and fix.
    ///
    /// - Parameter diagnostics: The diagnostics, in the order to be written.
    /// - Returns: The JSON, ending with a line feed.
    public static func text(_ diagnostics: [Diagnostic]) -> String {
        JSONText.array(diagnostics.map(object)).pretty + "\n"
    }

    private static func object(_ diagnostic: Diagnostic) -> JSONText {
        let place = diagnostic.place
        let texts: [(String, String?)] = [
            ("severity", diagnostic.severity.rawValue), ("id", diagnostic.id),
            ("summary", diagnostic.summary), ("file", place?.file), ("path", place?.keyPath),
            ("why", diagnostic.why), ("fix", diagnostic.fix),
        ]
        let numbers: [(String, Int?)] = [("line", place?.line), ("column", place?.column)]
        let members =
            texts.compactMap { key, text in text.map { (key, JSONText.string($0)) } }
            + numbers.compactMap { key, number in number.map { (key, JSONText.number(String($0))) }
            }
        return .object(members.sorted { $0.0 < $1.0 }.map { (key: $0.0, value: $0.1) })
    }
}
