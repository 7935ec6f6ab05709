# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the end-to-end benchmarks: who does what, how often and how long."""

import os
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from . import window
from .harness import Failed, busy_loops, play

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "bench/peers"
SCRIPTS = ROOT / "bench/scripts"
LIMIT = 12  # seconds that a run at full speed may take
HANDLERS = 10_000
PAIRS = 5  # of runs that are compared in turn
CORES = len(os.sched_getaffinity(0))


def _median(runs):
    """One row of several: the median of each of their figures, those of one name."""
    complete = [run for run in runs if run.get("complete")] or runs[:1]
    figures = [name for name, value in complete[0].items() if isinstance(value, float)]
    faults = [fault for run in runs for fault in run.get("faults", ())]
    return (
        complete[0]
        | {name: statistics.median(run[name] for run in complete) for name in figures}
        | ({"faults": faults} if faults else {})
    )


@dataclass(frozen=True)
class Scale:
    """How much of everything: the full run, or a short one that shows that all works."""
    repeats: int
    count: float  # of the rows' own counts
    paced_seconds: int
    busy_seconds: int
    window_seconds: int  # at each tab and page
    micro_seconds: float  # a micro-benchmark, at least


FULL = Scale(repeats=3, count=1.0, paced_seconds=20, busy_seconds=10, window_seconds=10, micro_seconds=0.2)
QUICK = Scale(repeats=1, count=0.25, paced_seconds=3, busy_seconds=2, window_seconds=2, micro_seconds=0.05)


class Suite:
    def __init__(self, programs, scale):
        self.scale = scale
        self.programs = Path(programs)
        self.faults = []
        self.server = str(self.programs / "bench/bench_loadserver")
        program = lambda name: [str(self.programs / "bench" / name)]
        self.ours = program("bench_client") + ["--url", "{url}"]
        self.command_line = [
            str(self.programs / "cli/topicscope-cli"),
            "run",
            "--url",
            "{url}",
            "--consumer",
            "bench",
            "--topic",
            "*",
            "--handler",
            "*=builtin:count",
            "--idempotence",
            "1000",
            "--json",
        ]
        self.qwebsocket = program("bench_qwebsocket") + ["{url}"]
        self.socket = program("bench_socket") + ["{url}"]
        self.npm = ["node", str(PEERS / "socketio_client.mjs"), "{url}"]
        self.python = ["/usr/bin/python3", str(PEERS / "socketio_client.py"), "{url}"]

    def end_to_end(self):
        """As fast as they can: the median of some runs by messages a second."""
        big_store = self.ours + ["--store", "256"]
        return [
            self._fastest("topicscope", self.ours, 500_000, 25_000),
            self._fastest("topicscope, duplicate filter off", self.ours + ["--idempotence", "0"], 500_000, 25_000),
            self._fastest("topicscope, store of 256 MiB", big_store, 500_000, 25_000),
            self._fastest("bare QWebSocket", self.qwebsocket, 500_000, 25_000),
            self._fastest("bare socket", self.socket, 4_000_000, 50_000, mode="raw"),
            self._fastest("npm socket.io-client", self.npm, 150_000, 10_000),
            self._fastest("python3-socketio", self.python, 6_000, 500),
        ]

    def duplicates(self):
        """One message in five repeats an earlier id and must not be acknowledged."""
        rows = [
            self._fastest("topicscope", self.ours, 500_000, 25_000, duplicates=20),
            self._fastest("npm socket.io-client", self.npm, 150_000, 10_000, duplicates=20),
        ]
        ledger = rows[0].get("client", {}).get("ledger", {})
        if ledger and ledger["duplicate"] * 4 not in range(ledger["handled"] - 4, ledger["handled"] + 5):
            self.fault(
                rows[0], f"{ledger['duplicate']} duplicates were found beside {ledger['handled']} messages handled"
            )
        return rows

    def paced(self):
        """1,000 messages a second, evenly: latency and what it costs."""
        seconds = self.scale.paced_seconds
        rows = (("topicscope", self.ours), ("bare QWebSocket", self.qwebsocket),
                ("npm socket.io-client", self.npm), ("python3-socketio", self.python))
        return [
            self.play(name, client, mode="paced", rate=1000, count=1000 * seconds, warmup=500, limit=seconds + 10)
            for name, client in rows
        ]

    def busy(self):
        """As paced, while others want all of the machine: a busy loop for each core. Ours and npm's in turn, the median
        of the pairs."""
        seconds = self.scale.busy_seconds
        clients = {"topicscope": self.ours, "npm socket.io-client": self.npm}
        with busy_loops(CORES, 2 * PAIRS * (seconds + 20)):
            pairs = [
                [
                    self.play(
                        name, client, mode="paced", rate=1000, count=1000 * seconds, warmup=500, limit=seconds + 10
                    )
                    for name, client in clients.items()
                ]
                for _ in range(PAIRS)
            ]
        rows = [_median(runs) for runs in zip(*pairs)]
        complete = [pair for pair in pairs if all(run.get("complete") for run in pair)]
        for figure in ("p50_us", "p99_us") if complete else ():
            rows[0][f"{figure}_of_npm"] = statistics.median(ours[figure] / npm[figure] for ours, npm in complete)
        return rows

    def heavy(self):
        """Handlers that use 50 us of CPU a message, on more and more lanes."""
        rows = []
        for lanes in (1, 2, 4):
            used = min(lanes, CORES)
            client = self.ours + ["--busy", "50us", "--parallel", "--lanes", str(lanes)]
            row = self._fastest(f"{lanes} lane{'s' if lanes > 1 else ''}", client, 40_000 * used, 2_000)
            ideal = used / 50e-6
            row["of_ideal"] = row["per_second"] / ideal
            row["of_one_lane"] = (
                row["per_second"] / (rows[0] if rows else row)["per_second"] / used if row["per_second"] else 0
            )
            rows.append(row)
        return rows

    def scripts(self):
        """Handlers in JavaScript, and npm's client doing the same in JavaScript."""
        script = lambda name: self.ours + ["--script", str(SCRIPTS / name)]
        many = script("trivial.js") + ["--handlers", str(HANDLERS)]
        return [
            self._fastest("native handler", self.ours, 500_000, 25_000),
            self._fastest("script: trivial", script("trivial.js"), 400_000, 25_000),
            self._fastest("script: counts by topic", script("count.js"), 400_000, 25_000),
            self._fastest("script: reads a field", script("field.js"), 200_000, 25_000),
            self._fastest("npm socket.io-client: counts by topic", self.npm, 150_000, 10_000),
            self._idle("10,000 scripts registered", many),
            self._used_handlers("10,000 scripts active", many),
        ]

    def handlers(self):
        """Memory: at rest, and with many handlers, registered and used."""
        many = self.ours + ["--handlers", str(HANDLERS)]
        return [
            self._idle("topicscope-cli run, connected, at rest", self.command_line),
            self._idle("client, connected, at rest", self.ours),
            self._idle("client, 10,000 handlers registered", many),
            self._used_handlers("client, 10,000 handlers active", many),
        ]

    def window(self):
        """The window, at rest and at three rates, tab by tab."""
        return list(window.rows(self))

    def _used_handlers(self, name, client):
        row = self.play(name, client, count=10 * HANDLERS, topics=HANDLERS, limit=LIMIT)
        called = row.get("client", {}).get("called_handlers")
        if called != HANDLERS:
            self.fault(row, f"{called} of {HANDLERS} handlers were called")
        return row

    def _idle(self, name, client):
        return self.play(name, client, idle_seconds=1.5, mode="idle")

    def _fastest(self, name, client, count, warmup, **settings):
        settings = {"mode": "throughput", "limit": LIMIT} | settings
        count, warmup = (max(500, int(number * self.scale.count)) for number in (count, warmup))
        runs = [self.play(name, client, count=count, warmup=warmup, **settings) for _ in range(self.scale.repeats)]
        runs.sort(key=lambda run: run["per_second"])
        return runs[len(runs) // 2] | {"runs": [run["per_second"] for run in runs],
                                       "mean": statistics.fmean(run["per_second"] for run in runs)}

    def play(self, name, client, idle_seconds=None, **settings):
        print(f"  {name} ...", file=sys.stderr, flush=True)
        server = [self.server]
        for option, value in settings.items():
            server += [f"--{option}", str(value)]
        row = {"name": name, "per_second": 0.0}
        try:
            row |= play(server, client, idle_seconds)
        except Failed as error:
            self.fault(row, str(error))
            return row
        for count, words in (
            ("repeated_acks", "messages were acknowledged twice"),
            ("foreign_acks", "acknowledgements had no known id"),
            ("altered_acks", "acknowledgements had another payload"),
        ):
            if row.get(count):
                self.fault(row, f"{row[count]} {words}")
        if not row["complete"]:
            self.fault(row, row.get("error", "not complete"))
        if not row["client"].get("ledger", {}).get("balanced", True):
            self.fault(row, "the ledger does not add up")
        return row

    def fault(self, row, text):
        row.setdefault("faults", []).append(text)
        self.faults.append(f"{row['name']}: {text}")
