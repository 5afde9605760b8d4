// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// The name of a table with its schema, as a person writes it on a command line.
enum TableName {
    /// Takes a name apart at its points; points between double quotes or back ticks belong to a part.
    ///
    /// - Throws: When a part is empty or a quote is not closed.
    static func parts(_ text: String) throws(DiagnosticsError) -> [String] {
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var quote: Unicode.Scalar?
        let scalars = Array(text.unicodeScalars)
        var at = 0
        while at < scalars.count {
            let scalar = scalars[at]
            if let open = quote {
                if scalar != open {
                    part.append(scalar)
                } else if at + 1 < scalars.count, scalars[at + 1] == open {
                    part.append(open)
                    at += 1
                } else {
                    quote = nil
                }
            } else if (scalar == "\"" || scalar == "`") && part.isEmpty {
                quote = scalar
            } else if scalar == "." {
                parts.append(String(part))
                part = String.UnicodeScalarView()
            } else {
                part.append(scalar)
            }
            at += 1
        }
        parts.append(String(part))
        guard quote == nil, parts.allSatisfy({ !$0.isEmpty }), parts.count <= 4 else {
            throw DiagnosticsError(
                .badPlan,
                [
                    Diagnostic(
                        .error, "sql-table", "`\(Visible.value(text))` is not the name of a table",
                        why: "a part between the points is empty, or a quote is not closed",
                        fix: "write --table customers, or --table crm.customers")
                ])
        }
        return parts
    }
}
