// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentAnalysis

/// A whole report in one language, ready to be laid out: every sentence and number is text.
public struct ReportDocument: Sendable, Hashable {
    /// The language it is written in.
    public var language: Language
    /// The experiment's key.
    public var key: String
    /// The experiment's name.
    public var title: String
    /// What the document is, shown above the title.
    public var kicker: String
    /// The verdict.
    public var verdict: VerdictBox
    /// The sections, in reading order; the first is the trust box.
    public var sections: [ReportSection]
    /// The last line.
    public var footer: String
}

/// The verdict word and what it says of each variant.
public struct VerdictBox: Sendable, Hashable {
    /// One variant's own verdict.
    public struct Line: Sendable, Hashable {
        /// The verdict.
        public var verdict: Verdict
        /// The verdict's word.
        public var word: String
        /// The variant's name; empty where the line is not about one.
        public var name: String
        /// The sentence.
        public var sentence: String
        /// The intervals the verdict rests on.
        public var details: [String]
    }

    /// The verdict over all variants.
    public var verdict: Verdict
    /// Its word in the language.
    public var word: String
    /// The line before the variants, when the data are not to be trusted.
    public var lead: String?
    /// One line per variant under test.
    public var lines: [Line]
    /// Why the intervals are wider than usual, where they are.
    public var levelNote: String?
    /// Whether the data are complete, and the day.
    public var status: String
}

/// A part of the report under a heading.
public struct ReportSection: Sendable, Hashable {
    /// The id, used as an anchor.
    public var id: String
    /// The heading.
    public var title: String
    /// The warning that its numbers are not to be used, under an INVALID verdict.
    public var stamp: String?
    /// What it holds.
    public var blocks: [ReportBlock]
}

/// A piece of a section.
public indirect enum ReportBlock: Sendable, Hashable {
    /// Running text.
    case paragraph(String)
    /// A remark beside the text.
    case note(String)
    /// Lines with a mark: what was checked and what was found.
    case checks([CheckLine])
    /// The answer: short headed paragraphs.
    case answers([Fact])
    /// Terms and what they are.
    case facts([Fact])
    /// Items.
    case list([String])
    /// A table.
    case table(ReportTable)
    /// Estimates with their intervals on one scale.
    case forest(ForestPlot)
    /// Money from revenue to net.
    case waterfall(Waterfall)
    /// A number over a share.
    case curve(CurvePlot)
    /// A heading inside a section.
    case heading(String)
    /// Blocks that open on demand.
    case details(String, [ReportBlock])
    /// A command, as typed.
    case code(String)
}

/// How something stands; always shown with a sign and a word beside the colour.
public enum Mark: String, Sendable, Hashable, CaseIterable {
    /// As it should be.
    case good
    /// Good to know.
    case info
    /// To be watched, or not decided.
    case caution
    /// Wrong.
    case bad

    /// A sign that needs no colour.
    public var sign: String {
        switch self {
        case .good: "✓"
        case .info: "i"
        case .caution: "!"
        case .bad: "✕"
        }
    }
}

/// One thing checked.
public struct CheckLine: Sendable, Hashable {
    /// How it stands.
    public var mark: Mark
    /// How it stands, in a word.
    public var word: String
    /// What was checked.
    public var name: String
    /// What was found.
    public var text: String
}

/// A term and its text.
public struct Fact: Sendable, Hashable {
    /// The term.
    public var term: String
    /// One or more paragraphs.
    public var texts: [String]

    init(_ term: String, _ texts: String...) {
        self.init(term, texts)
    }

    init(_ term: String, _ texts: [String]) {
        self.term = term
        self.texts = texts
    }
}

/// A table; the first cell of each row names the row.
public struct ReportTable: Sendable, Hashable {
    /// A column.
    public struct Column: Sendable, Hashable {
        /// The heading.
        public var title: String
        /// Whether it holds numbers, which are set flush right.
        public var isNumeric: Bool

        init(_ title: String, numeric: Bool = false) {
            self.title = title
            isNumeric = numeric
        }
    }

    /// A cell.
    public struct Cell: Sendable, Hashable {
        /// The text.
        public var text: String
        /// How it stands, where it says so.
        public var mark: Mark?

        init(_ text: String, mark: Mark? = nil) {
            self.text = text
            self.mark = mark
        }
    }

    /// What the table shows.
    public var caption: String
    /// The columns.
    public var columns: [Column]
    /// The rows.
    public var rows: [[Cell]]
    /// Lines under the table.
    public var notes: [String] = []
}
