// SPDX-License-Identifier: GPL-3.0-or-later

/// A test that may be read before its end: at planned looks, or at any time.
enum MonitoringPhrases {
    static let all: [Phrase] = status + needed + tables + rules + written + levels

    private static let status: [Phrase] = [
        Phrase("section.monitoring", en: "Reading before the end", nl: "Tussentijds kijken"),
        Phrase(
            "look.now",
            en:
                "This is look {look} of {looks}: {units} of the {planned} planned customers are in"
                + " ({share}).",
            nl:
                "Dit is kijkmoment {look} van {looks}: {units} van de {planned} geplande klanten"
                + " zijn binnen ({share})."),
        Phrase(
            "look.last",
            en:
                "This is the last of {looks} looks: {units} of the {planned} planned customers are"
                + " in ({share}).",
            nl:
                "Dit is het laatste van {looks} kijkmomenten: {units} van de {planned} geplande"
                + " klanten zijn binnen ({share})."),
        Phrase(
            "look.too-early",
            en:
                "This reading is at none of the planned looks: {units} of the {planned} planned"
                + " customers are in ({share}).[ The next look is due at {due}.] Nothing is decided"
                + " between looks.",
            nl:
                "Dit is geen van de geplande kijkmomenten: {units} van de {planned} geplande"
                + " klanten zijn binnen ({share}).[ Het volgende kijkmoment is bij {due}.]"
                + " Daartussen valt er geen besluit."),
        Phrase(
            "look.any-time",
            en:
                "This test may be read at any time; the price is a wider interval."
                + " Of the {planned} planned customers, {units} are in ({share}).",
            nl:
                "Deze test mag op elk moment worden gelezen; de prijs is een ruimere"
                + " onzekerheidsmarge. Van de {planned} geplande klanten zijn er {units} binnen"
                + " ({share})."),
        Phrase(
            "look.why",
            en:
                "Whoever looks often gives chance more tries. That is why one reading must show more"
                + " than in a test that is read once.",
            nl:
                "Wie vaak kijkt, geeft het toeval meer kansen. Daarom moet een tussenstand meer"
                + " laten zien dan een test die één keer wordt gelezen."),
    ]

    private static let needed: [Phrase] = [
        Phrase(
            "look.needs",
            en: "A difference counts at this look only when its p is below {p}.",
            nl: "Een verschil telt bij dit kijkmoment alleen als de p onder {p} ligt."),
        Phrase(
            "look.needs.until-last",
            en:
                "A difference counts at this look only when its p is below {p};"
                + " at the last look below {last}.",
            nl:
                "Een verschil telt bij dit kijkmoment alleen als de p onder {p} ligt;"
                + " bij het laatste onder {last}."),
        Phrase(
            "look.needs.now",
            en: "A difference counts now only when its p is below {p}.",
            nl: "Een verschil telt nu alleen als de p onder {p} ligt."),
        Phrase(
            "look.needs.nothing",
            en: "No difference counts yet, however small its p.",
            nl: "Nog geen enkel verschil telt, hoe klein de p ook is."),
        Phrase(
            "look.needs.groups",
            en: "That already allows for {count} test groups, in the strictest way.",
            nl: "Dat houdt al rekening met {count} testgroepen, op de strengste manier."),
    ]

    private static let tables: [Phrase] = [
        Phrase("looks.caption", en: "Planned looks", nl: "Geplande kijkmomenten"),
        Phrase("column.look", en: "Look", nl: "Kijkmoment"),
        Phrase("column.share", en: "Share of planned", nl: "Deel van gepland"),
        Phrase("column.needed", en: "p must be below", nl: "p moet zijn onder"),
        Phrase("column.when", en: "When", nl: "Wanneer"),
        Phrase("look.state.past", en: "passed", nl: "geweest"),
        Phrase("look.state.now", en: "now", nl: "nu"),
        Phrase("look.state.future", en: "to come", nl: "komt nog"),
        Phrase("look.none", en: "nothing counts", nl: "niets telt"),
        Phrase(
            "looks.note",
            en: "p is two-sided and of one reading, as in the table of methods.",
            nl: "p is tweezijdig en van één keer lezen, zoals in de tabel van methodes."),
        Phrase(
            "history.title", en: "{metric} over time: {comparison}",
            nl: "{metric} in de tijd: {comparison}"),
        Phrase(
            "history.caption", en: "{metric} at earlier times: {comparison}",
            nl: "{metric} op eerdere momenten: {comparison}"),
        Phrase("history.share", en: "{share} of planned", nl: "{share} van gepland"),
        Phrase("column.time", en: "Time", nl: "Moment"),
        Phrase(
            "column.repeated", en: "Repeated interval", nl: "Onzekerheidsmarge bij vaker kijken"),
        Phrase("column.decisive", en: "Decisive", nl: "Beslissend"),
        Phrase("word.yes", en: "yes", nl: "ja"),
        Phrase("word.no", en: "no", nl: "nee"),
        Phrase(
            "history.note",
            en: "Decisive: the interval leaves out zero, also when reading often is allowed for.",
            nl: "Beslissend: de onzekerheidsmarge laat nul erbuiten, ook als er vaker is gekeken."),
        Phrase(
            "history.thinned", plural: "count",
            en: (
                "{shown} of {count} time is shown.",
                "{shown} of {count} times are shown, with the first decisive one among them."
            ),
            nl: (
                "{shown} van {count} moment staat erbij.",
                "{shown} van {count} momenten staan erbij, ook het eerste dat beslist."
            )),
        Phrase(
            "history.thinned.plain", en: "{shown} of {count} times are shown.",
            nl: "{shown} van {count} momenten staan erbij."),
        Phrase(
            "note.looks",
            en:
                "The interval ({level}) is for a test read once."
                + " The decision interval allows for repeated looks.",
            nl:
                "De onzekerheidsmarge ({level}) geldt voor een test die één keer wordt gelezen."
                + " Die voor het besluit houdt rekening met vaker kijken."),
    ]

    private static let rules: [Phrase] = [
        Phrase("rule.look", en: "Planned look", nl: "Gepland kijkmoment"),
        Phrase(
            "rule.look.holds",
            en: "This is look {look} of {looks}, with {share} of the planned customers.",
            nl: "Dit is kijkmoment {look} van {looks}, met {share} van de geplande klanten."),
        Phrase(
            "rule.look.undecided",
            en:
                "This reading, with {share} of the planned customers, is at none of the {looks}"
                + " planned looks.[ The next one is due at {due}.]",
            nl:
                "Met {share} van de geplande klanten is dit geen van de {looks} geplande"
                + " kijkmomenten.[ Het volgende is bij {due}.]"),
        Phrase(
            "unclear.look", en: "whether it holds at a planned look",
            nl: "of het standhoudt bij een gepland kijkmoment"),
        Phrase(
            "decision.p.looks",
            en:
                "Over all groups to beat and all looks: p {p}"
                + "[, corrected for the number of variants {adjusted}].",
            nl:
                "Voor alle groepen die verslagen moeten worden en alle kijkmomenten: p {p}"
                + "[, gecorrigeerd voor het aantal varianten {adjusted}]."),
    ]

    private static let written: [Phrase] = [
        Phrase("card.looks", en: "Looks", nl: "Kijkmomenten"),
        Phrase(
            "written.looks",
            en: "Results may be read at {count} planned looks: at {shares} of {planned} customers.",
            nl:
                "Resultaten mogen op {count} kijkmomenten worden gelezen: bij {shares} van"
                + " {planned} klanten."),
        Phrase(
            "written.any-time",
            en:
                "Results may be read at any time, and as often as wanted."
                + " The intervals allow for that, best at {planned} customers.",
            nl:
                "Resultaten mogen op elk moment worden gelezen, zo vaak als gewenst."
                + " De onzekerheidsmarges houden daar rekening mee, het best bij {planned} klanten."
        ),
        Phrase(
            "written.spending.obrien-fleming",
            en: "Early looks ask for very strong results, the last one for little more than usual"
                + " (O'Brien and Fleming).",
            nl: "Vroege kijkmomenten vragen zeer sterke resultaten, het laatste weinig meer dan"
                + " gewoon (O'Brien en Fleming)."),
        Phrase(
            "written.spending.pocock",
            en: "Every look asks for about equally strong results (Pocock).",
            nl: "Elk kijkmoment vraagt ongeveer even sterke resultaten (Pocock)."),
        Phrase(
            "written.spending.hwang-shih-decani",
            en:
                "How strong results must be at each look follows from gamma {gamma}"
                + " (Hwang, Shih and DeCani).",
            nl:
                "Hoe sterk resultaten per kijkmoment moeten zijn, volgt uit gamma {gamma}"
                + " (Hwang, Shih en DeCani)."),
        Phrase(
            "written.spending.kim-demets",
            en:
                "How strong results must be at each look follows from rho {rho}"
                + " (Kim and DeMets).",
            nl:
                "Hoe sterk resultaten per kijkmoment moeten zijn, volgt uit rho {rho}"
                + " (Kim en DeMets)."),
    ]

    /// Why decision intervals are wider, where the test may be read repeatedly.
    private static let levels: [Phrase] = [
        Phrase(
            "verdict.decision-level.looks",
            en: "These are decision intervals at {level}, corrected for repeated looks.",
            nl:
                "Dit zijn onzekerheidsmarges voor het besluit op {level}."
                + " Ze zijn gecorrigeerd voor vaker kijken."),
        Phrase(
            "verdict.decision-levels.looks",
            en:
                "These are decision intervals at {levels}, corrected for repeated looks."
                + " The level differs per comparison.",
            nl:
                "Dit zijn onzekerheidsmarges voor het besluit op {levels}."
                + " Ze zijn gecorrigeerd voor vaker kijken."
                + " Het niveau verschilt per vergelijking."),
        Phrase(
            "verdict.decision-level.looks.groups",
            en:
                "These are decision intervals at {level}, corrected for repeated looks and {count}"
                + " test groups.",
            nl:
                "Dit zijn onzekerheidsmarges voor het besluit op {level}."
                + " Ze zijn gecorrigeerd voor vaker kijken en voor {count} testgroepen."),
        Phrase(
            "verdict.decision-levels.looks.groups",
            en:
                "These are decision intervals at {levels}, corrected for repeated looks and {count}"
                + " test groups."
                + " The level differs per comparison.",
            nl:
                "Dit zijn onzekerheidsmarges voor het besluit op {levels}."
                + " Ze zijn gecorrigeerd voor vaker kijken en voor {count} testgroepen."
                + " Het niveau verschilt per vergelijking."),
    ]
}
