// SPDX-License-Identifier: GPL-3.0-or-later

extension DiagnosticCatalogue {
    /// Plan files and their text, before their meaning is read.
    static let planFiles = """
        bool-form: Something other than true or false is written; write one of these two words.
        brace-text: Text with a brace stands without quotes; put it in double quotes.
        bracket-text: Text goes on after a closing bracket; put all of it in double quotes.
        colon-space: A colon has no space behind it; write `key: value`.
        control-character: The file holds an invisible character that changes its meaning; \
        remove it.
        date-invalid: A day is not written as 2026-03-02, or is in no calendar; correct it.
        duplicate-key: A key is given twice in one group; keep one of the two.
        duration-form: A length of time cannot be read; write it as 14d, 2w or 24m.
        empty-value: A key has no value; give it one, or remove the key.
        encoding: The file is not UTF-8; save it as UTF-8 in your editor.
        format-unsafe: `experiment fmt` left the file alone, as it would read differently; \
        shorten its texts.
        indent: A line is indented further than the line above allows; line it up.
        key-form: A key is a list or a group; a key is one word.
        key-pattern: A key has letters that keys cannot have; use a-z, 0-9 and hyphens.
        list-long: A list has more items than are possible; keep the first few.
        list-short: A list has too few entries; add one, or remove the key.
        more-problems: One file has more problems than are shown; mend the first ones and run again.
        no-plans: The folder holds no plans; check the path, or write one with `experiment init`.
        not-a-plan: The file is no plan; name the plan here, and the data with --data.
        not-a-shared-file: The file experiments.yaml is not what plans share; start it with \
        `version: 1`, or rename it.
        number-form: A number cannot be read; write digits, with a decimal point where needed.
        number-range: A number lies outside what is possible here; write one inside the range shown.
        path-outside: A path leaves the folder of the plan; move the file, or run with \
        --allow-outside.
        plan-empty: The plan file is empty; start from `experiment init`.
        plan-missing: There is no such plan file; check the name and the folder.
        plan-too-large: The plan has more than 1 MiB; data go into a file of their own, named in \
        `data`.
        plan-unreadable: The plan cannot be opened; check its permissions.
        quote-text: Text goes on after a closing quote; put all of it in double quotes.
        salt-pattern: A salt has characters that databases may hash differently; use A-Z a-z 0-9 \
        . _ / and -.
        share-form: A share cannot be read; write it as 10%, 12.5% or 1/3.
        share-range: A share is not between 0% and 100%; correct it.
        shared-empty: The shared file is empty; start it with `version: 1`, or remove it.
        shared-too-large: The shared file has more than 1 MiB; it is a page of text, not data.
        shared-unreadable: The shared file cannot be opened; check its permissions.
        smart-quotes: A value has typographic quotes; write straight ones.
        space-indent: A line is indented with a special space; replace it by plain spaces.
        tab-indent: A line is indented with a tab; replace it by spaces.
        time-form: A day with a time cannot be read; write it as 2026-03-02T09:00, without a zone.
        time-invalid: A time is on no clock; times go from 00:00 to 23:59.
        timezone-unknown: There is no such time zone; write a name as Europe/Amsterdam.
        too-deep: The file is nested deeper than any plan; check that it is one.
        unknown-key: The plan language has no such key here; correct the spelling shown.
        variable-name: This is not the name of an environment variable; write capitals, digits \
        and underscores.
        version-unsupported: The file is of another version of the plan language; install the \
        tool that reads it.
        wrong-shape: A list, a group or one value is asked for, and another is written; see the \
        example shown.
        yaml-alias: The plan uses a YAML alias; write the value out.
        yaml-anchor: The plan uses a YAML anchor; write the value out.
        yaml-directive: The plan holds a YAML directive; remove the line.
        yaml-documents: The file holds a second YAML document; give each plan a file of its own.
        yaml-syntax: The text is not valid YAML; compare indentation, quotes and brackets.
        yaml-tag: The plan uses a YAML tag; remove it.
        """
}
