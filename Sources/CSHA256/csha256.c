// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 (FIPS 180-4) of short texts with the SHA instructions of x86-64. One digest waits on its
// own rounds most of the time, so two messages are hashed at once in interleaved streams.
#include "CSHA256.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>
#include <string.h>

#define WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))
#define INLINE static inline __attribute__((always_inline)) WITH_SHA

enum { BLOCK = 64, LENGTH_AT = 56, BATCH = 16 };

static const uint32_t round_constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

// The eight working words as the instructions want them: A, B, E, F and C, D, G, H, first on top.
typedef struct {
    __m128i abef, cdgh;
} words;

bool csha256_is_supported(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d)) return false;
    bool sse41 = (c >> 19) & 1, ssse3 = (c >> 9) & 1;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
    return sse41 && ssse3 && ((b >> 29) & 1);
}

INLINE words start(void) {
    return (words){
        _mm_set_epi32(0x6a09e667, (int)0xbb67ae85, 0x510e527f, (int)0x9b05688c),
        _mm_set_epi32(0x3c6ef372, (int)0xa54ff53a, 0x1f83d9ab, 0x5be0cd19),
    };
}

INLINE void load(__m128i message[4], const uint8_t *block) {
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    for (int i = 0; i < 4; i++)
        message[i] = _mm_shuffle_epi8(
            _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i)), big_endian);
}

// Four rounds, and the four message words that come twelve rounds after the newest one.
INLINE void four_rounds(words *w, __m128i message[4], int group) {
    __m128i constants =
        _mm_load_si128((const __m128i *)(const void *)(round_constants + 4 * group));
    __m128i sum = _mm_add_epi32(message[group & 3], constants);
    w->cdgh = _mm_sha256rnds2_epu32(w->cdgh, w->abef, sum);
    w->abef = _mm_sha256rnds2_epu32(w->abef, w->cdgh, _mm_shuffle_epi32(sum, 0x0e));
    if (group < 12) {
        __m128i newest = message[(group + 3) & 3];
        __m128i next = _mm_sha256msg1_epu32(message[group & 3], message[(group + 1) & 3]);
        next = _mm_add_epi32(next, _mm_alignr_epi8(newest, message[(group + 2) & 3], 4));
        message[group & 3] = _mm_sha256msg2_epu32(next, newest);
    }
}

INLINE words plus(words left, words right) {
    return (words){_mm_add_epi32(left.abef, right.abef), _mm_add_epi32(left.cdgh, right.cdgh)};
}

INLINE uint64_t leading64(words w) { return (uint64_t)_mm_extract_epi64(w.abef, 1); }

INLINE words compress(words before, const uint8_t *block) {
    words w = before;
    __m128i message[4];
    load(message, block);
#pragma clang loop unroll(full)
    for (int group = 0; group < 16; group++) four_rounds(&w, message, group);
    return plus(before, w);
}

INLINE void compress_two(const uint8_t *one, const uint8_t *two, uint64_t *out) {
    words a = start(), b = start();
    __m128i left[4], right[4];
    load(left, one);
    load(right, two);
#pragma clang loop unroll(full)
    for (int group = 0; group < 16; group++) {
        four_rounds(&a, left, group);
        four_rounds(&b, right, group);
    }
    out[0] = leading64(plus(start(), a));
    out[1] = leading64(plus(start(), b));
}

static void put_length(uint8_t *block, uint64_t byte_count) {
    uint64_t bits = __builtin_bswap64(byte_count * 8);
    memcpy(block + LENGTH_AT, &bits, sizeof bits);
}

// A message of any length, block by block.
WITH_SHA static uint64_t hash_long(const uint8_t *prefix, size_t prefix_count, const uint8_t *id,
                                   size_t id_count) {
    size_t total = prefix_count + id_count, at = 0;
    uint8_t block[BLOCK];
    words w = start();
    while (true) {
        size_t filled = 0;
        if (at < prefix_count) {
            filled = prefix_count - at < BLOCK ? prefix_count - at : BLOCK;
            memcpy(block, prefix + at, filled);
            at += filled;
        }
        if (filled < BLOCK && at >= prefix_count && at < total) {
            size_t left = total - at, room = BLOCK - filled;
            size_t take = left < room ? left : room;
            memcpy(block + filled, id + (at - prefix_count), take);
            filled += take;
            at += take;
        }
        if (filled == BLOCK) {
            w = compress(w, block);
            continue;
        }
        memset(block + filled, 0, BLOCK - filled);
        block[filled] = 0x80;
        if (filled >= LENGTH_AT) {
            w = compress(w, block);
            memset(block, 0, BLOCK);
        }
        put_length(block, total);
        return leading64(compress(w, block));
    }
}

WITH_SHA void csha256_leading64(const uint8_t *prefix, size_t prefix_count, const uint8_t *bytes,
                                const uint32_t *offsets, const uint32_t *counts, size_t ids,
                                uint64_t *out) {
    uint8_t pattern[BLOCK] = {0};
    size_t room = prefix_count < LENGTH_AT ? LENGTH_AT - 1 - prefix_count : 0;
    memcpy(pattern, prefix, prefix_count < BLOCK ? prefix_count : BLOCK);
    // Blocks are written a batch ahead of their hashing, so that no load waits for a byte store.
    uint8_t blocks[BATCH][BLOCK];
    size_t waiting[BATCH];
    size_t filled = 0;
    for (size_t i = 0; i < ids; i++) {
        const uint8_t *id = bytes + offsets[i];
        if (counts[i] > room || room == 0) {
            out[i] = hash_long(prefix, prefix_count, id, counts[i]);
        } else {
            uint8_t *block = blocks[filled];
            memcpy(block, pattern, BLOCK);
            memcpy(block + prefix_count, id, counts[i]);
            block[prefix_count + counts[i]] = 0x80;
            put_length(block, prefix_count + counts[i]);
            waiting[filled++] = i;
        }
        if (filled < BATCH && i + 1 < ids) continue;
        if (filled & 1) {
            waiting[filled] = waiting[filled - 1];
            memcpy(blocks[filled], blocks[filled - 1], BLOCK);
            filled++;
        }
        for (size_t pair = 0; pair < filled; pair += 2) {
            uint64_t digests[2];
            compress_two(blocks[pair], blocks[pair + 1], digests);
            out[waiting[pair]] = digests[0];
            out[waiting[pair + 1]] = digests[1];
        }
        filled = 0;
    }
}

// The rest of a message of which `before` bytes, whole blocks, are in `w` already.
WITH_SHA static words finish(words w, size_t before, const uint8_t *text, size_t count) {
    uint64_t total = before + count;
    uint8_t block[BLOCK];
    for (; count >= BLOCK; text += BLOCK, count -= BLOCK) w = compress(w, text);
    memset(block, 0, BLOCK);
    if (count > 0) memcpy(block, text, count);
    block[count] = 0x80;
    if (count >= LENGTH_AT) {
        w = compress(w, block);
        memset(block, 0, BLOCK);
    }
    put_length(block, total);
    return compress(w, block);
}

static void put_word(uint8_t *at, int word) {
    uint32_t big_endian = __builtin_bswap32((uint32_t)word);
    memcpy(at, &big_endian, sizeof big_endian);
}

// The first four words of a digest.
INLINE void put_first_half(uint8_t *at, words w) {
    put_word(at, _mm_extract_epi32(w.abef, 3));
    put_word(at + 4, _mm_extract_epi32(w.abef, 2));
    put_word(at + 8, _mm_extract_epi32(w.cdgh, 3));
    put_word(at + 12, _mm_extract_epi32(w.cdgh, 2));
}

INLINE void put_second_half(uint8_t *at, words w) {
    put_word(at, _mm_extract_epi32(w.abef, 1));
    put_word(at + 4, _mm_extract_epi32(w.abef, 0));
    put_word(at + 8, _mm_extract_epi32(w.cdgh, 1));
    put_word(at + 12, _mm_extract_epi32(w.cdgh, 0));
}

WITH_SHA void csha256_hmac128(const uint8_t *key_block, const uint8_t *bytes,
                              const uint32_t *offsets, const uint32_t *counts, size_t ids,
                              uint8_t *out) {
    uint8_t pad[BLOCK], digest[BLOCK / 2];
    for (int i = 0; i < BLOCK; i++) pad[i] = key_block[i] ^ 0x36;
    words inner = compress(start(), pad);
    for (int i = 0; i < BLOCK; i++) pad[i] = key_block[i] ^ 0x5c;
    words outer = compress(start(), pad);
    for (size_t i = 0; i < ids; i++) {
        words w = finish(inner, BLOCK, bytes + offsets[i], counts[i]);
        put_first_half(digest, w);
        put_second_half(digest + 16, w);
        put_first_half(out + 16 * i, finish(outer, BLOCK, digest, sizeof digest));
    }
}

#else

bool csha256_is_supported(void) { return false; }

void csha256_leading64(const uint8_t *prefix, size_t prefix_count, const uint8_t *bytes,
                       const uint32_t *offsets, const uint32_t *counts, size_t ids,
                       uint64_t *out) {
    (void)prefix, (void)prefix_count, (void)bytes, (void)offsets, (void)counts;
    for (size_t i = 0; i < ids; i++) out[i] = 0;
}

void csha256_hmac128(const uint8_t *key_block, const uint8_t *bytes, const uint32_t *offsets,
                     const uint32_t *counts, size_t ids, uint8_t *out) {
    (void)key_block, (void)bytes, (void)offsets, (void)counts;
    for (size_t i = 0; i < 16 * ids; i++) out[i] = 0;
}

#endif
