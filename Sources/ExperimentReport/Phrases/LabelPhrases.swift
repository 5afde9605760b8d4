// SPDX-License-Identifier: GPL-3.0-or-later

/// Headings, column titles, captions and short remarks.
enum LabelPhrases {
    static let all: [Phrase] =
        sections + columns + card + groups + plots + metrics + segments + decision

    private static let sections: [Phrase] = [
        Phrase("report.kicker", en: "Experiment report", nl: "Testrapport"),
        Phrase(
            "report.footer", en: "experiment {version} · plan {plan}",
            nl: "experiment {version} · plan {plan}"),
        Phrase("section.trust", en: "Can we trust this?", nl: "Kunnen we dit vertrouwen?"),
        Phrase("section.answer", en: "The answer", nl: "Het antwoord"),
        Phrase("section.card", en: "The test", nl: "De test"),
        Phrase("section.groups", en: "Groups", nl: "Groepen"),
        Phrase("section.primary", en: "Main result", nl: "Hoofdresultaat"),
        Phrase("section.value", en: "Value", nl: "Waarde"),
        Phrase("section.guardrails", en: "Guardrails", nl: "Vangrails"),
        Phrase("section.secondary", en: "Other results", nl: "Andere resultaten"),
        Phrase("section.segments", en: "Segments", nl: "Segmenten"),
        Phrase("section.decision", en: "Decision record", nl: "Besluit"),
        Phrase(
            "section.method", en: "Method and reproducibility",
            nl: "Methode en herhaalbaarheid"),
        Phrase("versus", en: "{variant} vs {reference}", nl: "{variant} tegenover {reference}"),
        Phrase("note.reason", en: "{comparison}: {reason}", nl: "{comparison}: {reason}"),
        Phrase("versus.short", en: "vs {reference}", nl: "tegenover {reference}"),
    ]

    private static let columns: [Phrase] = [
        Phrase("column.group", en: "Group", nl: "Groep"),
        Phrase("column.role", en: "What it is", nl: "Wat het is"),
        Phrase("column.planned", en: "Planned", nl: "Gepland"),
        Phrase("column.found", en: "Found", nl: "Werkelijk"),
        Phrase("column.customers", en: "Customers", nl: "Klanten"),
        Phrase("column.trials", en: "Trials", nl: "Waarnemingen"),
        Phrase("column.total", en: "Total", nl: "Totaal"),
        Phrase("column.did", en: "Did it", nl: "Aantal wel"),
        Phrase("column.sum", en: "Sum", nl: "Som"),
        Phrase("column.divided", en: "Divided by", nl: "Gedeeld door"),
        Phrase("column.proportion", en: "Rate", nl: "Percentage"),
        Phrase("column.mean", en: "Per customer", nl: "Per klant"),
        Phrase("column.count", en: "Per customer", nl: "Per klant"),
        Phrase("column.ratio", en: "Ratio", nl: "Verhouding"),
        Phrase("column.comparison", en: "Comparison", nl: "Vergelijking"),
        Phrase("column.difference", en: "Difference", nl: "Verschil"),
        Phrase(
            "column.difference.points", en: "Difference",
            nl: "Verschil (procentpunt)"),
        Phrase("column.relative", en: "Difference in\u{00A0}%", nl: "Verschil in\u{00A0}%"),
        Phrase("column.interval", en: "Interval ({level})", nl: "Onzekerheidsmarge ({level})"),
        Phrase(
            "column.decision.several", en: "Decision interval",
            nl: "Onzekerheidsmarge voor het besluit"),
        Phrase(
            "cell.decision", en: "{interval} at {level}", nl: "{interval} bij {level}"),
        Phrase(
            "column.decision", en: "Decision interval ({level})",
            nl: "Onzekerheidsmarge voor het besluit ({level})"),
        Phrase(
            "column.pair", en: "{name}: {variant} / {reference}",
            nl: "{name}: {variant} / {reference}"),
        Phrase("column.adjusted-p", en: "Adjusted p", nl: "Gecorrigeerde p"),
        Phrase("column.amount", en: "Amount", nl: "Bedrag"),
        Phrase("column.rule", en: "Rule", nl: "Regel"),
        Phrase("column.state", en: "State", nl: "Stand"),
        Phrase("column.finding", en: "What the data say", nl: "Wat de gegevens zeggen"),
        Phrase("column.metric", en: "Metric", nl: "Meetwaarde"),
        Phrase("column.method", en: "Method", nl: "Methode"),
        Phrase("column.guard", en: "Check of the method", nl: "Controle van de methode"),
    ]

    private static let card: [Phrase] = [
        Phrase("card.hypothesis", en: "Expectation", nl: "Verwachting"),
        Phrase("card.goal", en: "Goal", nl: "Doel"),
        Phrase("card.contributes", en: "Contributes to", nl: "Draagt bij aan"),
        Phrase("card.goal.result", en: "Goal: {variant}", nl: "Doel: {variant}"),
        Phrase(
            "card.goal.target", en: "{metric}: {target} against {reference}.",
            nl: "{metric}: {target} tegenover {reference}."),
        Phrase("card.goal.metric", en: "{metric}.", nl: "{metric}."),
        Phrase("card.goal.objective", en: "Objective: {objective}.", nl: "Oogmerk: {objective}."),
        Phrase("card.goal.deadline", en: "By {deadline}.", nl: "Uiterlijk {deadline}."),
        Phrase(
            "card.goal.found",
            en: "{word}. Measured against {reference}: {absolute} ({interval})[, or {relative}].",
            nl: "{word}. Gemeten tegenover {reference}: {absolute} ({interval})[, of {relative}]."),
        Phrase("card.owner", en: "Owner", nl: "Eigenaar"),
        Phrase("card.dates", en: "Dates", nl: "Looptijd"),
        Phrase("card.dates.both", en: "{start} to {end}", nl: "{start} tot en met {end}"),
        Phrase("card.dates.start", en: "From {start}", nl: "Vanaf {start}"),
        Phrase("card.dates.end", en: "Until {end}", nl: "Tot en met {end}"),
        Phrase("card.channels", en: "Contact", nl: "Contact"),
        Phrase("card.contacted", en: "contacted", nl: "wel benaderd"),
        Phrase("card.not-contacted", en: "not contacted", nl: "niet benaderd"),
    ]

    private static let groups: [Phrase] = [
        Phrase(
            "groups.caption", en: "Planned and found size of the groups",
            nl: "Geplande en werkelijke grootte van de groepen"),
        Phrase(
            "groups.input",
            en:
                "{file}: {read} rows read = {kept} used + {rejected} rejected + {excluded} left out.",
            nl:
                "{file}: {read} rijen gelezen = {kept} gebruikt + {rejected} afgekeurd"
                + " + {excluded} buiten beschouwing."),
        Phrase(
            "roletext.control", en: "control, not contacted", nl: "controlegroep, niet benaderd"),
        Phrase("roletext.base", en: "base, today's approach", nl: "basisgroep, huidige aanpak"),
        Phrase("roletext.test", en: "test, new approach", nl: "testgroep, nieuwe aanpak"),
    ]

    private static let plots: [Phrase] = [
        Phrase(
            "plot.title", en: "{metric}: difference between groups",
            nl: "{metric}: verschil tussen groepen"),
        Phrase(
            "plot.title.secondary", en: "Other results: difference in\u{00A0}%",
            nl: "Andere resultaten: verschil in\u{00A0}%"),
        Phrase(
            "plot.title.segment",
            en: "{metric} by {segment}: {variant} vs {reference}",
            nl: "{metric} naar {segment}: {variant} tegenover {reference}"),
        Phrase(
            "plot.title.value", en: "From revenue to net value: {comparison}",
            nl: "Van omzet naar netto waarde: {comparison}"),
        Phrase(
            "plot.title.value.margin", en: "From revenue to extra margin: {comparison}",
            nl: "Van omzet naar extra brutomarge: {comparison}"),
        Phrase("plot.title.value.revenue", en: "Revenue: {comparison}", nl: "Omzet: {comparison}"),
        Phrase("axis.points", en: "Difference in percentage points", nl: "Verschil in procentpunt"),
        Phrase("axis.money", en: "Difference in {currency}", nl: "Verschil in {currency}"),
        Phrase("axis.plain", en: "Difference", nl: "Verschil"),
        Phrase("axis.relative", en: "Difference in\u{00A0}%", nl: "Verschil in\u{00A0}%"),
        Phrase("axis.better", en: "better", nl: "beter"),
        Phrase("axis.worse", en: "worse", nl: "slechter"),
        Phrase(
            "marker.bar", en: "asked for: {bar} vs {reference}",
            nl: "gevraagd: {bar} tegenover {reference}"),
        Phrase("marker.margin", en: "margin: {margin} worse", nl: "grens: {margin} slechter"),
    ]

    private static let metrics: [Phrase] = [
        Phrase(
            "primary.intro.increase",
            en: "{metric} decides this test, as the plan says. More is better.",
            nl: "{metric} beslist deze test, zoals in het plan staat. Meer is beter."),
        Phrase(
            "primary.intro.increase.locked",
            en: "{metric} decides this test, as fixed in the plan. More is better.",
            nl: "{metric} beslist deze test, zoals vooraf vastgelegd. Meer is beter."),
        Phrase(
            "primary.intro.decrease",
            en: "{metric} decides this test, as the plan says. Fewer is better.",
            nl: "{metric} beslist deze test, zoals in het plan staat. Minder is beter."),
        Phrase(
            "primary.intro.decrease.locked",
            en: "{metric} decides this test, as fixed in the plan. Fewer is better.",
            nl: "{metric} beslist deze test, zoals vooraf vastgelegd. Minder is beter."),
        Phrase(
            "levels.caption", en: "{metric} in each group", nl: "{metric} in elke groep"),
        Phrase(
            "comparisons.caption", en: "{metric}: group against group",
            nl: "{metric}: groep tegenover groep"),
        Phrase(
            "note.cap", en: "Values above {value} count as {value}.",
            nl: "Waarden boven {value} tellen als {value}."),
        Phrase(
            "note.missing.left-out", plural: "count",
            en: (
                "{count} customer without a value is left out here.",
                "{count} customers without a value are left out here."
            ),
            nl: (
                "{count} klant zonder waarde telt hier niet mee.",
                "{count} klanten zonder waarde tellen hier niet mee."
            )),
        Phrase(
            "note.missing.zero", plural: "count",
            en: (
                "{count} customer without a value counts as zero.",
                "{count} customers without a value count as zero."
            ),
            nl: (
                "{count} klant zonder waarde telt als nul.",
                "{count} klanten zonder waarde tellen als nul."
            )),
        Phrase(
            "guardrails.intro",
            en: "These must not get worse by more than the margin in the plan.",
            nl: "Deze mogen niet verder verslechteren dan de grens in het plan."),
        Phrase(
            "guardrails.intro.locked",
            en: "These must not get worse by more than the margin fixed beforehand.",
            nl: "Deze mogen niet verder verslechteren dan de grens die vooraf is vastgelegd."),
        Phrase(
            "secondary.intro",
            en: "These explain the main result; they do not decide. With many, one may stand out.",
            nl: "Deze geven uitleg bij het hoofdresultaat; ze beslissen niet."),
    ]

    private static let segments: [Phrase] = [
        Phrase(
            "segments.exploratory",
            en: "Exploratory: segments give ideas for a next test. The verdict does not use them.",
            nl: "Verkennend: segmenten geven ideeën voor een volgende test. Ze beslissen niet."),
        Phrase(
            "segments.unplanned",
            en: "This segment is not named in the plan.",
            nl: "Dit segment staat niet in het plan."),
        Phrase("segments.whole", en: "Everyone", nl: "Iedereen"),
        Phrase("segments.small", en: "too small", nl: "te klein"),
        Phrase("segments.empty", en: "(empty)", nl: "(leeg)"),
        Phrase(
            "segments.approximate",
            en:
                "Intervals here are approximate, because the values in a segment are uneven."
                + "[ The row for everyone used another method: {method}.]",
            nl:
                "De onzekerheidsmarges zijn hier een benadering, want de waarden zijn scheef."
                + "[ De rij voor iedereen gebruikte een andere methode: {method}.]"),
        Phrase(
            "segments.caption", en: "{metric} by {segment}: {comparison}",
            nl: "{metric} naar {segment}: {comparison}"),
        Phrase(
            "segments.small.note",
            en: "Too small: fewer than {least} customers in a group.",
            nl: "Te klein: minder dan {least} klanten in een groep."),
        Phrase(
            "segments.adjusted.note",
            en: "p is adjusted for the number of cells looked at.",
            nl: "p is gecorrigeerd voor het aantal bekeken cellen."),
        Phrase(
            "segments.omitted", plural: "count",
            en: ("{count} more level is not shown.", "{count} more levels are not shown."),
            nl: ("Nog {count} niveau staat er niet bij.", "Nog {count} niveaus staan er niet bij.")),
    ]

    private static let decision: [Phrase] = [
        Phrase(
            "decision.as-written", en: "The rule, as written in the plan",
            nl: "De regel, zoals in het plan"),
        Phrase("decision.caption", en: "{variant}: {verdict}", nl: "{variant}: {verdict}"),
        Phrase(
            "decision.p",
            en:
                "Over all groups to beat: p {p}[, corrected for the number of variants {adjusted}].",
            nl:
                "Voor alle groepen die verslagen moeten worden: p {p}"
                + "[, gecorrigeerd voor het aantal varianten {adjusted}]."),
        Phrase(
            "decision.p.wrong-way",
            en:
                "Against {reference} the effect is not in the intended direction[ (two-sided p {p})].",
            nl:
                "Tegenover {reference} wijst het effect niet de bedoelde kant op[ (tweezijdige p {p})]."
        ),
        Phrase(
            "written.beat", en: "It must do better than {reference} on {metric}.",
            nl: "Het moet beter zijn dan {reference} op {metric}."),
        Phrase(
            "written.guardrail", en: "{metric} may get at most {margin} worse.",
            nl: "{metric} mag hooguit {margin} slechter worden."),
        Phrase(
            "written.minimum-uplift",
            en: "{metric} must improve by at least {bar}, against {reference}.",
            nl: "{metric} moet minstens {bar} beter worden, tegenover {reference}."),
        Phrase(
            "written.net-value", en: "It must bring in more than it costs.",
            nl: "Het moet meer opleveren dan het kost."),
        Phrase(
            "written.minimum-sample", en: "Each group must hold at least {least} customers.",
            nl: "Elke groep moet minstens {least} klanten hebben."),
        Phrase(
            "written.minimum-runtime", en: "The test must run at least {least} days.",
            nl: "De test moet minstens {least} dagen lopen."),
        Phrase(
            "written.stop-for-harm", en: "Harm at any look ends the test.",
            nl: "Schade bij een kijkmoment beëindigt de test."),
        Phrase(
            "written.wait-for-harm", en: "Harm is decided on at the last look, not before.",
            nl: "Over schade wordt pas bij het laatste kijkmoment beslist."),
        Phrase(
            "written.confidence", en: "Confidence level {level}, as the plan says.",
            nl: "Betrouwbaarheid {level}, zoals in het plan staat."),
        Phrase(
            "written.confidence.locked", en: "Confidence level {level}, set before the start.",
            nl: "Betrouwbaarheid {level}, vooraf bepaald."),
    ]
}
