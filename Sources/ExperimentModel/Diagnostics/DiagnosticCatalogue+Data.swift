// SPDX-License-Identifier: GPL-3.0-or-later

extension DiagnosticCatalogue {
    /// Data files, read and written.
    static let dataFiles = """
        broken-pipe: Who reads the output went away; run the command again.
        cap-unsupported: A cap needs single values, and the data are sums; use a file with a row \
        per customer.
        cluster-unsupported: A cluster needs single customers, and the data are sums; remove \
        `cluster`.
        column-duplicate: A column stands in the header more than once; rename or remove one.
        column-exists: The column to add is there already; name another with --column.
        column-missing: A column that is needed is not in the header; correct the name.
        covariate-unsupported: A covariate needs single customers, and the data are sums; remove \
        `covariate`.
        data-missing: Nothing says which data to read; add --data FILE.
        decimal-ambiguous: Decimal point and decimal comma both fit; say which with --decimal.
        decimal-mixed: One column has numbers of both conventions; export it again in one.
        delimiter-ambiguous: More than one delimiter fits; say which with --delimiter.
        delimiter-wrong: The delimiter that was given does not divide the file; leave it out.
        disk-full: The disk is full; free space, or write somewhere else.
        file-changed: The file changed while it was read; run again when nobody writes it.
        file-empty: The file is empty; export it again.
        file-missing: There is no such file; check the name and the folder.
        files-count: Some variants have no data file; give each one.
        folder-missing: The folder to write in does not exist; create it.
        folder-not-created: The folder cannot be created; choose another with --out.
        gzip-damaged: The compressed file is damaged; copy or export it again.
        gzip-truncated: The compressed file ends too early; copy it again.
        header-ambiguous: The first row may be names or data; say which in the plan.
        invalid-encoding: The file has bytes that are no text in its encoding; say which with \
        --encoding.
        metric-column: Nothing says in which column an outcome stands; add `column` to the metric.
        moments-not-a-proportion: A mean does not fit a share of so many customers; check the row.
        no-rows: There are no rows to analyse; export the file again, or correct the filter.
        no-usable-row: No row can be used; see the most frequent reason, and mend it.
        not-a-file: The path is a folder or another thing than a file; name a file.
        nul-byte: The file holds a NUL byte, as no text does; check what it is.
        number-out-of-range: The data hold numbers too large to add up; correct them.
        option-invalid: An option has a value that cannot work; write one of those shown.
        output-exists: The file to write exists; name another, or add --force.
        output-failed: Standard output cannot be written; free space, or write somewhere else.
        output-is-input: The file to write is one that is read; name another.
        outputs-collide: Two options name one file to write; name two.
        permission-denied: The file may not be read; check its permissions.
        read-failed: The file cannot be read to its end; check the disk or the connection.
        record-too-long: A row is longer than any row should be; look for a quote that is not \
        closed.
        unclosed-quote: A quote is opened and never closed; close it at the row shown.
        variant-not-recomputable: More than the id decides the variant; name the variant column \
        of the data.
        variant-twice: Two keys say which variant a number is of; keep one.
        write-denied: The file may not be written; check the permissions of the folder.
        write-failed: Writing failed; check the disk, and run again.
        """
}
