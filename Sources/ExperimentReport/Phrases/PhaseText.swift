// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentCampaign
import ExperimentModel

/// What opening a phase does, in words.
public enum PhaseText {
    /// What changed in the plan, who moves, and what it means for the analysis.
    ///
    /// - Parameters:
    ///   - proposal: The phase.
    ///   - phase: The phase in one line, which stands between the changes and the movements.
    ///   - language: The language.
    /// - Returns: The sentences.
    public static func lines(
        _ proposal: PhasePlanner.Proposal, phase: String, in language: Language
    ) -> [String] {
        let composer = Composer(language: language, plan: proposal.lock.plan)
        var lines = proposal.changes.map(composer.sentence) + [phase]
        lines += proposal.movements.map { movement in
            var texts = ["share": shown(movement.share, in: language)]
            texts["from"] = movement.from
            texts["to"] = movement.to
            let id = movement.from == nil ? "join" : movement.to == nil ? "leave" : "move"
            return composer.say("phase." + id, texts: texts)
        }
        if proposal.keepsEverybody { lines.append(composer.say("phase.nobody")) }
        lines.append(composer.say("phase.effect." + proposal.phase.effect.rawValue))
        return lines
    }

    private static func shown(_ share: String, in language: Language) -> String {
        language == .nl ? share.replacing(".", with: ",") : share
    }
}

/// What opening a phase does.
enum PhasePhrases {
    static let all: [Phrase] = [
        Phrase(
            "phase.join", en: "{share} of the customers join `{to}`.",
            nl: "{share} van de klanten komt bij `{to}`."),
        Phrase(
            "phase.leave", en: "{share} of the customers leave `{from}` and the test.",
            nl: "{share} van de klanten verlaat `{from}` en de test."),
        Phrase(
            "phase.move", en: "{share} of the customers move from `{from}` to `{to}`.",
            nl: "{share} van de klanten gaat van `{from}` naar `{to}`."),
        Phrase(
            "phase.nobody", en: "Nobody who takes part already moves.",
            nl: "Niemand die al meedoet, verandert van groep."),
        Phrase(
            "phase.effect.pooled",
            en:
                "The phases may be pooled: everybody keeps their variant, and the shares are the"
                + " same.",
            nl:
                "De fasen mogen worden samengenomen: iedereen houdt zijn variant en de verhouding"
                + " blijft gelijk."),
        Phrase(
            "phase.effect.own-band",
            en: "Who is new is compared with the others who came in with it, in its own band.",
            nl: "Wie nieuw is, wordt vergeleken met de anderen die er tegelijk bij kwamen."),
        Phrase(
            "phase.effect.apart",
            en: "The phases are reported apart, and customers who moved are left out.",
            nl:
                "De fasen worden apart gerapporteerd; klanten die van groep veranderen tellen niet mee."
        ),
    ]
}
