# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the figures are held against; docs/performance.md names the same numbers."""

from .suite import CORES


def targets(report):
    """One dict a target that this report can judge: "name", "measured" and "target" as text, "met"."""
    rows = []

    def at_least(name, value, bound, unit=""):
        rows.append(
            {"name": name, "measured": f"{value:,.2f}{unit}", "target": f">= {bound:,g}{unit}", "met": value >= bound}
        )

    def at_most(name, value, bound, unit):
        rows.append(
            {
                "name": name,
                "measured": f"{value:,.{1 if unit else 2}f}{unit}",
                "target": f"<= {bound:,.5g}{unit}",
                "met": value <= bound,
            }
        )

    _end_to_end(_by_name(report, "end_to_end"), at_least)
    _paced(_by_name(report, "paced"), at_most)
    for row in report.get("busy", ()):
        for figure in ("p50", "p99"):
            if ratio := row.get(f"{figure}_us_of_npm"):
                at_most(f"paced, machine busy: {figure} / npm's, median of pairs", ratio, 1.1, "")
    for row in report.get("heavy", ()):
        if row["per_second"] and row["name"] != "1 lane":
            at_least(f"heavy handlers, {row['name']} on {CORES} cores, of ideal", row["of_ideal"], 0.85)
    _window(report.get("window", ()), at_least, at_most)
    for row in report.get("handlers", ()):
        if "rss_mib" in row:
            at_most(f"RSS: {row['name']}", row["rss_mib"], 50 if "10,000" in row["name"] else 25, " MiB")
    _scripts(_by_name(report, "scripts", "rss_mib"), at_least, at_most)
    bounds = {"message_processing/1000": 600, "handler_registration/100": 100, "handler_registration/10000": 5000}
    for row in report.get("micro", ()):
        bound = 200 if row["name"].startswith("idempotence_filter/10000/") else bounds.get(row["name"])
        if bound:
            at_most(row["name"], row["ns"] / 1000, bound, " us")
    return rows


def _by_name(report, section, figure="per_second"):
    return {row["name"]: row for row in report.get(section, ()) if row.get(figure)}


def _window(rows, at_least, at_most):
    for row in rows:
        if "first_frame_ms" in row:
            at_most("window, first frame", row["first_frame_ms"], 600, " ms")
            at_most("window, CPU at rest", 100 * row["cpu"], 1, " %")
        if "complete_ms" in row:
            at_most(f"window, {row['name']}: all in the tree after", row["complete_ms"], 5000, " ms")
            at_most(f"window, {row['name']}: delay max", row["delay_max_ms"], 50, " ms")
    visits = [row for row in rows if "frames_per_second" in row and "rate" in row]
    for rate in sorted({row["rate"] for row in visits}):
        name, here = f"window, {rate:,} messages/s", [row for row in visits if row["rate"] == rate]
        at_least(f"{name}: frames a second", min(row["frames_per_second"] for row in here), 20)
        at_most(f"{name}: age of the snapshot", max(row["snapshot_age_ms"] for row in here), 500, " ms")
        if bound := {50_000: 33, 100_000: 50}.get(rate):
            at_most(f"{name}: delay p99", max(row["delay_p99_ms"] for row in here), bound, " ms")
            at_most(f"{name}: delay max", max(row["delay_max_ms"] for row in here), 150, " ms")
        at_most(f"{name}: unaccounted for", here[0]["unaccounted"], 0, " messages")
        if growth := [row["growth_mib"] for row in here if "growth_mib" in row]:
            at_most(f"{name}: growth with a full store", max(growth), 5, " MiB")


def _scripts(rows, at_least, at_most):
    for name, bound in (("trivial", 150_000), ("reads a field", 100_000)):
        if row := rows.get(f"script: {name}"):
            at_least(f"script, {name}", row["per_second"], bound, " messages/s")
    ours, npm = rows.get("script: counts by topic"), rows.get("npm socket.io-client: counts by topic")
    if ours and npm:
        at_least("script, counts by topic / npm", ours["per_second"] / npm["per_second"], 1.5)
    for name in ("registered", "active"):
        if row := rows.get(f"10,000 scripts {name}"):
            at_most(f"RSS: 10,000 scripts {name}", row["rss_mib"], 60, " MiB")
            at_most(f"registering 10,000 scripts ({name})", row["client"]["registration_ms"], 2000, " ms")


def _end_to_end(rows, at_least):
    ours = rows.get("topicscope")
    for name, bound in (("npm socket.io-client", 5), ("python3-socketio", 100), ("bare QWebSocket", 0.6)):
        if ours and name in rows:
            at_least(f"end to end, topicscope / {name}", ours["per_second"] / rows[name]["per_second"], bound)


def _paced(rows, at_most):
    ours, npm = rows.get("topicscope"), rows.get("npm socket.io-client")
    if not ours:
        return
    at_most("paced p50", ours["p50_us"], 100, " us")
    at_most("paced p99", ours["p99_us"], 500, " us")
    at_most("paced CPU", 100 * ours["cpu"], 4, " %")
    if npm:
        at_most("paced p50 against npm's", ours["p50_us"], npm["p50_us"], " us")
        at_most("paced p99 against npm's", ours["p99_us"], npm["p99_us"], " us")
