// SPDX-License-Identifier: GPL-3.0-or-later

/// What a preview says of a file of customers: rows, steps, groups, other tests.
enum PreviewPhrases {
    static let all: [Phrase] = lines + steps + reasons + tests

    private static let lines: [Phrase] = [
        Phrase(
            "preview.title", en: "{plan} on {file}, drawn for {day}",
            nl: "{plan} op {file}, getrokken voor {day}"),
        Phrase("preview.rows", en: "Rows", nl: "Rijen"),
        Phrase(
            "preview.rows.sum",
            en: "{read} read = {unique} customers + {duplicates} repeats + {rejected} unusable",
            nl: "{read} gelezen = {unique} klanten + {duplicates} herhalingen"
                + " + {rejected} onbruikbaar"),
        Phrase("preview.steps", en: "Who takes part", nl: "Wie er meedoet"),
        Phrase("preview.steps.start", en: "customers in the file", nl: "klanten in het bestand"),
        Phrase("preview.steps.end", en: "in the test", nl: "in de test"),
        Phrase("preview.groups", en: "Groups", nl: "Groepen"),
        Phrase("preview.planned", en: "planned", nl: "gepland"),
        Phrase("preview.found", en: "found", nl: "gevonden"),
        Phrase("preview.customers", en: "customers", nl: "klanten"),
        Phrase("preview.units", en: "units", nl: "eenheden"),
        Phrase("preview.samples", en: "such as", nl: "zoals"),
        Phrase(
            "preview.fit", en: "The shares fit the plan (p = {p}).",
            nl: "De aandelen kloppen met het plan (p = {p})."),
        Phrase(
            "preview.misfit", en: "The shares do not fit the plan (p {p}): check file and salt.",
            nl: "De aandelen kloppen niet met het plan (p {p}): controleer bestand en salt."),
        Phrase(
            "preview.quota",
            en: "The sizes are set by quota per stratum: there is no chance to test.",
            nl: "Een quotum per stratum bepaalt de aantallen: er valt geen toeval te toetsen."),
        Phrase("preview.segment", en: "Segment {segment}", nl: "Segment {segment}"),
        Phrase("preview.segment.none", en: "(none)", nl: "(geen)"),
        Phrase("preview.segment.out", en: "not in the test", nl: "niet in de test"),
        Phrase(
            "preview.top", en: "Why most people fall out", nl: "Waarom de meeste mensen afvallen"),
        Phrase("preview.done", en: "Nothing was written.", nl: "Er is niets geschreven."),
    ]

    private static let steps: [Phrase] = [
        Phrase(
            "preview.step.forced", en: "given {variant} by hand", nl: "met de hand in {variant}"),
        Phrase(
            "preview.step.permission", en: "no permission for {permission}",
            nl: "geen toestemming voor {permission}"),
        Phrase("preview.step.audience", en: "not in the audience", nl: "niet in de doelgroep"),
        Phrase(
            "preview.step.holdout", en: "in the global control {holdout}",
            nl: "in de vaste controlegroep {holdout}"),
        Phrase(
            "preview.step.layer", en: "slots of layer {layer} that are not ours",
            nl: "vakken van laag {layer} die niet van deze test zijn"),
        Phrase("preview.step.gate", en: "not let in", nl: "niet toegelaten"),
    ]

    private static let reasons: [Phrase] = [
        Phrase(
            "preview.reason.no-permission", en: "no permission for {key}",
            nl: "geen toestemming voor {key}"),
        Phrase(
            "preview.reason.forced", en: "given {key} by hand", nl: "met de hand in {key}"),
        Phrase(
            "preview.reason.merged-id", en: "goes on under another id",
            nl: "gaat verder onder een ander nummer"),
        Phrase(
            "preview.reason.not-in-audience", en: "a rule of the audience does not hold",
            nl: "een regel van de doelgroep gaat niet op"),
        Phrase(
            "preview.reason.excluded-by-rule", en: "a rule leaves them out",
            nl: "een regel sluit hen uit"),
        Phrase(
            "preview.reason.unknown-value", en: "a value that a rule needs is empty",
            nl: "een waarde die een regel nodig heeft, is leeg"),
        Phrase("preview.reason.no-household", en: "no household", nl: "geen huishouden"),
        Phrase(
            "preview.reason.held-out", en: "in the global control",
            nl: "in de vaste controlegroep"),
        Phrase(
            "preview.reason.merged-held-out", en: "merged with one in the global control",
            nl: "samengevoegd met iemand in de vaste controlegroep"),
        Phrase(
            "preview.reason.other-layer", en: "slot of another test, or of none",
            nl: "vak van een andere test, of van geen"),
        Phrase("preview.reason.not-let-in", en: "not let in", nl: "niet toegelaten"),
    ]

    private static let tests: [Phrase] = [
        Phrase("preview.tests", en: "Tests on the same days", nl: "Tests op dezelfde dagen"),
        Phrase("preview.tests.none", en: "none in this folder", nl: "geen in deze map"),
        Phrase("preview.tests.in", en: "in it", nl: "erin"),
        Phrase("preview.tests.both", en: "in both", nl: "in beide"),
        Phrase("preview.tests.expected", en: "expected", nl: "verwacht"),
        Phrase(
            "preview.tests.advice",
            en: "Put tests that may touch each other in one layer: no customer is in two then.",
            nl: "Zet tests die elkaar kunnen raken in één laag: dan zit geen klant in twee."),
        Phrase(
            "preview.tests.left-out.households",
            en: "{test} draws households; it is counted here as if it drew its unit by row.",
            nl: "{test} loot huishoudens; hier is geteld alsof elke rij apart werd geloot."),
        Phrase(
            "preview.tests.left-out.overrides",
            en: "{test} has overrides; the customers in them are counted here as if drawn.",
            nl: "{test} deelt klanten met de hand in; die zijn hier geteld alsof ze zijn geloot."),
        Phrase(
            "preview.tests.columns",
            en: "{test} asks for columns that are not in the file ({columns}).",
            nl: "{test} vraagt om kolommen die niet in het bestand staan ({columns})."),
    ]
}
