// SPDX-License-Identifier: GPL-3.0-or-later

/// How the numbers were made, in words.
enum MethodPhrases {
    static let all: [Phrase] =
        headings + methods + ratios + guards + assumptions + reproduction + formats + inputs

    private static let headings: [Phrase] = [
        Phrase(
            "method.intro",
            en: "Customers were drawn by lot, so the groups differ only by chance and by contact.",
            nl: "Klanten zijn geloot. De groepen verschillen alleen door toeval en door contact."),
        Phrase("method.how", en: "How the numbers were made", nl: "Hoe de getallen zijn gemaakt"),
        Phrase(
            "method.p", en: "Method and p for every comparison", nl: "Methode en p per vergelijking"
        ),
        Phrase("method.p.caption", en: "Method and p", nl: "Methode en p"),
        Phrase("method.assumptions", en: "What must be true", nl: "Wat waar moet zijn"),
        Phrase("method.limits", en: "Limits of this test", nl: "Grenzen van deze test"),
        Phrase("method.reproduce", en: "Check it yourself", nl: "Zelf narekenen"),
        Phrase("method.glossary", en: "Words in this report", nl: "Woorden in dit rapport"),
    ]

    /// The ratio method, under both names that results carry.
    private static let ratios: [Phrase] = ["ratio-delta", "delta-ratio"].flatMap { id in
        [
            Phrase("method.\(id)", en: "Ratio of sums", nl: "Verhouding van sommen"),
            Phrase(
                "method.\(id).text",
                en:
                    "Compares sums divided by sums; customers, not orders, are the units."
                    + " The spread takes into account that both sums vary together (delta method).",
                nl:
                    "Vergelijkt sommen gedeeld door sommen; klanten, niet orders, zijn de eenheid."
                    + " De spreiding telt mee dat beide sommen samen bewegen (deltamethode)."),
        ]
    }

    private static let methods: [Phrase] = [
        Phrase(
            "method.score-skew", en: "Score, corrected for skewness",
            nl: "Score, gecorrigeerd voor scheefheid"),
        Phrase(
            "method.score-skew.text",
            en:
                "For each possible difference, it asks how unusual the counts would be."
                + " Differences that make them too unusual fall outside the interval."
                + " A correction for skewness keeps small groups honest"
                + " (Miettinen and Nurminen; Gart and Nam).",
            nl:
                "Bij elk mogelijk verschil kijkt de methode hoe ongewoon de aantallen zijn."
                + " Verschillen die ze te ongewoon maken, vallen buiten de onzekerheidsmarge."
                + " Een correctie voor scheefheid houdt kleine groepen eerlijk"
                + " (Miettinen en Nurminen; Gart en Nam)."),
        Phrase("method.welch", en: "Welch", nl: "Welch"),
        Phrase(
            "method.welch.text",
            en:
                "Compares two means with the spread of each group by itself."
                + " The interval of the percentage follows from both means at once (Fieller).",
            nl:
                "Vergelijkt twee gemiddelden, met voor elke groep de eigen spreiding."
                + " De onzekerheidsmarge van het percentage volgt uit beide gemiddelden samen (Fieller)."
        ),
        Phrase("method.permutation", en: "Permutation", nl: "Permutatie"),
        Phrase(
            "method.permutation.text",
            en:
                "Draws the groups again 9,999 times, as if the approach made no difference."
                + " It counts how often the difference is at least as large, in units of its spread.",
            nl:
                "Loot de groepen 9.999 keer opnieuw, alsof de aanpak niets uitmaakte."
                + " Geteld wordt hoe vaak het verschil, gedeeld door de spreiding, zo groot is."),
        Phrase("method.fisher-mid-p", en: "Fisher, mid-p", nl: "Fisher, mid-p"),
        Phrase(
            "method.fisher-mid-p.text",
            en: "Counts every way the few cases could have fallen over the groups by lot.",
            nl: "Telt alle manieren waarop de weinige gevallen door loting konden vallen."),
        Phrase("method.srm", en: "Group sizes", nl: "Groepsgrootte"),
        Phrase(
            "method.srm.text",
            en:
                "A chi-square test of the sizes found against those planned; below 0.001 is invalid.",
            nl: "Een chi-kwadraattoets van werkelijke en geplande grootte; onder 0,001 is ongeldig."
        ),
        Phrase(
            "method.skewed",
            en:
                "The values are too uneven for the usual method[ (measure {gamma:size})],"
                + " so the groups were drawn again by computer.",
            nl:
                "De waarden zijn te scheef voor de gewone methode[ (maat {gamma:size})],"
                + " dus zijn de groepen met de computer opnieuw geloot."),
        Phrase(
            "method.few-values", plural: "count",
            en: (
                "No customer differs from the usual value, so the groups were drawn again.",
                "Fewer than {count} customers differ from the usual value, so the groups were"
                    + " drawn again by computer."
            ),
            nl: (
                "Geen klant wijkt af van de gewone waarde; daarom is opnieuw geloot.",
                "Minder dan {count} klanten wijken af van de gewone waarde; daarom is met de"
                    + " computer opnieuw geloot."
            )),
    ]

    private static let guards: [Phrase] = [
        Phrase("guard.ok", en: "Suitable.", nl: "Geschikt."),
        Phrase(
            "guard.caution", en: "Read as approximate: few cases or uneven values.",
            nl: "Lees het als benadering: weinig gevallen of scheve waarden."),
        Phrase(
            "guard.unsafe", en: "Do not decide on it: the values are too uneven.",
            nl: "Beslis er niet op: de waarden zijn te scheef."),
        Phrase(
            "guard.unknown", en: "Do not decide on it: the method could not be checked.",
            nl: "Beslis er niet op: de methode is niet na te gaan."),
        Phrase(
            "guard.note.caution",
            en: "{comparison}: read as approximate, because the values are uneven or few.",
            nl: "{comparison}: lees het als benadering. De waarden zijn scheef of schaars."),
        Phrase(
            "guard.note.unsafe",
            en: "{comparison}: do not decide on it, because the values are too uneven.",
            nl: "{comparison}: beslis er niet op. De waarden zijn te scheef."),
        Phrase(
            "guard.note.unknown",
            en: "{comparison}: do not decide on it, because the method could not be checked.",
            nl: "{comparison}: beslis er niet op. De methode is niet na te gaan."),
    ]

    private static let assumptions: [Phrase] = [
        Phrase(
            "assumption.lot", en: "Chance alone decided who came into which group.",
            nl: "Alleen het lot bepaalde wie in welke groep kwam."),
        Phrase(
            "assumption.once",
            en: "Each customer counts once, and customers do not influence each other.",
            nl: "Elke klant telt één keer mee, en klanten beïnvloeden elkaar niet."),
        Phrase(
            "assumption.counted",
            en: "Everyone counts in the group they were drawn into, contacted or not.",
            nl: "Iedereen telt mee in de groep van de loting, wel of niet bereikt."),
        Phrase(
            "assumption.beforehand",
            en: "The rule and the main result were chosen before results were seen.",
            nl: "De regel en het hoofdresultaat zijn gekozen voordat er resultaten waren."),
        Phrase(
            "assumption.trials",
            en:
                "The counts are taken as independent trials."
                + " Where they count visits rather than customers, the intervals are too narrow.",
            nl:
                "De aantallen gelden als onafhankelijke waarnemingen. Zijn het bezoeken in plaats van"
                + " klanten, dan zijn de onzekerheidsmarges te smal."),
        Phrase(
            "limit.this-test", en: "It holds for these customers, in this period.",
            nl: "Het geldt voor deze klanten, in deze periode."),
        Phrase(
            "limit.window", en: "What happens after the period measured is not in these numbers.",
            nl: "Wat na de gemeten periode gebeurt, zit niet in deze getallen."),
        Phrase(
            "limit.rosy", en: "The first measured win is usually too rosy; measure again.",
            nl: "De eerste gemeten winst is meestal te rooskleurig; meet opnieuw."),
        Phrase(
            "limit.many",
            en: "Of 20 other results without any change, about one stands out by chance.",
            nl: "Van 20 andere resultaten zonder verandering springt er door toeval één uit."),
    ]

    private static let reproduction: [Phrase] = [
        Phrase("reproduce.version", en: "Tool", nl: "Programma"),
        Phrase("reproduce.plan", en: "Plan", nl: "Plan"),
        Phrase("reproduce.locked", en: "fixed beforehand", nl: "vooraf vastgelegd"),
        Phrase("reproduce.unlocked", en: "not fixed beforehand", nl: "niet vooraf vastgelegd"),
        Phrase(
            "reproduce.digest", en: "SHA-256 over blocks of 4 MiB: {digest}",
            nl: "SHA-256 over blokken van 4 MiB: {digest}"),
        Phrase("reproduce.draw", en: "Draw", nl: "Loting"),
        Phrase("reproduce.salt", en: "salt {salt}", nl: "salt {salt}"),
        Phrase(
            "reproduce.seed", en: "Seed of repeated draws", nl: "Startgetal van herhaalde loting"),
        Phrase(
            "reproduce.command", en: "This command makes the same report:",
            nl: "Dit commando maakt hetzelfde rapport:"),
    ]

    private static let formats: [Phrase] = [
        Phrase("format.comma", en: "comma", nl: "komma"),
        Phrase("format.semicolon", en: "semicolon", nl: "puntkomma"),
        Phrase("format.tab", en: "tab", nl: "tab"),
        Phrase("format.pipe", en: "vertical bar", nl: "verticale streep"),
        Phrase("format.point", en: "point", nl: "punt"),
        Phrase("format.utf-8", en: "UTF-8", nl: "UTF-8"),
        Phrase("format.windows-1252", en: "Windows-1252", nl: "Windows-1252"),
        Phrase("format.utf-16le", en: "UTF-16, little-endian", nl: "UTF-16, little-endian"),
        Phrase("format.utf-16be", en: "UTF-16, big-endian", nl: "UTF-16, big-endian"),
    ]

    private static let inputs: [Phrase] = [
        Phrase(
            "input.delimiter", en: "Column separator: {delimiter}.",
            nl: "Scheidingsteken van kolommen: {delimiter}."),
        Phrase("input.decimal", en: "Decimal mark: {decimal}.", nl: "Decimaalteken: {decimal}."),
        Phrase("input.encoding", en: "Encoding: {encoding}.", nl: "Codering: {encoding}."),
        Phrase(
            "input.bom", en: "A byte-order mark was skipped.",
            nl: "Een byte-order mark is overgeslagen."),
        Phrase(
            "input.no-id", en: "No customer ids; each row is a customer.",
            nl: "Geen klantnummers; elke rij is een klant."),
        Phrase(
            "input.recomputed", en: "Groups were recomputed from the draw.",
            nl: "Groepen zijn opnieuw berekend uit de loting."),
        Phrase(
            "input.rows-added",
            en: "Several rows per group and metric were added up: {rows} rows into {cells}.",
            nl: "Meerdere rijen per groep en meetwaarde zijn opgeteld: {rows} rijen tot {cells}."),
        Phrase(
            "input.blank-lines", plural: "count",
            en: ("{count} blank line was skipped.", "{count} blank lines were skipped."),
            nl: ("{count} lege regel is overgeslagen.", "{count} lege regels zijn overgeslagen.")),
    ]
}
