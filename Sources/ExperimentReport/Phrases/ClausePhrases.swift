// SPDX-License-Identifier: GPL-3.0-or-later

/// Rules as part of a sentence: what is not clear, and what does not hold.
enum ClausePhrases {
    static let all: [Phrase] = undecided + broken + objectives

    private static let undecided: [Phrase] = [
        Phrase(
            "unclear.beats-control", en: "whether it beats control",
            nl: "of het beter is dan de controlegroep"),
        Phrase(
            "unclear.beats-base", en: "whether it beats base",
            nl: "of het beter is dan de basisgroep"),
        Phrase(
            "unclear.guardrail", en: "whether {metric} stays within its margin",
            nl: "of {metric} binnen de grens blijft"),
        Phrase(
            "unclear.minimum-uplift", en: "whether the improvement is large enough",
            nl: "of de verbetering groot genoeg is"),
        Phrase(
            "unclear.net-value", en: "whether it pays for itself",
            nl: "of het zich terugverdient"),
        Phrase(
            "unclear.minimum-sample", en: "whether it holds with enough customers",
            nl: "of het standhoudt bij genoeg klanten"),
        Phrase(
            "unclear.minimum-runtime", en: "whether it holds when the test has run long enough",
            nl: "of het standhoudt als de test lang genoeg loopt"),
        Phrase(
            "unclear.stop-for-harm", en: "whether it is harmful, which the last look tells",
            nl: "of het schadelijk is, wat het laatste kijkmoment leert"),
        Phrase(
            "unclear.complete", en: "whether it holds until the test is over",
            nl: "of het standhoudt tot de test voorbij is"),
        Phrase(
            "unclear.method-guard", en: "whether the method can be trusted here",
            nl: "of de methode hier te vertrouwen is"),
        Phrase("unclear.not-estimable", en: "whether it can be measured", nl: "of het te meten is"),
        Phrase(
            "unclear.other", en: "whether the rule {rule} holds",
            nl: "of de regel {rule} klopt"),
    ]

    private static let broken: [Phrase] = [
        Phrase(
            "broken.beats-control", en: "it does worse than control",
            nl: "het doet het slechter dan de controlegroep"),
        Phrase(
            "broken.beats-base", en: "it does worse than base",
            nl: "het doet het slechter dan de basisgroep"),
        Phrase(
            "broken.guardrail", en: "{metric} got worse than its margin allows",
            nl: "{metric} werd slechter dan de grens toelaat"),
        Phrase(
            "broken.minimum-uplift", en: "the improvement is too small",
            nl: "de verbetering is te klein"),
        Phrase(
            "broken.net-value", en: "it does not pay for itself",
            nl: "het verdient zich niet terug"),
        Phrase(
            "broken.other", en: "the rule {rule} does not hold", nl: "de regel {rule} klopt niet"),
    ]

    /// Objectives of marketing that plans name with one word.
    private static let objectives: [Phrase] = [
        Phrase("objective.acquisition", en: "acquisition", nl: "klanten werven"),
        Phrase("objective.activation", en: "activation", nl: "klanten activeren"),
        Phrase("objective.onboarding", en: "onboarding", nl: "klanten welkom heten"),
        Phrase("objective.retention", en: "retention", nl: "klanten behouden"),
        Phrase("objective.churn", en: "churn", nl: "opzeggingen voorkomen"),
        Phrase("objective.reactivation", en: "reactivation", nl: "klanten weer actief maken"),
        Phrase("objective.winback", en: "winback", nl: "klanten terugwinnen"),
        Phrase("objective.loyalty", en: "loyalty", nl: "klanten binden"),
        Phrase("objective.conversion", en: "conversion", nl: "meer klanten laten kopen"),
        Phrase("objective.growth", en: "growth", nl: "groei"),
    ]
}
