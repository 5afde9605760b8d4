// SPDX-License-Identifier: GPL-3.0-or-later

/// What a power report is based on, and the reasons to take it with care.
enum PowerNotePhrases {
    static let all: [Phrase] = known + counted + doubts

    private static let known: [Phrase] = [
        Phrase("power.fact.metric", en: "Metric", nl: "Meetwaarde"),
        Phrase("power.fact.goal", en: "Goal", nl: "Doel"),
        Phrase("power.fact.detectable", en: "Detectable", nl: "Aantoonbaar"),
        Phrase("power.fact.baseline", en: "Starting level", nl: "Uitgangsniveau"),
        Phrase("power.fact.audience", en: "Customers", nl: "Klanten"),
        Phrase("power.fact.expected", en: "Effect in the price", nl: "Effect in de prijs"),
        Phrase("power.fact.cost", en: "Cost of contact", nl: "Kosten van contact"),
        Phrase("power.fact.counted", en: "Also counted", nl: "Ook meegerekend"),
        Phrase("power.baseline.plan", en: "{level}, from the plan", nl: "{level}, uit het plan"),
        Phrase(
            "power.baseline.result",
            en: "{level}, of {name} in the earlier test {experiment} ({file})",
            nl: "{level}, van {name} in de eerdere test {experiment} ({file})"),
        Phrase(
            "power.baseline.history", plural: "rows",
            en: (
                one: "{level}, from {rows} customer in {file}",
                other: "{level}, from {rows} customers in {file}"
            ),
            nl: (
                one: "{level}, van {rows} klant in {file}",
                other: "{level}, van {rows} klanten in {file}"
            )),
        Phrase(
            "power.baseline.base", en: "{level} with the base strategy",
            nl: "{level} met de huidige aanpak"),
        Phrase(
            "power.baseline.deviation", en: "Customers differ by {deviation} (standard deviation)",
            nl: "Klanten verschillen {deviation} (standaardafwijking)"),
        Phrase(
            "power.audience.file", en: "{customers} in {file}", nl: "{customers} in {file}"),
        Phrase(
            "power.audience.plan", en: "{customers}, from the plan",
            nl: "{customers}, uit het plan"),
        Phrase(
            "power.audience.given", en: "{customers}, as given", nl: "{customers}, als opgegeven"),
        Phrase(
            "power.audience.weekly", plural: "weeks",
            en: (
                one: "{customers} in {weeks} week, from the plan",
                other: "{customers} in {weeks} weeks, from the plan"
            ),
            nl: (
                one: "{customers} in {weeks} week, uit het plan",
                other: "{customers} in {weeks} weken, uit het plan"
            )),
        Phrase(
            "power.audience.left",
            en: "{participants} take part[, after {held} for the global control]"
                + "[, {layer} of the layer][, {allocation} admitted]",
            nl: "{participants} doen mee[, na {held} voor de vaste controlegroep]"
                + "[, {layer} van de laag][, {allocation} toegelaten]"),
        Phrase("power.expected.plan", en: "from the plan", nl: "uit het plan"),
        Phrase("power.expected.goal", en: "the goal", nl: "het doel"),
        Phrase(
            "power.expected.detectable", en: "the smallest that can be detected",
            nl: "het kleinste dat aantoonbaar is"),
        Phrase("power.expected", en: "{size}, {origin}", nl: "{size}, {origin}"),
        Phrase(
            "power.cost", en: "About {cost}[, of a budget of {budget}]",
            nl: "Ongeveer {cost}[, van een budget van {budget}]"),
        Phrase(
            "power.break-even", en: "The dearest test variant pays for itself from {size}.",
            nl: "De duurste testvariant verdient zich terug vanaf {size}."),
    ]

    private static let counted: [Phrase] = [
        Phrase(
            "power.counted.looks",
            en: "Reading the results along the way: it takes {percent} more customers.",
            nl: "Tussentijds kijken: dat kost {percent} meer klanten."),
        Phrase(
            "power.counted.tests", plural: "tests",
            en: (
                one: "One test variant.",
                other: "{tests} test variants: each must be surer ({correction})."
            ),
            nl: (
                one: "Eén testvariant.",
                other: "{tests} testvarianten: elk moet zekerder zijn ({correction})."
            )),
        Phrase(
            "power.counted.both",
            en: "To pass, a test variant must beat the control and the base.",
            nl: "Om te slagen moet een testvariant de controlegroep en de basisgroep verslaan."),
    ]

    private static let doubts: [Phrase] = [
        Phrase("power.doubt.control", en: "Small control group", nl: "Kleine controlegroep"),
        Phrase(
            "power.doubt.control.text",
            en: "With this control group an uplift of the size shown is found in {chance} tests."
                + " The larger group then varies more than the baseline says.",
            nl: "Met deze controlegroep blijkt een stijging van die grootte in {chance} tests."
                + " De grote groep varieert dan meer dan de uitgangswaarde zegt."),
        Phrase("power.doubt.skew", en: "Large amounts", nl: "Grote bedragen"),
        Phrase(
            "power.doubt.skew.caution",
            en: "A few customers with large amounts can decide the result at this size."
                + " The real test may need more customers.",
            nl: "Enkele klanten met grote bedragen kunnen bij deze grootte de uitkomst bepalen."
                + " De echte test kan meer klanten nodig hebben."),
        Phrase(
            "power.doubt.skew.unsafe",
            en: "The control group is too small for amounts as uneven as these."
                + " Take these numbers as the best case.",
            nl: "De controlegroep is te klein voor zulke ongelijke bedragen."
                + " Zie deze getallen als het gunstigste geval."),
        Phrase(
            "power.doubt.skew.unknown",
            en: "How uneven the amounts are is not known."
                + " A file with earlier outcomes (--history) tells.",
            nl: "Hoe ongelijk de bedragen zijn is niet bekend."
                + " Een bestand met eerdere uitkomsten (--history) vertelt dat."),
        Phrase(
            "power.doubt.skew.simulated",
            en: "A few customers with large amounts can decide the result at this size."
                + " So {tests} tests were drawn from the earlier outcomes and judged as the report"
                + " will. The effect at your plan was found in {chance}, give or take {error}.",
            nl: "Enkele klanten met grote bedragen kunnen bij deze grootte de uitkomst bepalen."
                + " Daarom zijn {tests} tests getrokken uit de eerdere uitkomsten, beoordeeld"
                + " zoals het rapport doet. Het effect bij dit plan bleek in {chance}, met een"
                + " marge van {error}."),
        Phrase("power.doubt.events", en: "Few results", nl: "Weinig resultaten"),
        Phrase(
            "power.doubt.events.text",
            en: "The control group will have about {events}. Fewer than 10 tell little.",
            nl: "De controlegroep krijgt ongeveer {events}. Minder dan 10 zegt weinig."),
        Phrase("power.doubt.covariate", en: "Known beforehand", nl: "Vooraf bekend"),
        Phrase(
            "power.doubt.covariate.text",
            en: "The plan takes out noise with what is known before the test."
                + " That is not counted, so the test may detect less than shown.",
            nl: "Het plan haalt ruis weg met wat vooraf bekend is."
                + " Dat is niet meegerekend: de test kan dus een kleiner verschil aantonen."),
        Phrase("power.doubt.clusters", en: "Households or stores", nl: "Huishoudens of winkels"),
        Phrase(
            "power.doubt.clusters.text",
            en: "Customers in one group resemble each other. That is not counted,"
                + " so the test needs more customers than shown.",
            nl: "Klanten in één groep lijken op elkaar. Dat is niet meegerekend,"
                + " dus de test heeft meer klanten nodig."),
        Phrase("power.doubt.goal", en: "Goal", nl: "Doel"),
        Phrase(
            "power.doubt.goal.text",
            en: "The goal is set on {metric}, and this plan decides on another metric."
                + " Whether the goal is detectable is not known.",
            nl: "Het doel gaat over {metric}, en dit plan beslist op een andere meetwaarde."
                + " Of het doel aantoonbaar is, is niet bekend."),
        Phrase("power.doubt.budget", en: "Budget", nl: "Budget"),
        Phrase(
            "power.doubt.budget.text",
            en: "The contacts cost about {cost}, more than the budget of {budget}.",
            nl: "De contacten kosten ongeveer {cost}, meer dan het budget van {budget}."),
        Phrase("power.doubt.base", en: "Base group", nl: "Basisgroep"),
        Phrase(
            "power.doubt.base.text",
            en: "What the base strategy brings is not known, so the control's level stands in.",
            nl: "Wat de huidige aanpak oplevert is niet bekend, dus telt het niveau zonder contact."
        ),
        Phrase("power.doubt.word", en: "take care", nl: "let op"),
    ]
}
