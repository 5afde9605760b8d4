// SPDX-License-Identifier: GPL-3.0-or-later

/// What the data checks say.
enum HealthPhrases {
    static let all: [Phrase] = names + groups + ids + values + rows + skew + time

    private static let names: [Phrase] = [
        Phrase("check.srm", en: "Group sizes", nl: "Groepsgrootte"),
        Phrase("check.duplicate-ids", en: "Duplicate customers", nl: "Dubbele klanten"),
        Phrase("check.unknown-arms", en: "Unknown groups", nl: "Onbekende groepen"),
        Phrase("check.missing-values", en: "Missing values", nl: "Ontbrekende waarden"),
        Phrase("check.rejected-rows", en: "Rejected rows", nl: "Afgekeurde rijen"),
        Phrase("check.skew", en: "Very uneven amounts", nl: "Zeer scheve bedragen"),
        Phrase("check.sparse", en: "Few results", nl: "Weinig resultaten"),
        Phrase("check.empty-arm", en: "Empty groups", nl: "Lege groepen"),
        Phrase("check.no-control", en: "Control group", nl: "Controlegroep"),
        Phrase(
            "check.data-complete", en: "Completeness of the data",
            nl: "Volledigheid van de gegevens"),
        Phrase("check.plan-lock", en: "Plan", nl: "Plan"),
        Phrase("check.data-age", en: "Age of the data", nl: "Leeftijd van de gegevens"),
        Phrase("status.info", en: "Note", nl: "Ter info"),
        Phrase("check.outlier", en: "Very large values", nl: "Zeer grote waarden"),
        Phrase("status.ok", en: "OK", nl: "In orde"),
        Phrase("status.warning", en: "Warning", nl: "Let op"),
        Phrase("status.invalid", en: "Not reliable", nl: "Niet betrouwbaar"),
    ]

    private static let groups: [Phrase] = [
        Phrase(
            "health.srm.ok",
            en: "The group sizes fit the plan (p {p}).",
            nl: "De groepsgroottes passen bij het plan (p {p})."),
        Phrase(
            "health.srm.mismatch",
            en:
                "The groups are not as large as planned (p {p})."
                + "[ {arm} should hold {planned} of the customers but holds {found}.]"
                + " Something went wrong in the draw or in the data.",
            nl:
                "De groepen zijn niet zo groot als gepland (p {p})."
                + "[ {arm} hoort {planned} van de klanten te hebben, maar heeft {found}.]"
                + " Er ging iets mis bij de loting of in de gegevens."),
        Phrase(
            "health.srm.not-applicable",
            en: "The groups were recomputed from the draw itself, so they cannot differ from plan.",
            nl: "De groepen zijn opnieuw berekend uit de loting en kunnen dus niet afwijken."),
        Phrase(
            "health.srm.too-few",
            en: "There are too few customers to check the group sizes.",
            nl: "Er zijn te weinig klanten om de groepsgrootte te toetsen."),
        Phrase(
            "health.unknown-arms.ok",
            en: "Every row belongs to a group of the plan.",
            nl: "Elke rij hoort bij een groep uit het plan."),
        Phrase(
            "health.unknown-arms.found", plural: "rows",
            en: (
                "{rows} row names a group that the plan does not know[: {examples}].",
                "{rows} rows name a group that the plan does not know[: {examples}]."
            ),
            nl: (
                "{rows} rij noemt een groep die het plan niet kent[: {examples}].",
                "{rows} rijen noemen een groep die het plan niet kent[: {examples}]."
            )),
        Phrase(
            "health.empty-arm.ok",
            en: "Every group of the plan has customers.",
            nl: "Elke groep uit het plan heeft klanten."),
        Phrase(
            "health.empty-arm.found",
            en: "No customers were found in {arms}, so nothing can be compared.",
            nl: "Er zijn geen klanten gevonden in {arms}. Vergelijken kan dus niet."),
        Phrase(
            "health.no-control.ok",
            en: "There is a control group to compare with.",
            nl: "Er is een controlegroep om mee te vergelijken."),
        Phrase(
            "health.no-control.found",
            en: "There is no control group. What contacting itself does cannot be told.",
            nl: "Er is geen controlegroep. Wat benaderen zelf doet is niet te zeggen."),
    ]

    private static let ids: [Phrase] = [
        Phrase(
            "health.duplicate-ids.ok",
            en: "Every customer appears once.",
            nl: "Elke klant komt één keer voor."),
        Phrase(
            "health.duplicate-ids.found", plural: "ids",
            en: (
                "{ids} customer appears more than once; {rows} extra"
                    + " {rows?row was|rows were} left out[ ({share} of the customers)].",
                "{ids} customers appear more than once; {rows} extra"
                    + " {rows?row was|rows were} left out[ ({share} of the customers)]."
            ),
            nl: (
                "{ids} klant komt vaker dan één keer voor; {rows} extra"
                    + " {rows?rij telt|rijen tellen} niet mee[ ({share} van de klanten)].",
                "{ids} klanten komen vaker dan één keer voor; {rows} extra"
                    + " {rows?rij telt|rijen tellen} niet mee[ ({share} van de klanten)]."
            )),
        Phrase(
            "health.duplicate-ids.crossover", plural: "ids",
            en: (
                "{ids} customer is in two groups at once[ ({share} of the customers)].",
                "{ids} customers are in two groups at once[ ({share} of the customers)]."
            ),
            nl: (
                "{ids} klant zit in twee groepen tegelijk[ ({share} van de klanten)].",
                "{ids} klanten zitten in twee groepen tegelijk[ ({share} van de klanten)]."
            )),
        Phrase(
            "health.duplicate-ids.not-checked",
            en: "The data hold no customer ids, so duplicate customers could not be looked for.",
            nl: "De gegevens hebben geen klantnummers. Dubbele klanten zijn niet te vinden."),
    ]

    private static let values: [Phrase] = [
        Phrase(
            "health.missing-values.ok",
            en: "No values are missing.",
            nl: "Er ontbreken geen waarden."),
        Phrase(
            "health.missing-values.found", plural: "count",
            en: (
                "{metric} is missing for {count} customer[ ({share})].",
                "{metric} is missing for {count} customers[ ({share})]."
            ),
            nl: (
                "{metric} ontbreekt bij {count} klant[ ({share})].",
                "{metric} ontbreekt bij {count} klanten[ ({share})]."
            )),
        Phrase(
            "health.missing-values.all",
            en: "Nobody has a value for {metric} in: {arms}. Without it there is no result.",
            nl: "Niemand heeft een waarde voor {metric} in: {arms}. Zonder is er geen uitslag."),
        Phrase(
            "health.missing-values.differs",
            en:
                "{metric} is missing unequally: {share} in {arm}, {otherShare} in {otherArm}"
                + " (p {p}). That can colour the comparison.",
            nl:
                "{metric} ontbreekt ongelijk: {share} bij {arm}, {otherShare} bij {otherArm}"
                + " (p {p}). Dat kan de vergelijking kleuren."),
        Phrase(
            "health.outlier.ok",
            en: "No single customer decides the result.",
            nl: "Geen enkele klant bepaalt in zijn eentje de uitkomst."),
        Phrase(
            "health.outlier.found",
            en: "One customer makes up {share} of {metric} in {arm}.",
            nl: "Eén klant zorgt voor {share} van {metric} bij {arm}."),
    ]

    private static let rows: [Phrase] = [
        Phrase(
            "health.rejected-rows.ok",
            en: "Every row could be used.",
            nl: "Elke rij was bruikbaar."),
        Phrase(
            "health.rejected-rows.some", plural: "rows",
            en: (
                "{rows} row could not be used ({share})[, within the limit of {limit}].",
                "{rows} rows could not be used ({share})[, within the limit of {limit}]."
            ),
            nl: (
                "{rows} rij was niet bruikbaar ({share})[, binnen de grens van {limit}].",
                "{rows} rijen waren niet bruikbaar ({share})[, binnen de grens van {limit}]."
            )),
        Phrase(
            "health.rejected-rows.too-many", plural: "rows",
            en: (
                "{rows} row could not be used ({share})[, above the limit of {limit}].",
                "{rows} rows could not be used ({share})[, above the limit of {limit}]."
            ),
            nl: (
                "{rows} rij was niet bruikbaar ({share})[, boven de grens van {limit}].",
                "{rows} rijen waren niet bruikbaar ({share})[, boven de grens van {limit}]."
            )),
        Phrase(
            "health.rejected-rows.reasons",
            en:
                "Most frequent reasons: {reasons}. Every rejected row is listed in {file}.",
            nl:
                "Meest voorkomende redenen: {reasons}. Elke afgekeurde rij staat in {file}."
        ),
        Phrase(
            "health.rejected-rows.differs",
            en:
                "The share of unusable rows differs between the groups (p {p})."
                + " The groups can then no longer be compared.",
            nl:
                "Het deel onbruikbare rijen verschilt tussen de groepen (p {p})."
                + " De groepen zijn dan niet meer te vergelijken."),
    ]

    private static let skew: [Phrase] = [
        Phrase(
            "health.skew.ok",
            en: "No few large amounts decide the result.",
            nl: "Er zijn geen grote bedragen die de uitkomst bepalen."),
        Phrase(
            "health.skew.replaced",
            en:
                "A few large values weigh heavily in {metrics}."
                + " A method that can bear that was used.",
            nl:
                "Enkele grote waarden wegen zwaar in {metrics}."
                + " Er is een methode gebruikt die daartegen kan."),
        Phrase(
            "health.skew.caution",
            en: "A few large values weigh in {metrics}. Read those intervals as approximate.",
            nl:
                "Enkele grote waarden wegen mee in {metrics}. Lees die onzekerheidsmarges als benadering."
        ),
        Phrase(
            "health.skew.unsafe",
            en: "A few large values weigh heavily in {metrics}. Do not decide on it.",
            nl: "Enkele grote waarden wegen zwaar in {metrics}. Beslis er niet op."),
        Phrase(
            "health.skew.binned",
            en:
                "{metrics} has over a million different amounts; chance was judged on rounded ones.",
            nl:
                "{metrics} heeft meer dan een miljoen verschillende bedragen; het toeval is"
                + " beoordeeld op afgeronde."),
        Phrase(
            "health.sparse.found",
            en:
                "In a group fewer than ten customers did, or fewer than ten did not: {metrics}."
                + " A second test had to agree.",
            nl:
                "In een groep deden minder dan tien klanten het wel, of minder dan tien het niet:"
                + " {metrics}. Een tweede toets moest het ermee eens zijn."),
        Phrase(
            "health.skew.unknown",
            en:
                "Whether a few large values weigh heavily in {metrics} could not be checked."
                + " Do not decide on it.",
            nl:
                "Of enkele grote waarden zwaar wegen in {metrics} is niet na te gaan."
                + " Beslis er niet op."),
    ]

    private static let time: [Phrase] = [
        Phrase(
            "health.data-complete.ok",
            en: "The data are complete up to {asOf}.",
            nl: "De gegevens zijn compleet tot en met {asOf}."),
        Phrase(
            "health.data-complete.not-yet",
            en: "The data run to {asOf}; the test ends on {end}. The result is provisional.",
            nl: "De gegevens lopen tot {asOf}; de test eindigt op {end}. Dit is voorlopig."),
        Phrase(
            "health.data-complete.unknown",
            en: "It is not known up to which day the data are complete.",
            nl: "Het is niet bekend tot welke dag de gegevens compleet zijn."),
        Phrase(
            "health.data-age.ok", plural: "days",
            en: (
                "The data are {days} day old[, within the limit of {limit}].",
                "The data are {days} days old[, within the limit of {limit}]."
            ),
            nl: (
                "De gegevens zijn {days} dag oud[, binnen de grens van {limit}].",
                "De gegevens zijn {days} dagen oud[, binnen de grens van {limit}]."
            )),
        Phrase(
            "health.data-age.stale", plural: "days",
            en: (
                "The data are {days} day old[, above the limit of {limit}].",
                "The data are {days} days old[, above the limit of {limit}]."
            ),
            nl: (
                "De gegevens zijn {days} dag oud[, boven de grens van {limit}].",
                "De gegevens zijn {days} dagen oud[, boven de grens van {limit}]."
            )),
        Phrase(
            "health.data-age.future",
            en:
                "The data are dated {asOf}, which is after today."
                + " The clock or the data are wrong.",
            nl:
                "De gegevens zijn van {asOf}, een dag die nog moet komen."
                + " De klok of de gegevens kloppen niet."),
        Phrase(
            "health.data-age.unknown", plural: "limit",
            en: (
                "The data may be at most {limit} day old, but their age is not known."
                    + " State data.as_of in the plan: the day they are complete up to.",
                "The data may be at most {limit} days old, but their age is not known."
                    + " State data.as_of in the plan: the day they are complete up to."
            ),
            nl: (
                "De gegevens mogen hooguit {limit} dag oud zijn; hun leeftijd is onbekend."
                    + " Zet data.as_of in het plan: de dag tot waar ze compleet zijn.",
                "De gegevens mogen hooguit {limit} dagen oud zijn; hun leeftijd is onbekend."
                    + " Zet data.as_of in het plan: de dag tot waar ze compleet zijn."
            )),
        Phrase(
            "health.plan-lock.locked",
            en: "The plan was fixed before results were seen.",
            nl: "Het plan lag vast voordat er resultaten waren."),
        Phrase(
            "health.plan-lock.unlocked",
            en: "The plan was not fixed beforehand, so it may have changed along the way.",
            nl: "Het plan was niet vooraf vastgelegd en kan onderweg veranderd zijn."),
    ]
}
