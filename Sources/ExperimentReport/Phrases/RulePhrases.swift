// SPDX-License-Identifier: GPL-3.0-or-later

/// What each line of the decision rule says, and how it stands.
enum RulePhrases {
    static let all: [Phrase] = names + beats + guardrails + bars + withoutCost + conditions

    private static let names: [Phrase] = [
        Phrase("rule.beats-control", en: "Beats control", nl: "Beter dan controle"),
        Phrase("rule.beats-base", en: "Beats base", nl: "Beter dan basis"),
        Phrase("rule.guardrail", en: "Guardrail {metric}", nl: "Vangrail {metric}"),
        Phrase("rule.minimum-uplift", en: "Large enough", nl: "Groot genoeg"),
        Phrase("rule.net-value", en: "Pays for itself", nl: "Verdient zich terug"),
        Phrase("rule.minimum-sample", en: "Enough customers", nl: "Genoeg klanten"),
        Phrase("rule.minimum-runtime", en: "Minimum runtime", nl: "Minimale looptijd"),
        Phrase(
            "rule.stop-for-harm", en: "Stops for harm before the last look",
            nl: "Stopt bij schade voor het laatste kijkmoment"),
        Phrase("rule.complete", en: "Test has ended", nl: "Test is afgelopen"),
        Phrase("rule.method-guard", en: "Method can be trusted", nl: "Methode is te vertrouwen"),
        Phrase("rule.not-estimable", en: "Can be measured", nl: "Is te meten"),
        Phrase("state.holds", en: "Holds", nl: "Klopt"),
        Phrase("state.undecided", en: "Not decided", nl: "Niet beslist"),
        Phrase("state.broken", en: "Broken", nl: "Klopt niet"),
        Phrase("guardrail.holds", en: "Safe", nl: "Veilig"),
        Phrase("guardrail.undecided", en: "Not proven safe", nl: "Niet bewezen veilig"),
        Phrase("guardrail.broken", en: "Broken", nl: "Geschonden"),
        Phrase("goal.holds", en: "Reached", nl: "Gehaald"),
        Phrase("goal.undecided", en: "Cannot tell yet", nl: "Nog niet te zeggen"),
        Phrase(
            "goal.invalid", en: "Not reliable: a data check failed.",
            nl: "Niet betrouwbaar: een controle is mislukt."),
        Phrase("goal.broken", en: "Not reached", nl: "Niet gehaald"),
    ]

    private static let beats: [Phrase] =
        ["beats-control", "beats-base"].flatMap { rule in
            [
                Phrase(
                    "rule.\(rule).holds",
                    en:
                        "{variant} does better than {reference} on {metric}."
                        + "[ The difference is {estimate}.][ That is {relative}.]"
                        + "[ The data fit a real difference between {low:plain} and {high}.]",
                    nl:
                        "{variant} doet het beter dan {reference} op {metric}."
                        + "[ Het verschil is {estimate}.][ Dat is {relative}.]"
                        + "[ De gegevens passen bij een echt verschil tussen {low:plain} en {high}.]"
                ),
                Phrase(
                    "rule.\(rule).undecided",
                    en:
                        "We could not show that {variant} beats {reference} on {metric}."
                        + "[ The measured difference is {estimate}.]"
                        + "[ A difference between {low:plain} and {high} remains possible.]",
                    nl:
                        "Niet aangetoond is dat {variant} beter is dan {reference} op {metric}."
                        + "[ Het gemeten verschil is {estimate}.]"
                        + "[ Een verschil tussen {low:plain} en {high} blijft mogelijk.]"),
                Phrase(
                    "rule.\(rule).broken",
                    en:
                        "{variant} does worse than {reference} on {metric}."
                        + "[ The difference is {estimate}.][ That is {relative}.]"
                        + "[ The data fit a real difference between {low:plain} and {high}.]",
                    nl:
                        "{variant} doet het slechter dan {reference} op {metric}."
                        + "[ Het verschil is {estimate}.][ Dat is {relative}.]"
                        + "[ De gegevens passen bij een echt verschil tussen {low:plain} en {high}.]"
                ),
            ]
        }

    private static let guardrails: [Phrase] = [
        Phrase(
            "rule.guardrail.holds",
            en:
                "{metric} is safe against {reference}: it got at most {margin:size} worse."
                + "[ The data fit a difference between {low:plain} and {high}.]",
            nl:
                "{metric} is veilig tegenover {reference}: hooguit {margin:size} slechter."
                + "[ De gegevens passen bij een verschil tussen {low:plain} en {high}.]"),
        Phrase(
            "rule.guardrail.undecided",
            en:
                "{metric} is not proven safe against {reference}."
                + " More than {margin:size} worse remains possible."
                + "[ The data fit a difference between {low:plain} and {high}.]",
            nl:
                "{metric} is niet bewezen veilig tegenover {reference}."
                + " Meer dan {margin:size} slechter blijft mogelijk."
                + "[ De gegevens passen bij een verschil tussen {low:plain} en {high}.]"),
        Phrase(
            "rule.guardrail.broken",
            en:
                "{metric} got more than {margin:size} worse than {reference}."
                + "[ The data fit a difference between {low:plain} and {high}.]",
            nl:
                "{metric} werd meer dan {margin:size} slechter dan {reference}."
                + "[ De gegevens passen bij een verschil tussen {low:plain} en {high}.]"),
    ]

    private static let bars: [Phrase] = [
        Phrase(
            "rule.minimum-uplift.holds",
            en:
                "{metric} improved by more than the {bar:size} asked for, against {reference}."
                + "[ The data fit a difference between {low:plain} and {high}.]",
            nl:
                "{metric} verbeterde meer dan de gevraagde {bar:size}, tegenover {reference}."
                + "[ De gegevens passen bij een verschil tussen {low:plain} en {high}.]"),
        Phrase(
            "rule.minimum-uplift.undecided",
            en:
                "It is not clear that {metric} improved by {bar:size}, against {reference}."
                + "[ The data fit a difference between {low:plain} and {high}.]",
            nl:
                "Niet duidelijk is of {metric} {bar:size} beter werd, tegenover {reference}."
                + "[ De gegevens passen bij een verschil tussen {low:plain} en {high}.]"),
        Phrase(
            "rule.minimum-uplift.broken",
            en:
                "{metric} improved by less than the {bar:size} asked for, against {reference}."
                + "[ The data fit a difference between {low:plain} and {high}.]"
                + " That is too small to matter.",
            nl:
                "{metric} verbeterde minder dan de gevraagde {bar:size}, tegenover {reference}."
                + "[ De gegevens passen bij een verschil tussen {low:plain} en {high}.]"
                + " Dat is te klein om uit te maken."),
        Phrase(
            "rule.net-value.holds",
            en:
                "After cost it brings in {estimate}, compared with {reference}."
                + "[ The data fit a value between {low:plain} and {high}.]",
            nl:
                "Na aftrek van kosten levert het {estimate} op, vergeleken met {reference}."
                + "[ De gegevens passen bij een waarde tussen {low:plain} en {high}.]"),
        Phrase(
            "rule.net-value.undecided",
            en:
                "It is not clear that it pays for itself, compared with {reference}."
                + "[ The estimate after cost is {estimate}.]"
                + "[ The data fit a value between {low:plain} and {high}.]",
            nl:
                "Niet duidelijk is of het zich terugverdient, vergeleken met {reference}."
                + "[ De schatting na kosten is {estimate}.]"
                + "[ De gegevens passen bij een waarde tussen {low:plain} en {high}.]"),
        Phrase(
            "rule.net-value.broken",
            en:
                "It costs more than it brings in, compared with {reference}."
                + "[ The estimate after cost is {estimate}.]"
                + "[ The data fit a value between {low:plain} and {high}.]",
            nl:
                "Het kost meer dan het oplevert, vergeleken met {reference}."
                + "[ De schatting na kosten is {estimate}.]"
                + "[ De gegevens passen bij een waarde tussen {low:plain} en {high}.]"),
    ]

    /// The same rule where the plan states no costs: nothing is said to be after cost.
    private static let withoutCost: [Phrase] = [
        Phrase(
            "rule.net-value.holds.no-cost",
            en:
                "It brings in {estimate}, compared with {reference}. The plan states no costs."
                + "[ The data fit a value between {low:plain} and {high}.]",
            nl:
                "Het levert {estimate} op, vergeleken met {reference}. Het plan noemt geen kosten."
                + "[ De gegevens passen bij een waarde tussen {low:plain} en {high}.]"),
        Phrase(
            "rule.net-value.undecided.no-cost",
            en:
                "It is not clear that it brings in more than {reference}."
                + "[ The estimate is {estimate}.]"
                + "[ The data fit a value between {low:plain} and {high}.]",
            nl:
                "Niet duidelijk is of het meer oplevert dan {reference}."
                + "[ De schatting is {estimate}.]"
                + "[ De gegevens passen bij een waarde tussen {low:plain} en {high}.]"),
        Phrase(
            "rule.net-value.broken.no-cost",
            en:
                "It brings in less than {reference}.[ The estimate is {estimate}.]"
                + "[ The data fit a value between {low:plain} and {high}.]",
            nl:
                "Het levert minder op dan {reference}.[ De schatting is {estimate}.]"
                + "[ De gegevens passen bij een waarde tussen {low:plain} en {high}.]"),
    ]

    private static let conditions: [Phrase] = [
        Phrase(
            "rule.minimum-sample.holds",
            en: "Every group has at least {least} customers; the smallest has {found}.",
            nl: "Elke groep heeft minstens {least} klanten; de kleinste heeft er {found}."),
        Phrase(
            "rule.minimum-sample.undecided",
            en: "Each group needs {least} customers; the smallest has {found}.",
            nl: "Elke groep heeft {least} klanten nodig; de kleinste heeft er {found}."),
        Phrase(
            "rule.minimum-runtime.holds",
            en: "The test ran {found} days since {start}; it had to run at least {least}.",
            nl: "De test liep {found} dagen sinds {start}; minstens {least} was nodig."),
        Phrase(
            "rule.minimum-runtime.undecided",
            en:
                "The test ran {found} of {least} days: it began on {start}, the data run to"
                + " {asOf}.",
            nl:
                "De test liep {found} van {least} dagen: begonnen op {start}, gegevens tot {asOf}."),
        Phrase(
            "rule.minimum-runtime.unknown",
            en: "The test must run {least} days. Nothing says up to which day the data run.",
            nl:
                "De test moet {least} dagen lopen. Tot welke dag de gegevens lopen is niet bekend."),
        Phrase(
            "rule.stop-for-harm.undecided",
            en: "It looks harmful, and the plan waits for the last look before it says so.",
            nl:
                "Het lijkt schadelijk; volgens het plan wacht het oordeel op het laatste"
                + " kijkmoment."
        ),
        Phrase(
            "rule.complete.holds",
            en: "The test ended[ on {end}][; the data are complete up to {asOf}].",
            nl: "De test is afgelopen[ op {end}][; de gegevens zijn compleet tot {asOf}]."),
        Phrase(
            "rule.complete.undecided",
            en: "The test is not over[: it ends on {end}][ and the data run to {asOf}].",
            nl: "De test is niet voorbij[: hij eindigt op {end}][ en de gegevens lopen tot {asOf}]."
        ),
        Phrase(
            "rule.method-guard.undecided",
            en: "The data on {metric} are too uneven or too few to decide on by themselves.",
            nl: "De gegevens over {metric} zijn te scheef of te schaars om op te beslissen."),
        Phrase(
            "rule.not-estimable.undecided",
            en: "The difference on {metric} could not be measured.[ {reason}]",
            nl: "Het verschil op {metric} was niet te meten.[ {reason}]"),
    ]
}
