# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window under load: a display of its own, the rows, and what of them is a fault."""

import contextlib
import json
import os
import subprocess
import tempfile

RATES = (10_000, 50_000, 100_000)
PLACES = 7  # tabs and pages that the program goes to
TOPICS = 100_000
FILL = 300_000  # messages that fill the store, and more
OVERHEAD = 15  # seconds that the program spends between its visits, at most
STARTS = 3
THREADS = {"bench_window": "GUI", "Thread (pooled)": "lanes"}
STATES = ("malformed", "duplicate", "unrouted", "dropped", "queued", "running", "handled", "failed", "timedOut")


@contextlib.contextmanager
def display():
    """Yields the words before a command that make it run under an Xvfb of its own, with an empty home."""
    reader, writer = os.pipe()
    with tempfile.TemporaryDirectory() as home, open(reader) as number:
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
        server = subprocess.Popen(command, pass_fds=[writer], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)
        try:
            name = number.readline().strip()
            if not name:
                raise RuntimeError("Xvfb did not start")
            yield ["env", f"DISPLAY=:{name}", "QT_QPA_PLATFORM=xcb", "QT_QUICK_BACKEND=software", "LC_ALL=C.UTF-8",
                   f"HOME={home}", f"XDG_CONFIG_HOME={home}", f"XDG_DATA_HOME={home}"]
        finally:
            server.terminate()
            server.wait()


def rows(suite):
    seconds = suite.scale.window_seconds
    with display() as before:
        command = before + [str(suite.programs / "bench/bench_window"), "--seconds", str(seconds)]
        yield _at_rest(command)
        yield _topics(suite, command)
        for rate in RATES:
            yield from _under_load(suite, command, rate, seconds)


def _at_rest(command):
    starts = [_run(command[:-1] + ["0"]) for _ in range(STARTS - 1)]
    last = _run(command)
    first_frames = sorted(start["first_frame_ms"] for start in (*starts, last))
    return {"name": "not connected", "client": {"qt": last["qt"]}, "first_frame_ms": first_frames[STARTS // 2]} | last["rest"] \
        | {"cpu": sum(last["rest"]["threads"].values())}


def _topics(suite, command):
    """As many topics as the tree takes, all within a second."""
    client = command + ["--url", "{url}", "--messages", str(TOPICS), "--topics", str(TOPICS)]
    played = suite.play(f"window, {TOPICS:,} topics in a second", client, mode="paced", rate=TOPICS, count=TOPICS, topics=TOPICS, limit=120)
    tree = played.get("client", {}).get("tree", {})
    if tree.get("topics") != TOPICS:
        suite.fault(played, f"{tree.get('topics')} of {TOPICS:,} topics are in the tree")
    return played | tree | {"name": f"{TOPICS:,} topics in a second"}


def _run(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(f"bench_window ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def _under_load(suite, command, rate, seconds):
    """One row a place. RSS counts from the first one on: the store is full by then."""
    messages = FILL + rate * (PLACES * seconds + OVERHEAD)
    client = command + ["--url", "{url}", "--messages", str(messages)]
    played = suite.play(f"window, {rate:,} messages/s", client, mode="paced", rate=rate, count=messages, duplicates=2,
                        limit=messages // rate + 60)
    visits = played["client"].get("visits", ()) if "client" in played else ()
    if not visits:
        yield played
        return
    ledger = played["client"]["ledger"]
    unaccounted = messages - sum(ledger[state] for state in STATES)
    if unaccounted:
        suite.fault(played, f"{unaccounted:,} of {messages:,} messages are unaccounted for")
    for visit in visits:
        threads = {THREADS.get(name, name): share for name, share in visit["threads"].items() if name != "probe"}
        row = played | visit | {"rate": rate, "name": f"{rate:,}/s, {visit['name']}", "client": {"qt": played["client"]["qt"]},
                                "per_second": visit["received_per_second"], "unaccounted": unaccounted, "threads": threads,
                                "cpu": sum(threads.values()), "growth_mib": visit["rss_mib"] - visits[0]["rss_mib"]}
        if visit["received_per_second"] < 0.95 * rate:
            suite.fault(row, f"only {visit['received_per_second']:,.0f} messages a second came")
        yield row
