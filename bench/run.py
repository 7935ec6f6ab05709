#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs all benchmarks in one go, prints the tables and writes the figures as JSON. "./dev bench" builds what it needs.

Ends with 1 when a figure cannot be trusted (a run that was not complete, or an acknowledgement that was wrong)
or a micro-benchmark failed; a missed target alone is no failure.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from driver import machine, micro
from driver.report import as_markdown, as_text, machine_text, tables
from driver.suite import FULL, QUICK, Suite
from driver.targets import targets

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs/performance.md"
FIGURES = "<!-- The figures below are written by ./dev bench --document. -->"
SECTIONS = ("end_to_end", "duplicates", "paced", "busy", "heavy", "scripts", "handlers", "window", "micro")


def arguments():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a short run: shows that all works, its figures are rough")
    parser.add_argument("--only", metavar="SECTIONS", help=f"comma-separated, of {', '.join(SECTIONS)}")
    parser.add_argument("--micro-filter", metavar="REGEX", help="only the micro-benchmarks that match")
    parser.add_argument(
        "--build", metavar="FOLDER", type=Path, default=ROOT / "build/release", help="where the programs are"
    )
    parser.add_argument("--output", metavar="FILE", type=Path, default=ROOT / "build/bench.json")
    parser.add_argument(
        "--document",
        action="store_true",
        help=f"replace the figures in {DOCUMENT.relative_to(ROOT)} by those of this run",
    )
    options = parser.parse_args()
    options.sections = options.only.split(",") if options.only else list(SECTIONS)
    if unknown := set(options.sections) - set(SECTIONS):
        parser.error(f"there is no section {', '.join(sorted(unknown))}")
    return options


def document(report):
    text, found, _ = DOCUMENT.read_text().partition(FIGURES)
    if not found:
        raise SystemExit(f"{DOCUMENT} has no line {FIGURES}")
    parts = [text + found, machine_text(report)] + [as_markdown(*table) for table in tables(report)]
    DOCUMENT.write_text("\n\n".join(parts) + "\n")


def main():
    options = arguments()
    scale = QUICK if options.quick else FULL
    begin = time.monotonic()
    report = {"machine": machine.facts(), "quick": options.quick}
    if report["machine"]["busy_cores_before"] > 0.3:
        print(
            f"Others keep {report['machine']['busy_cores_before']} cores busy: the figures will be too low.",
            file=sys.stderr,
        )
    suite = Suite(options.build, scale)
    for section in (name for name in SECTIONS if name in options.sections):
        print(f"{section}:", file=sys.stderr, flush=True)
        if section == "micro":
            report[section] = micro.run(options.build, scale.micro_seconds, options.micro_filter)
            suite.faults += [f"{row['name']}: {text}" for row in report[section] for text in row.get("faults", ())]
        else:
            report[section] = getattr(suite, section)()
    report["machine"]["qt"] = next(
        (row["client"]["qt"] for name in SECTIONS for row in report.get(name, ()) if "qt" in row.get("client", {})),
        None,
    )
    report["targets"] = targets(report)
    report["faults"] = suite.faults
    report["seconds"] = round(time.monotonic() - begin, 1)
    print(machine_text(report))
    for table in tables(report):
        print("\n" + as_text(*table))
    for fault in suite.faults:
        print(f"\n(!) {fault}")
    if options.document:
        document(report)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(report, indent=2) + "\n")
    print(f"\nTook {report['seconds']:.0f} s. The figures are in {options.output}.")
    return 1 if suite.faults else 0


if __name__ == "__main__":
    sys.exit(main())
