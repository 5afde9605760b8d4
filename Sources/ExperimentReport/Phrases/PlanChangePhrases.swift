// SPDX-License-Identifier: GPL-3.0-or-later

/// What is said of a plan that is no longer the one locked, and of its lists.
enum PlanChangePhrases {
    static let all: [Phrase] =
        kinds + health
        + lists.flatMap { words in
            [
                Phrase("plan.item." + words.path, en: words.item.en, nl: words.item.nl),
                Phrase("plan.list." + words.path, en: words.list.en, nl: words.list.nl),
            ]
        }

    private typealias Words = (
        path: String, item: (en: String, nl: String), list: (en: String, nl: String)
    )

    private static let kinds: [Phrase] = [
        Phrase(
            "plan.changed", en: "{what} changed from {from} to {to}",
            nl: "{what} is veranderd van {from} in {to}"),
        Phrase("plan.set", en: "{what} was set to {to}", nl: "{what} is gezet op {to}"),
        Phrase(
            "plan.unset", en: "{what} was removed (it was {from})",
            nl: "{what} is weggehaald (dat was {from})"),
        Phrase("plan.edited", en: "{what} was changed", nl: "{what} is veranderd"),
        Phrase(
            "plan.added", en: "{what} was added to {list}", nl: "{what} is toegevoegd aan {list}"),
        Phrase(
            "plan.removed", en: "{what} was removed from {list}",
            nl: "{what} is weggehaald uit {list}"),
        Phrase(
            "plan.reordered", en: "the order in {list} changed",
            nl: "de volgorde in {list} is veranderd"),
        Phrase(
            "plan.setting", en: "the setting `{path}`[ of `{item}`]",
            nl: "de instelling `{path}`[ van `{item}`]"),
        Phrase("plan.whole", en: "the plan", nl: "het plan"),
        Phrase(
            "plan.more", plural: "count",
            en: ("{count} more change is not shown.", "{count} more changes are not shown."),
            nl: (
                "Nog {count} wijziging blijft hier weg.",
                "Nog {count} wijzigingen blijven hier weg."
            )),
    ]

    private static let health: [Phrase] = [
        Phrase("check.plan-changed", en: "Plan as locked", nl: "Plan zoals vastgelegd"),
        Phrase(
            "health.plan-changed.ok", en: "The plan is the one that was locked on {day}.",
            nl: "Het plan is nog hetzelfde als bij het vastleggen op {day}."),
        Phrase(
            "health.plan-changed.harmless",
            en: "The plan changed after it was locked on {day}, in nothing that decides. {changes}",
            nl:
                "Het plan is veranderd na het vastleggen op {day}, maar in niets dat beslist."
                + " {changes}"),
        Phrase(
            "health.plan-changed.analysis",
            en:
                "The plan changed after it was locked on {day}, in what is measured or decides."
                + " {changes} A result of this plan proves nothing.",
            nl:
                "Het plan is veranderd na het vastleggen op {day}, in wat wordt gemeten of beslist."
                + " {changes} Een uitslag van dit plan bewijst niets."),
        Phrase(
            "health.plan-changed.draw",
            en:
                "The plan changed after it was locked on {day}, in who gets what."
                + " {changes} The groups may not be those that were drawn.",
            nl:
                "Het plan is veranderd na het vastleggen op {day}, in wie wat krijgt."
                + " {changes} De groepen zijn misschien niet die van de loting."),
        Phrase("check.phases", en: "Phases", nl: "Fasen"),
        Phrase(
            "health.phases.mixed",
            en:
                "Weights or variants changed on {day}, so these data hold {count} phases."
                + " Groups of different phases may not be added up. Report each phase apart, with --phase.",
            nl:
                "Gewichten of varianten zijn veranderd op {day}; deze gegevens bevatten {count} fasen."
                + " Groepen uit verschillende fasen tellen niet op. Rapporteer elke fase apart, met --phase."
        ),
        Phrase("check.looks-taken", en: "Readings so far", nl: "Keren bekeken"),
        Phrase(
            "health.looks-taken.first", en: "These results are read for the first time.",
            nl: "Deze resultaten worden voor het eerst bekeken."),
        Phrase(
            "health.looks-taken.unknown",
            en: "How often these results were read is not known: the audit trail is broken.",
            nl: "Hoe vaak deze resultaten zijn bekeken is onbekend: het logboek klopt niet."),
        Phrase(
            "health.looks-taken.planned",
            en: "This is reading {number} of the results of this test.",
            nl: "Dit is keer {number} dat de resultaten van deze test worden bekeken."),
        Phrase(
            "health.looks-taken.many",
            en:
                "This is reading {number} of a test that was planned to be read once."
                + " Each reading raises the chance of a false alarm.",
            nl:
                "Dit is keer {number} dat wordt gekeken, terwijl één keer was gepland."
                + " Elke keer vergroot de kans op vals alarm."),
    ]

    private static let lists: [Words] = [
        ("approvers", ("the approver {what}", "de goedkeurder {what}"), ("the plan", "het plan")),
        (
            "contactStrategy.channels", ("the channel {what}", "het kanaal {what}"),
            ("the contact strategy", "de contactstrategie")
        ),
        (
            "contactStrategy.systems", ("the system {what}", "het systeem {what}"),
            ("the contact strategy", "de contactstrategie")
        ),
        (
            "contactStrategy.people", ("{what}", "{what}"),
            ("the people of the contact strategy", "de mensen van de contactstrategie")
        ),
        (
            "audience.require", ("the permission {what}", "de toestemming {what}"),
            ("the audience", "de doelgroep")
        ),
        (
            "audience.include", ("the rule {what}", "de regel {what}"),
            ("the audience", "de doelgroep")
        ),
        (
            "audience.exclude", ("the exclusion {what}", "de uitsluiting {what}"),
            ("the audience", "de doelgroep")
        ),
        (
            "permissions", ("the permission {what}", "de toestemming {what}"),
            ("the plan", "het plan")
        ),
        (
            "data.files", ("the data file of {what}", "het gegevensbestand van {what}"),
            ("the plan", "het plan")
        ),
        (
            "data.rows", ("the row filter on {what}", "het rijfilter op {what}"),
            ("the data", "de gegevens")
        ),
        (
            "data.rows.values", ("{what}", "{what}"),
            ("the row filter on `{item}`", "het rijfilter op `{item}`")
        ),
        (
            "data.missing", ("{what}", "{what}"),
            ("the values that mean nothing", "de waarden die niets betekenen")
        ),
        (
            "data.segments", ("the segment {what}", "het segment {what}"),
            ("the data", "de gegevens")
        ),
        ("segments", ("the segment {what}", "het segment {what}"), ("the plan", "het plan")),
        (
            "assignment.layer", ("the layer {what}", "de laag {what}"),
            ("the assignment", "de loting")
        ),
        (
            "assignment.holdout", ("the global control {what}", "de vaste controlegroep {what}"),
            ("the assignment", "de loting")
        ),
        (
            "assignment.holdout.rotation", ("the rotation", "de rotatie"),
            ("the global control", "de vaste controlegroep")
        ),
        (
            "assignment.holdout.comparator", ("the comparison group", "de vergelijkingsgroep"),
            ("the global control", "de vaste controlegroep")
        ),
        (
            "assignment.holdout.exempt", ("the purpose {what}", "het doel {what}"),
            ("the exemptions of the global control", "de uitzonderingen op de vaste controlegroep")
        ),
        (
            "assignment.members", ("the household unit", "de huishoudeenheid"),
            ("the assignment", "de loting")
        ),
        ("assignment.stratify", ("{what}", "{what}"), ("the strata", "de strata")),
        (
            "assignment.balance", ("the search for balance", "het zoeken naar balans"),
            ("the assignment", "de loting")
        ),
        (
            "assignment.balance.covariates", ("{what}", "{what}"),
            ("the columns that must be alike", "de kolommen die gelijk moeten zijn")
        ),
        ("variants", ("the variant {what}", "de variant {what}"), ("the plan", "het plan")),
        (
            "variants.match", ("{what}", "{what}"),
            ("the values that mean `{item}`", "de waarden die `{item}` betekenen")
        ),
        (
            "variants.payload", ("the field {what}", "het veld {what}"),
            ("the payload of `{item}`", "de inhoud van `{item}`")
        ),
        (
            "metrics.definitions", ("the metric {what}", "de meetwaarde {what}"),
            ("the plan", "het plan")
        ),
        (
            "metrics.definitions.covariates", ("{what}", "{what}"),
            ("the covariates of the metric `{item}`", "de covariaten van de meetwaarde `{item}`")
        ),
        (
            "metrics.definitions.events", ("the rule on events", "de regel over gebeurtenissen"),
            ("the metric `{item}`", "de meetwaarde `{item}`")
        ),
        (
            "metrics.definitions.denominatorEvents",
            ("the rule on events", "de regel over gebeurtenissen"),
            ("the denominator of `{item}`", "de noemer van `{item}`")
        ),
        (
            "metrics.definitions.lifetimeValue", ("the lifetime value", "de klantwaarde"),
            ("the metric `{item}`", "de meetwaarde `{item}`")
        ),
        (
            "metrics.secondary", ("the metric {what}", "de meetwaarde {what}"),
            ("the metrics shown beside", "de meetwaarden ernaast")
        ),
        (
            "metrics.guardrails", ("the guardrail {what}", "de vangrail {what}"),
            ("the plan", "het plan")
        ),
        (
            "value", ("the value of a result", "de waarde van een resultaat"),
            ("the plan", "het plan")
        ),
        (
            "decision.beat", ("{what}", "{what}"),
            ("what must be beaten", "wat verslagen moet worden")
        ),
        (
            "decision.minimumUplift", ("the least uplift", "het minimale verschil"),
            ("the decision", "de beslisregel")
        ),
        (
            "schedule.lookDays", ("the look on {what}", "het kijkmoment op {what}"),
            ("the schedule", "de planning")
        ),
        ("rollout.steps", ("the step {what}", "de stap {what}"), ("the rollout", "de uitrol")),
        (
            "report.segments", ("the segment {what}", "het segment {what}"),
            ("the report", "het rapport")
        ),
    ]
}
