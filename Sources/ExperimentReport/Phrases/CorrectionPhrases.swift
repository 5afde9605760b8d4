// SPDX-License-Identifier: GPL-3.0-or-later

/// How decisions are corrected for several variants.
enum CorrectionPhrases {
    static let all: [Phrase] = [
        Phrase(
            "written.correction.holm",
            en: "Corrected by Holm's method, because {count} variants are tested.",
            nl: "Gecorrigeerd volgens Holm, omdat er {count} varianten zijn getest."),
        Phrase(
            "written.correction.bonferroni",
            en: "Corrected by Bonferroni's method, because {count} variants are tested.",
            nl: "Gecorrigeerd volgens Bonferroni, omdat er {count} varianten zijn getest."),
        Phrase(
            "written.correction.dunnett",
            en:
                "Corrected by Dunnett's method, because {count} variants are compared with the same"
                + " group.",
            nl:
                "Gecorrigeerd volgens Dunnett, omdat {count} varianten met dezelfde groep worden"
                + " vergeleken."),
        Phrase(
            "written.correction.dunnett.not-used",
            en:
                "Holm's method was used after all, because Dunnett's needs a standard error per"
                + " group. One comparison has none, as with the permutation test.",
            nl:
                "Toch is Holm gebruikt, omdat Dunnett per groep een standaardfout nodig heeft."
                + " Eén vergelijking heeft die niet, zoals bij de permutatietoets."),
    ]
}
