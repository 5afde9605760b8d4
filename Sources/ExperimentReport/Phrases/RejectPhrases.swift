// SPDX-License-Identifier: GPL-3.0-or-later

/// Why rows could not be used, in words; the code behind them stands in the rejects file.
enum RejectPhrases {
    static let all: [Phrase] =
        identity.map { code, texts in phrase(code, texts, "[ ({column})]") }
        + values.map { code, texts in phrase(code, texts, "[ in {column}]") } + [
            Phrase(
                "rejects.one",
                en: "{what} ({code}; first: row {row}[, '{value}'])",
                nl: "{what} ({code}; eerste: rij {row}[, '{value}'])")
        ]

    /// One and several, in English and in Dutch; what follows the noun comes after a bar.
    private typealias Texts = (one: String, other: String, een: String, meer: String)

    private static func phrase(_ code: String, _ texts: Texts, _ place: String) -> Phrase {
        func filled(_ text: String, _ place: String) -> String {
            "{rows} " + text.replacing("|", with: place)
        }
        return Phrase(
            "rejects." + code, plural: "rows",
            en: (filled(texts.one, place), filled(texts.other, place)),
            nl: (filled(texts.een, place), filled(texts.meer, place)))
    }

    /// On the whole row.
    private static let identity: [(String, Texts)] = [
        (
            "ragged-row",
            (
                "row| has too many or too few columns", "rows| have too many or too few columns",
                "rij| heeft te veel of te weinig kolommen",
                "rijen| hebben te veel of te weinig kolommen"
            )
        ),
        (
            "empty-id",
            (
                "row| has no customer id", "rows| have no customer id",
                "rij| heeft geen klantnummer", "rijen| hebben geen klantnummer"
            )
        ),
        (
            "placeholder-id",
            (
                "row| has a filler for a customer id", "rows| have a filler for a customer id",
                "rij| heeft een opvulwaarde als klantnummer",
                "rijen| hebben een opvulwaarde als klantnummer"
            )
        ),
        (
            "duplicate-id",
            (
                "row| repeats a customer id", "rows| repeat a customer id",
                "rij| herhaalt een klantnummer", "rijen| herhalen een klantnummer"
            )
        ),
        (
            "unknown-variant",
            (
                "row| names a group that the plan does not know",
                "rows| name a group that the plan does not know",
                "rij| noemt een groep die het plan niet kent",
                "rijen| noemen een groep die het plan niet kent"
            )
        ),
        (
            "duplicate-row",
            (
                "row| repeats an earlier one", "rows| repeat an earlier one",
                "rij| herhaalt een eerdere", "rijen| herhalen een eerdere"
            )
        ),
        (
            "negative-variance",
            (
                "row| has sums that cannot belong together",
                "rows| have sums that cannot belong together",
                "rij| heeft sommen die niet bij elkaar kunnen horen",
                "rijen| hebben sommen die niet bij elkaar kunnen horen"
            )
        ),
        (
            "numerator-above-denominator",
            (
                "row| counts more successes than there are customers",
                "rows| count more successes than there are customers",
                "rij| telt meer keer succes dan er klanten zijn",
                "rijen| tellen meer keer succes dan er klanten zijn"
            )
        ),
    ]

    /// On the value in one column.
    private static let values: [(String, Texts)] = [
        (
            "empty-value",
            (
                "value| is empty", "values| are empty",
                "waarde| is leeg", "waarden| zijn leeg"
            )
        ),
        (
            "not-a-number",
            (
                "value| is no number", "values| are no number",
                "waarde| is geen getal", "waarden| zijn geen getal"
            )
        ),
        (
            "not-finite",
            (
                "value| is infinite or no number at all",
                "values| are infinite or no number at all",
                "waarde| is oneindig of helemaal geen getal",
                "waarden| zijn oneindig of helemaal geen getal"
            )
        ),
        (
            "currency-in-number",
            (
                "number| carries a currency", "numbers| carry a currency",
                "getal| heeft een valuta erbij", "getallen| hebben een valuta erbij"
            )
        ),
        (
            "percent-in-number",
            (
                "number| carries a percent sign", "numbers| carry a percent sign",
                "getal| heeft een procentteken erbij", "getallen| hebben een procentteken erbij"
            )
        ),
        (
            "ambiguous-number",
            (
                "number| can be read in two ways", "numbers| can be read in two ways",
                "getal| is op twee manieren te lezen", "getallen| zijn op twee manieren te lezen"
            )
        ),
        (
            "not-zero-or-one",
            (
                "value| is not 0 or 1", "values| are not 0 or 1",
                "waarde| is geen 0 of 1", "waarden| zijn geen 0 of 1"
            )
        ),
        (
            "not-a-count",
            (
                "value| is no whole number of 0 or more",
                "values| are no whole number of 0 or more",
                "waarde| is geen heel getal van 0 of meer",
                "waarden| zijn geen heel getal van 0 of meer"
            )
        ),
        (
            "not-a-score",
            (
                "answer| is no whole number from 0 to 10",
                "answers| are no whole number from 0 to 10",
                "antwoord| is geen heel getal van 0 tot en met 10",
                "antwoorden| zijn geen heel getal van 0 tot en met 10"
            )
        ),
        (
            "not-a-time",
            (
                "time| cannot be read", "times| cannot be read",
                "moment| is niet te lezen", "momenten| zijn niet te lezen"
            )
        ),
        (
            "count-decreased",
            (
                "total| is lower than at an earlier time",
                "totals| are lower than at an earlier time",
                "totaal| is lager dan op een eerder moment",
                "totalen| zijn lager dan op een eerder moment"
            )
        ),
    ]
}
