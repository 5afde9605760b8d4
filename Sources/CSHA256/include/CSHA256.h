// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CSHA256_H
#define CSHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether this processor has the SHA instructions that csha256_leading64 needs.
bool csha256_is_supported(void);

/// Hashes `prefix || id` for many ids and writes the first 64 bits of each SHA-256 digest.
///
/// Id number i is `counts[i]` bytes at `bytes + offsets[i]`. Call it only where
/// csha256_is_supported() says so; elsewhere it writes zeros.
void csha256_leading64(const uint8_t *prefix, size_t prefix_count, const uint8_t *bytes,
                       const uint32_t *offsets, const uint32_t *counts, size_t ids,
                       uint64_t *out);

/// Writes the first 16 bytes of HMAC-SHA256 (FIPS 198-1) of many ids.
///
/// `key_block` is the key filled with zeros to 64 bytes; a longer key is hashed first. Id number i
/// is `counts[i]` bytes at `bytes + offsets[i]`. Call it only where csha256_is_supported() says so;
/// elsewhere it writes zeros.
void csha256_hmac128(const uint8_t *key_block, const uint8_t *bytes, const uint32_t *offsets,
                     const uint32_t *counts, size_t ids, uint8_t *out);

#endif
