// SPDX-License-Identifier: GPL-3.0-or-later

/// What the value section says.
enum ValuePhrases {
    static let all: [Phrase] = [
        Phrase(
            "value.intro",
            en: "Part of the revenue would have come anyway. Only what came on top counts.",
            nl: "Een deel van de omzet was er toch al gekomen. Alleen wat er extra bij kwam telt."),
        Phrase("step.anyway", en: "Would have come anyway", nl: "Was er toch al gekomen"),
        Phrase("step.incremental", en: "Came on top", nl: "Kwam erbij"),
        Phrase("step.lost", en: "Was lost", nl: "Ging verloren"),
        Phrase("step.margin", en: "Margin on that", nl: "Brutomarge daarop"),
        Phrase("step.cost", en: "Cost of contact", nl: "Kosten van contact"),
        Phrase("step.net", en: "Net value", nl: "Netto waarde"),
        Phrase(
            "value.caption", en: "Value for the customers in this test",
            nl: "Waarde voor de klanten in deze test"),
        Phrase("value.units", en: "Customers", nl: "Klanten"),
        Phrase("value.revenue", en: "Revenue", nl: "Omzet"),
        Phrase(
            "value.revenue.capped", en: "Revenue, amounts cut at {cap}",
            nl: "Omzet, bedragen afgekapt op {cap}"),
        Phrase(
            "value.capped", en: "Amounts above {cap} count as {cap}, here too.",
            nl: "Bedragen boven {cap} tellen ook hier als {cap}."),
        Phrase("value.anyway", en: "Would have come anyway", nl: "Was er toch al gekomen"),
        Phrase("value.incremental", en: "Incremental results", nl: "Incrementele resultaten"),
        Phrase("value.thousand", en: "… per 1,000 customers", nl: "… per 1.000 klanten"),
        Phrase("value.incremental-revenue", en: "Incremental revenue", nl: "Incrementele omzet"),
        Phrase("value.incremental-margin", en: "Extra margin", nl: "Extra brutomarge"),
        Phrase("value.cost", en: "Extra cost of contact", nl: "Extra kosten van contact"),
        Phrase("value.net", en: "Net value", nl: "Netto waarde"),
        Phrase(
            "value.margin-per-cost", en: "Margin per unit of cost",
            nl: "Brutomarge per besteed bedrag"),
        Phrase(
            "value.cost-per-result", en: "Cost per incremental result",
            nl: "Kosten per incrementeel resultaat"),
        Phrase("value.break-even", en: "Pays for itself from", nl: "Verdient zich terug vanaf"),
        Phrase(
            "value.note.group",
            en: "Incremental: the difference with a group drawn by lot, scaled to equal size.",
            nl: "Incrementeel: het verschil met een gelote groep, omgerekend naar gelijke grootte."),
        Phrase(
            "value.note.fit",
            en: "In brackets: what fits the data, at confidence level {level}.",
            nl: "Tussen haakjes: wat bij de gegevens past, bij betrouwbaarheid {level}."),
    ]
}
