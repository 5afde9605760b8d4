// SPDX-License-Identifier: GPL-3.0-or-later

/// Which intervals a plot draws.
enum PlotPhrases {
    static let all: [Phrase] = [
        Phrase("plot.intervals", en: "Intervals: {level}", nl: "Onzekerheidsmarge: {level}"),
        Phrase(
            "plot.intervals.looks", en: "Intervals: {level}, read once",
            nl: "Onzekerheidsmarge: {level}, één keer lezen"),
        Phrase(
            "plot.intervals.single", en: "Intervals: {level}, each difference by itself",
            nl: "Onzekerheidsmarge: {level}, elk verschil op zich"),
        Phrase(
            "plot.intervals.repeated", en: "Intervals: for repeated looks",
            nl: "Onzekerheidsmarge: bij vaker kijken"),
    ]
}
