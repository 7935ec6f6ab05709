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
    """Yields the name of an Xvfb of its own."""
    reader, writer = os.pipe()
    with open(reader) as number:
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
        server = subprocess.Popen(
            command, pass_fds=[writer], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(writer)
        try:
            name = number.readline().strip()
            if not name:
                raise RuntimeError("Xvfb did not start")
            yield f":{name}"
        finally:
            server.terminate()
            server.wait()


@contextlib.contextmanager
def program(suite, name):
    """Yields the command that runs the window on the display `name`, with an empty home: what a run remembers is not
    the next one's."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        yield ["env", f"DISPLAY={name}", "QT_QPA_PLATFORM=xcb", "QT_QUICK_BACKEND=software", "LC_ALL=C.UTF-8",
               f"HOME={home}", f"XDG_CONFIG_HOME={home}", f"XDG_DATA_HOME={home}",
               str(suite.programs / "bench/bench_window"), "--seconds", str(suite.scale.window_seconds)]


def rows(suite):
    with display() as name:
        with program(suite, name) as command:
            yield _at_rest(command)
        with program(suite, name) as command:
            yield _topics(suite, command)
        for rate in RATES:
            with program(suite, name) as command:
                yield from _under_load(suite, command, rate)


def _at_rest(command):
    """Started some times in one home: but for the first of them, none is the first one of its user."""
    starts = [_run(command[:-1] + ["0"]) for _ in range(STARTS - 1)]
    last = _run(command)
    first_frames = sorted(start["first_frame_ms"] for start in (*starts, last))
    return (
        {"name": "not connected", "client": {"qt": last["qt"]}, "first_frame_ms": first_frames[STARTS // 2]}
        | last["rest"]
        | {"cpu": sum(last["rest"]["threads"].values())}
    )


def _topics(suite, command):
    """As many topics as the tree takes, all within a second."""
    client = command + ["--url", "{url}", "--messages", str(TOPICS), "--topics", str(TOPICS)]
    played = suite.play(
        f"window, {TOPICS:,} topics in a second",
        client,
        mode="paced",
        rate=TOPICS,
        count=TOPICS,
        topics=TOPICS,
        limit=120,
    )
    tree = played.get("client", {}).get("tree", {})
    if not tree.get("complete") or tree["topics"] != TOPICS:
        suite.fault(played, f"{tree.get('topics')} of {TOPICS:,} topics are in the tree")
    return played | tree | {"name": f"{TOPICS:,} topics in a second"}


def _run(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(f"bench_window ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def _under_load(suite, command, rate):
    """One row a place. Growth counts from the first one on, and only where the store is full by then."""
    messages = FILL + rate * (PLACES * suite.scale.window_seconds + OVERHEAD)
    client = command + ["--url", "{url}", "--messages", str(messages), "--fill", str(FILL)]
    played = suite.play(f"window, {rate:,} messages/s", client, mode="paced", rate=rate, count=messages, duplicates=2,
                        limit=messages // rate + 60)
    visits = played["client"].get("visits", ()) if "client" in played else ()
    if not visits:
        if not played.get("faults"):
            suite.fault(played, "the window told no figures")
        yield played
        return
    ledger = played["client"]["ledger"]
    unaccounted = messages - sum(ledger[state] for state in STATES)
    if unaccounted:
        suite.fault(played, f"{unaccounted:,} of {messages:,} messages are unaccounted for")
    full = played["client"]["store_full"]
    if not full:
        suite.fault(played, "the store never was full, so how memory grows then was not measured")
    for visit in visits:
        threads = {THREADS.get(name, name): share for name, share in visit["threads"].items() if name != "probe"}
        row = (
            played
            | visit
            | {
                "rate": rate,
                "name": f"{rate:,}/s, {visit['name']}",
                "client": {"qt": played["client"]["qt"]},
                "per_second": visit["received_per_second"],
                "unaccounted": unaccounted,
                "threads": threads,
                "cpu": sum(threads.values()),
            }
        )
        if full:
            row["growth_mib"] = visit["rss_mib"] - visits[0]["rss_mib"]
        if visit["received_per_second"] < 0.95 * rate:
            suite.fault(row, f"only {visit['received_per_second']:,.0f} messages a second came")
        yield row
