# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays one run: a load server, a client against it, and what the two used."""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
END_TIMEOUT = 3  # seconds that a client may take to end once its connection has; one that connects again is told to


@dataclass
class Usage:
    at: float  # seconds, monotonic
    cpu: float  # seconds of all threads so far
    rss: float  # MiB now
    peak: float  # MiB at most so far

    @staticmethod
    def of(pid):
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        mebibytes = lambda name: int(status[name].split()[0]) / 1024
        return Usage(time.monotonic(), (int(stat[11]) + int(stat[12])) / TICKS, mebibytes("VmRSS"), mebibytes("VmHWM"))


class Failed(Exception):
    """A run that gave no figures; its text says why."""


@contextmanager
def busy_loops(count, seconds):
    """Keeps `count` cores busy while it is entered, and no longer than `seconds` whatever happens."""
    loop = f"import time\nend = time.monotonic() + {seconds}\nwhile time.monotonic() < end: pass"
    loops = [subprocess.Popen([sys.executable, "-c", loop]) for _ in range(count)]
    try:
        yield
    finally:
        for process in loops:
            process.kill()
            process.wait()


def play(server, client, idle_seconds=None):
    """Runs the command `server`, and `client` with the server's URL in place of "{url}". Returns the server's result,
    with what the client said ("client") and used ("cpu_seconds"; "cpu" as a share of one core; "rss_mib", "peak_mib").
    With `idle_seconds` nothing is awaited: the client is looked at after that time."""
    with tempfile.TemporaryFile("w+") as errors:
        load = subprocess.Popen(server, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        peer = None
        try:
            url = _line(load)["url"]
            peer = subprocess.Popen([part.replace("{url}", url) for part in client],
                                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True)
            result = _follow(load, peer, idle_seconds)
            load.stdin.close()  # ends the server, and with it the connection
            result["client"] = _last_words(peer)
            return result
        except (Failed, OSError) as error:
            errors.seek(0)
            raise Failed(f"{error}; the client wrote: {errors.read(2000).strip() or 'nothing'}") from error
        finally:
            for process in filter(None, (load, peer)):
                _end(process)


def _end(process):
    if process.poll() is None:
        process.kill()
    process.wait()
    for pipe in filter(None, (process.stdin, process.stdout)):
        pipe.close()


def _line(load):
    """The server's next line; it is bounded in time, so this is too."""
    line = load.stdout.readline()
    if not line:
        raise Failed("the load server ended without a result")
    return json.loads(line)


def _follow(load, peer, idle_seconds):
    before = None
    while True:
        line = _line(load)
        if "mode" in line:
            break
        if line["phase"] == "measuring":
            before = Usage.of(peer.pid)
            if idle_seconds is not None:
                time.sleep(idle_seconds)
                line = {"mode": "idle", "complete": True}
                break
    if before is None:
        raise Failed(line.get("error", "nothing was measured"))
    if peer.poll() is not None:
        raise Failed(f"the client ended with {peer.returncode}")
    after = Usage.of(peer.pid)
    seconds = after.cpu - before.cpu
    # The server's clock, where it has one: ours also ran before the first message and after the last.
    return line | {"cpu_seconds": seconds, "cpu": seconds / (line.get("seconds") or after.at - before.at),
                   "rss_mib": after.rss, "peak_mib": after.peak}


def _last_words(peer):
    """The client's last line on stdout, where it is JSON."""
    try:
        output, _ = peer.communicate(timeout=END_TIMEOUT)
    except subprocess.TimeoutExpired:
        peer.terminate()
        try:
            output, _ = peer.communicate(timeout=2 * END_TIMEOUT)
        except subprocess.TimeoutExpired:
            raise Failed("the client does not end") from None
    lines = output.strip().splitlines()
    try:
        return json.loads(lines[-1]) if lines else {}
    except ValueError:
        return {"output": lines[-1]}
