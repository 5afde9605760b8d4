// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@Suite("The shape of a rule")
struct AudienceShapeProblemTests {
    @Test(
        "are refused with place, reason and remedy",
        arguments: [
            (
                #""#,
                #"""
                error[rule-empty] 0+0: the rule is empty
                  why: it would say nothing about any customer
                  fix: write a rule, as orders_12m >= 1, or remove the line
                """#
            ),
            (
                #"   "#,
                #"""
                error[rule-empty] 0+0: the rule is empty
                  why: it would say nothing about any customer
                  fix: write a rule, as orders_12m >= 1, or remove the line
                """#
            ),
            (
                #"a + b > 3"#,
                #"""
                error[rule-arithmetic] 2+1: a rule calculates (seen: +)
                  why: a rule compares a column with a value; it does not calculate and has no functions
                  fix: add a column with the outcome to the customer file
                """#
            ),
            (
                #"a > 5 + 3"#,
                #"""
                error[rule-arithmetic] 6+1: a rule calculates (seen: +)
                  why: a rule compares a column with a value; it does not calculate and has no functions
                  fix: add a column with the outcome to the customer file
                """#
            ),
            (
                #"a - b > 3"#,
                #"""
                error[rule-arithmetic] 2+1: a rule calculates (seen: -)
                  why: a rule compares a column with a value; it does not calculate and has no functions
                  fix: add a column with the outcome to the customer file
                """#
            ),
            (
                #"-a > 3"#,
                #"""
                error[rule-arithmetic] 0+1: a rule calculates (seen: -)
                  why: a rule compares a column with a value; it does not calculate and has no functions
                  fix: add a column with the outcome to the customer file
                """#
            ),
            (
                #"lower(x) = 1"#,
                #"""
                error[rule-function] 0+5: a function is called (seen: lower(…))
                  why: a rule compares a column with a value; it does not calculate and has no functions
                  fix: add a column with its outcome to the customer file
                """#
            ),
            (
                #"a > today() - 30"#,
                #"""
                error[rule-function] 4+5: a function is called (seen: today(…))
                  why: a rule compares a column with a value; it does not calculate and has no functions
                  fix: add a column with its outcome to the customer file
                """#
            ),
            (
                #"a > b"#,
                #"""
                error[rule-two-columns] 4+1: a column stands where a value is asked for (seen: b)
                  why: a rule compares a column with a value, never with another column
                  fix: write a value, or add a column with the outcome to the customer file
                """#
            ),
            (
                #"country = NL"#,
                #"""
                error[rule-two-columns] 10+2: a column stands where a value is asked for (seen: NL)
                  why: a rule compares a column with a value, never with another column
                  fix: if a text is meant, write "NL"
                """#
            ),
            (
                #"a between x and 5"#,
                #"""
                error[rule-two-columns] 10+1: a column stands where a value is asked for (seen: x)
                  why: a rule compares a column with a value, never with another column
                  fix: write a value, or add a column with the outcome to the customer file
                """#
            ),
            (
                #"5 < score"#,
                #"""
                error[rule-column] 0+9: the value stands before the column (seen: 5 < score)
                  why: a rule is read column first
                  fix: write score > 5
                """#
            ),
            (
                #""active" = s"#,
                #"""
                error[rule-column] 0+12: the value stands before the column (seen: "active" = s)
                  why: a rule is read column first
                  fix: write s = "active"
                """#
            ),
            (
                #""last order" > 3"#,
                #"""
                error[rule-column] 0+12: a column name stands in quotes (seen: "last order")
                  why: quotes are for the texts a column is compared with
                  fix: write `last order`
                """#
            ),
            (
                #"last order > 3"#,
                #"""
                error[rule-column] 0+10: a column name has a space (seen: last order)
                  why: without back ticks a name ends at the space
                  fix: write `last order`
                """#
            ),
            (
                #"opt-in > 3"#,
                #"""
                error[rule-column] 0+6: a column name holds a hyphen (seen: opt-in)
                  why: without back ticks it reads as a minus sign, and rules do not calculate
                  fix: write `opt-in`
                """#
            ),
            (
                #"open_complaint"#,
                #"""
                error[rule-incomplete] 0+14: `open_complaint` stands alone
                  why: a rule compares a column with a value
                  fix: write open_complaint = true, or another comparison
                """#
            ),
            (
                #"not open_complaint or a = 1"#,
                #"""
                error[rule-incomplete] 4+14: `open_complaint` stands alone
                  why: a rule compares a column with a value
                  fix: write open_complaint = true, or another comparison
                """#
            ),
            (
                #"a = 1 and"#,
                #"""
                error[rule-incomplete] 9+0: the rule ends where a comparison is asked for
                  why: a comparison starts with the name of a column
                  fix: write a comparison, as orders_12m >= 1
                """#
            ),
            (
                #"and a = 1"#,
                #"""
                error[rule-incomplete] 0+3: a comparison is asked for here (seen: and)
                  why: a comparison starts with the name of a column
                  fix: write a comparison, as orders_12m >= 1
                """#
            ),
            (
                #"a = 1 or or b = 2"#,
                #"""
                error[rule-incomplete] 9+2: a comparison is asked for here (seen: or)
                  why: a comparison starts with the name of a column
                  fix: write a comparison, as orders_12m >= 1
                """#
            ),
            (
                #"a > and b = 1"#,
                #"""
                error[rule-incomplete] 4+3: no value stands behind `>`
                  why: a rule compares a column with a value
                  fix: write a number, a day, true, false, or a text in quotes
                """#
            ),
            (
                #"a = 1, b = 2"#,
                #"""
                error[rule-rest] 5+1: a comma stands between comparisons
                  why: commas stand only in the list of `in`
                  fix: write and, or or
                """#
            ),
            (
                #"a = 1 b = 2"#,
                #"""
                error[rule-rest] 6+1: `and` or `or` is asked for here (seen: b)
                  why: the comparison before it is complete
                  fix: join two comparisons with and, or or; put texts in quotes
                """#
            ),
            (
                #"a > 1 < 5"#,
                #"""
                error[rule-operator] 6+1: a second comparison follows the first (seen: <)
                  why: a rule compares a column with one value at a time
                  fix: use between, or join two comparisons with and
                """#
            ),
            (
                #"(a = 1"#,
                #"""
                error[rule-parenthesis] 0+1: a parenthesis is opened and never closed
                  why: it is not clear what belongs together
                  fix: close it
                """#
            ),
            (
                #"a = 1)"#,
                #"""
                error[rule-parenthesis] 5+1: a parenthesis is closed that was never opened
                  why: it is not clear what belongs together
                  fix: remove it, or open it
                """#
            ),
            (
                #"a = 1) and b > "x""#,
                #"""
                error[rule-parenthesis] 5+1: a parenthesis is closed that was never opened
                  why: it is not clear what belongs together
                  fix: remove it, or open it
                error[rule-order] 15+3: `>` is asked of a text (seen: "x")
                  why: the order of texts differs from one system to another
                  fix: compare texts with =, != or in
                """#
            ),
            (
                #"((a = 1)"#,
                #"""
                error[rule-parenthesis] 0+1: a parenthesis is opened and never closed
                  why: it is not clear what belongs together
                  fix: close it
                """#
            ),
            (
                #"a = ()"#,
                #"""
                error[rule-list] 4+1: a list stands behind `=`
                  why: only `in` holds a column against several values
                  fix: write a in (…)
                """#
            ),
            (
                #"()"#,
                #"""
                error[rule-incomplete] 1+1: a comparison is asked for here (seen: ))
                  why: a comparison starts with the name of a column
                  fix: write a comparison, as orders_12m >= 1
                """#
            ),
            (
                #"a > b + 1 and lower(c) = 1 and d = “e” or f = 0,5"#,
                #"""
                error[rule-two-columns] 4+1: a column stands where a value is asked for (seen: b)
                  why: a rule compares a column with a value, never with another column
                  fix: write a value, or add a column with the outcome to the customer file
                error[rule-function] 14+5: a function is called (seen: lower(…))
                  why: a rule compares a column with a value; it does not calculate and has no functions
                  fix: add a column with its outcome to the customer file
                error[rule-quotes] 35+3: a text stands in typographic quotes (seen: “e”)
                  why: rules are read with straight quotes; a word processor may have changed them
                  fix: write "e"
                error[rule-number] 46+3: a number has a decimal comma (seen: 0,5)
                  why: rules use a decimal point and no marks between thousands
                  fix: write 0.5
                """#
            ),
        ])
    func problems(_ text: String, _ said: String) {
        #expect(problemText(text) == said)
    }
}
