// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@Suite("The lists and ends of a rule")
struct AudienceListProblemTests {
    @Test(
        "are refused with place, reason and remedy",
        arguments: [
            (
                #"a in ()"#,
                #"""
                error[rule-list] 5+2: a list is empty
                  why: no customer has a value of an empty list
                  fix: write the values, as in ("NL", "BE")
                """#
            ),
            (
                #"a in (1, "x")"#,
                #"""
                error[rule-mixed-values] 9+3: a list has values of two kinds (seen: 1 and "x")
                  why: a column is read as one kind of value
                  fix: write all of them in quotes to compare texts, or none
                """#
            ),
            (
                #"a in (5 EUR, 6 USD)"#,
                #"""
                error[rule-mixed-values] 13+5: a list has values of two kinds (seen: 5 EUR and 6 USD)
                  why: a column is read as one kind of value
                  fix: write amounts of one currency
                """#
            ),
            (
                #"a in (1,5, 2,5)"#,
                #"""
                error[rule-list] 7+1: a comma may be a decimal mark or stand between two values
                  why: some commas of the list have a space behind them and this one has none
                  fix: write decimals with a point, and a space behind every comma
                """#
            ),
            (
                #"a in (1 2)"#,
                #"""
                error[rule-list] 8+1: a comma is missing before 2
                  why: the values of a list stand apart by commas
                  fix: write a comma before it
                """#
            ),
            (
                #"a in (1, 2"#,
                #"""
                error[rule-parenthesis] 5+1: a list is opened and never closed
                  why: it is not clear which values belong to it
                  fix: close it
                """#
            ),
            (
                #"a in (1,"#,
                #"""
                error[rule-incomplete] 8+0: no value stands behind `in`
                  why: a rule compares a column with a value
                  fix: write a number, a day, true, false, or a text in quotes
                """#
            ),
            (
                #"a in 1"#,
                #"""
                error[rule-list] 5+1: `in` is not followed by a list
                  why: it holds a column against several values
                  fix: write them in parentheses, as in (1)
                """#
            ),
            (
                #"a in"#,
                #"""
                error[rule-list] 4+0: `in` is not followed by a list
                  why: it holds a column against several values
                  fix: write them in parentheses, as in ("NL", "BE")
                """#
            ),
            (
                #"a in (1,)"#,
                #"""
                error[rule-list] 7+1: a list ends with a comma
                  why: a value may be missing
                  fix: remove the comma, or write the value
                """#
            ),
            (
                #"a in (,1)"#,
                #"""
                error[rule-value] 6+1: a value is asked for here (seen: ,)
                  why: a rule compares a column with a value
                  fix: write a number, a day, true, false, or a text in quotes
                """#
            ),
            (
                #"a in (1, 1)"#,
                #"""
                warning[rule-duplicate] 9+1: a value stands in the list twice (seen: 1)
                  why: another value may have been meant
                  fix: remove it, or correct it
                """#
            ),
            (
                #"country in (NL, BE)"#,
                #"""
                error[rule-two-columns] 12+2: a column stands where a value is asked for (seen: NL)
                  why: a rule compares a column with a value, never with another column
                  fix: if a text is meant, write "NL"
                error[rule-two-columns] 16+2: a column stands where a value is asked for (seen: BE)
                  why: a rule compares a column with a value, never with another column
                  fix: if a text is meant, write "BE"
                """#
            ),
            (
                #"a between 540 and 270"#,
                #"""
                error[rule-never] 10+11: nothing lies between 540 and 270
                  why: the lowest value stands first
                  fix: write between 270 and 540
                """#
            ),
            (
                #"a between 50 and 100 EUR"#,
                #"""
                error[rule-mixed-values] 10+14: `between` has values of two kinds (seen: 50 and 100 EUR)
                  why: a column is read as one kind of value
                  fix: write between 50 EUR and 100 EUR
                """#
            ),
            (
                #"a between 50 EUR and 100"#,
                #"""
                error[rule-mixed-values] 10+14: `between` has values of two kinds (seen: 50 EUR and 100)
                  why: a column is read as one kind of value
                  fix: write between 50 EUR and 100 EUR
                """#
            ),
            (
                #"a between 2026-01-01 and 5"#,
                #"""
                error[rule-mixed-values] 10+16: `between` has values of two kinds (seen: 2026-01-01 and 5)
                  why: a column is read as one kind of value
                  fix: write two numbers, two days or two amounts of one currency
                """#
            ),
            (
                #"a between 1"#,
                #"""
                error[rule-between] 11+0: `between` is not followed by two values with `and`
                  why: it holds a column between a lowest and a highest value
                  fix: write it as a between 270 and 540
                """#
            ),
            (
                #"a between and 5"#,
                #"""
                error[rule-incomplete] 10+3: no value stands behind `between`
                  why: a rule compares a column with a value
                  fix: write a number, a day, true, false, or a text in quotes
                """#
            ),
            (
                #"x > 5 and x < 3"#,
                #"""
                error[rule-never] 10+5: two comparisons never hold together (seen: x > 5 and x < 3)
                  why: the rule would hold for nobody
                  fix: correct one of them, or join them with or
                """#
            ),
            (
                #"x >= 5 and y = 1 and x < 5"#,
                #"""
                error[rule-never] 21+5: two comparisons never hold together (seen: x >= 5 and x < 5)
                  why: the rule would hold for nobody
                  fix: correct one of them, or join them with or
                """#
            ),
        ])
    func problems(_ text: String, _ said: String) {
        #expect(problemText(text) == said)
    }
}
