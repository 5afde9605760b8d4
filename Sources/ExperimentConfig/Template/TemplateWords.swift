// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of the templates in one language.
struct TemplateWords {
    var schema: String
    var name: String
    var owner: String
    var hypothesis: String
    var objective: String
    var target: String
    var file: String
    var variantColumn: String
    var salt: String
    var weights: String
    var control: String
    var base: String
    var test: String
    var controlName: String
    var baseName: String
    var testName: String
    var hypothesisHint: String
    var ordered: String
    var unsubscribed: String
    var direction: String
    var primary: String
    var margin: String
    var value: String
    var beat: String
    var netValue: String

    /// Spaces that line a comment up after a text of some width.
    func gap(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count))
    }

    static let english = TemplateWords(
        schema: "Completion in your editor: experiment schema > experiment.schema.json",
        name: "A name that people recognise",
        owner: "marketing",
        hypothesis:
            "Because customers forget us after a year, a mail with an offer brings more of them to an order.",
        objective: "winback", target: "relative to the reference; 0.60 pt is percentage points",
        file: "one row per customer", variantColumn: "leave out to compute it again from the id",
        salt: "never change it once customers are drawn",
        weights: "weights total 100%",
        control: "not contacted", base: "today's strategy", test: "what you want to know about",
        controlName: "No contact", baseName: "Today's mail", testName: "The new mail",
        hypothesisHint: "why you expect what; rewrite it",
        ordered: "Ordered within 14 days", unsubscribed: "Unsubscribed",
        direction: "increase: more is better", primary: "the one metric that decides",
        margin: "may not rise by more than this", value: "what an order brings, and its margin",
        beat: "each must be beaten", netValue: "the uplift must pay for the contact")

    static let dutch = TemplateWords(
        schema: "Aanvulling in uw editor: experiment schema > experiment.schema.json",
        name: "Een naam die mensen herkennen",
        owner: "marketing",
        hypothesis:
            "Omdat klanten ons na een jaar vergeten, brengt een mail met een aanbod meer van hen tot een bestelling.",
        objective: "winback", target: "ten opzichte van de referentie; 0.60 pt is procentpunten",
        file: "een regel per klant",
        variantColumn: "weglaten: dan opnieuw berekend uit het klantnummer",
        salt: "nooit wijzigen als klanten zijn ingedeeld",
        weights: "gewichten tellen op tot 100%",
        control: "krijgt geen contact", base: "de huidige aanpak", test: "wat u wilt weten",
        controlName: "Geen contact", baseName: "De huidige mail", testName: "De nieuwe mail",
        hypothesisHint: "waarom u wat verwacht; herschrijf dit",
        ordered: "Bestelde binnen 14 dagen", unsubscribed: "Afgemeld",
        direction: "increase: meer is beter", primary: "de ene maatstaf die beslist",
        margin: "mag niet verder stijgen dan dit",
        value: "wat een bestelling opbrengt, en de marge",
        beat: "elk moet worden verslagen", netValue: "het effect moet het contact betalen")
}
