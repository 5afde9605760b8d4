// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CSCAN_H
#define CSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "CMemory.h"

/// How many places behind the last may be written.
enum { CSCAN_SLACK = 4 };

/// What one pass over a text found.
typedef struct {
    /// The number of delimiters and newlines.
    size_t fields;
    /// The number of newlines.
    size_t lines;
    /// Whether every byte is one of ASCII other than NUL.
    bool is_plain;
} cscan_found;

/// Writes the place of each delimiter and newline of a text, in order.
cscan_found cscan_fields(
    const uint8_t *bytes, size_t first, size_t end, uint8_t delimiter, uint8_t newline,
    uint32_t *places);

/// The same without processor instructions beyond the usual ones.
cscan_found cscan_fields_portable(
    const uint8_t *bytes, size_t first, size_t end, uint8_t delimiter, uint8_t newline,
    uint32_t *places);

#endif
