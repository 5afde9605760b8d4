// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a customer is in a group, for the person who has to answer that question.
enum ExplainPhrases {
    static let all: [Phrase] = outcomes + eligibility + draws + method

    private static let outcomes: [Phrase] = [
        Phrase("explain.title", en: "Customer {id} in {plan}", nl: "Klant {id} in {plan}"),
        Phrase(
            "explain.assigned.contact",
            en: "This customer is in {variant} ({role}) and is contacted[ by {channel}].",
            nl: "Deze klant zit in {variant} ({role}) en wordt benaderd[ via {channel}]."),
        Phrase(
            "explain.assigned.quiet",
            en: "This customer is in {variant} ({role}) and is not contacted in this test.",
            nl: "Deze klant zit in {variant} ({role}) en wordt in deze test niet benaderd."),
        Phrase(
            "explain.absent",
            en: "{file} does not hold this id, so nobody is drawn. Is it written exactly so there?",
            nl:
                "{file} bevat dit nummer niet, dus er wordt niemand geloot. Staat het daar precies zo?"
        ),
        Phrase(
            "explain.would-be.absent",
            en: "If the id were in the file, and in the audience:",
            nl: "Als het nummer in het bestand en in de doelgroep zat:"),
        Phrase(
            "explain.would-be",
            en: "If this customer belongs to the audience:",
            nl: "Als deze klant tot de doelgroep hoort:"),
        Phrase(
            "explain.forced",
            en:
                "This customer gets {variant} because somebody chose so by hand, and stays out of the analysis. Without the permissions that the plan asks, nothing is sent.",
            nl:
                "Deze klant krijgt {variant} omdat iemand dat met de hand koos, en telt niet mee in de analyse. Zonder de toestemmingen die het plan vraagt, wordt er niets gestuurd."
        ),
        Phrase(
            "explain.held-out",
            en:
                "This customer is in the global control {key} and gets no campaign at all until {until}.",
            nl:
                "Deze klant zit in de vaste controlegroep {key} en krijgt tot en met {until} geen enkele campagne."
        ),
        Phrase(
            "explain.held-out.open",
            en: "This customer is in the global control {key} and gets no campaign at all.",
            nl: "Deze klant zit in de vaste controlegroep {key} en krijgt geen enkele campagne."),
        Phrase(
            "explain.other-layer",
            en:
                "This customer belongs to another test in layer {key}, or to none: tests there share no customer.",
            nl:
                "Deze klant hoort bij een andere test in laag {key}, of bij geen: tests daar delen geen klant."
        ),
        Phrase(
            "explain.not-let-in",
            en: "This customer is not let in yet: the test takes {share} of the audience.",
            nl: "Deze klant doet nog niet mee: de test neemt {share} van de doelgroep."),
        Phrase(
            "explain.no-permission",
            en: "This customer gave no permission for {key}, so is not in the test.",
            nl: "Deze klant gaf geen toestemming voor {key} en doet dus niet mee."),
        Phrase(
            "explain.not-in-audience",
            en: "This customer does not belong to the audience[: {detail}].",
            nl: "Deze klant hoort niet tot de doelgroep[: {detail}]."),
        Phrase(
            "explain.excluded-by-rule",
            en: "This customer is left out by a rule of the plan[: {detail}].",
            nl: "Deze klant valt af door een regel van het plan[: {detail}]."),
        Phrase(
            "explain.unknown-value",
            en: "A value that the audience needs is empty for this customer[: {detail}].",
            nl: "Een waarde die de doelgroep nodig heeft is leeg voor deze klant[: {detail}]."),
        Phrase(
            "explain.no-household",
            en: "This customer belongs to no household, and the test draws households.",
            nl: "Deze klant hoort bij geen huishouden, en de test verloot huishoudens."),
        Phrase(
            "explain.unusable",
            en: "This row cannot be used ({detail}), so the customer gets no group.",
            nl: "Deze rij is niet te gebruiken ({detail}); de klant krijgt geen groep."),
    ]

    private static let eligibility: [Phrase] = [
        Phrase(
            "explain.eligible.file", en: "Audience: yes (row {row} of the customer file).",
            nl: "Doelgroep: ja (rij {row} van het klantbestand)."),
        Phrase(
            "explain.eligible.everyone", en: "Audience: everyone.", nl: "Doelgroep: iedereen."),
        Phrase(
            "explain.eligible.unknown",
            en: "Audience: not looked up; give the customer file with --customers.",
            nl: "Doelgroep: niet opgezocht; geef het klantbestand met --customers."),
        Phrase(
            "explain.doubt.outer-space",
            en: "The id has a space before or after it; another id than without.",
            nl:
                "Het nummer heeft een spatie ervoor of erachter; dat is een ander nummer dan zonder."
        ),
        Phrase(
            "explain.doubt.scientific",
            en: "The id looks like a number that a spreadsheet shortened.",
            nl: "Het nummer lijkt op een getal dat een rekenblad heeft ingekort."),
    ]

    private static let draws: [Phrase] = [
        Phrase(
            "explain.holdout.in",
            en: "Global control {key}: yes. Point {point} of 1,000,000 lies in {range}.",
            nl: "Vaste controlegroep {key}: ja. Punt {point} van 1.000.000 ligt in {range}."),
        Phrase(
            "explain.holdout.out",
            en: "Global control {key}: no. Point {point} of 1,000,000 lies outside {ranges}.",
            nl: "Vaste controlegroep {key}: nee. Punt {point} van 1.000.000 ligt buiten {ranges}."),
        Phrase(
            "explain.layer.in",
            en: "Layer {key}: slot {slot} of 10,000 belongs to this test ({range}).",
            nl: "Laag {key}: vak {slot} van 10.000 hoort bij deze test ({range})."),
        Phrase(
            "explain.layer.out",
            en: "Layer {key}: slot {slot} of 10,000 does not belong to this test ({ranges}).",
            nl: "Laag {key}: vak {slot} van 10.000 hoort niet bij deze test ({ranges})."),
        Phrase(
            "explain.gate.in",
            en: "Taking part: yes. Point {point} of 1,000,000 lies in {range}.",
            nl: "Meedoen: ja. Punt {point} van 1.000.000 ligt in {range}."),
        Phrase(
            "explain.gate.out",
            en: "Taking part: no. Point {point} of 1,000,000 lies outside {ranges}.",
            nl: "Meedoen: nee. Punt {point} van 1.000.000 ligt buiten {ranges}."),
        Phrase(
            "explain.split.in",
            en: "Group: point {point} of 1,000,000 → {variant} ({range}).",
            nl: "Groep: punt {point} van 1.000.000 → {variant} ({range})."),
        Phrase(
            "explain.system.gate",
            en: "Taking part, as {system} draws it: bucket {bucket}, {comparison}.",
            nl: "Meedoen, zoals {system} loot: vak {bucket}, {comparison}."),
        Phrase(
            "explain.system.split",
            en: "Group, as {system} draws it: bucket {bucket}, {comparison}.",
            nl: "Groep, zoals {system} loot: vak {bucket}, {comparison}."),
    ]

    private static let method: [Phrase] = [
        Phrase("explain.why", en: "Why", nl: "Waarom"),
        Phrase("explain.again", en: "To work it out again", nl: "Om na te rekenen"),
        Phrase(
            "explain.formula",
            en:
                "A point is the first 13 hexadecimal digits of SHA-256 over the text, modulo 1,000,000.",
            nl:
                "Een punt is: de eerste 13 hexadecimale cijfers van SHA-256 over de tekst, modulo 1.000.000."
        ),
        Phrase(
            "explain.digits", en: "{what}: \"{text}\" → {digits} → {point}",
            nl: "{what}: \"{text}\" → {digits} → {point}"),
        Phrase("explain.kind.holdout", en: "global control", nl: "vaste controlegroep"),
        Phrase("explain.kind.layer", en: "layer", nl: "laag"),
        Phrase("explain.kind.gate", en: "taking part", nl: "meedoen"),
        Phrase("explain.kind.split", en: "group", nl: "groep"),
        Phrase(
            "explain.pseudonym", en: "Drawn by the pseudonym {pseudonym}.",
            nl: "Geloot met het pseudoniem {pseudonym}."),
        Phrase(
            "explain.household", en: "Drawn by the household {id}.",
            nl: "Geloot met het huishouden {id}."),
        Phrase(
            "explain.single", en: "Drawn alone, without a household, as {id}.",
            nl: "Alleen geloot, zonder huishouden, als {id}."),
        Phrase(
            "explain.merged", en: "Drawn by the id it was merged into: {id}.",
            nl: "Geloot met het nummer waarin het is opgegaan: {id}."),
        Phrase(
            "explain.version",
            en: "Holds for {day}[, phase {phase} of the locked plan].",
            nl: "Geldt voor {day}[, fase {phase} van het vastgelegde plan]."),
        Phrase("explain.role.control", en: "control group", nl: "controlegroep"),
        Phrase("explain.role.base", en: "base group", nl: "basisgroep"),
        Phrase("explain.role.test", en: "test group", nl: "testgroep"),
    ]
}
