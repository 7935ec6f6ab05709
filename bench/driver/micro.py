# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Micro-benchmarks: runs Google Benchmark and keeps what matters."""

import json
import subprocess
import tempfile
from pathlib import Path

NANOSECONDS = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}
LIMIT = 120  # seconds for all of them


def run(programs, seconds, only=None):
    """One dict a benchmark: "name" and "ns" (manual or wall time of an iteration), "per_second" where it counts
    items."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "micro.json")
        command = [str(Path(programs, "bench/bench_core")), f"--benchmark_out={out}", "--benchmark_out_format=json",
                   f"--benchmark_min_time={seconds}"]
        if only:
            command.append(f"--benchmark_filter={only}")
        # Its own table repeats what is written to the file, and on stderr it takes Debian's library for a debug build.
        done = subprocess.run(command, timeout=LIMIT, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"bench_core ended with {done.returncode}: {done.stderr.strip()}")
        report = json.loads(out.read_text())
    return [_row(benchmark) for benchmark in report["benchmarks"]]


def _row(benchmark):
    name = benchmark["name"].removesuffix("/manual_time").removesuffix("/real_time")
    # Where more than one thread works, or the clock is stopped in between, only the real time means something.
    time = benchmark["real_time"] if name != benchmark["name"] else benchmark["cpu_time"]
    row = {
        "name": name,
        "ns": time * NANOSECONDS[benchmark["time_unit"]],
        "per_second": benchmark.get("items_per_second"),
    }
    if benchmark.get("error_occurred"):
        row["faults"] = [benchmark["error_message"]]
    return row
