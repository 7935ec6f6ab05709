# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What machine and which versions the figures belong to."""

import json
import os
import platform
import subprocess
import time
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _output(*command):
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=10, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None


def _field(path, name):
    for line in Path(path).read_text().splitlines():
        if line.startswith(name):
            return line.split(":", 1)[1].strip()
    return None


def _busy_cores(seconds=1.0):
    """Cores that others keep busy while nothing of ours runs."""
    def idle():
        fields = Path("/proc/stat").read_text().splitlines()[0].split()
        return (int(fields[4]) + int(fields[5])) / os.sysconf("SC_CLK_TCK")

    begin, idle_before = time.monotonic(), idle()
    time.sleep(seconds)
    free = (idle() - idle_before) / (time.monotonic() - begin)
    return max(0.0, os.cpu_count() - free)


def _python_socketio():
    try:
        return metadata.version("python-socketio")
    except metadata.PackageNotFoundError:
        return None


def _npm_socketio():
    package = ROOT / "tests/interop/node_modules/socket.io-client/package.json"
    return json.loads(package.read_text())["version"] if package.exists() else None


def facts():
    changed = _output("git", "status", "--porcelain", "--untracked-files=no")
    return {
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "commit": (_output("git", "rev-parse", "--short", "HEAD") or "unknown") + ("+changes" if changed else ""),
        "cpu": _field("/proc/cpuinfo", "model name") or platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_mib": int((_field("/proc/meminfo", "MemTotal") or "0 kB").split()[0]) // 1024,
        "kernel": platform.release(),
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", "unknown"),
        "compiler": (_output("c++", "--version") or "unknown").splitlines()[0],
        "node": _output("node", "--version"),
        "socket.io-client": _npm_socketio(),
        "python": platform.python_version(),
        "python-socketio": _python_socketio(),
        "busy_cores_before": round(_busy_cores(), 2),
    }
