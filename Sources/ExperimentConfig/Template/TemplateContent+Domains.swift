// SPDX-License-Identifier: GPL-3.0-or-later

extension TemplateContent {
    private static let unsubscribed = Measure(
        key: "unsubscribed", name: TemplateText("Unsubscribed", "Afgemeld"),
        rest: "type: proportion, column: unsubscribed, direction: decrease")
    private static let complained = Measure(
        key: "complained", name: TemplateText("Complained", "Klacht ingediend"),
        rest: "type: proportion, column: complained, direction: decrease")
    private static let ordered = Measure(
        key: "ordered", name: TemplateText("Ordered within 14 days", "Besteld binnen 14 dagen"),
        rest: "type: proportion, column: ordered, direction: increase")
    private static let revenue = Measure(
        key: "revenue", name: TemplateText("Revenue per customer", "Omzet per klant"),
        rest: "type: mean, column: revenue, direction: increase, currency: EUR")

    static let emailHoldout = TemplateContent(
        summary: "one mail against customers who are not contacted",
        name: TemplateText("Mail with an offer", "Mail met een aanbod"),
        hypothesis: TemplateText(
            "A mail with an offer brings orders that would not have come by themselves.",
            "Een mail met een aanbod brengt bestellingen die er anders niet waren gekomen."),
        domain: "channel", objective: "activation", target: "+20%",
        include: [
            (
                "orders_12m >= 1",
                TemplateText("a customer in the last year", "klant in het afgelopen jaar")
            )
        ],
        exclude: [
            (
                "last_order_days < 7",
                TemplateText("just bought: do not bother", "net besteld: met rust laten")
            )
        ],
        layer: "newsletter",
        test: Strategy(
            key: "offer", name: TemplateText("Mail with the offer", "Mail met het aanbod"),
            channel: "email", cost: "{ per_contact: 0.02 EUR }"),
        measures: [ordered, revenue], guardrail: unsubscribed, margin: "0.10 pt",
        perResult: "60 EUR", baseline: "3%", window: "14d")

    static let abTest = TemplateContent(
        summary: "a new version against today's, everyone contacted",
        name: TemplateText("New subject line", "Nieuwe onderwerpregel"),
        hypothesis: TemplateText(
            "A subject line that names the stock brings more readers to an order.",
            "Een onderwerpregel met de voorraad brengt meer lezers tot een bestelling."),
        domain: "channel", objective: "deep_sell", target: "+8%",
        include: [
            (
                "orders_12m >= 1",
                TemplateText("a customer in the last year", "klant in het afgelopen jaar")
            )
        ],
        exclude: [], layer: "newsletter", hasControl: false,
        base: Strategy(
            key: "today", name: TemplateText("Today's mail", "De mail van nu"), channel: "email",
            cost: "{ per_contact: 0.02 EUR }"),
        test: Strategy(
            key: "stock", name: TemplateText("Mail that names the stock", "Mail met de voorraad"),
            channel: "email", cost: "{ per_contact: 0.02 EUR }"),
        measures: [ordered, revenue], guardrail: unsubscribed, margin: "0.10 pt",
        perResult: "60 EUR", baseline: "3%", window: "14d")

    static let lifecycle = TemplateContent(
        summary: "lifecycle: win back customers who sleep",
        name: TemplateText("Win back sleeping customers", "Slapende klanten terugwinnen"),
        hypothesis: TemplateText(
            "A card by post after the mail wins back more customers than the mail alone.",
            "Een kaart per post na de mail haalt meer klanten terug dan de mail alleen."),
        domain: "lifecycle", objective: "winback", target: "+20%", require: "email, post",
        include: [
            (
                "last_order_days between 270 and 540",
                TemplateText("no order for 9 to 18 months", "9 tot 18 maanden geen bestelling")
            )
        ],
        exclude: [
            (
                "open_complaint = true",
                TemplateText("first solve the complaint", "eerst de klacht oplossen")
            )
        ],
        layer: "lifecycle",
        base: Strategy(
            key: "mail", name: TemplateText("Today's mail", "De mail van nu"), channel: "email",
            cost: "{ per_contact: 0.02 EUR }"),
        test: Strategy(
            key: "card",
            name: TemplateText("Mail and a card by post", "Mail en een kaart per post"),
            channel: "email+post", cost: "{ per_contact: 0.62 EUR, fixed: 1500 EUR }"),
        measures: [ordered, revenue], guardrail: unsubscribed, margin: "0.20 pt",
        perResult: "62 EUR", baseline: "3%", window: "14d")

    static let customer = TemplateContent(
        summary: "customer: more customers with an account or a second category",
        name: TemplateText("A second category", "Een tweede productgroep"),
        hypothesis: TemplateText(
            "A personal selection brings customers to a category that is new to them.",
            "Een persoonlijke selectie brengt klanten bij een productgroep die nieuw voor hen is."),
        domain: "customer", objective: "cross_sell", target: "+15%",
        include: [
            ("orders_12m >= 2", TemplateText("buys more often", "bestelt vaker")),
            ("categories_12m = 1", TemplateText("from one category", "uit één productgroep")),
        ],
        exclude: [
            (
                "last_order_days < 7",
                TemplateText("just bought: do not bother", "net besteld: met rust laten")
            )
        ],
        layer: "lifecycle",
        base: Strategy(
            key: "newsletter", name: TemplateText("The newsletter", "De nieuwsbrief"),
            channel: "email", cost: "{ per_contact: 0.02 EUR }"),
        test: Strategy(
            key: "selection", name: TemplateText("Personal selection", "Persoonlijke selectie"),
            channel: "email", cost: "{ per_contact: 0.04 EUR, fixed: 500 EUR }"),
        measures: [
            Measure(
                key: "second_category",
                name: TemplateText("Bought a second category", "Kocht een tweede productgroep"),
                rest: "type: proportion, column: second_category, direction: increase"),
            revenue,
        ],
        guardrail: unsubscribed, margin: "0.10 pt", perResult: "45 EUR", baseline: "4%",
        window: "30d")

    static let channel = TemplateContent(
        summary: "channel: another medium for the same message",
        name: TemplateText(
            "Message by app instead of mail", "Bericht in de app in plaats van mail"),
        hypothesis: TemplateText(
            "The same message in the app brings more orders than by mail.",
            "Hetzelfde bericht in de app brengt meer bestellingen dan per mail."),
        domain: "channel", objective: "channel_shift", target: "+10%",
        include: [
            (
                "app_user = true",
                TemplateText("can get a message in the app", "kan een bericht in de app krijgen")
            )
        ],
        exclude: [
            ("messages_7d >= 3", TemplateText("heard from us enough", "hoorde al genoeg van ons"))
        ],
        layer: "newsletter",
        base: Strategy(
            key: "mail", name: TemplateText("By mail", "Per mail"), channel: "email",
            cost: "{ per_contact: 0.02 EUR }"),
        test: Strategy(
            key: "app", name: TemplateText("In the app", "In de app"), channel: "app",
            cost: "{ per_contact: 0.01 EUR }"),
        measures: [ordered, revenue], guardrail: unsubscribed, margin: "0.10 pt",
        perResult: "60 EUR", baseline: "3%", window: "14d")

    static let journey = TemplateContent(
        summary: "journey: keep customers who are about to leave",
        name: TemplateText("First contact after 3 or 10 days", "Eerste contact na 3 of 10 dagen"),
        hypothesis: TemplateText(
            "Earlier contact after a signal keeps more customers, without more complaints.",
            "Eerder contact na een signaal houdt meer klanten vast, zonder extra klachten."),
        domain: "journey", objective: "retention", target: "+2%",
        include: [
            ("subscription = \"active\"", TemplateText("still a customer", "nog klant")),
            ("churn_score >= 60", TemplateText("score at entry", "score bij binnenkomst")),
        ],
        exclude: [], layer: "lifecycle",
        base: Strategy(
            key: "day10", name: TemplateText("Mail after 10 days", "Mail na 10 dagen"),
            channel: "email", cost: "{ per_contact: 0.05 EUR }"),
        test: Strategy(
            key: "day3",
            name: TemplateText("Mail and call after 3 days", "Mail en belletje na 3 dagen"),
            channel: "email+phone", cost: "{ per_contact: 1.80 EUR }"),
        trigger: "churn_signal",
        measures: [
            Measure(
                key: "retained",
                name: TemplateText("Still a customer after 90 days", "Nog klant na 90 dagen"),
                rest: "type: retention, churned: churned, direction: increase")
        ],
        guardrail: complained, margin: "0.15 pt", perResult: "120 EUR", baseline: "88%",
        window: "90d")

    static let perception = TemplateContent(
        summary: "perception: what customers think after a contact",
        name: TemplateText("Call after a delivery", "Bellen na een levering"),
        hypothesis: TemplateText(
            "Customers who are called after a delivery recommend us more often.",
            "Klanten die na een levering worden gebeld, bevelen ons vaker aan."),
        domain: "perception", objective: "satisfaction", target: "+4",
        include: [
            ("deliveries_30d >= 1", TemplateText("had a delivery", "kreeg een levering"))
        ],
        exclude: [
            ("survey_90d = true", TemplateText("was asked before", "is al bevraagd"))
        ],
        layer: "lifecycle",
        base: Strategy(
            key: "survey", name: TemplateText("The survey by mail", "De enquête per mail"),
            channel: "email", cost: "{ per_contact: 0.02 EUR }"),
        test: Strategy(
            key: "call",
            name: TemplateText("A call, then the survey", "Een belletje, dan de enquête"),
            channel: "email+phone", cost: "{ per_contact: 1.60 EUR }"),
        measures: [
            Measure(
                key: "nps", name: TemplateText(same: "NPS"),
                rest: "type: nps, column: score, direction: increase"),
            Measure(
                key: "ordered",
                name: TemplateText("Ordered within 45 days", "Besteld binnen 45 dagen"),
                rest: "type: proportion, column: ordered, direction: increase"),
        ],
        guardrail: complained, margin: "0.20 pt", perResult: nil, baseline: "20", window: "45d")

    static let abandonedCart = TemplateContent(
        summary: "a reminder to customers who left a basket",
        name: TemplateText("Abandoned basket", "Achtergelaten winkelmand"),
        hypothesis: TemplateText(
            "A reminder after one hour brings back more baskets than one after a day.",
            "Een herinnering na een uur haalt meer winkelmanden terug dan na een dag."),
        domain: "journey", objective: "conversion", target: "+10%",
        include: [
            ("basket_value >= 20 EUR", TemplateText("worth a reminder", "een herinnering waard"))
        ],
        exclude: [
            ("ordered_24h = true", TemplateText("ordered after all", "heeft toch besteld"))
        ],
        layer: "lifecycle",
        base: Strategy(
            key: "day1", name: TemplateText("Mail after a day", "Mail na een dag"),
            channel: "email", cost: "{ per_contact: 0.02 EUR }"),
        test: Strategy(
            key: "hour1", name: TemplateText("Mail after one hour", "Mail na een uur"),
            channel: "email", cost: "{ per_contact: 0.02 EUR }"),
        trigger: "basket_left",
        measures: [
            Measure(
                key: "ordered",
                name: TemplateText("Ordered within 7 days", "Besteld binnen 7 dagen"),
                rest: "type: proportion, column: ordered, direction: increase"),
            revenue,
        ],
        guardrail: unsubscribed, margin: "0.10 pt", perResult: "55 EUR", baseline: "9%",
        window: "7d")
}
