# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes outcomes.json: who gets what in each system, by each system's own arithmetic.

Written from the description of each system, apart from the Swift code, in floating point where the
system uses it. Run: python3 reference.py > outcomes.json
"""

import hashlib
import json
import struct
import sys

IDS = [f"c{n}" for n in range(700)] + [f"user-{n}@example.com" for n in range(280)]
IDS += ["żółć", "😊", "日本語", "a", "x" * 300, "tab\there", "Ärger", "e\u0301", "é", " 42"] * 2


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


def sha1(text):
    return int(hashlib.sha1(text.encode()).hexdigest()[:15], 16)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def murmur3(text, seed):
    data, mask = text.encode(), 0xFFFFFFFF
    rotate = lambda x, r: ((x << r) | (x >> (32 - r))) & mask
    mix = lambda k: rotate(k * 0xCC9E2D51 & mask, 15) * 0x1B873593 & mask
    h = seed & mask
    whole = len(data) // 4 * 4
    for i in range(0, whole, 4):
        h = (rotate(h ^ mix(struct.unpack("<I", data[i : i + 4])[0]), 13) * 5 + 0xE6546B64) & mask
    h ^= mix(int.from_bytes(data[whole:], "little")) ^ len(data)
    h = (h ^ h >> 16) * 0x85EBCA6B & mask
    h = (h ^ h >> 13) * 0xC2B2AE35 & mask
    return h ^ h >> 16


def fnv(text):
    h, data = 0x811C9DC5, text.encode("utf-16-le")
    for i in range(0, len(data), 2):
        h = (h ^ int.from_bytes(data[i : i + 2], "little")) * 0x01000193 & 0xFFFFFFFF
    return h


def single(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def first(tests):
    return next((i for i, holds in enumerate(tests) if holds), None)


def below(value, weights):
    ends = [sum(weights[: i + 1]) for i in range(len(weights))]
    return first(value < end for end in ends)


def up_to(value, weights):
    ends = [sum(weights[: i + 1]) for i in range(len(weights))]
    return first(value <= end for end in ends)


LONG = 0xFFFFFFFFFFFFFFF


def eppo(i, w, a, salt, gate):
    if a < 100 and int(md5(f"{gate}-{i}")[:8], 16) % 10000 >= a * 100:
        return None
    return below(int(md5(f"{salt}-{i}")[:8], 16) % 10000, [100 * x for x in w])


def growthbook(version):
    def draw(i, w, a, salt, gate):
        n = fnv(i + salt) % 1000 / 1000 if version == 1 else fnv(str(fnv(salt + i))) % 10000 / 10000
        start, cover = 0.0, a / 100
        for place, weight in enumerate(w):
            if start <= n < start + cover * (weight / 100):
                return place
            start += weight / 100
        return None

    return draw


def optimizely(i, w, a, salt, gate):
    return below(int(murmur3(i + salt, 1) / 2**32 * 10000), [x * a for x in w])


def unleash(i, w, a, salt, gate):
    if murmur3(f"{salt}:{i}", 0) % 100 + 1 > a:
        return None
    return up_to(murmur3(f"{salt}:{i}", 86028157) % 1000 + 1, [10 * x for x in w])


def planout(i, w, a, salt, gate):
    if not i.isascii():
        return None
    if a < 100 and sha1(f"{gate}.{i}") / float(LONG) > a / 100:
        return None
    if len(set(w)) == 1:
        return sha1(f"{salt}.{i}") % len(w)
    return up_to(sha1(f"{salt}.{i}") / float(LONG) * sum(w), w)


def statsig(i, w, a, salt, gate):
    if a < 100 and int(sha256(f"{gate}.{i}")[:16], 16) % 10000 >= a * 100:
        return None
    return below(int(sha256(f"{salt}.{i}")[:16], 16) % 1000, [10 * x for x in w])


def posthog(i, w, a, salt, gate):
    if a < 100 and sha1(f"{salt}.{i}") / LONG > a / 100:
        return None
    return below(sha1(f"{salt}.{i}variant") / LONG, [x / 100 for x in w])


def firebase(i, w, a, salt, gate):
    micro = int(sha256(f"{salt}.{i}"), 16) % 100_000_000
    return None if micro == 0 else up_to(micro, [x * a * 10_000 for x in w])


def flagd(i, w, a, salt, gate):
    total = 10000
    return below((murmur3(salt + i, 0) * total) >> 32, [x * a for x in w])


def launchdarkly(i, w, a, salt, gate):
    bucket = single(single(sha1(f"{salt}.{i}")) / single(float(LONG)))
    total = 0.0
    for place, weight in enumerate(w):
        total = single(total + single(weight * a * 10 / 100000))
        if bucket < total:
            return place
    return len(w) - 1 if a == 100 else None


def proctor(i, w, a, salt, gate):
    name, text = salt.split("/")
    value = struct.unpack(">i", bytes.fromhex(md5(f"{name}|{text}{i}")[24:32]))[0]
    lengths = [x * a / 10000 for x in w] + ([(100 - a) / 100] if a < 100 else [])
    cutoffs, total = [], 0.0
    for length in lengths[:-1]:
        total += length
        cutoffs.append(int(-(2**31) + total * (2**32 - 1)))
    place = 0
    while place < len(cutoffs) and value > cutoffs[place]:
        place += 1
    return place if place < len(w) else None


def split(i, w, a, salt, gate):
    if a < 100 and murmur3(i, int(gate)) % 100 + 1 > a:
        return None
    return up_to(murmur3(i, int(salt)) % 100 + 1, w)


def percentage(ids, times=1):
    value = int(md5(",".join(ids * times)), 16) % 9999 / 9998 * 100
    return percentage(ids, times + 1) if value == 100 else value


def flagsmith(i, w, a, salt, gate):
    if a < 100 and percentage([gate, i]) > a:
        return None
    return below(percentage([salt, i]), w)


def amplitude(i, w, a, salt, gate):
    h = murmur3(f"{salt}/{i}", 0)
    if h % 100 >= a:
        return None
    return below(h // 100, [x * 42949673 / 100 for x in w])


SYSTEMS = {
    "eppo-md5/1": (eppo, "flag-split-1", "flag-traffic-1"),
    "growthbook/1": (growthbook(1), "my-test", None),
    "growthbook/2": (growthbook(2), "my-test", None),
    "optimizely-murmur3/1": (optimizely, "1886780721", None),
    "unleash-murmur3/1": (unleash, "Feature.spring", None),
    "planout-sha1/1": (planout, "exp.colour", "exp.takes_part"),
    "statsig-sha256/1": (statsig, "bucket-salt", "spec.rule"),
    "posthog-sha1/1": (posthog, "spring-flag", None),
    "firebase-sha256/1": (firebase, "seed-7", None),
    "flagd-murmur3/2": (flagd, "headerColor", None),
    "launchdarkly-sha1/1": (launchdarkly, "flagKey.saltyA", None),
    "proctor-md5/1": (proctor, "buttontst/buttontst", None),
    "split-murmur3/1": (split, "-1222652054", "917"),
    "flagsmith-md5/1": (flagsmith, "11", "23"),
    "amplitude-murmur3/1": (amplitude, "HLeNTtPd", None),
}

rows = []
for name, (draw, salt, gate) in SYSTEMS.items():
    for weights in ([10, 20, 70], [50, 50], [25, 25, 25, 25]):
        for allocation in (100, 30):
            places = [draw(i, weights, allocation, salt, gate) for i in IDS]
            rows.append(
                {
                    "algorithm": name,
                    "salt": salt,
                    "gate_salt": gate if allocation < 100 else None,
                    "weights": weights,
                    "allocation": allocation,
                    "outcomes": "".join("-" if p is None else str(p) for p in places),
                }
            )
body = ",\n".join(json.dumps(row) for row in rows)
sys.stdout.write('{"ids": %s,\n"rows": [\n%s\n]}\n' % (json.dumps(IDS[700 + 280 :]), body))
