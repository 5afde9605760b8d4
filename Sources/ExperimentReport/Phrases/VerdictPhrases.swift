// SPDX-License-Identifier: GPL-3.0-or-later

/// The verdict words and the sentence under each.
enum VerdictPhrases {
    static let all: [Phrase] = words + lines + invalid

    private static let words: [Phrase] = [
        Phrase("verdict.PASS", en: "PASS", nl: "DOORVOEREN"),
        Phrase("verdict.HARM", en: "HARM", nl: "SCHADELIJK"),
        Phrase("verdict.FAIL", en: "FAIL", nl: "NIET DOORVOEREN"),
        Phrase("verdict.INCONCLUSIVE", en: "INCONCLUSIVE", nl: "NOG GEEN UITSPRAAK"),
        Phrase("verdict.INVALID", en: "INVALID", nl: "NIET BETROUWBAAR"),
    ]

    private static let lines: [Phrase] = [
        Phrase(
            "verdict.line.pass",
            en: "{variant} does better than {references}, and every rule of the plan holds.",
            nl: "{variant} doet het beter dan {references}, en elke regel uit het plan klopt."),
        Phrase(
            "verdict.line.harm.control",
            en: "Contacting with {variant} cost results: {reference} did better on {metric}.",
            nl:
                "{variant} leverde minder op dan niet benaderen: {reference} deed het beter op {metric}."
        ),
        Phrase(
            "verdict.line.harm.control.decrease",
            en:
                "{variant} did worse than not contacting: {reference} did better on {metric}.",
            nl:
                "{variant} deed het slechter dan niet benaderen: {reference} deed het beter op"
                + " {metric}."),
        Phrase(
            "verdict.line.harm.base",
            en: "{variant} did worse than {reference} on {metric}.",
            nl: "{variant} deed het slechter dan {reference} op {metric}."),
        Phrase(
            "verdict.line.fail",
            en: "{variant} does not meet the plan: {clauses}.",
            nl: "{variant} voldoet niet aan het plan: {clauses}."),
        Phrase(
            "verdict.line.fail.but-beats",
            en: "{variant} does better than {references}, but {clauses}.",
            nl: "{variant} doet het beter dan {references}, maar {clauses}."),
        Phrase(
            "verdict.line.inconclusive",
            en: "For {variant} we cannot tell yet. It is not clear {clauses}.",
            nl: "Over {variant} is nog niets te zeggen. Niet duidelijk is {clauses}."),
        Phrase(
            "verdict.line.inconclusive.but-beats",
            en: "{variant} does better than {references}. It is not clear yet {clauses}.",
            nl: "{variant} doet het beter dan {references}. Nog niet duidelijk is {clauses}."),
        Phrase(
            "verdict.line.inconclusive.over",
            en: "For {variant} the test could not tell. It remains unclear {clauses}.",
            nl: "Over {variant} gaf de test geen uitsluitsel. Onduidelijk blijft {clauses}."),
        Phrase(
            "verdict.line.inconclusive.but-beats.over",
            en: "{variant} does better than {references}. It remains unclear {clauses}.",
            nl: "{variant} doet het beter dan {references}. Onduidelijk blijft {clauses}."),
        Phrase(
            "verdict.line.none",
            en: "The plan has no variant under test, so there is nothing to decide.",
            nl: "Het plan heeft geen testvariant. Er valt dus niets te beslissen."),
        Phrase(
            "verdict.interval",
            en:
                "{variant} vs {reference}: the data fit a real difference between {low} and {high}.",
            nl:
                "{variant} tegenover {reference}: de gegevens passen bij een echt verschil tussen"
                + " {low} en {high}."),
        Phrase(
            "verdict.interval.open",
            en:
                "{variant} vs {reference}: a difference between {low} and {high} remains possible.",
            nl:
                "{variant} tegenover {reference}: een verschil tussen {low} en {high} blijft"
                + " mogelijk."),
        Phrase(
            "verdict.interval.relative",
            en: "As a percentage of {reference}, that is {low} to {high}.",
            nl: "Als percentage van {reference} is dat {low} tot {high}."),
        Phrase(
            "verdict.decision-levels",
            en:
                "These are decision intervals at {levels}, because {count} variants were tested."
                + " The level differs per comparison.",
            nl:
                "Dit zijn onzekerheidsmarges voor het besluit op {levels}."
                + " Dat komt doordat er {count} varianten zijn getest."
                + " Het niveau verschilt per vergelijking."),
        Phrase(
            "verdict.decision-level",
            en:
                "These are decision intervals at {level}, wider because {count} variants were"
                + " tested.",
            nl:
                "Dit zijn onzekerheidsmarges voor het besluit op {level}."
                + " Ze zijn ruimer, omdat er {count} varianten zijn getest."),
    ]

    private static let invalid: [Phrase] = [
        Phrase(
            "verdict.line.invalid",
            en: "Do not use these results: a data check failed.",
            nl: "Gebruik deze uitkomsten niet: een controle van de gegevens is mislukt."),
        Phrase(
            "invalid.stamp",
            en: "Not reliable: a data check failed, so do not use these numbers.",
            nl: "Niet betrouwbaar: een controle is mislukt. Gebruik deze getallen niet."),
        Phrase("invalid.short", en: "not reliable", nl: "niet betrouwbaar"),
        Phrase(
            "status.complete", en: "Data complete up to {asOf}",
            nl: "Gegevens compleet tot en met {asOf}"),
        Phrase(
            "status.provisional", en: "Provisional: data up to {asOf}",
            nl: "Voorlopig: gegevens tot en met {asOf}"),
        Phrase(
            "status.unknown", en: "Day of the data not known",
            nl: "Dag van de gegevens onbekend"),
        Phrase(
            "terminal.healthy", en: "Every data check is in order.",
            nl: "Alle controles van de gegevens zijn in orde."),
        Phrase("terminal.verdict", en: "VERDICT", nl: "OORDEEL"),
        Phrase(
            "terminal.levels",
            en: "{variant} {level} vs {reference} {referenceLevel}",
            nl: "{variant} {level} tegenover {reference} {referenceLevel}"),
        Phrase(
            "terminal.effect",
            en: "{absolute} ({interval})[; {relative}]",
            nl: "{absolute} ({interval})[; {relative}]"),
        Phrase(
            "terminal.effect.adjusted",
            en:
                "adjusted difference {absolute} ({interval})[; {relative}][; as counted {unadjusted}]",
            nl:
                "gecorrigeerd verschil {absolute} ({interval})[; {relative}]"
                + "[; zoals geteld {unadjusted}]"),
        Phrase("terminal.warnings", en: "Note: {checks}.", nl: "Let op: {checks}."),
        Phrase(
            "summary.cut", plural: "count",
            en: (
                "{count} more line is in the full report.",
                "{count} more lines are in the full report."
            ),
            nl: (
                "Nog {count} regel staat in het volledige rapport.",
                "Nog {count} regels staan in het volledige rapport."
            )),
    ]
}
