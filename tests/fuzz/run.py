#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the fuzz targets, two at a time, and prints what each did. Fails when one found something; "./dev fuzz"
calls it.

What a target learns is kept in build/fuzz/corpus and used again; what it finds is left in build/fuzz/findings.
"""

import argparse
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "tests" / "fuzz"
BUILD = ROOT / "build" / "fuzz"
TARGETS = sorted(path.stem.removeprefix("fuzz_") for path in SOURCES.glob("fuzz_*.cpp"))
SLOWEST_INPUT = 10  # seconds that one input may take
GRACE = 120  # seconds beyond its time after which a target is ended


def last(pattern, log):
    found = re.findall(pattern, log)
    return found[-1] if found else "?"


def run(target, seconds):
    """Runs one target; returns its line of the table, and its problem or None."""
    for folder in ("corpus", "findings", "logs"):
        (BUILD / folder / target).mkdir(parents=True, exist_ok=True)
    findings = BUILD / "findings" / target
    before = set(findings.iterdir())
    log_file = BUILD / "logs" / target / "log"
    command = [
        BUILD / "tests" / "fuzz" / f"fuzz_{target}",
        f"-max_total_time={seconds}",
        f"-timeout={SLOWEST_INPUT}",
        "-print_final_stats=1",
        f"-dict={SOURCES / 'dictionaries' / f'{target}.dict'}",
        f"-artifact_prefix={findings}/",
        BUILD / "corpus" / target,
        SOURCES / "corpus" / target,
    ]
    environment = {**os.environ, "UBSAN_OPTIONS": "print_stacktrace=1"}
    problem = None
    with log_file.open("w") as output:
        try:
            code = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=environment,
                timeout=seconds + GRACE,
                check=False,
            ).returncode
            problem = f"ended with code {code}" if code else None
        except subprocess.TimeoutExpired:
            problem = "did not end"
    log = log_file.read_text(errors="replace")
    found = sorted(str(path.relative_to(ROOT)) for path in set(findings.iterdir()) - before)
    executions, coverage, corpus = (
        last(pattern, log) for pattern in (r"executed_units: (\d+)", r"cov: (\d+)", r"corp: (\d+)/")
    )
    row = f"{target:<12}{executions:>12}{coverage:>10}{corpus:>8}{len(found):>10}"
    if problem or found:
        why = next(
            (
                why
                for why in (last(r"this does not hold: (.*)", log), last(r"SUMMARY: (.*)", log), problem)
                if why != "?"
            ),
            problem,
        )
        problem = f"{target}: {why}\n  log: {log_file.relative_to(ROOT)}"
        problem += "".join(f"\n  again: build/fuzz/tests/fuzz/fuzz_{target} {path}" for path in found)
    print(row, flush=True)
    return row, problem


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="./dev fuzz"
    )
    parser.add_argument("seconds", nargs="?", type=int, default=30, help="time for each target (30)")
    parser.add_argument("targets", nargs="*", metavar="target", help=f"all of them, or some of: {', '.join(TARGETS)}")
    parser.add_argument("--jobs", type=int, default=2, help="how many run at the same time (2)")
    options = parser.parse_args()
    unknown = [target for target in options.targets if target not in TARGETS]
    if unknown or options.seconds < 1 or options.jobs < 1:
        parser.error(f"there is no target {unknown[0]}" if unknown else "give a positive number")

    header = f"{'target':<12}{'executions':>12}{'coverage':>10}{'corpus':>8}{'findings':>10}"
    print(header, flush=True)
    with ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(lambda target: run(target, options.seconds), options.targets or TARGETS))
    (BUILD / "report.txt").write_text("\n".join([header, *(row for row, _ in results)]) + "\n")
    problems = [problem for _, problem in results if problem]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
