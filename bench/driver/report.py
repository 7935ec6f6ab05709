# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables that people read."""


def table(title, columns, rows):
    """The title, and a list of lines of cells; `columns` are pairs of a heading and a function from a row to text."""
    return title, [[heading for heading, _ in columns]] + [[_cell(text, row) for _, text in columns] for row in rows]


def as_text(title, lines):
    widths = [max(map(len, column)) for column in zip(*lines)]
    rows = lines[:1] + [["-" * width for width in widths]] + lines[1:]
    justified = [
        [cell.rjust(width) if i else cell.ljust(width) for i, (cell, width) in enumerate(zip(row, widths))]
        for row in rows
    ]
    return "\n".join([title] + ["  " + "  ".join(row) for row in justified])


def as_markdown(title, lines):
    rule = ["---"] + ["---:"] * (len(lines[0]) - 1)
    rows = lines[:1] + [rule] + lines[1:]
    return "\n".join([f"### {title}", ""] + ["| " + " | ".join(row) + " |" for row in rows])


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


def machine_text(report):
    facts = report["machine"]
    return (
        f"{facts['cpu']}, {facts['cores']} cores, {facts['memory_mib']:,} MiB; {facts['system']}, "
        f"kernel {facts['kernel']}; Qt {facts['qt']}, {facts['compiler']}; Node.js {facts['node']}, "
        f"socket.io-client {facts['socket.io-client']}; Python {facts['python']}, "
        f"python-socketio {facts['python-socketio']}. {facts['date']}, commit {facts['commit']}"
        + (", short run" if report["quick"] else "")
        + f". Other programs kept {facts['busy_cores_before']} cores busy."
    )


def _window_tables(rows):
    milliseconds = lambda name, digits=0: lambda row: f"{row[name]:,.{digits}f} ms"
    frames = ("frames/s", lambda row: f"{row['frames_per_second']:.1f}")
    yield table(
        "The window at rest",
        (NAME, ("first frame", milliseconds("first_frame_ms")), SHARE, frames, RSS),
        [row for row in rows if "first_frame_ms" in row],
    )
    yield table(
        "Topics",
        (
            NAME,
            ("all in the tree after", milliseconds("complete_ms")),
            ("delay p99", milliseconds("delay_p99_ms", 1)),
            ("max", milliseconds("delay_max_ms", 1)),
            RSS,
        ),
        [row for row in rows if "complete_ms" in row],
    )
    threads = (
        "CPU by thread",
        lambda row: ", ".join(
            f"{name} {100 * share:.0f} %"
            for name, share in sorted(row["threads"].items(), key=lambda each: -each[1])
            if share >= 0.005
        ),
    )
    yield table(
        "The window under load",
        (
            NAME,
            RATE,
            ("delay p50", milliseconds("delay_p50_ms", 1)),
            ("p99", milliseconds("delay_p99_ms", 1)),
            ("max", milliseconds("delay_max_ms")),
            frames,
            ("snapshot at most", milliseconds("snapshot_age_ms")),
            SHARE,
            threads,
            RSS,
        ),
        [row for row in rows if "frames_per_second" in row and "first_frame_ms" not in row],
    )


def tables(report):
    """All tables that the report has rows for."""
    if rows := report.get("end_to_end"):
        ours = rows[0]["per_second"]
        ratio = ("topicscope is", lambda row: f"{ours / row['per_second']:.2f} x")
        yield table(
            "End to end, with acknowledgements", (NAME, RATE, ratio, P50, P99, CORES, EFFORT, SERVER, PEAK), rows
        )
    if rows := report.get("duplicates"):
        yield table("One message in five is a duplicate", (NAME, RATE, CORES, EFFORT, PEAK), rows)
    if rows := report.get("paced"):
        yield table("1,000 messages/s, evenly", (NAME, RATE, P50, P99, MAX, SHARE, RSS), rows)
    if rows := report.get("busy"):
        yield table("1,000 messages/s, evenly, machine busy", (NAME, RATE, P50, P99, MAX, SHARE, RSS), rows)
    if rows := report.get("heavy"):
        ideal = ("of ideal", lambda row: f"{row['of_ideal']:.2f}")
        scaling = ("of one lane x cores used", lambda row: f"{row['of_one_lane']:.2f}")
        yield table("Handlers that use 50 us of CPU a message", (NAME, RATE, ideal, scaling, CORES, SERVER), rows)
    if rows := report.get("scripts"):
        registration = ("registered in", lambda row: f"{row['client']['registration_ms']:,.0f} ms")
        yield table(
            "Handlers in JavaScript",
            (
                NAME,
                ("messages/s", lambda row: number(row["per_second"]) if row["per_second"] else None),
                CORES,
                EFFORT,
                registration,
                RSS,
                PEAK,
            ),
            rows,
        )
    if rows := report.get("handlers"):
        yield table("Memory", (NAME, RSS, PEAK), rows)
    if rows := report.get("window"):
        yield from _window_tables(rows)
    if rows := report.get("micro"):
        items = ("items/s", lambda row: number(row["per_second"]))
        yield table("Micro-benchmarks", (NAME, ("time", lambda row: duration(row["ns"])), items), rows)
    if rows := report.get("targets"):
        yield table("Targets", (NAME, ("measured", lambda row: row["measured"]), ("target", lambda row: row["target"]),
                                ("", lambda row: "met" if row["met"] else "missed")), rows)
