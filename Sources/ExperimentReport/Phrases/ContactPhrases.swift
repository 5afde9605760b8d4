// SPDX-License-Identifier: GPL-3.0-or-later

/// Who was in fact contacted, and what that did.
enum ContactPhrases {
    static let all: [Phrase] = [
        Phrase("section.contact", en: "Who was reached", nl: "Wie is bereikt"),
        Phrase(
            "contact.intro",
            en:
                "Everyone counts in the group they were drawn into, reached or not."
                + " That is the main result, and it decides. What stands here only explains it.",
            nl:
                "Iedereen telt mee in de groep van de loting, wel of niet bereikt."
                + " Dat is het hoofdresultaat, en dat beslist. Wat hier staat, geeft alleen uitleg."
        ),
        Phrase(
            "contact.caption", en: "Customers contacted in each group",
            nl: "Benaderde klanten in elke groep"),
        Phrase("column.known", en: "Customers known", nl: "Klanten bekend"),
        Phrase("column.contacted", en: "Contacted", nl: "Benaderd"),
        Phrase(
            "contact.effect.caption", en: "{metric}: difference per customer reached",
            nl: "{metric}: verschil per bereikte klant"),
        Phrase(
            "column.per-reached", en: "Per customer reached", nl: "Per bereikte klant"),
        Phrase(
            "column.per-reached.points", en: "Per customer reached",
            nl: "Per bereikte klant (procentpunt)"),
        Phrase(
            "column.per-reached.nps", en: "Per customer reached (NPS points)",
            nl: "Per bereikte klant (NPS-punten)"),
        Phrase(
            "column.per-drawn", en: "Main result, everyone as drawn",
            nl: "Hoofdresultaat, iedereen zoals geloot"),
        Phrase(
            "contact.assumption",
            en:
                "The difference per customer reached is only right if the draw did nothing for"
                + " those not reached. The data cannot show that.",
            nl:
                "Het verschil per bereikte klant klopt alleen als de loting niets deed bij wie"
                + " niet is bereikt. De gegevens kunnen dat niet laten zien."),
        Phrase(
            "contact.why",
            en: "Not everyone was reached, so it is larger than the main result.",
            nl: "Niet iedereen is bereikt. Daarom is het groter dan het hoofdresultaat."),
    ]
}
