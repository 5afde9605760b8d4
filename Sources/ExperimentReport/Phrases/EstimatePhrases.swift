// SPDX-License-Identifier: GPL-3.0-or-later

/// Names of roles, units and reasons.
enum EstimatePhrases {
    static let all: [Phrase] = roles + units + reasons

    private static let roles: [Phrase] = [
        Phrase("role.control", en: "control", nl: "de controlegroep"),
        Phrase("role.base", en: "base", nl: "de basisgroep"),
        Phrase("role.test", en: "test", nl: "de testgroep"),
        Phrase("label.control", en: "Control", nl: "Controlegroep"),
        Phrase("label.base", en: "Base", nl: "Basisgroep"),
        Phrase("label.test", en: "Test", nl: "Testgroep"),
        Phrase(
            "described.control.role", en: "control (not contacted)",
            nl: "de controlegroep (niet benaderd)"),
        Phrase(
            "described.control.named", en: "{name} (control, not contacted)",
            nl: "{name} (controle, niet benaderd)"),
        Phrase("described.contacted.role", en: "control", nl: "de controlegroep"),
        Phrase("described.contacted.named", en: "{name} (control)", nl: "{name} (controle)"),
        Phrase(
            "described.base.role", en: "base (today's approach)",
            nl: "de basisgroep (huidige aanpak)"),
        Phrase(
            "described.base.named", en: "{name} (base, today's approach)",
            nl: "{name} (basis, huidige aanpak)"),
    ]

    private static let units: [Phrase] = [
        Phrase("unit.point", en: "percentage point", nl: "procentpunt"),
        Phrase("unit.points", en: "percentage points", nl: "procentpunt"),
        Phrase("unit.pt", en: "pt", nl: "procentpunt"),
        Phrase("unit.percent", en: "%", nl: "%"),
        Phrase("interval", en: "{low} to {high}", nl: "{low} tot {high}"),
        Phrase("not-available", en: "n/a", nl: "n.v.t."),
    ]

    private static let reasons: [Phrase] = [
        Phrase(
            "reason.too-few-units",
            en: "A group has fewer than two customers.",
            nl: "Een groep heeft minder dan twee klanten."),
        Phrase(
            "reason.too-few-clusters",
            en: "A group has too few clusters to judge chance by.",
            nl: "Een groep heeft te weinig clusters om het toeval op te schatten."),
        Phrase(
            "reason.zero-variance",
            en: "There is no spread within the groups, so no interval can be given.",
            nl: "Binnen de groepen is geen spreiding. Een onzekerheidsmarge is dus niet te geven."),
        Phrase(
            "reason.control-near-zero",
            en: "The level to compare with is too close to zero.",
            nl: "Het niveau om mee te vergelijken ligt te dicht bij nul."),
        Phrase(
            "reason.control-not-positive",
            en: "The level to compare with is zero or below.",
            nl: "Het niveau om mee te vergelijken is nul of lager."),
        Phrase(
            "reason.mean-not-positive",
            en: "An average is zero or below.",
            nl: "Een gemiddelde is nul of lager."),
        Phrase(
            "reason.zero-denominator",
            en: "There is nothing to divide by.",
            nl: "Er is niets om door te delen."),
        Phrase(
            "reason.denominator-near-zero",
            en: "The number to divide by is too close to zero.",
            nl: "Het getal om door te delen ligt te dicht bij nul."),
        Phrase(
            "reason.isolated-unit",
            en: "One customer alone decides part of the adjustment.",
            nl: "Eén klant bepaalt in zijn eentje een deel van de correctie."),
        Phrase(
            "reason.too-few-beyond",
            en: "Too few customers lie beyond this value to tell how precise it is.",
            nl: "Voorbij deze waarde liggen te weinig klanten voor een onzekerheidsmarge."),
        Phrase(
            "reason.tied-values",
            en: "Too many customers have the same value, so no interval can be given.",
            nl: "Te veel klanten hebben dezelfde waarde voor een onzekerheidsmarge."),
        Phrase(
            "reason.not-applicable",
            en: "The method does not give this number.",
            nl: "De methode geeft dit getal niet."),
        Phrase(
            "reason.out-of-domain",
            en: "The numbers lie outside what the method can handle.",
            nl: "De getallen vallen buiten wat de methode aankan."),
        Phrase(
            "reason.no-events",
            en: "It happened to nobody, or to everybody.",
            nl: "Het gebeurde bij niemand, of bij iedereen."),
        Phrase(
            "reason.no-values",
            en: "Only totals are known, not the values per customer.",
            nl: "Alleen totalen zijn bekend, niet de waarden per klant."),
        Phrase(
            "reason.no-convergence",
            en: "The computation did not come to an end.",
            nl: "De berekening kwam niet tot een einde."),
    ]
}
