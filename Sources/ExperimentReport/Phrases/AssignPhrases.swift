// SPDX-License-Identifier: GPL-3.0-or-later

/// What became of the rows of a customer file, in a few lines.
enum AssignPhrases {
    static let all: [Phrase] = lines + facts + values

    private static let lines: [Phrase] = [
        Phrase(
            "assign.rows",
            en:
                "read {read} rows = {assigned} assigned + [{excluded} not in the test + ]{rejected} rejected ({found})",
            nl:
                "{read} rijen gelezen = {assigned} ingedeeld + [{excluded} niet in de test + ]{rejected} afgekeurd ({found})"
        ),
        Phrase(
            "assign.variant",
            en: "{key}: {count}[ in {units} units], {share} found, {planned} planned",
            nl: "{key}: {count}[ in {units} eenheden], {share} gevonden, {planned} gepland"),
        Phrase(
            "assign.reason", plural: "rows",
            en: ("{code}: {rows} row", "{code}: {rows} rows"),
            nl: ("{code}: {rows} rij", "{code}: {rows} rijen")),
        Phrase(
            "assign.rejects", en: "rejected rows are listed in {file}",
            nl: "de afgekeurde rijen staan in {file}"),
        Phrase(
            "assign.rejects.none", en: "add --rejects FILE to list the rejected rows",
            nl: "voeg --rejects BESTAND toe voor een lijst van de afgekeurde rijen"),
        Phrase(
            "assign.fit", en: "the shares fit the plan (p = {p})",
            nl: "de aandelen kloppen met het plan (p = {p})"),
        Phrase(
            "assign.misfit",
            en: "the shares do not fit the plan (p below {p}): check the file and the salt",
            nl:
                "de aandelen kloppen niet met het plan (p kleiner dan {p}): controleer bestand en salt"
        ),
        Phrase(
            "assign.quota",
            en: "the sizes are set by quota per stratum: there is no chance to test",
            nl: "de aantallen liggen vast per stratum: er is geen toeval om te toetsen"),
        Phrase(
            "assign.eligible", en: "customers who may take part: {now}; when it was locked: {then}",
            nl: "klanten die mee mogen doen: {now}; bij het vastleggen: {then}"),
        Phrase(
            "assign.earlier",
            en: "against the earlier file: {kept} kept, {new} new, {gone} gone, {moved} moved",
            nl:
                "tegen het eerdere bestand: {kept} gebleven, {new} nieuw, {gone} weg, {moved} verplaatst"
        ),
        Phrase(
            "assign.rechecked", plural: "rows",
            en: (
                "{rows} written row was read back and drawn again: it agrees",
                "{rows} written rows were read back and drawn again: all agree"
            ),
            nl: (
                "{rows} geschreven rij is teruggelezen en opnieuw geloot: die klopt",
                "{rows} geschreven rijen zijn teruggelezen en opnieuw geloot: alles klopt"
            )),
        Phrase(
            "assign.list", plural: "rows",
            en: ("{file}: {rows} customer", "{file}: {rows} customers"),
            nl: ("{file}: {rows} klant", "{file}: {rows} klanten")),
    ]

    private static let facts: [Phrase] = [
        fact("compression", "compression", "compressie"), fact("encoding", "encoding", "codering"),
        fact("line ending", "line ending", "regeleinde"),
        fact("delimiter", "delimiter", "scheidingsteken"), fact("header", "header", "kopregel"),
        fact("columns", "columns", "kolommen"), fact("decimal", "decimal", "decimaalteken"),
        Phrase("assign.fact.declared", en: "(declared)", nl: "(opgegeven)"),
    ]

    private static func fact(_ id: String, _ english: String, _ dutch: String) -> Phrase {
        Phrase(
            "assign.fact." + id, en: english + " {value}[ {declared}]",
            nl: dutch + " {value}[ {declared}]")
    }

    private static let values: [Phrase] = [
        ("comma", "komma"), ("semicolon", "puntkomma"), ("tab", "tab"), ("pipe", "staand streepje"),
        ("none", "geen"), ("yes", "ja"), ("no", "nee"), ("point", "punt"),
        ("utf-8 with byte order mark", "utf-8 met byte order mark"),
    ].map { Phrase("assign.value." + $0.0, en: $0.0, nl: $0.1) }
}
