# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The layers of the house: what the files of each folder may include. docs/architecture.md says why."""

import re

CORE = {
    "base": set(),
    "protocol": {"base"},
    "payload": {"base", "protocol"},
    "stats": {"base"},
    "query": {"base", "protocol", "payload"},
    "net": {"base", "protocol", "payload"},
    "systems": {"base", "protocol", "payload", "net"},
    "dispatch": {"base", "protocol", "payload", "stats"},
    "script": {"base", "protocol", "payload", "stats", "dispatch"},
    "capture": {"base", "protocol", "payload", "query"},
    "client": {"base", "protocol", "payload", "stats", "query", "net", "systems", "dispatch", "script", "capture"},
    "session": {"base", "protocol", "payload", "stats", "query", "net", "systems", "dispatch", "script", "capture",
                "client"},
}
BROKER = {"base", "protocol", "payload"}
APP = {
    "common": set(),
    "inspect": {"common"},
    "editor": {"common", "inspect"},
    "workspace": {"common"},
    "topics": {"common", "workspace"},
    "stream": {"common", "workspace", "topics"},
    "plot": {"common", "workspace", "topics"},
    "scripts": {"common", "workspace", "topics", "stream", "plot"},
    "panels": {"common", "inspect", "workspace", "topics", "stream"},
}
INCLUDE = re.compile(r'\s*(?:#include|Q_MOC_INCLUDE\() ?"([^"]+)"')
ROOMS = {"core": CORE, "app": APP}
# All that the rest of the house knows of the systems. Tests use the loopback one, and those of a system what they test.
REGISTRY = "systems/registry.h"
SYSTEM_TESTS = {("tests", "core", "systems"), ("tests", "core", "client"), ("tests", "fuzz")}


def allowed(path):
    """The folders that a file may include besides its own, or None where its folder is unknown."""
    top, folder = path.parts[0], path.parts[1] if len(path.parts) > 2 else ""
    if top == "core":
        return CORE.get(folder) if folder else set()
    if top == "broker":
        return BROKER | {"broker"}
    if top == "app":
        below = set(CORE) | {"broker"}
        return below | APP[folder] if folder in APP else below | set(APP) if not folder else None
    return None


def of_a_system(path, included):
    """Whether \a path reaches past the registry into a system that is none of its business."""
    if not included.startswith("systems/") or included == REGISTRY or path.parts[:2] == ("core", "systems"):
        return False
    if path.parts[0] in ("core", "broker") and "systems" not in (allowed(path) or ()):
        return False  # which upward() says
    if path.parts[0] == "tests":
        return not included.startswith("systems/loopback/") and not any(
            path.parts[:len(folder)] == folder for folder in SYSTEM_TESTS)
    return True


def into_systems(path, lines):
    """Yields line and words for each include of what belongs to one system."""
    for number, line in enumerate(lines, 1):
        included = INCLUDE.match(line)
        if included and of_a_system(path, included[1]):
            yield number, f"only systems may include {included[1]}; the rest knows {REGISTRY}"


def upward(path, lines):
    """Yields line and words for each include that reaches beyond what the layer of \a path may."""
    yield from into_systems(path, lines)
    top = path.parts[0]
    if top not in ("core", "app", "broker"):
        return
    may = allowed(path)
    own = path.parts[1] if len(path.parts) > 2 and top != "broker" else top
    if may is None:
        yield None, f"{top} has no layer called {own}; say in .ci/layers.py what it may include"
        return
    for number, line in enumerate(lines, 1):
        included = INCLUDE.match(line)
        if not included or "/" not in included[1]:
            if included and top == "app" and own in APP:
                yield number, f"{own} must not include {included[1]}, which stands above it"
            continue
        target = included[1].split("/")[0]
        if target != own and target not in may:
            yield number, f"{own} must not include {target}"
