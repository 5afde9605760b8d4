# SPDX-License-Identifier: GPL-3.0-or-later
"""One process timed from start to end, with the memory it held meanwhile."""

import os
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass, field

PAUSE = 0.004  # seconds between two looks at a process's memory


@dataclass
class Peak:
    """The most memory one process held, in bytes."""

    anonymous: int = 0  # its own pages, shared memory included
    file: int = 0  # pages of mapped files, which the system may drop at any time

    def look(self, pid):
        """Reads the memory of a running process once."""
        seen = {}
        try:
            with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
                for line in status:
                    if line.startswith("Rss"):
                        name, value = line.split(":")
                        seen[name] = int(value.split()[0]) * 1024
        except (FileNotFoundError, ProcessLookupError):
            return
        held = seen.get("RssAnon", 0) + seen.get("RssShmem", 0)
        self.anonymous = max(self.anonymous, held)
        self.file = max(self.file, seen.get("RssFile", 0))


@dataclass
class Series:
    """The runs of one command."""

    seconds: list = field(default_factory=list)
    processor: list = field(default_factory=list)
    peak: Peak = field(default_factory=Peak)

    @property
    def best(self):
        return min(self.seconds)

    @property
    def median(self):
        return statistics.median(self.seconds)


class Failed(Exception):
    """A command of the bench did not end well."""


def run_once(command, series, stdin=None):
    """Runs a command to its end, adds time and memory to the series, returns what it printed."""
    source = open(stdin, "rb") if stdin else subprocess.DEVNULL
    try:
        before = os.times()
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        done = threading.Event()

        def watch():
            while not done.is_set():
                series.peak.look(process.pid)
                done.wait(PAUSE)

        watcher = threading.Thread(target=watch)
        watcher.start()
        output, errors = process.communicate()
        elapsed = time.perf_counter() - begin
        done.set()
        watcher.join()
        after = os.times()
    finally:
        if stdin:
            source.close()
    if process.returncode != 0:
        message = errors.decode(errors="replace").strip() or f"exit code {process.returncode}"
        raise Failed(f"{' '.join(map(str, command))}\n{message}")
    series.seconds.append(elapsed)
    series.processor.append(
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return output.decode()


def alternate(rounds, *sides):
    """Runs the sides in turn, so that a busy moment of the machine hits all alike."""
    for _ in range(rounds):
        for side in sides:
            side()


def warm(path):
    """Reads a file once, so that no side waits for the disk."""
    with open(path, "rb") as source:
        while source.read(1 << 22):
            pass
