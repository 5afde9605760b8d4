// SPDX-License-Identifier: GPL-3.0-or-later
// Finds delimiters and newlines 64 bytes at a time: comparisons become two bit masks, and the set
// bits the places. C because Swift has no instruction that makes a mask of a comparison.
#include "CScan.h"

#include <string.h>

// Places are written four at a time, past the last one if need be: cheaper than a branch per place.
#define WRITE_PLACES(places, count, mask, position)                                       \
    do {                                                                                   \
        size_t wanted = (count) + (size_t)__builtin_popcountll(mask);                      \
        uint64_t rest = (mask);                                                            \
        for (size_t slot = (count); slot < wanted; slot += 4) {                            \
            for (size_t step = 0; step < 4; step++) {                                      \
                (places)[slot + step] =                                                    \
                    (uint32_t)((position) + (size_t)(rest ? __builtin_ctzll(rest) : 0));   \
                rest &= rest - 1;                                                          \
            }                                                                              \
        }                                                                                  \
        (count) = wanted;                                                                  \
    } while (0)

// The last bytes of a text with spaces behind, so that nothing behind the text is read.
static inline const uint8_t *padded(
    const uint8_t *bytes, size_t left, uint8_t room[static 64]) {
    if (left >= 64) return bytes;
    memset(room, ' ', 64);
    memcpy(room, bytes, left);
    return room;
}

static inline uint64_t valid_bits(size_t left) {
    return left < 64 ? ((uint64_t)1 << left) - 1 : ~(uint64_t)0;
}

// The high bit of each byte that is zero, exactly, gathered as the low eight bits.
static inline uint64_t zero_bytes(uint64_t word) {
    const uint64_t low = 0x7F7F7F7F7F7F7F7F;
    uint64_t high = ~(((word & low) + low) | word | low);
    return ((high >> 7) * 0x0102040810204080) >> 56;
}

cscan_found cscan_fields_portable(
    const uint8_t *bytes, size_t first, size_t end, uint8_t delimiter, uint8_t newline,
    uint32_t *places) {
    const uint64_t ones = 0x0101010101010101;
    cscan_found found = {0, 0, true};
    uint64_t seen = 0, nul = 0;
    uint8_t room[64];
    for (size_t position = first; position < end; position += 64) {
        const uint8_t *place = padded(bytes + position, end - position, room);
        uint64_t delimiters = 0, newlines = 0;
        for (size_t part = 0; part < 64; part += 8) {
            uint64_t word;
            memcpy(&word, place + part, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
            word = __builtin_bswap64(word);
#endif
            seen |= word;
            nul |= (word - ones) & ~word;
            delimiters |= zero_bytes(word ^ (delimiter * ones)) << part;
            newlines |= zero_bytes(word ^ (newline * ones)) << part;
        }
        uint64_t valid = valid_bits(end - position);
        newlines &= valid;
        uint64_t either = (delimiters & valid) | newlines;
        found.lines += (size_t)__builtin_popcountll(newlines);
        WRITE_PLACES(places, found.fields, either, position);
    }
    found.is_plain = ((seen | nul) & (0x80 * ones)) == 0;
    return found;
}

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#define WITH_AVX2 __attribute__((target("avx2,bmi,popcnt")))

static bool has_avx2(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d)) return false;
    bool popcnt = (c >> 23) & 1, saves = (c >> 27) & 1;
    if (!popcnt || !saves) return false;
    // The operating system must keep the wide registers.
    unsigned low, high;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    if ((low & 6) != 6 || !__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
    return ((b >> 3) & 1) && ((b >> 5) & 1);
}

WITH_AVX2 static inline uint64_t equal(__m256i low, __m256i high, __m256i wanted) {
    uint32_t first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
    uint32_t second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
    return (uint64_t)second << 32 | first;
}

WITH_AVX2 static cscan_found fields_avx2(
    const uint8_t *bytes, size_t first, size_t end, uint8_t delimiter, uint8_t newline,
    uint32_t *places) {
    const __m256i delimiters = _mm256_set1_epi8((char)delimiter);
    const __m256i newlines = _mm256_set1_epi8((char)newline);
    __m256i seen = _mm256_setzero_si256(), least = _mm256_set1_epi8(0x7F);
    cscan_found found = {0, 0, true};
    uint8_t room[64];
    for (size_t position = first; position < end; position += 64) {
        const __m256i *place =
            (const __m256i *)(const void *)padded(bytes + position, end - position, room);
        __m256i low = _mm256_loadu_si256(place), high = _mm256_loadu_si256(place + 1);
        seen = _mm256_or_si256(seen, _mm256_or_si256(low, high));
        least = _mm256_min_epu8(least, _mm256_min_epu8(low, high));
        uint64_t valid = valid_bits(end - position);
        uint64_t lines = equal(low, high, newlines) & valid;
        uint64_t either = (equal(low, high, delimiters) & valid) | lines;
        found.lines += (size_t)__builtin_popcountll(lines);
        WRITE_PLACES(places, found.fields, either, position);
    }
    __m256i nul = _mm256_cmpeq_epi8(least, _mm256_setzero_si256());
    found.is_plain = _mm256_movemask_epi8(_mm256_or_si256(seen, nul)) == 0;
    return found;
}

cscan_found cscan_fields(
    const uint8_t *bytes, size_t first, size_t end, uint8_t delimiter, uint8_t newline,
    uint32_t *places) {
    if (has_avx2()) return fields_avx2(bytes, first, end, delimiter, newline, places);
    return cscan_fields_portable(bytes, first, end, delimiter, newline, places);
}

#else

cscan_found cscan_fields(
    const uint8_t *bytes, size_t first, size_t end, uint8_t delimiter, uint8_t newline,
    uint32_t *places) {
    return cscan_fields_portable(bytes, first, end, delimiter, newline, places);
}

#endif
