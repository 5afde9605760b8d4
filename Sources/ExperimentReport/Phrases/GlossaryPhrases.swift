// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of the report, explained.
enum GlossaryPhrases {
    /// The ids of the terms that every report explains, in the order they are shown.
    static let terms = [
        "control", "base", "point", "interval", "p", "incremental", "guardrail",
    ]

    static let all: [Phrase] = common + particular

    private static let common: [Phrase] = [
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
    /// Terms that are explained where they occur.
    private static let particular: [Phrase] = [
        Phrase(
            "term.decision.looks", en: "Decision interval", nl: "Onzekerheidsmarge voor het besluit"
        ),
        Phrase(
            "term.decision.looks.text",
            en: "A wider interval, because the results may be read more than once.",
            nl: "Een ruimere onzekerheidsmarge, omdat de resultaten vaker gelezen mogen worden."),
        Phrase("term.adjusted", en: "Adjusted for", nl: "Gecorrigeerd voor"),
        Phrase(
            "term.adjusted.text",
            en:
                "What was known of customers beforehand is used to set apart differences that were"
                + " there already. What is left has less noise: less that chance can do.",
            nl:
                "Wat vooraf van klanten bekend was, haalt verschillen weg die er al waren."
                + " Wat overblijft heeft minder ruis: het toeval doet er minder aan."),
        Phrase("term.cluster", en: "Cluster", nl: "Cluster"),
        Phrase(
            "term.cluster.text",
            en: "Customers who belong together, such as a household, a village or a store.",
            nl: "Klanten die bij elkaar horen, zoals een huishouden, een dorp of een winkel."),
        Phrase("term.look", en: "Look", nl: "Kijkmoment"),
        Phrase(
            "term.look.text",
            en: "A moment, planned beforehand, at which the results are read before the end.",
            nl: "Een vooraf gepland moment waarop de resultaten tussentijds worden gelezen."),
        Phrase("term.always-valid", en: "May be read at any time", nl: "Op elk moment te lezen"),
        Phrase(
            "term.always-valid.text",
            en:
                "The intervals hold however often they are read (always-valid)."
                + " The price is that they are wider.",
            nl:
                "De onzekerheidsmarges kloppen hoe vaak er ook wordt gelezen (always-valid)."
                + " De prijs is dat ze ruimer zijn."),
        Phrase("term.dunnett", en: "Dunnett's method", nl: "Methode van Dunnett"),
        Phrase(
            "term.dunnett.text",
            en:
                "Corrects for several variants that are compared with the same group."
                + " It counts on those differences moving together, because they share that group.",
            nl:
                "Corrigeert voor meerdere varianten die met dezelfde groep worden vergeleken."
                + " Die verschillen bewegen samen, omdat ze die groep delen; daar houdt de methode"
                + " rekening mee."),
        Phrase("term.quantile", en: "Median, percentile", nl: "Mediaan, percentiel"),
        Phrase(
            "term.quantile.text",
            en:
                "The value that a share of the customers stay below: half of them for the median,"
                + " 90% for the 90th percentile.",
            nl:
                "De waarde waar een deel van de klanten onder blijft: de helft bij de mediaan, 90%"
                + " bij het 90e percentiel."),
        Phrase("term.nps", en: "NPS", nl: "NPS"),
        Phrase(
            "term.nps.text",
            en:
                "Net promoter score: the percentage who answer 9 or 10, less the percentage who"
                + " answer 0 to 6. It runs from −100 to 100.",
            nl:
                "Net promoter score: het percentage met een 9 of 10, min het percentage met een 0"
                + " tot en met 6. De score loopt van −100 tot 100."),
        Phrase("term.retention", en: "Staying (retention)", nl: "Blijven (retentie)"),
        Phrase(
            "term.retention.text",
            en: "The share of the customers who stayed. The others left.",
            nl: "Het deel van de klanten dat bleef. De anderen vertrokken."),
    ]
}
