// SPDX-License-Identifier: GPL-3.0-or-later

/// What the settings of a plan are called when one of them changed.
enum PlanSettingPhrases {
    static let all: [Phrase] = (outer + inner).map { path, english, dutch in
        Phrase("plan.setting." + path, en: english, nl: dutch)
    }

    /// The path without keys of items, English, Dutch.
    private typealias Words = (String, String, String)

    private static let outer: [Words] = [
        ("version", "the version of the plan language", "de versie van de plantaal"),
        ("key", "the key of the plan", "de sleutel van het plan"),
        ("name", "the name of the plan", "de naam van het plan"),
        ("owner", "the owner", "de eigenaar"),
        ("hypothesis", "the hypothesis", "de hypothese"),
        ("purpose", "the purpose of the messages", "het doel van de berichten"),
        ("goal.domain", "the domain of the goal", "het domein van het doel"),
        ("goal.objective", "the objective of the goal", "het soort doel"),
        ("goal.metric", "the metric of the goal", "de meetwaarde van het doel"),
        ("goal.target", "the target", "het streefcijfer"),
        ("goal.deadline", "the deadline of the goal", "de einddatum van het doel"),
        ("goal.contributesTo", "the goal above this one", "het bovenliggende doel"),
        ("goal.budget", "the budget", "het budget"),
        ("contactStrategy.who", "“who” in the contact strategy", "“wie” in de contactstrategie"),
        ("contactStrategy.what", "“what” in the contact strategy", "“wat” in de contactstrategie"),
        ("contactStrategy.why", "“why” in the contact strategy", "“waarom” in de contactstrategie"),
        (
            "contactStrategy.when", "“when” in the contact strategy",
            "“wanneer” in de contactstrategie"
        ),
        (
            "contactStrategy.process", "the process of the contact strategy",
            "het proces van de contactstrategie"
        ),
        (
            "contactStrategy.governance", "the governance of the contact strategy",
            "het toezicht op de contactstrategie"
        ),
        (
            "permissions.attribute", "the column of the permission `{item}`",
            "de kolom van de toestemming `{item}`"
        ),
        (
            "permissions.equals", "the value that means yes for the permission `{item}`",
            "de waarde die ja betekent voor de toestemming `{item}`"
        ),
        ("data.kind", "what a row of the data is", "wat een rij van de gegevens is"),
        ("data.file", "the data file", "het gegevensbestand"),
        ("data.files.file", "the data file of `{item}`", "het gegevensbestand van `{item}`"),
        (
            "data.contacted", "the column that says who was contacted",
            "de kolom die zegt wie is benaderd"
        ),
        ("data.id", "the id in the data", "het klantnummer in de gegevens"),
        ("data.variant", "the variant column of the data", "de variantkolom van de gegevens"),
        (
            "data.maximumRejected", "the largest share of unusable rows",
            "het grootste deel onbruikbare rijen"
        ),
        (
            "data.asOf", "the day the data are complete up to",
            "de dag tot waar de gegevens compleet zijn"
        ),
        (
            "data.segments.name", "the name of the segment `{item}`",
            "de naam van het segment `{item}`"
        ),
        (
            "data.segments.column", "the column of the segment `{item}`",
            "de kolom van het segment `{item}`"
        ),
        (
            "data.format.delimiter", "the delimiter of the data",
            "het scheidingsteken van de gegevens"
        ),
        (
            "data.format.decimal", "the decimal mark of the data",
            "het decimaalteken van de gegevens"
        ),
        ("data.format.encoding", "the encoding of the data", "de codering van de gegevens"),
        ("segments.name", "the name of the segment `{item}`", "de naam van het segment `{item}`"),
        ("segments.kind", "the rule of the segment `{item}`", "de regel van het segment `{item}`"),
        ("exposure.trigger", "the trigger", "de trigger"),
        ("exposure.reentry", "the rule for entering again", "de regel voor opnieuw instromen"),
        (
            "exposure.multipleVariants", "the rule for customers in several variants",
            "de regel voor klanten in meerdere varianten"
        ),
        ("schedule.start", "the first day", "de eerste dag"),
        ("schedule.startTime", "the time of the start", "de tijd van de start"),
        ("schedule.end", "the last day", "de laatste dag"),
        ("schedule.timeZone", "the time zone", "de tijdzone"),
        ("schedule.entry", "how customers come in", "hoe klanten instromen"),
        ("schedule.reviewEvery", "how often somebody looks", "hoe vaak iemand kijkt"),
        ("rollout.keepControl", "the share that stays control", "het deel dat controle blijft"),
        ("power.baseline", "the assumed baseline", "het aangenomen uitgangspunt"),
        (
            "power.baseBaseline", "the assumed baseline of base",
            "het aangenomen uitgangspunt van base"
        ),
        ("power.standardDeviation", "the assumed spread", "de aangenomen spreiding"),
        ("power.customers", "the assumed number of customers", "het aangenomen aantal klanten"),
        (
            "power.weeklyCustomers", "the assumed number of customers a week",
            "het aangenomen aantal klanten per week"
        ),
        ("power.power", "the power asked for", "de gevraagde power"),
        ("power.expectedEffect", "the assumed effect", "het aangenomen effect"),
        (
            "power.fromResult", "the earlier result for the power",
            "het eerdere resultaat voor de power"
        ),
        ("power.fromHistory", "the history for the power", "de historie voor de power"),
        ("privacy.pseudonymise", "how ids are replaced", "hoe klantnummers worden vervangen"),
        (
            "privacy.pepperEnvironment", "the variable that holds the pepper",
            "de variabele met de pepper"
        ),
        ("report.language", "the language of the report", "de taal van het rapport"),
        (
            "report.minimumCellSize", "the least size of a segment cell",
            "de minimale grootte van een segmentcel"
        ),
        ("simulation", "the simulation", "de simulatie"),
        ("data.columns.metric", "the column of the metric", "de kolom van de meetwaarde"),
        ("data.columns.count", "the column of the count", "de kolom van het aantal"),
        ("data.columns.mean", "the column of the mean", "de kolom van het gemiddelde"),
        ("data.columns.variance", "the column of the variance", "de kolom van de variantie"),
        (
            "data.columns.thirdMoment", "the column of the third moment",
            "de kolom van het derde moment"
        ),
        ("data.columns.time", "the column of the time", "de kolom van de tijd"),
    ]

    private static let inner: [Words] = [
        ("assignment.algorithm", "the algorithm of the draw", "het algoritme van de loting"),
        ("assignment.salt", "the salt of the draw", "de salt van de loting"),
        ("assignment.gateSalt", "the salt of the gate", "de salt van de poort"),
        (
            "assignment.evenWeights", "the even division over variants",
            "de gelijke verdeling over varianten"
        ),
        ("assignment.unit", "the column that is drawn by", "de kolom waarop wordt geloot"),
        ("assignment.allocation", "the allocation", "het deel dat meedoet"),
        ("assignment.slots", "the share of the layer", "het deel van de laag"),
        ("assignment.layer.key", "the layer", "de laag"),
        ("assignment.layer.salt", "the salt of the layer", "de salt van de laag"),
        ("assignment.layer.cooldown", "the cool-down of the layer", "de rusttijd van de laag"),
        ("assignment.holdout.key", "the global control", "de vaste controlegroep"),
        (
            "assignment.holdout.share", "the share of the global control",
            "het deel van de vaste controlegroep"
        ),
        (
            "assignment.holdout.salt", "the salt of the global control",
            "de salt van de vaste controlegroep"
        ),
        (
            "assignment.holdout.from", "the first day of the global control",
            "de eerste dag van de vaste controlegroep"
        ),
        (
            "assignment.holdout.until", "the last day of the global control",
            "de laatste dag van de vaste controlegroep"
        ),
        (
            "assignment.holdout.rotation.every", "the period of the global control",
            "de periode van de vaste controlegroep"
        ),
        (
            "assignment.holdout.rotation.overlap", "the overlap of the global control",
            "de overlap van de vaste controlegroep"
        ),
        (
            "assignment.holdout.comparator.clearPeriods",
            "the clear periods of the comparison group",
            "het aantal schone perioden van de vergelijkingsgroep"
        ),
        (
            "assignment.overrides", "the file of forced customers",
            "het bestand met handmatig ingedeelde klanten"
        ),
        (
            "assignment.members.column", "the column of the people in a household",
            "de kolom van de personen in een huishouden"
        ),
        (
            "assignment.members.missing", "what becomes of people without a household",
            "wat er gebeurt met personen zonder huishouden"
        ),
        ("assignment.members.map", "the household map", "het huishoudbestand"),
        ("assignment.balance.threshold", "the threshold of the balance", "de grens voor de balans"),
        (
            "assignment.balance.candidates", "the number of salts to try",
            "het aantal te proberen salts"
        ),
        ("variants.name", "the name of `{item}`", "de naam van `{item}`"),
        ("variants.role", "the role of `{item}`", "de rol van `{item}`"),
        ("variants.weight", "the weight of `{item}`", "het gewicht van `{item}`"),
        ("variants.contact", "whether `{item}` is contacted", "of `{item}` wordt benaderd"),
        ("variants.channel", "the channel of `{item}`", "het kanaal van `{item}`"),
        (
            "variants.cost.perContact", "the cost per contact of `{item}`",
            "de kosten per contact van `{item}`"
        ),
        ("variants.cost.fixed", "the fixed cost of `{item}`", "de vaste kosten van `{item}`"),
        (
            "variants.match", "the value that means `{item}` in the data",
            "de waarde die `{item}` betekent in de gegevens"
        ),
        ("variants.payload.value", "the payload `{item}`", "de inhoud `{item}`"),
        ("metrics.primary", "the metric that decides", "de meetwaarde die beslist"),
        (
            "metrics.guardrails.margin", "the margin of the guardrail `{item}`",
            "de marge van de vangrail `{item}`"
        ),
        (
            "metrics.definitions.name", "the name of the metric `{item}`",
            "de naam van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.kind", "the type of the metric `{item}`",
            "het type van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.column", "the column of the metric `{item}`",
            "de kolom van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.numerator", "the numerator of the metric `{item}`",
            "de teller van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.denominator", "the denominator of the metric `{item}`",
            "de noemer van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.direction", "the better direction of the metric `{item}`",
            "de goede richting van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.cap", "the cap of the metric `{item}`",
            "de bovengrens van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.cluster", "the cluster of the metric `{item}`",
            "het cluster van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.quantile", "the quantile of the metric `{item}`",
            "het kwantiel van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.isChurn", "whether the metric `{item}` counts who left",
            "of de meetwaarde `{item}` telt wie vertrok"
        ),
        (
            "metrics.definitions.match", "the value that means the metric `{item}`",
            "de waarde die de meetwaarde `{item}` betekent"
        ),
        (
            "metrics.definitions.missing", "what a missing value of the metric `{item}` means",
            "wat een ontbrekende waarde van de meetwaarde `{item}` betekent"
        ),
        (
            "metrics.definitions.currency", "the currency of the metric `{item}`",
            "de munt van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.events.event", "the event of the metric `{item}`",
            "de gebeurtenis van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.events.aggregate", "how events of the metric `{item}` add up",
            "hoe gebeurtenissen van de meetwaarde `{item}` optellen"
        ),
        (
            "metrics.definitions.events.value", "the value of the events of the metric `{item}`",
            "de waarde van de gebeurtenissen van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.window", "the window of the metric `{item}`",
            "het venster van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.lookback", "the time before the start of the metric `{item}`",
            "de tijd vóór de start van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.lookbackEvent", "the earlier event of the metric `{item}`",
            "de eerdere gebeurtenis van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.refunds.event", "the refund of the metric `{item}`",
            "de terugbetaling van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.refunds.policy", "how refunds of the metric `{item}` count",
            "hoe terugbetalingen van de meetwaarde `{item}` tellen"
        ),
        (
            "metrics.definitions.lifetimeValue.horizon", "the horizon of the metric `{item}`",
            "de horizon van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.lifetimeValue.predicted",
            "the predicted part of the metric `{item}`",
            "het voorspelde deel van de meetwaarde `{item}`"
        ),
        (
            "metrics.definitions.lifetimeValue.discountRate",
            "the discount rate of the metric `{item}`",
            "de disconteringsvoet van de meetwaarde `{item}`"
        ),
        ("value.metric", "the metric that is worth money", "de meetwaarde die geld waard is"),
        ("value.perResult", "the value per result", "de waarde per resultaat"),
        ("value.margin", "the margin", "de marge"),
        ("value.currency", "the currency", "de munt"),
        ("decision.confidence", "the confidence level", "de zekerheid"),
        (
            "decision.correction", "the correction for several variants",
            "de correctie voor meerdere varianten"
        ),
        ("decision.monitoring", "the plan of looks", "de planning van kijkmomenten"),
        (
            "decision.minimumUplift.metric", "the metric of the least uplift",
            "de meetwaarde van het minimale verschil"
        ),
        (
            "decision.minimumUplift.versus", "the reference of the least uplift",
            "de vergelijking van het minimale verschil"
        ),
        ("decision.minimumUplift.value", "the least uplift", "het minimale verschil"),
        (
            "decision.netValuePositive", "whether contact must pay for itself",
            "of het contact zich moet terugverdienen"
        ),
        (
            "decision.minimumSamplePerVariant", "the least number of customers per variant",
            "het minimale aantal klanten per variant"
        ),
        (
            "report.comparesGlobalControl", "the comparison with the global control",
            "de vergelijking met de vaste controlegroep"
        ),
        ("decision.minimumRuntime", "the least time to run", "de minimale looptijd"),
        (
            "decision.stopForHarm", "whether harm ends the test at a look",
            "of schade de test bij een kijkmoment beëindigt"
        ),
        ("decision.seed", "the seed", "het startgetal"),
        (
            "metrics.definitions.denominatorEvents.event",
            "the event of the denominator of `{item}`", "de gebeurtenis van de noemer van `{item}`"
        ),
        (
            "metrics.definitions.denominatorEvents.aggregate",
            "the sum of the denominator of `{item}`", "de optelling van de noemer van `{item}`"
        ),
        (
            "metrics.definitions.denominatorEvents.value",
            "the value of the denominator of `{item}`", "de waarde van de noemer van `{item}`"
        ),
    ]
}
