// SPDX-License-Identifier: GPL-3.0-or-later

/// What the checks say on contact, clusters, what was known beforehand, and repeated looks.
enum DesignHealthPhrases {
    static let all: [Phrase] = contact + clusters + covariates + looks

    private static let contact: [Phrase] = [
        Phrase("check.contact", en: "Contact as planned", nl: "Contact zoals gepland"),
        Phrase(
            "health.contact.ok",
            en: "Most of each contacted group was reached, and hardly anyone of the others.",
            nl:
                "Van elke benaderde groep is het grootste deel bereikt, van de andere bijna niemand."
        ),
        Phrase(
            "health.contact.leak",
            en:
                "{share} of {arm} was contacted, though it should not have been."
                + " That makes the difference look smaller than it is.",
            nl:
                "{share} van {arm} is benaderd, terwijl dat niet de bedoeling was."
                + " Het verschil lijkt daardoor kleiner dan het is."),
        Phrase(
            "health.contact.low",
            en:
                "Only {share} of {arm} was reached."
                + " The result is that of the whole group, not of those reached.",
            nl:
                "Slechts {share} van {arm} is bereikt."
                + " De uitkomst gaat over de hele groep, niet over wie is bereikt."),
        Phrase(
            "health.contact.invalid",
            en:
                "{arm} was contacted nearly as often as the test groups[ ({share})]."
                + " So there is nothing to compare with.",
            nl:
                "{arm} is bijna even vaak benaderd als de testgroepen[ ({share})]."
                + " Er is dus niets om mee te vergelijken."),
    ]

    private static let clusters: [Phrase] = [
        Phrase("check.clusters", en: "Clusters", nl: "Clusters"),
        Phrase(
            "health.srm.clusters-ok",
            en:
                "Counted in clusters (such as households or stores), the group sizes fit the plan"
                + " (p {p}).",
            nl:
                "Geteld in clusters (zoals huishoudens of winkels) passen de groepsgroottes bij"
                + " het plan (p {p})."),
        Phrase(
            "health.srm.clusters-mismatch",
            en:
                "Counted in clusters, the groups are not as large as planned (p {p})."
                + "[ {arm} should hold {planned} of the clusters but holds {found}.]"
                + " Something went wrong in the draw or in the data.",
            nl:
                "Geteld in clusters zijn de groepen niet zo groot als gepland (p {p})."
                + "[ {arm} hoort {planned} van de clusters te hebben, maar heeft {found}.]"
                + " Er ging iets mis bij de loting of in de gegevens."),
        Phrase(
            "health.clusters.crossing", plural: "count",
            en: (
                "{metric}: {count} of {total} clusters has customers in more than one group."
                    + " If clusters were drawn as a whole, the draw or the cluster column is"
                    + " broken.",
                "{metric}: {count} of {total} clusters have customers in more than one group."
                    + " If clusters were drawn as a whole, the draw or the cluster column is"
                    + " broken."
            ),
            nl: (
                "{metric}: {count} van {total} clusters heeft klanten in meer dan één groep."
                    + " Zijn clusters als geheel geloot, dan klopt de loting of de clusterkolom"
                    + " niet.",
                "{metric}: {count} van {total} clusters hebben klanten in meer dan één groep."
                    + " Zijn clusters als geheel geloot, dan klopt de loting of de clusterkolom"
                    + " niet."
            )),
        Phrase(
            "health.clusters.uneven",
            en:
                "A few large clusters weigh heavily in {metrics}."
                + " Read those intervals as approximate.",
            nl:
                "Enkele grote clusters wegen zwaar in {metrics}."
                + " Lees die onzekerheidsmarges als benadering."),
        Phrase(
            "health.clusters.few",
            en:
                "A group has fewer than 20 clusters for {metrics}."
                + " Chance is hard to judge then. Read those intervals as approximate.",
            nl:
                "Een groep heeft minder dan 20 clusters voor {metrics}."
                + " Het toeval is dan lastig te schatten. Lees die onzekerheidsmarges als benadering."
        ),
    ]

    private static let covariates: [Phrase] = [
        Phrase("check.covariates", en: "Known beforehand", nl: "Vooraf bekend"),
        Phrase(
            "health.covariates.missing",
            en:
                "{covariate} is not known for {share} of the customers, so adjusting {metric} for"
                + " it helps less. Nobody is left out.",
            nl:
                "{covariate} is onbekend bij {share} van de klanten; corrigeren van {metric} helpt"
                + " daardoor minder. Niemand valt af."),
        Phrase(
            "health.covariates.imbalance",
            en:
                "{covariate} already differed between the groups, more than by chance (p {p})."
                + " The draw may have gone wrong. Beware of {metric}.",
            nl:
                "{covariate} verschilde vooraf al tussen de groepen, meer dan door toeval (p {p})."
                + " Mogelijk ging er iets mis bij de loting. Pas op met {metric}."),
    ]

    private static let looks: [Phrase] = [
        Phrase(
            "health.srm.sequential-ok",
            en:
                "The group sizes fit the plan (p {p})."
                + "[ That p allows for {looks} {looks?check|checks} along the way.]",
            nl:
                "De groepsgroottes passen bij het plan (p {p})."
                + "[ Die p houdt rekening met {looks} {looks?controle|controles} onderweg.]"),
        Phrase(
            "health.srm.sequential-mismatch",
            en:
                "The groups are not as large as planned (p {p})."
                + "[ That p allows for {looks} {looks?check|checks} along the way.]"
                + "[ {arm} should hold {planned} of the customers but holds {found}.]"
                + " Something went wrong in the draw or in the data.",
            nl:
                "De groepen zijn niet zo groot als gepland (p {p})."
                + "[ Die p houdt rekening met {looks} {looks?controle|controles} onderweg.]"
                + "[ {arm} hoort {planned} van de klanten te hebben, maar heeft {found}.]"
                + " Er ging iets mis bij de loting of in de gegevens."),
        Phrase(
            "method.srm.looks",
            en: "Here a p is used that stays right however often the sizes are checked.",
            nl: "Hier is een p gebruikt die blijft kloppen hoe vaak de grootte ook wordt bekeken."),
        Phrase("check.looks", en: "Number of customers", nl: "Aantal klanten"),
        Phrase(
            "health.looks.over",
            en:
                "There are {units} customers, more than the {planned} planned."
                + " Looks were planned for fewer, so the plan was not kept to.",
            nl:
                "Er zijn {units} klanten, meer dan de {planned} die gepland waren."
                + " De kijkmomenten waren voor minder gepland; het plan is dus niet gevolgd."),
        Phrase(
            "health.timeline.flat",
            en:
                "The numbers of customers do not grow over time."
                + " Rows may be per period instead of up to then."
                + " If so, leave out time, and they are added up.",
            nl:
                "De aantallen klanten groeien niet in de tijd."
                + " Misschien gaan rijen per periode in plaats van tot en met dan."
                + " Laat time dan weg; ze worden dan opgeteld."),
        Phrase("check.timeline", en: "Course over time", nl: "Verloop in de tijd"),
        Phrase(
            "health.timeline.decreasing", plural: "count",
            en: (
                "At {count} time the totals are lower than before, while they can only grow.",
                "At {count} times the totals are lower than before, while they can only grow."
            ),
            nl: (
                "Op {count} moment zijn de totalen lager dan daarvoor. Ze kunnen alleen groeien.",
                "Op {count} momenten zijn de totalen lager dan daarvoor. Ze kunnen alleen groeien."
            )),
    ]
}
