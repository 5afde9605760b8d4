// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentAnalysis
public import ExperimentCampaign
public import ExperimentModel

/// What opening a phase does, in words.
public enum PhaseText {
    /// What changed in the plan, who moves, and what it means for the analysis.
    ///
    /// - Parameters:
    ///   - proposal: The phase.
    ///   - language: The language.
    /// - Returns: The sentences.
    public static func lines(
        _ proposal: PhasePlanner.Proposal, in language: Language
    ) -> [String] {
        let composer = Composer(language: language, plan: proposal.lock.plan)
        var lines = proposal.changes.map(composer.sentence)
        lines.append(line(proposal.phase, of: proposal.lock.plan, in: language))
        lines += proposal.movements.map { movement in
            var texts = ["share": shown(movement.share, in: language)]
            texts["from"] = movement.from
            texts["to"] = movement.to
            let id = movement.from == nil ? "join" : movement.to == nil ? "leave" : "move"
            return composer.say("phase." + id, texts: texts)
        }
        if proposal.keepsEverybody { lines.append(composer.say("phase.nobody")) }
        if let shift = proposal.holdoutShift {
            lines.append(
                composer.say(
                    "phase.holdout",
                    texts: [
                        "joining": shown(shift.joiningShare, in: language),
                        "returning": shown(shift.returningShare, in: language),
                    ]))
        }
        lines.append(composer.say("phase.effect." + proposal.phase.effect.rawValue))
        return lines + joiners(proposal.joiners, composer)
    }

    /// Which part of those who join control and base get, and what to do where it is too small.
    private static func joiners(
        _ joiners: PhasePlanner.Joiners?, _ composer: Composer
    ) -> [String] {
        guard let joiners else { return [] }
        var lines = joiners.references.map { reference in
            composer.say(
                "phase.joiners",
                ["share": .share(reference.share), "to": .text(reference.variant)])
        }
        let lacking = joiners.lacking.map { "`\($0.variant)`" }
        guard !lacking.isEmpty else { return lines }
        lines.append(composer.say("phase.joiners.few", ["variants": .list(lacking)]))
        lines.append(
            joiners.enough.map {
                composer.say("phase.joiners.wider", texts: ["allocation": "\($0)%"])
            } ?? composer.say("phase.joiners.narrower"))
        return lines
    }

    /// A phase in one line.
    public static func line(
        _ phase: PlanLock.Phase, of plan: Plan, in language: Language
    ) -> String {
        let composer = Composer(language: language, plan: plan)
        let shares = phase.design.variants.map { key in
            Visible.text(key) + " "
                + shown(percent(phase.design.plannedShare(of: key)), in: language)
        }
        return composer.say(
            "phase.line",
            texts: [
                "number": String(phase.version), "day": phase.from.iso,
                "kind": composer.say("phase.kind." + phase.kind.rawValue),
                "share": shown(percent(phase.design.gateShare), in: language),
                "shares": shares.joined(separator: ", "),
            ])
    }

    /// That nothing was written.
    public static func dryRun(of plan: Plan, in language: Language) -> String {
        Composer(language: language, plan: plan).say("phase.dry-run")
    }

    /// What stands in the lock now, and what to do next.
    ///
    /// - Parameters:
    ///   - lock: The lock with the phase.
    ///   - file: The plan's file.
    ///   - language: The language.
    /// - Returns: The lines.
    public static func done(_ lock: PlanLock, file: String, in language: Language) -> [String] {
        let composer = Composer(language: language, plan: lock.plan)
        return [
            composer.say("phase.digest", texts: ["digest": lock.planDigest]),
            composer.say("phase.next", texts: ["file": file]),
        ]
    }

    /// A share in percent, without needless zeros.
    private static func percent(_ share: Double) -> String {
        let text = String((share * 1_000_000).rounded() / 10_000)
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "%"
    }

    private static func shown(_ share: String, in language: Language) -> String {
        language == .nl ? share.replacing(".", with: ",") : share
    }
}

/// What opening a phase does.
enum PhasePhrases {
    static let all: [Phrase] = [
        Phrase(
            "phase.line",
            en: "phase {number} from {day} ({kind}): {share} take part; {shares}",
            nl: "fase {number} vanaf {day} ({kind}): {share} doet mee; {shares}"),
        Phrase("phase.kind.first", en: "first", nl: "de eerste"),
        Phrase("phase.kind.ramp", en: "ramp", nl: "meer klanten"),
        Phrase("phase.kind.variant-added", en: "variant-added", nl: "variant erbij"),
        Phrase("phase.kind.weights-changed", en: "weights-changed", nl: "andere verdeling"),
        Phrase(
            "phase.dry-run", en: "nothing was written (--dry-run)",
            nl: "er is niets geschreven (--dry-run)"),
        Phrase(
            "phase.digest", en: "plan digest: {digest}", nl: "vingerafdruk van het plan: {digest}"),
        Phrase(
            "phase.next", en: "next: experiment assign {file} --customers FILE",
            nl: "hierna: experiment assign {file} --customers BESTAND"),
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
            "phase.holdout",
            en:
                "The global control has moved on by then: {joining} of the audience become held out,"
                + " {returning} come back. The phases cannot be pooled.",
            nl:
                "De vaste controlegroep is dan doorgeschoven: {joining} van de doelgroep komt erin,"
                + " {returning} komt eruit. De fasen mogen niet worden samengenomen."),
        Phrase(
            "phase.joiners", en: "Of the customers who join, {share} get `{to}`.",
            nl: "Van de klanten die erbij komen, krijgt {share} `{to}`."),
        Phrase(
            "phase.joiners.few",
            en:
                "Warning: too few of those who join get {variants}. Customers who came in now would"
                + " be compared with customers who were in before.",
            nl:
                "Let op: te weinig van wie erbij komt, krijgt {variants}. Klanten van nu worden dan"
                + " vergeleken met klanten van eerder."),
        Phrase(
            "phase.joiners.wider",
            en: "With `allocation: {allocation}` or more they get enough, and nobody moves.",
            nl: "Met `allocation: {allocation}` of meer krijgen ze genoeg en verandert niemand."),
        Phrase(
            "phase.joiners.narrower",
            en:
                "No allocation gives them enough: give the added variant a smaller weight, or test"
                + " it in a test of its own.",
            nl:
                "Geen enkele `allocation` geeft ze genoeg: geef de nieuwe variant een kleiner"
                + " gewicht, of toets die in een eigen test."),
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
