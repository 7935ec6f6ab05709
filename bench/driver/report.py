# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables that people read."""


def table(title, columns, rows):
    """Prints `rows` under `columns`: pairs of a heading and a function from a row to text."""
    cells = [[heading for heading, _ in columns]]
    cells += [[_cell(text, row) for _, text in columns] for row in rows]
    widths = [max(len(line[i]) for line in cells) for i in range(len(columns))]
    print(f"\n{title}")
    for number, line in enumerate(cells):
        print("  " + "  ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(line, widths))))
        if number == 0:
            print("  " + "  ".join("-" * width for width in widths))


def _cell(text, row):
    try:
        value = text(row)
    except (KeyError, TypeError, ZeroDivisionError):
        return "-"
    return "-" if value is None else value


def number(value):
    return f"{value:,.0f}"


def microseconds(value):
    return f"{value:,.0f} us" if value < 100_000 else f"{value / 1000:,.0f} ms"


def duration(nanoseconds):
    for limit, unit, digits in ((1e3, "ns", 1), (1e6, "us", 1), (1e9, "ms", 2)):
        if nanoseconds < limit:
            return f"{nanoseconds * 1e3 / limit:,.{digits}f} {unit}"
    return f"{nanoseconds / 1e9:,.2f} s"


NAME = ("", lambda row: row["name"] + (" (!)" if row.get("faults") else ""))
RATE = ("messages/s", lambda row: number(row["per_second"]))
P50 = ("p50", lambda row: microseconds(row["p50_us"]))
P99 = ("p99", lambda row: microseconds(row["p99_us"]))
MAX = ("max", lambda row: microseconds(row["max_us"]))
CORES = ("client CPU", lambda row: f"{row['cpu']:.2f} cores")
EFFORT = ("messages / CPU s", lambda row: number(row["messages"] / row["cpu_seconds"]))
SHARE = ("CPU", lambda row: f"{100 * row['cpu']:.1f} %")
SERVER = ("server CPU", lambda row: f"{row['server_cpu']:.2f} cores")
RSS = ("RSS", lambda row: f"{row['rss_mib']:.1f} MiB")
PEAK = ("peak", lambda row: f"{row['peak_mib']:.1f} MiB")


def print_report(report):
    if rows := report.get("end_to_end"):
        ours = rows[0]["per_second"]
        ratio = ("topicscope is", lambda row: f"{ours / row['per_second']:.2f} x")
        table("End to end, with acknowledgements (200-byte messages, 10 topics)",
              (NAME, RATE, ratio, P50, P99, CORES, EFFORT, SERVER, PEAK), rows)
    if rows := report.get("duplicates"):
        table("20 % duplicates, filtered", (NAME, RATE, CORES, EFFORT, PEAK), rows)
    if rows := report.get("paced"):
        table("1,000 messages/s, evenly: from sent to acknowledged", (NAME, RATE, P50, P99, MAX, SHARE, RSS), rows)
    if rows := report.get("heavy"):
        table("Handlers that use 50 us of CPU a message",
              (NAME, RATE, ("of ideal", lambda row: f"{row['of_ideal']:.2f}"), ("of 1 lane x cores used", lambda row: f"{row['of_one_lane']:.2f}"), CORES, SERVER), rows)
    if rows := report.get("handlers"):
        table("Memory", (NAME, RSS, PEAK), rows)
    if rows := report.get("micro"):
        table("Micro-benchmarks", (NAME, ("time", lambda row: duration(row["ns"])),
                                   ("items/s", lambda row: number(row["per_second"]))), rows)
    if rows := report.get("targets"):
        table("Targets", (NAME, ("measured", lambda row: row["measured"]), ("target", lambda row: row["target"]),
                          ("", lambda row: "met" if row["met"] else "MISSED")), rows)
