// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@Suite("The values of a rule")
struct AudienceValueProblemTests {
    @Test(
        "are refused with place, reason and remedy",
        arguments: [
            (
                #"x >= 0,5"#,
                #"""
                error[rule-number] 5+3: a number has a decimal comma (seen: 0,5)
                  why: rules use a decimal point and no marks between thousands
                  fix: write 0.5
                """#
            ),
            (
                #"x >= 1.000,50"#,
                #"""
                error[rule-number] 5+8: a number has a decimal comma (seen: 1.000,50)
                  why: rules use a decimal point and no marks between thousands
                  fix: write 1000.50
                """#
            ),
            (
                #"x = -0,5"#,
                #"""
                error[rule-number] 4+4: a number has a decimal comma (seen: -0,5)
                  why: rules use a decimal point and no marks between thousands
                  fix: write -0.5
                """#
            ),
            (
                #"price >= 75,50 EUR"#,
                #"""
                error[rule-number] 9+5: a number has a decimal comma (seen: 75,50)
                  why: rules use a decimal point and no marks between thousands
                  fix: write 75.50
                """#
            ),
            (
                #"x > 1.000.000,50"#,
                #"""
                error[rule-number] 4+9: a number has points between its thousands (seen: 1.000.000)
                  why: a point is the decimal mark here, and thousands have none
                  fix: write 1000000
                """#
            ),
            (
                #"x >= 1.000"#,
                #"""
                warning[rule-thousands] 5+5: 1.000 is read as a number with three decimals
                  why: a point is the decimal mark here, never one between thousands
                  fix: if thousands are meant, write 1000
                """#
            ),
            (
                #"score > 60%"#,
                #"""
                error[rule-number] 8+3: a number carries a percent sign (seen: 60%)
                  why: a column holds 60 or 0.6, and never 60%
                  fix: write 60, or the fraction if that is what the column holds
                """#
            ),
            (
                #"a > 14d"#,
                #"""
                error[rule-number] 4+3: a duration cannot be compared (seen: 14d)
                  why: a column of days holds a number
                  fix: write 14
                """#
            ),
            (
                #"a > 1e3"#,
                #"""
                error[rule-number] 4+3: a number is written with an exponent (seen: 1e3)
                  why: numbers are digits with a decimal point
                  fix: write it out
                """#
            ),
            (
                #"a > 1_000"#,
                #"""
                error[rule-number] 4+5: a number is written with digits alone (seen: 1_000)
                  why: marks between digits are not read
                  fix: write 1000
                """#
            ),
            (
                #"a > 1234567890123456"#,
                #"""
                error[rule-number] 4+16: a number has more than 15 digits (seen: 1234567890123456)
                  why: such numbers cannot be told apart exactly; ids are texts
                  fix: write it in quotes to compare it as a text
                """#
            ),
            (
                #"12m_orders >= 1"#,
                #"""
                error[rule-number] 0+10: this is neither a number nor a day (seen: 12m_orders)
                  why: it starts with a digit
                  fix: put a text in quotes, and a column name in back ticks: `12m_orders`
                """#
            ),
            (
                #"a > 75€"#,
                #"""
                error[rule-money] 4+3: this is not an amount of money (seen: 75€)
                  why: money is a number with a decimal point, a space and a currency code
                  fix: write 75 EUR
                """#
            ),
            (
                #"a > €75"#,
                #"""
                error[rule-money] 4+1: a currency is written as a sign (seen: €)
                  why: money is a number with a decimal point, a space and a currency code
                  fix: write the code behind the number, as 75 EUR
                """#
            ),
            (
                #"a > 75 eur"#,
                #"""
                error[rule-money] 4+6: this is not an amount of money (seen: 75 eur)
                  why: money is a number with a decimal point, a space and a currency code
                  fix: write 75 EUR
                """#
            ),
            (
                #"a > 75EUR"#,
                #"""
                error[rule-money] 4+5: this is not an amount of money (seen: 75EUR)
                  why: money is a number with a decimal point, a space and a currency code
                  fix: write 75 EUR
                """#
            ),
            (
                #"d < 2026-02-30"#,
                #"""
                error[rule-date] 4+10: this day does not exist (seen: 2026-02-30)
                  why: its month or its day is not in the calendar
                  fix: write a day of the calendar, as 2026-03-02
                """#
            ),
            (
                #"d < 01-03-2026"#,
                #"""
                error[rule-date] 4+10: this is not a day (seen: 01-03-2026)
                  why: days are written year first, so that 03-04 cannot be read in two ways
                  fix: write the year first, as 2026-03-02
                """#
            ),
            (
                #"d < 13-03-2026"#,
                #"""
                error[rule-date] 4+10: this is not a day (seen: 13-03-2026)
                  why: days are written year first, so that 03-04 cannot be read in two ways
                  fix: write 2026-03-13
                """#
            ),
            (
                #"d < 2026-3-1"#,
                #"""
                error[rule-date] 4+8: this is not a day (seen: 2026-3-1)
                  why: days are written year first, so that 03-04 cannot be read in two ways
                  fix: write 2026-03-01
                """#
            ),
            (
                #"d < 1/3/2026"#,
                #"""
                error[rule-date] 4+8: this is not a day (seen: 1/3/2026)
                  why: days are written year first, so that 03-04 cannot be read in two ways
                  fix: write the year first, as 2026-03-02
                """#
            ),
            (
                #"d < 2026-01-01T10:00"#,
                #"""
                error[rule-date] 4+16: a day is written with a time (seen: 2026-01-01T10:00)
                  why: of a column with times, the day is compared
                  fix: write 2026-01-01
                """#
            ),
            (
                #"name < "m""#,
                #"""
                error[rule-order] 7+3: `<` is asked of a text (seen: "m")
                  why: the order of texts differs from one system to another
                  fix: compare texts with =, != or in
                """#
            ),
            (
                #"score > "60""#,
                #"""
                error[rule-order] 8+4: a number stands in quotes (seen: "60")
                  why: in quotes it is a text, and texts have no order
                  fix: write 60
                """#
            ),
            (
                #"d < "2026-01-01""#,
                #"""
                error[rule-order] 4+12: a day stands in quotes (seen: "2026-01-01")
                  why: in quotes it is a text, and texts have no order
                  fix: write 2026-01-01
                """#
            ),
            (
                #"t > true"#,
                #"""
                error[rule-order] 4+4: `>` is asked of true or false
                  why: neither is more than the other
                  fix: write = true
                """#
            ),
            (
                #"a between "a" and "b""#,
                #"""
                error[rule-order] 10+3: `between` is asked of a text (seen: "a")
                  why: the order of texts differs from one system to another
                  fix: compare texts with =, != or in
                """#
            ),
            (
                #"x = null"#,
                #"""
                error[rule-empty-value] 4+4: nothing equals an empty value (seen: null)
                  why: an empty value compares as unknown, so the rule would never hold
                  fix: write x is empty
                """#
            ),
            (
                #"x != """#,
                #"""
                error[rule-empty-value] 5+2: nothing equals an empty value (seen: "")
                  why: an empty value compares as unknown, so the rule would never hold
                  fix: write x is not empty
                """#
            ),
            (
                #"optin = ja"#,
                #"""
                error[rule-value] 8+2: `ja` is not a value
                  why: a column that says yes or no is compared with true or false
                  fix: write true, or put a text in quotes
                """#
            ),
            (
                #"optin != no"#,
                #"""
                error[rule-value] 9+2: `no` is not a value
                  why: a column that says yes or no is compared with true or false
                  fix: write false, or put a text in quotes
                """#
            ),
            (
                #"a = (1, 2)"#,
                #"""
                error[rule-list] 4+1: a list stands behind `=`
                  why: only `in` holds a column against several values
                  fix: write a in (…)
                """#
            ),
            (
                #"a >"#,
                #"""
                error[rule-incomplete] 3+0: no value stands behind `>`
                  why: a rule compares a column with a value
                  fix: write a number, a day, true, false, or a text in quotes
                """#
            ),
            (
                #"score = -"#,
                #"""
                error[rule-value] 8+1: a value is asked for here (seen: -)
                  why: a rule compares a column with a value
                  fix: write a number, a day, true, false, or a text in quotes
                """#
            ),
        ])
    func problems(_ text: String, _ said: String) {
        #expect(problemText(text) == said)
    }
}
