// SPDX-License-Identifier: GPL-3.0-or-later

/// Metrics that are no plain share, mean or ratio, and methods of their own.
enum KindPhrases {
    static let all: [Phrase] = quantiles + nps + retention + clusters + adjusted + segments

    private static let quantiles: [Phrase] = [
        Phrase("column.clusters", en: "Clusters", nl: "Clusters"),
        Phrase("column.quantile", en: "Quantile", nl: "Kwantiel"),
        Phrase("quantile.median", en: "Median", nl: "Mediaan"),
        Phrase("quantile.named", en: "{place} of {metric}", nl: "{place} van {metric}"),
        Phrase("quantile.percentile", en: "{ordinal} percentile", nl: "{ordinal} percentiel"),
        Phrase(
            "note.quantile.median",
            en: "Median: half of the customers lie below it, half above.",
            nl: "Mediaan: de helft van de klanten ligt eronder, de helft erboven."),
        Phrase(
            "note.quantile.percentile",
            en: "{ordinal} percentile: {share} of the customers lie below it.",
            nl: "{ordinal} percentiel: {share} van de klanten ligt eronder."),
        Phrase(
            "note.quantile.total",
            en: "It cannot be multiplied by customers to a total.",
            nl: "Keer het aantal klanten geeft het geen totaal."),
        Phrase("method.quantile", en: "Quantiles", nl: "Kwantielen"),
        Phrase(
            "method.quantile.text",
            en:
                "Compares the value that a fixed share of the customers stay below."
                + " The spread follows from how close together the values around it lie.",
            nl:
                "Vergelijkt de waarde waar een vast deel van de klanten onder blijft."
                + " De spreiding volgt uit hoe dicht de waarden daaromheen liggen."),
    ]

    private static let nps: [Phrase] = [
        Phrase("column.nps", en: "NPS", nl: "NPS"),
        Phrase("unit.nps.point", en: "NPS point", nl: "NPS-punt"),
        Phrase("unit.nps", en: "NPS points", nl: "NPS-punten"),
        Phrase(
            "column.difference.nps", en: "Difference (NPS points)", nl: "Verschil (NPS-punten)"),
        Phrase("axis.nps", en: "Difference in NPS points", nl: "Verschil in NPS-punten"),
        Phrase(
            "note.nps",
            en: "NPS: the percentage who answer 9 or 10, less the percentage who answer 0 to 6.",
            nl: "NPS: het percentage met een 9 of 10, min het percentage met een 0 tot en met 6."),
        Phrase(
            "reason.control-not-positive.nps",
            en: "NPS can be zero or negative, so a difference in % would have no meaning.",
            nl: "NPS kan nul of negatief zijn. Een verschil in % zegt dan niets."),
    ]

    private static let retention: [Phrase] = [
        Phrase("column.retention", en: "Stayed", nl: "Percentage gebleven"),
        Phrase("column.stayed", en: "Number that stayed", nl: "Aantal gebleven"),
        Phrase(
            "note.retention",
            en: "Differences in % are of the customers who stayed.",
            nl: "Verschillen in % zijn van de klanten die bleven."),
        Phrase(
            "note.retention.mirror",
            en:
                "Staying {stay} is leaving {leave}."
                + " In % the two are not equal, because more customers stay than leave.",
            nl:
                "Blijven {stay} is vertrekken {leave}."
                + " In % zijn die twee niet gelijk, want er blijven er meer dan er vertrekken."),
        Phrase(
            "note.retention.mirror.plain",
            en: "Staying {stay} is leaving {leave}. In % the two are not equal.",
            nl: "Blijven {stay} is vertrekken {leave}. In % zijn die twee niet gelijk."),
        Phrase(
            "effect.retention.more",
            en: "So {size} fewer left.[ The {relative} is of those who stay.]",
            nl: "Er vertrokken dus {size} minder.[ Die {relative} is van wie blijft.]"),
        Phrase(
            "effect.retention.less",
            en: "So {size} more left.[ The {relative} is of those who stay.]",
            nl: "Er vertrokken dus {size} meer.[ Die {relative} is van wie blijft.]"),
        Phrase(
            "worth.retained",
            en:
                "{variant} vs {reference}: about {count} more customers kept ({low} to {high}) in"
                + " this group.",
            nl:
                "{variant} tegenover {reference}: ongeveer {count} klanten meer behouden"
                + " ({low} tot {high}) in deze groep."),
        Phrase(
            "worth.retained.lost",
            en:
                "{variant} vs {reference}: about {count} fewer customers kept ({low} to {high}) in"
                + " this group.",
            nl:
                "{variant} tegenover {reference}: ongeveer {count} klanten minder behouden"
                + " ({low} tot {high}) in deze groep."),
        Phrase(
            "value.retained", en: "Retained customers on top", nl: "Extra behouden klanten"),
        Phrase(
            "value.cost-per-retained", en: "Cost per customer retained on top",
            nl: "Kosten per extra behouden klant"),
    ]

    private static let clusters: [Phrase] = [
        Phrase("method.cluster", en: "By cluster", nl: "Per cluster"),
        Phrase(
            "method.cluster.text",
            en:
                "Customers of one household, village or store resemble each other."
                + " Counted one by one, they would make the result look too certain."
                + " So the cluster is the unit of chance.",
            nl:
                "Klanten uit één huishouden, dorp of winkel lijken op elkaar."
                + " Los geteld zouden ze de uitkomst te zeker laten lijken."
                + " Daarom is het cluster de eenheid van toeval."),
        Phrase(
            "method.few-clusters", plural: "count",
            en: (
                "The smaller group has {count} cluster, which is few to judge chance by.",
                "The smaller group has {count} clusters, which are few to judge chance by."
            ),
            nl: (
                "De kleinste groep heeft {count} cluster. Dat is weinig om toeval op te schatten.",
                "De kleinste groep heeft {count} clusters. Dat is weinig om toeval op te schatten."
            )),
        Phrase(
            "method.skewed-clusters",
            en: "A few clusters weigh heavily[ (measure {gamma:size})].",
            nl: "Enkele clusters wegen zwaar[ (maat {gamma:size})]."),
        Phrase(
            "assumption.clusters",
            en: "Clusters do not influence each other; within a cluster customers may be alike.",
            nl:
                "Clusters beïnvloeden elkaar niet; binnen een cluster mogen klanten op elkaar lijken."
        ),
    ]

    private static let adjusted: [Phrase] =
        [
            ("cuped", "Adjusted mean", "Gecorrigeerd gemiddelde"),
            ("cuped-ratio", "Adjusted ratio of sums", "Gecorrigeerde verhouding van sommen"),
        ].flatMap { id, english, dutch in
            [
                Phrase("method.\(id)", en: english, nl: dutch),
                Phrase(
                    "method.\(id).text",
                    en:
                        "Takes out the differences that were foreseeable from what was known"
                        + " beforehand. The lot spread those evenly, so the estimate stays fair"
                        + " while there is less noise (CUPED).",
                    nl:
                        "Haalt de verschillen eruit die vooraf al te verwachten waren."
                        + " De loting verdeelde die eerlijk; de schatting blijft dus eerlijk, met"
                        + " minder ruis (CUPED)."),
            ]
        } + [
            Phrase(
                "method.permutation.adjusted",
                en: "Where a metric was adjusted, the adjusted values were drawn again.",
                nl: "Waar een meetwaarde is gecorrigeerd, is met die waarden opnieuw geloot."),
            Phrase(
                "method.adjusted",
                en:
                    "adjusted for {covariates}, with {reduction} less noise;"
                    + " the plain difference is {unadjusted}.",
                nl:
                    "gecorrigeerd voor {covariates}, met {reduction} minder ruis;"
                    + " het gewone verschil is {unadjusted}."),
            Phrase(
                "method.adjusted.no-gain",
                en:
                    "adjusted for {covariates}, which did not help: there is no less noise;"
                    + " the plain difference is {unadjusted}.",
                nl:
                    "gecorrigeerd voor {covariates}, wat niet hielp: er is niet minder ruis;"
                    + " het gewone verschil is {unadjusted}."),
            Phrase("note.named", en: "{comparison}: {note}", nl: "{comparison}: {note}"),
            Phrase(
                "note.adjusted.levels",
                en:
                    "The levels in this table are not adjusted."
                    + " They differ by the plain difference, not by the adjusted one above.",
                nl:
                    "De niveaus in deze tabel zijn niet gecorrigeerd."
                    + " Ze schelen het gewone verschil, niet het gecorrigeerde hierboven."),
            Phrase(
                "segments.adjusted-levels",
                en: "Differences here are adjusted; the levels beside them are not.",
                nl: "De verschillen zijn gecorrigeerd; de niveaus ernaast zijn dat niet."),
            Phrase(
                "effect.adjusted.levels",
                en: "{metric}: {level} with {variant}, {referenceLevel} with {reference}.",
                nl: "{metric}: {level} bij {variant}, {referenceLevel} bij {reference}."),
            Phrase(
                "effect.adjusted",
                en:
                    "Adjusted for what was known beforehand[ ({covariates})] the difference is"
                    + " {difference}[, or {relative}][; as counted it is {unadjusted}].",
                nl:
                    "Gecorrigeerd voor wat vooraf bekend was[ ({covariates})] is het verschil"
                    + " {difference}[, ofwel {relative}][; zoals geteld is het {unadjusted}]."),
            Phrase(
                "effect.adjusted.not-shown",
                en: "We could not show a difference; {low} to {high} remains possible.",
                nl: "Een verschil is niet aangetoond; {low} tot {high} blijft mogelijk."),
            Phrase(
                "effect.adjusted.decrease",
                en: "Fewer is better here.", nl: "Minder is hier beter."),
            Phrase(
                "method.covariate-unused",
                en: "Not adjusted for {covariates}: empty, or the same for everyone here.",
                nl: "Niet gecorrigeerd voor {covariates}: leeg, of hier voor iedereen gelijk."),
            Phrase(
                "assumption.covariates",
                en: "What the results were adjusted for was known before the test began.",
                nl: "Waarvoor is gecorrigeerd, was al bekend voor de test begon."),
        ]

    private static let segments: [Phrase] = [
        Phrase(
            "segments.approximate.clusters",
            en:
                "Intervals here are approximate, because a segment has few or uneven clusters."
                + "[ The row for everyone used another method: {method}.]",
            nl:
                "De onzekerheidsmarges zijn hier een benadering, want een segment heeft weinig of"
                + " scheve clusters.[ De rij voor iedereen gebruikte een andere methode: {method}.]"
        ),
        Phrase(
            "segments.differs",
            en:
                "The effect differs between the levels of {segment} (p {p})."
                + " Treat them differently only after a new test.",
            nl:
                "Het effect verschilt tussen de niveaus van {segment} (p {p})."
                + " Behandel ze pas anders na een nieuwe test."),
        Phrase(
            "segments.alike",
            en:
                "No sign that the effect differs between the levels of {segment} (p {p})."
                + " Differences in this table can be chance.",
            nl:
                "Niets wijst erop dat het effect verschilt tussen de niveaus van {segment} (p {p})."
                + " Verschillen in deze tabel kunnen toeval zijn."),
    ]
}
