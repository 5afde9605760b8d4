// SPDX-License-Identifier: GPL-3.0-or-later

/// The answer: what it did, what it was worth, what to do next.
enum AnswerPhrases {
    static let all: [Phrase] = effects + worth + money + next

    private static let effects: [Phrase] = [
        Phrase("answer.effect", en: "What it did", nl: "Wat het deed"),
        Phrase("answer.worth", en: "What it was worth", nl: "Wat het waard was"),
        Phrase("answer.next", en: "What to do next", nl: "Wat nu te doen"),
        Phrase(
            "effect.more.increase",
            en:
                "{metric}: {level} with {variant}, against {referenceLevel} with {reference}."
                + " That is {size} more[, or {relative} more].",
            nl:
                "{metric}: {level} bij {variant}, tegen {referenceLevel} bij {reference}."
                + " Dat is {size} meer[, ofwel {relative} meer]."),
        Phrase(
            "effect.less.increase",
            en:
                "{metric}: {level} with {variant}, against {referenceLevel} with {reference}."
                + " That is {size} less[, or {relative} less].",
            nl:
                "{metric}: {level} bij {variant}, tegen {referenceLevel} bij {reference}."
                + " Dat is {size} minder[, ofwel {relative} minder]."),
        Phrase(
            "effect.more.decrease",
            en:
                "{metric}: {level} with {variant}, against {referenceLevel} with {reference}."
                + " That is {size} more[, or {relative} more], and fewer is better here.",
            nl:
                "{metric}: {level} bij {variant}, tegen {referenceLevel} bij {reference}."
                + " Dat is {size} meer[, ofwel {relative} meer], en minder is hier beter."),
        Phrase(
            "effect.less.decrease",
            en:
                "{metric}: {level} with {variant}, against {referenceLevel} with {reference}."
                + " That is {size} fewer[, or {relative} fewer], and fewer is better here.",
            nl:
                "{metric}: {level} bij {variant}, tegen {referenceLevel} bij {reference}."
                + " Dat is {size} minder[, ofwel {relative} minder], en minder is hier beter."),
        Phrase(
            "effect.not-shown",
            en:
                "{metric}: {level} with {variant}, against {referenceLevel} with {reference}."
                + " We could not show a difference; {low} to {high} remains possible"
                + "[ ({relativeLow} to {relativeHigh})].",
            nl:
                "{metric}: {level} bij {variant}, tegen {referenceLevel} bij {reference}."
                + " Een verschil is niet aangetoond; {low} tot {high} blijft mogelijk"
                + "[ ({relativeLow} tot {relativeHigh})]."),
        Phrase(
            "effect.relative-missing",
            en: "The difference from {reference} cannot be given as a percentage. {reason}",
            nl: "Het verschil met {reference} is niet als percentage te geven. {reason}"),
        Phrase(
            "effect.not-estimable",
            en: "{metric}: {variant} cannot be compared with {reference}. {reason}",
            nl: "{metric}: {variant} is niet te vergelijken met {reference}. {reason}"),
        Phrase(
            "effect.invalid",
            en: "That cannot be said. The numbers below are shown, but must not be used.",
            nl: "Dat is niet te zeggen. De getallen hieronder zijn niet te gebruiken."),
        Phrase(
            "worth.invalid",
            en: "That cannot be said, because a data check failed.",
            nl: "Dat is niet te zeggen, omdat een controle van de gegevens is mislukt."),
    ]

    private static let worth: [Phrase] = [
        Phrase(
            "worth.results",
            en:
                "{variant} vs {reference}: about {count} extra customers ({low} to {high}) in this"
                + " group.",
            nl:
                "{variant} tegenover {reference}: ongeveer {count} extra klanten ({low} tot {high})"
                + " in deze groep."),
        Phrase(
            "worth.results.lost",
            en:
                "{variant} vs {reference}: about {count} customers lost ({low} to {high}) in this"
                + " group.",
            nl:
                "{variant} tegenover {reference}: ongeveer {count} klanten verloren"
                + " ({low} tot {high}) in deze groep."),
        Phrase(
            "worth.results.fewer",
            en:
                "{variant} vs {reference}: about {count} fewer ({low} to {high}) in this group.",
            nl:
                "{variant} tegenover {reference}: ongeveer {count} minder ({low} tot {high}) in"
                + " deze groep."),
        Phrase(
            "worth.results.more",
            en: "{variant} vs {reference}: about {count} more ({low} to {high}) in this group.",
            nl:
                "{variant} tegenover {reference}: ongeveer {count} meer ({low} tot {high}) in deze"
                + " groep."),
        Phrase(
            "worth.results.open",
            en:
                "{variant} vs {reference}: between {low} and {high} customers in this group remains"
                + " possible.",
            nl:
                "{variant} tegenover {reference}: tussen {low} en {high} klanten in deze groep"
                + " blijft mogelijk."),
        Phrase(
            "worth.none",
            en: "The plan does not say what a result is worth, so no money is given.",
            nl: "Het plan zegt niet wat een resultaat waard is. Er staat dus geen bedrag."),
        Phrase(
            "worth.not-estimable",
            en: "What {variant} was worth against {reference} cannot be given. {reason}",
            nl: "Wat {variant} waard was tegenover {reference} is niet te geven. {reason}"),
    ]

    /// An amount, after the sentence on results or alone, by what the plan knows of cost and margin.
    ///
    /// `net`: costs are known. `margin`: only the margin is. `revenue`: neither is.
    private static let money: [Phrase] =
        [
            Phrase(
                "worth.net",
                en: "After cost that is worth {net} ({low} to {high}).",
                nl: "Na aftrek van kosten is dat {net} waard ({low} tot {high})."),
            Phrase(
                "worth.net.lost",
                en: "After cost that is a loss of {net} ({low} to {high}).",
                nl: "Na aftrek van kosten kostte dat {net} ({low} tot {high})."),
            Phrase(
                "worth.net.open",
                en: "After cost the estimate is {net}; {low} to {high} remains possible.",
                nl: "Na aftrek van kosten is de schatting {net}; {low} tot {high} blijft mogelijk."),
            Phrase(
                "worth.net.alone",
                en: "{variant} vs {reference}: worth {net} after cost ({low} to {high}).",
                nl: "{variant} tegenover {reference}: {net} waard na kosten ({low} tot {high})."),
            Phrase(
                "worth.net.alone.lost",
                en: "{variant} vs {reference}: a loss of {net} after cost ({low} to {high}).",
                nl: "{variant} tegenover {reference}: kostte {net} ({low} tot {high})."),
            Phrase(
                "worth.net.alone.open",
                en:
                    "{variant} vs {reference}: after cost the estimate is {net}; {low} to {high}"
                    + " remains possible.",
                nl:
                    "{variant} tegenover {reference}: na kosten is de schatting {net}; {low} tot"
                    + " {high} blijft mogelijk."),
        ]
        + without("revenue", "revenue", "omzet", "costs or margin", "kosten of brutomarge")
        + without("margin", "margin", "brutomarge", "costs", "kosten")

    private static func without(
        _ id: String, _ english: String, _ dutch: String, _ unstated: String, _ ongenoemd: String
    ) -> [Phrase] {
        let extra = id == "revenue" ? "more" : "extra"
        return [
            Phrase(
                "worth.\(id)",
                en:
                    "That brought in {net} \(extra) \(english) ({low} to {high});"
                    + " the plan states no \(unstated).",
                nl:
                    "Dat leverde {net} extra \(dutch) op ({low} tot {high});"
                    + " het plan noemt geen \(ongenoemd)."),
            Phrase(
                "worth.\(id).lost",
                en:
                    "That cost {net} of \(english) ({low} to {high});"
                    + " the plan states no \(unstated).",
                nl:
                    "Dat kostte {net} aan \(dutch) ({low} tot {high});"
                    + " het plan noemt geen \(ongenoemd)."),
            Phrase(
                "worth.\(id).open",
                en:
                    "The estimate is {net} of \(english); {low} to {high} remains possible."
                    + " The plan states no \(unstated).",
                nl:
                    "De schatting is {net} \(dutch); {low} tot {high} blijft mogelijk."
                    + " Het plan noemt geen \(ongenoemd)."),
            Phrase(
                "worth.\(id).alone",
                en:
                    "{variant} vs {reference}: brought in {net} \(extra) \(english)"
                    + " ({low} to {high}); the plan states no \(unstated).",
                nl:
                    "{variant} leverde {net} meer \(dutch) op dan {reference} ({low} tot {high});"
                    + " het plan noemt geen \(ongenoemd)."),
            Phrase(
                "worth.\(id).alone.lost",
                en:
                    "{variant} brought in {net} less \(english) than {reference}"
                    + " ({low} to {high}); the plan states no \(unstated).",
                nl:
                    "{variant} leverde {net} minder \(dutch) op dan {reference} ({low} tot {high});"
                    + " het plan noemt geen \(ongenoemd)."),
            Phrase(
                "worth.\(id).alone.open",
                en:
                    "{variant} vs {reference}: the estimate is {net} of \(english);"
                    + " {low} to {high} remains possible. The plan states no \(unstated).",
                nl:
                    "{variant} tegenover {reference}: de schatting is {net} \(dutch);"
                    + " {low} tot {high} blijft mogelijk. Het plan noemt geen \(ongenoemd)."),
        ]
    }

    private static let next: [Phrase] = [
        Phrase(
            "next.PASS",
            en: "Roll out {variant}, and keep a control group to go on measuring.",
            nl: "Voer {variant} door en houd een controlegroep om te blijven meten."),
        Phrase(
            "next.several",
            en:
                "{variants} all pass. Choose one; they were not compared with each other."
                + " Keep a control group to go on measuring.",
            nl:
                "{variants} voldoen allemaal. Kies er één; ze zijn niet met elkaar vergeleken."
                + " Houd een controlegroep om te blijven meten."),
        Phrase(
            "next.HARM",
            en: "Stop {variant}, and change the approach before trying again.",
            nl: "Stop met {variant} en verander de aanpak voor een nieuwe poging."),
        Phrase(
            "next.FAIL",
            en: "Do not roll out {variant}. Change it, or drop it.",
            nl: "Voer {variant} niet door. Pas het aan of laat het vallen."),
        Phrase(
            "next.INCONCLUSIVE",
            en: "Keep today's approach for {variant} and collect more data before deciding.",
            nl: "Houd voor {variant} de huidige aanpak en verzamel eerst meer gegevens."),
        Phrase(
            "next.INCONCLUSIVE.over",
            en:
                "The test is over, and {variant} did not show the difference that was asked for."
                + " Keep today's approach. To see smaller effects, plan a larger test.",
            nl:
                "De test is afgelopen en het gevraagde verschil is voor {variant} niet aangetoond."
                + " Houd de huidige aanpak. Plan een grotere test om kleinere effecten te zien."),
        Phrase(
            "next.INCONCLUSIVE.over.rules",
            en:
                "The test is over, and {variant} did not show all that the plan asks for."
                + " Keep today's approach. To be surer, plan a larger test.",
            nl:
                "De test is afgelopen en {variant} liet niet alles zien wat het plan vraagt."
                + " Houd de huidige aanpak. Plan een grotere test voor meer zekerheid."),
        Phrase(
            "next.INVALID",
            en: "Find out why the data check failed. Repair the data, then run the report again.",
            nl:
                "Zoek uit waarom de controle mislukte. Herstel de gegevens en maak het rapport opnieuw."
        ),
        Phrase(
            "next.rosy",
            en: "Expect somewhat less later: a first winning result is usually too rosy.",
            nl: "Reken later op iets minder: een eerste winst is meestal te rooskleurig."),
    ]
}
