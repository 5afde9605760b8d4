// SPDX-License-Identifier: GPL-3.0-or-later

/// The comparison of the global control with everybody else who was eligible.
enum GlobalControlPhrases {
    static let all: [Phrase] = [
        Phrase(
            "section.global-control", en: "Compared with the global control",
            nl: "Vergeleken met de vaste controlegroep"),
        Phrase(
            "global-control.meaning",
            en:
                "This is the effect of all campaigns together on this audience."
                + " It is for information: nothing is decided on it.",
            nl:
                "Dit is het effect van alle campagnes samen op deze doelgroep."
                + " Het is ter informatie: er wordt niets op besloten."),
        Phrase(
            "global-control.groups",
            en:
                "The {held} customers in the global control are set beside {others} others who were"
                + " eligible too: assigned here, not let in, or given to another test.",
            nl:
                "De {held} klanten in de vaste controlegroep staan naast {others} anderen uit de"
                + " doelgroep: hier ingedeeld, niet toegelaten, of in een andere test."),
        Phrase(
            "global-control.absent",
            en: "It cannot be estimated: the data file holds no held-out customers.",
            nl: "Het is niet te schatten: het gegevensbestand bevat niemand uit die controlegroep."),
        Phrase("global-control.held-out", en: "Global control", nl: "Vaste controlegroep"),
        Phrase(
            "global-control.others", en: "Everyone else eligible", nl: "De rest van de doelgroep"),
    ]
}
