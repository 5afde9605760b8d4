// SPDX-License-Identifier: GPL-3.0-or-later

/// What the checks say of draws that left less to chance: quotas and balanced salts.
enum DrawHealthPhrases {
    static let all: [Phrase] = [
        Phrase(
            "health.srm.quota-ok",
            en:
                "Quotas set the group sizes, and the groups are as large as the quotas say. There is"
                + " no chance in that to test.",
            nl:
                "Quota bepaalden de groepsgroottes, en de groepen zijn zo groot als de quota zeggen."
                + " Daarin zit geen toeval om te toetsen."),
        Phrase(
            "health.srm.quota-off",
            en:
                "Quotas set the group sizes, and {arm} should have {planned} customers but has"
                + " {found}: more than rounding explains. Customers got lost or moved after the"
                + " draw.",
            nl:
                "Quota bepaalden de groepsgroottes; {arm} hoort {planned} klanten te hebben, maar"
                + " heeft er {found}: meer dan afronding verklaart. Na de loting zijn klanten"
                + " verdwenen of verplaatst."),
        Phrase(
            "health.srm.quota-unknown",
            en:
                "Quotas set the group sizes, so there is no chance in them to test. The strata are"
                + " not in the data, so it was not checked whether the quotas were met exactly.",
            nl:
                "Quota bepaalden de groepsgroottes; daarin zit geen toeval om te toetsen. De strata"
                + " staan niet in de gegevens, dus of de quota precies zijn gehaald is niet"
                + " nagegaan."),
        Phrase(
            "method.srm.quota",
            en: "Quotas set the sizes here: they are held against the quotas, not tested.",
            nl: "Quota bepaalden hier de grootte: die wordt met de quota vergeleken, niet getoetst."
        ),
        Phrase("check.balance", en: "Balanced draw", nl: "Gebalanceerde loting"),
        Phrase(
            "health.balance.conservative",
            en:
                "The draw was chosen so that the groups start alike in {columns}"
                + "[ ({tried} {tried?draw|draws} tried)]. So the margins of {metrics} are wider than"
                + " needed, and a real effect shows less often. Make {columns} a `covariate` of the"
                + " metric to mend that.",
            nl:
                "De loting is zo gekozen dat de groepen vooraf gelijk zijn in {columns}"
                + "[ ({tried} {tried?loting|lotingen} geprobeerd)]. Daardoor zijn de marges van"
                + " {metrics} breder dan nodig en valt een echt effect minder vaak op. Maak van"
                + " {columns} een `covariate` van het cijfer om dat te verhelpen."),
    ]
}
