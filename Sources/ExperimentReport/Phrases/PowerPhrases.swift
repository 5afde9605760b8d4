// SPDX-License-Identifier: GPL-3.0-or-later

/// What a power report says: verdict, price, table and plot.
enum PowerPhrases {
    static let all: [Phrase] = verdict + parts + price + table + plot + words

    private static let verdict: [Phrase] = [
        Phrase("power.kicker", en: "Before the test", nl: "Vóór de test"),
        Phrase("power.word.yes", en: "BIG ENOUGH", nl: "GROOT GENOEG"),
        Phrase("power.word.no", en: "TOO SMALL", nl: "TE KLEIN"),
        Phrase("power.word.unknown", en: "NOT KNOWN", nl: "NIET BEKEND"),
        Phrase("power.word.none", en: "NO GOAL SET", nl: "GEEN DOEL GESTELD"),
        Phrase(
            "power.goal.yes", en: "The goal ({target}) is detectable with this plan.",
            nl: "Het doel ({target}) is met dit plan aantoonbaar."),
        Phrase(
            "power.goal.no", en: "The goal ({target}) is too small for this plan to detect.",
            nl: "Het doel ({target}) is te klein om met dit plan aan te tonen."),
        Phrase(
            "power.needs", en: "That needs {factor} times more customers.",
            nl: "Daarvoor zijn {factor} keer zoveel klanten nodig."),
        Phrase(
            "power.needs.weeks", plural: "weeks",
            en: (
                one: "That needs {factor} times more customers, or {weeks} week more.",
                other: "That needs {factor} times more customers, or {weeks} weeks more."
            ),
            nl: (
                one: "Daarvoor zijn {factor} keer zoveel klanten nodig, of {weeks} week langer.",
                other:
                    "Daarvoor zijn {factor} keer zoveel klanten nodig, of {weeks} weken langer."
            )),
        Phrase(
            "power.no-goal.up",
            en: "This plan detects an uplift of {size}[ ({relative})] or more.",
            nl: "Dit plan toont een stijging van {size}[ ({relative})] of meer aan."),
        Phrase(
            "power.no-goal.down",
            en: "This plan detects a drop of {size}[ ({relative})] or more.",
            nl: "Dit plan toont een daling van {size}[ ({relative})] of meer aan."),
        Phrase(
            "power.nothing", en: "This plan is too small to detect any difference.",
            nl: "Dit plan is te klein om welk verschil dan ook aan te tonen."),
        Phrase(
            "power.chance",
            en: "If the real effect is as large as the goal, it is found in {chance} tests.",
            nl: "Is het echte effect zo groot als het doel, dan blijkt dat in {chance} tests."),
        Phrase(
            "power.chance.base",
            en: "If the real effect is as large as the goal, the base is beaten in {chance} tests.",
            nl: "Is het echte effect zo groot als het doel, dan verslaat de test de basisgroep"
                + " in {chance} tests."),
        Phrase(
            "power.chance.both",
            en: "If the real effect is as large as the goal, the control and base are both"
                + " beaten in {chance} tests.",
            nl: "Is het echte effect zo groot als het doel, dan verslaat de test controlegroep"
                + " én basisgroep in {chance} tests."),
        Phrase(
            "power.chance.base-unknown",
            en: "If the real effect is as large as the goal, the control is beaten in {chance}"
                + " tests. What the base brings is not known.",
            nl: "Is het echte effect zo groot als het doel, dan verslaat de test de controlegroep"
                + " in {chance} tests. Wat de basis oplevert is niet bekend."),
        Phrase(
            "power.needs.none",
            en: "The base brings as much already, so no number of customers is enough.",
            nl: "De basis levert al evenveel op, dus geen aantal klanten is genoeg."),
        Phrase(
            "power.readout", en: "Earliest reliable readout: {day}.",
            nl: "Vroegst betrouwbaar af te lezen op {day}."),
        Phrase(
            "power.weeks", plural: "weeks",
            en: (
                one: "Enough customers come in within {weeks} week.",
                other: "Enough customers come in within {weeks} weeks."
            ),
            nl: (
                one: "Binnen {weeks} week komen genoeg klanten binnen.",
                other: "Binnen {weeks} weken komen genoeg klanten binnen."
            )),
    ]

    private static let parts: [Phrase] = [
        Phrase(
            "power.both.yes",
            en: "The goal ({target}) is large enough for this plan to beat both control and base.",
            nl: "Het doel ({target}) is groot genoeg om met dit plan controlegroep én basisgroep"
                + " te verslaan."),
        Phrase(
            "power.both.no",
            en: "The goal ({target}) is too small for this plan to beat both control and base.",
            nl: "Het doel ({target}) is te klein om met dit plan controlegroep én basisgroep"
                + " te verslaan."),
        Phrase(
            "power.unknown.base",
            en: "Whether this plan is large enough is not known: it must beat the base too.",
            nl: "Of dit plan groot genoeg is, is niet bekend: het moet ook de basisgroep verslaan."),
        Phrase("power.versus.control", en: "vs control:", nl: "tegen de controlegroep:"),
        Phrase("power.versus.base", en: "vs base:", nl: "tegen de basisgroep:"),
        Phrase(
            "power.left.yes", en: "What is left of the goal ({size}) is detectable.",
            nl: "Wat er van het doel overblijft ({size}), is aantoonbaar."),
        Phrase(
            "power.left.no", en: "What is left of the goal ({size}) is too small to detect.",
            nl: "Wat er van het doel overblijft ({size}), is te klein om aan te tonen."),
        Phrase(
            "power.left.none", en: "Nothing is left of the goal: the base brings as much already.",
            nl: "Er blijft niets van het doel over: de basis levert al evenveel op."),
        Phrase(
            "power.found", en: "It is found in {chance} tests.",
            nl: "Het blijkt in {chance} tests."),
        Phrase(
            "power.uncovered",
            en: "These chances are about beating {covered}. They do not cover {rules},"
                + " which the plan asks for too.",
            nl: "Deze kansen gaan over het verslaan van {covered}. Ze gaan niet over {rules};"
                + " dat eist het plan ook."),
        Phrase(
            "power.rule.both", en: "the control and the base",
            nl: "de controlegroep en de basisgroep"),
        Phrase("power.rule.control", en: "the control", nl: "de controlegroep"),
        Phrase("power.rule.base", en: "the base", nl: "de basisgroep"),
        Phrase("power.rule.minimum", en: "the minimum uplift", nl: "de kleinste stijging die moet"),
        Phrase("power.rule.guardrails", en: "the guardrails", nl: "de vangrails"),
        Phrase(
            "power.rule.value", en: "a net value above zero", nl: "een netto waarde boven nul"),
    ]

    private static let price: [Phrase] = [
        Phrase(
            "power.price",
            en: "Holding out {share} ({customers} customers) costs about {outcomes}"
                + "[, or {money}][, or {margin} of margin]."
                + " That is if contact really makes a difference of {size}.",
            nl: "{share} niet benaderen ({customers} klanten) kost ongeveer {outcomes}"
                + "[, oftewel {money}][, oftewel {margin} brutomarge]."
                + " Dat is als contact echt {size} uitmaakt."),
        Phrase(
            "power.best",
            en: "The best control group for what is at stake is {share}. It costs {outcomes} and"
                + " finds the expected effect in {chance} tests.",
            nl: "De beste controlegroep voor wat er op het spel staat is {share}. Die kost"
                + " {outcomes} en vindt het verwachte effect in {chance} tests."),
        Phrase(
            "power.best.planned",
            en: "The control group of the plan is also the best one for what is at stake.",
            nl: "De controlegroep van het plan is ook de beste voor wat er op het spel staat."),
        Phrase(
            "power.best.none",
            en: "No control group finds the expected effect more often than not.",
            nl: "Geen controlegroep vindt het verwachte effect vaker wel dan niet."),
        Phrase(
            "power.best.why",
            en: "Best: the price and the risk of missing the effect are smallest together."
                + " That counts one more campaign with a winner, for as many customers.",
            nl: "Beste: de prijs en het risico het effect te missen zijn samen het kleinst."
                + " Dat rekent met nog één campagne met een winnaar, voor evenveel klanten."),
        Phrase(
            "power.footnote.up",
            en: "* {outcomes} given up if contacting really adds {size}",
            nl: "* {outcomes} die wegvallen als contact echt {size} toevoegt"),
        Phrase(
            "power.footnote.down",
            en: "* {outcomes} given up if contacting really takes off {size}",
            nl: "* {outcomes} die wegvallen als contact er echt {size} af haalt"),
    ]

    private static let table: [Phrase] = [
        Phrase(
            "power.footnote.mean.up", en: "* what is given up if contacting really adds {size}",
            nl: "* wat wegvalt als contact echt {size} toevoegt"),
        Phrase(
            "power.footnote.mean.down",
            en: "* what is given up if contacting really takes off {size}",
            nl: "* wat wegvalt als contact er echt {size} af haalt"),
        Phrase("power.control", en: "Control group", nl: "Controlegroep"),
        Phrase("power.base", en: "Base group", nl: "Basisgroep"),
        Phrase(
            "power.smallest.up.control", en: "smallest uplift you can detect vs control",
            nl: "kleinste aantoonbare stijging"),
        Phrase(
            "power.smallest.down.control", en: "smallest drop you can detect vs control",
            nl: "kleinste aantoonbare daling"),
        Phrase(
            "power.smallest.up.base", en: "smallest uplift you can detect vs base",
            nl: "kleinste aantoonbare stijging"),
        Phrase(
            "power.smallest.down.base", en: "smallest drop you can detect vs base",
            nl: "kleinste aantoonbare daling"),
        Phrase("power.relative", en: "in\u{00A0}%", nl: "in\u{00A0}%"),
        Phrase("power.price.column", en: "price of control*", nl: "prijs controlegroep*"),
        Phrase("power.money.column", en: "in money", nl: "in geld"),
        Phrase("power.plan", en: "<- your plan", nl: "<- dit plan"),
        Phrase("power.plan.short", en: "your plan", nl: "dit plan"),
        Phrase("power.group", en: "{share} ({customers})", nl: "{share} ({customers})"),
        Phrase("power.versus-base", en: "test vs base", nl: "test en basis"),
        Phrase(
            "power.versus-base.if", en: "{relative}, if base does {level}",
            nl: "{relative}, als basis {level} haalt"),
        Phrase(
            "power.versus-base.label", en: "Test vs base, if base does {level}",
            nl: "Test en basis, als basis {level} haalt"),
        Phrase("power.in-points", en: "{title}", nl: "{title} (procentpunt)"),
        Phrase("power.none", en: "none", nl: "geen"),
        Phrase(
            "power.table.control", en: "What each size of the control group can detect",
            nl: "Wat elke grootte van de controlegroep kan aantonen"),
        Phrase(
            "power.table.base", en: "What each size of the base group can detect",
            nl: "Wat elke grootte van de basisgroep kan aantonen"),
        Phrase(
            "power.promise",
            en: "Detectable: a real effect of this size is found in {chance} tests."
                + " Where nothing changes, {alarms} tests sees a difference by chance.",
            nl: "Aantoonbaar: een echt effect van deze grootte blijkt in {chance} tests."
                + " Verandert er niets, dan toont {alarms} tests toch een verschil door toeval."),
        Phrase(
            "power.promise.about",
            en: "Detectable: a real effect of the size at your plan is found in about {chance}"
                + " tests. Where nothing changes, {alarms} tests sees a difference by chance.",
            nl: "Aantoonbaar: een echt effect zo groot als bij dit plan blijkt in ongeveer {chance}"
                + " tests."
                + " Verandert er niets, dan toont {alarms} tests toch een verschil door toeval."),
    ]

    private static let plot: [Phrase] = [
        Phrase(
            "power.plot.up", en: "A larger control group detects smaller uplifts",
            nl: "Een grotere controlegroep toont kleinere stijgingen aan"),
        Phrase(
            "power.plot.down", en: "A larger control group detects smaller drops",
            nl: "Een grotere controlegroep toont kleinere dalingen aan"),
        Phrase(
            "power.plot.base.up", en: "A larger base group detects smaller uplifts",
            nl: "Een grotere basisgroep toont kleinere stijgingen aan"),
        Phrase(
            "power.plot.base.down", en: "A larger base group detects smaller drops",
            nl: "Een grotere basisgroep toont kleinere dalingen aan"),
        Phrase(
            "power.plot.across.control", en: "Share in the control group",
            nl: "Aandeel in de controlegroep"),
        Phrase(
            "power.plot.across.base", en: "Share in the base group",
            nl: "Aandeel in de basisgroep"),
        Phrase(
            "power.plot.up.rate", en: "Smallest difference, in percentage points",
            nl: "Kleinste verschil, in procentpunt"),
        Phrase(
            "power.plot.up.other", en: "Smallest difference, {metric}",
            nl: "Kleinste verschil, {metric}"),
        Phrase("power.plot.goal", en: "goal: {size}", nl: "doel: {size}"),
        Phrase("power.plot.plan", en: "your plan: {size}", nl: "dit plan: {size}"),
        Phrase("power.plot.bar", en: "{share}: {size}.", nl: "{share}: {size}."),
    ]

    private static let words: [Phrase] = [
        Phrase("power.order.one", en: "order", nl: "bestelling"),
        Phrase("power.order.other", en: "orders", nl: "bestellingen"),
        Phrase("power.result.one", en: "result", nl: "resultaat"),
        Phrase("power.result.other", en: "results", nl: "resultaten"),
        Phrase("power.customer.one", en: "customer", nl: "klant"),
        Phrase("power.customer.other", en: "customers", nl: "klanten"),
        Phrase("power.of", en: "{hits} of {of}", nl: "{hits} van de {of}"),
        Phrase("power.of.few", en: "fewer than 1 of 10", nl: "minder dan 1 van de 10"),
        Phrase("power.of.most", en: "more than 9 of 10", nl: "meer dan 9 van de 10"),
        Phrase("power.in", en: "1 in {of}", nl: "1 op de {of}"),
        Phrase("power.in.percent", en: "{percent} of", nl: "{percent} van de"),
        Phrase("section.power-answer", en: "What it costs", nl: "Wat het kost"),
        Phrase("section.power-sizes", en: "What can be detected", nl: "Wat aantoonbaar is"),
        Phrase(
            "section.power-known", en: "What this is based on", nl: "Waar dit op berust"),
        Phrase("section.power-doubts", en: "Take with care", nl: "Let op"),
        Phrase("power.footer", en: "experiment {version}", nl: "experiment {version}"),
    ]
}
