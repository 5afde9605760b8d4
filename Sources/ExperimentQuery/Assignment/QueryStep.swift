// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// One named query of a `WITH` list: what it is for, what it selects, and from where.
struct QueryStep {
    /// One column, with what a reader should know of it.
    struct Column {
        var expression: String
        /// The name; nil where the expression is one.
        var alias: String?
        var remark: String?

        init(_ expression: String, as alias: String? = nil, remark: String? = nil) {
            self.expression = expression
            self.alias = alias
            self.remark = remark
        }

        func lines(indent: String, isLast: Bool) -> String {
            var text = indent + expression.replacingLineEnds(with: "\n" + indent)
            if let alias { text += " AS \(alias)" }
            if !isLast { text += "," }
            if let remark { text += "  -- \(QueryStep.remark(remark))" }
            return text
        }
    }

    var name: String
    /// What the step does, in whole sentences.
    var comment: String
    var columns: [Column]
    /// Everything from `FROM` on, a clause a line.
    var clauses: [String]
    /// Whether the database should work it out once.
    var isMaterialized = false

    func text(number: Int, grammar: SQLGrammar) -> String {
        let opening = "\(name) AS \(isMaterialized ? grammar.materialized : "")("
        return QueryStep.comment("\(number). \(comment)") + "\n" + opening + "\n"
            + QueryStep.select(columns, clauses, indent: "  ") + "\n)"
    }

    /// A `SELECT` with a column a line.
    static func select(_ columns: [Column], _ clauses: [String], indent: String) -> String {
        let items = columns.enumerated().map {
            $1.lines(indent: indent + "  ", isLast: $0 == columns.count - 1)
        }
        return ([indent + "SELECT"] + items + clauses.map { indent + $0 }).joined(separator: "\n")
    }

    /// A comment over as many lines as it needs; line ends in the text start a new line.
    static func comment(_ text: String) -> String {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = "--"
            for word in remark(String(paragraph)).split(separator: " ", maxSplits: .max) {
                if line.count + word.count + 1 > 100, line != "--" {
                    lines.append(closed(line))
                    line = "--  "
                }
                line += " " + word
            }
            lines.append(closed(line))
        }
        return lines.joined(separator: "\n")
    }

    /// A text that stays within its line of comment.
    static func remark(_ text: String) -> String { closed(Visible.text(text)) }

    /// Spark joins a comment that ends in a backslash with the next line.
    private static func closed(_ line: String) -> String {
        line.hasSuffix("\\") ? line + " ." : line
    }
}

extension String {
    fileprivate func replacingLineEnds(with replacement: String) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).joined(separator: replacement)
    }
}
