// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of the report, explained.
enum GlossaryPhrases {
    /// The ids of the terms, in the order they are shown.
    static let terms = [
        "control", "base", "point", "interval", "p", "incremental", "guardrail", "decision",
    ]

    static let all: [Phrase] = [
        Phrase("term.control", en: "Control", nl: "Controlegroep"),
        Phrase(
            "term.control.text",
            en: "Customers drawn by lot who were, where possible, not contacted.",
            nl: "Klanten die door loting, waar mogelijk, niet zijn benaderd."),
        Phrase("term.base", en: "Base", nl: "Basisgroep"),
        Phrase(
            "term.base.text",
            en: "Customers who get today's approach.",
            nl: "Klanten die de huidige aanpak krijgen."),
        Phrase("term.point", en: "Percentage point", nl: "Procentpunt"),
        Phrase(
            "term.point.text",
            en: "The distance between two percentages: from 3% to 4% is 1 percentage point.",
            nl: "De afstand tussen twee percentages: van 3% naar 4% is 1 procentpunt."),
        Phrase("term.interval", en: "Interval", nl: "Onzekerheidsmarge"),
        Phrase(
            "term.interval.text",
            en:
                "The differences that fit the data."
                + " At 95%, it misses the real difference in 1 of 20 such tests.",
            nl:
                "De verschillen die bij de gegevens passen."
                + " Bij 95% valt het echte verschil in 1 van de 20 tests buiten de onzekerheidsmarge."
        ),
        Phrase("term.p", en: "p", nl: "p"),
        Phrase(
            "term.p.text",
            en: "How unusual these data would be if the approach made no difference."
                + " Smaller is more unusual.",
            nl: "Hoe ongewoon deze gegevens zouden zijn als de aanpak niets uitmaakte."
                + " Kleiner is ongewoner."
        ),
        Phrase("term.incremental", en: "Incremental", nl: "Incrementeel"),
        Phrase(
            "term.incremental.text",
            en: "What came on top of what would have come anyway, by comparing drawn groups.",
            nl: "Wat er extra bij kwam, boven op wat er toch al was gekomen."
                + " Dat blijkt uit een vergelijking met gelote groepen."),
        Phrase("term.guardrail", en: "Guardrail", nl: "Vangrail"),
        Phrase(
            "term.guardrail.text",
            en: "A result that must not get worse by more than the margin in the plan.",
            nl: "Een uitkomst die niet verder mag verslechteren dan de grens in het plan."),
        Phrase("term.decision", en: "Decision interval", nl: "Onzekerheidsmarge voor het besluit"),
        Phrase(
            "term.decision.text",
            en: "A wider interval, because several variants had a chance to win.",
            nl: "Een ruimere onzekerheidsmarge, omdat meerdere varianten kans hadden om te winnen."),
    ]
}
