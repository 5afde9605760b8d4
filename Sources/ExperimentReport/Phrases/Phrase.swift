// SPDX-License-Identifier: GPL-3.0-or-later

/// One thing a report says, as whole sentences in every language, with named slots.
///
/// A slot is `{name}` or `{name:form}`; the forms are `size` (no sign) and `plain` (no unit).
/// `{name?one|other}` stands for the word that goes with a count of one or of any other number.
/// A part between square brackets is left out when a slot in it has no value.
public struct Phrase: Sendable, Hashable {
    /// A sentence for one thing and a sentence for several.
    public struct Forms: Sendable, Hashable {
        /// Said of exactly one.
        public var one: String
        /// Said of any other number.
        public var other: String
    }

    /// The id.
    public let id: String
    /// The slot whose count picks the form, where the sentence has two.
    public let pluralSlot: String?
    private let english: Forms
    private let dutch: Forms

    init(_ id: String, en: String, nl: String) {
        self.id = id
        pluralSlot = nil
        english = Forms(one: en, other: en)
        dutch = Forms(one: nl, other: nl)
    }

    init(
        _ id: String, plural slot: String, en: (one: String, other: String),
        nl: (one: String, other: String)
    ) {
        self.id = id
        pluralSlot = slot
        english = Forms(one: en.one, other: en.other)
        dutch = Forms(one: nl.one, other: nl.other)
    }

    /// The sentences in a language.
    public func forms(in language: Language) -> Forms {
        switch language {
        case .en: english
        case .nl: dutch
        }
    }

    /// The names of the slots in a sentence, in order of appearance.
    public static func slots(in sentence: String) -> [String] {
        sentence.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
            guard let end = $0.firstIndex(of: "}") else { return nil }
            return $0[..<end].split(whereSeparator: { ":?".contains($0) }).first.map(String.init)
        }
    }
}

/// Every phrase of the reports, by id.
public enum PhraseCatalogue {
    /// All phrases, in the order they are written down.
    public static let all: [Phrase] =
        HealthPhrases.all + RulePhrases.all + VerdictPhrases.all + AnswerPhrases.all
        + GlobalControlPhrases.all
        + ClausePhrases.all + EstimatePhrases.all + LabelPhrases.all + ValuePhrases.all
        + MethodPhrases.all + KindPhrases.all + MonitoringPhrases.all + ContactPhrases.all
        + DesignHealthPhrases.all + DrawHealthPhrases.all + CorrectionPhrases.all
        + GlossaryPhrases.all + PlotPhrases.all
        + RejectPhrases.all + PowerPhrases.all + PowerNotePhrases.all + PlanChangePhrases.all
        + PlanSettingPhrases.all + PhasePhrases.all + ExplainPhrases.all + PreviewPhrases.all
        + AssignPhrases.all

    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

    /// The phrase with an id.
    public static func phrase(_ id: String) -> Phrase? { byID[id] }
}
