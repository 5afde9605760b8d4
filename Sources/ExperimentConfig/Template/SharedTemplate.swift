// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// The shared file to start from.
public enum SharedTemplate {
    /// The text of `experiments.yaml`.
    ///
    /// - Parameters:
    ///   - language: The language of names, comments and reports.
    ///   - today: The day of writing; the global control starts with its quarter.
    /// - Returns: The text, ending with a line feed.
    public static func text(language: PlanTemplate.Language, today: Day) -> String {
        let month = (today.month - 1) / 3 * 3 + 1
        let quarter = "\(today.year)-\(month < 10 ? "0" : "")\(month)-01"
        func say(_ english: String, _ dutch: String) -> String {
            language == .english ? english : dutch
        }
        let zone = language == .english ? "Europe/London" : "Europe/Amsterdam"
        return """
            # \(say("What the plans in this folder share; a plan takes from it only what it names.",
                "Wat de plannen in deze map delen; een plan gebruikt alleen wat het noemt."))
            version: 1
            workspace:
              name: \(say("Web shop", "Webwinkel"))
              timezone: \(zone)
              currency: EUR
              language: \(language.rawValue)
              unit: customer_id
              privacy: { report_ids: masked, min_cell_size: 25 }
            # \(say("What must hold before a channel may be used: a column, and the value for yes.",
                "Wat moet gelden voordat een kanaal mag: een kolom, en de waarde voor ja."))
            permissions:
              email: { attribute: optin_email, equals: "yes" }
              post: { attribute: optin_post, equals: "yes" }
            # \(say("Left alone by every campaign, to see what all campaigns together do.",
                "Door elke campagne met rust gelaten, om te zien wat alle campagnes samen doen."))
            holdouts:
              - key: global-control
                rotate: { every: quarter, size: 5%, overlap: 0% }
                salt: global-control
                from: \(quarter)
                exempt: [transactional, service, legal, safety]
            # \(say("Tests in one layer never share a customer.",
                "Tests in één laag delen nooit een klant."))
            layers:
              - { key: lifecycle, salt: layer-lifecycle, cooldown: 14d }
              - { key: newsletter, salt: layer-newsletter }
            segments:
              - key: quadrant
                name: \(say("Orders and order value", "Aantal bestellingen en bedrag"))
                type: quadrant
                x: { attribute: orders_12m, cut: 4, labels: [\(say("seldom, often", "weinig, vaak"))] }
                y: { attribute: avg_order_value, cut: 75 EUR, labels: [\(say("low, high", "laag, hoog"))] }

            """
    }
}
