// SPDX-License-Identifier: GPL-3.0-or-later

extension DiagnosticCatalogue {
    /// Rules of an audience.
    static let audienceRules = """
        attribute-unreadable: A value in the customer file cannot be read as the rule needs it; \
        correct it.
        rule-arithmetic: A rule calculates; put the outcome into a column of the customer file.
        rule-between: `between` needs two values with `and`; write `x between 1 and 5`.
        rule-character: A character means nothing in a rule; remove it, or put the text in quotes.
        rule-column: A column name cannot stand as it is; put it in back ticks.
        rule-currency: An amount is in another currency than the workspace; write it in that one.
        rule-date: A day in a rule is not written as 2026-03-02; write it so.
        rule-duplicate: A list holds a value twice; remove or correct it.
        rule-empty-value: Nothing equals an empty value; write `is empty`.
        rule-empty: A rule is empty; write one, or remove the line.
        rule-function: A rule calls a function; put the outcome into a column of the customer file.
        rule-incomplete: A rule ends before its comparison does; complete it.
        rule-list: `in` needs a list; write values in parentheses.
        rule-mark: A mark is written another way in rules; write the word shown.
        rule-mixed-kinds: One column is compared with two kinds of values; use one kind.
        rule-mixed-values: A list or range has two kinds of values; use one kind.
        rule-money: Money is not written as 75 EUR; write it so.
        rule-never: Two comparisons never hold together; correct one.
        rule-number: A number cannot be read exactly; write it as shown, or in quotes as text.
        rule-operator: A comparison is not one that rules have; write the one shown.
        rule-order: The values have no order, so more and less mean nothing; use = or `in`.
        rule-parenthesis: Parentheses or `and` and `or` leave two readings; close or add \
        parentheses.
        rule-quote-open: A quote is opened and never closed; close it.
        rule-quotes: A text has typographic quotes; write straight ones.
        rule-rest: Something stands behind a complete comparison; write `and` or `or` before it.
        rule-thousands: A number may have a point for thousands; write it without.
        rule-too-deep: A rule is nested too deep to check; write several rules.
        rule-too-long: A rule is too long to check; write several rules.
        rule-two-columns: A rule compares two columns; add a column with the outcome.
        rule-value: A value is asked for; write a number, a day, true, false or a text in quotes.
        rule-word: A word is no comparison; write the one shown.
        """
}
