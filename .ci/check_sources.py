#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house that a program can check: headers, sizes, layers, words, links.

Prints findings, one a line.
"""

import ast
import json
import os
import re
import sys
from pathlib import Path

import layers
import qmlrules

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {"build", "node_modules", ".git", ".cache", "__pycache__"}
SOURCES = {".cpp", ".h", ".qml", ".py", ".mjs", ".js", ".cmake", ".sh"}
TEXTS = SOURCES | {".md", ".txt", ".json", ".xml", ".desktop", ".in", ".1", ".svg", ""}
MAX_LINES = {".cpp": 600, ".h": 200, ".qml": 300}
MAX_LENGTH = 120

GUI_MODULES = r"\bQt6?::?(Gui|Widgets|Quick\w*|Svg\w*|PrintSupport|OpenGL\w*)\b"
GUI_HEADERS = r"#include <Q(Gui|Window|Widget|Quick|Color|Font|Painter|Image|Pixmap|Icon|Application)\w*>"

# Written apart, so that this file does not find itself.
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
MACHINE_PATH = re.compile(r"(/ho" + r"me/[a-z]+/|/ro" + r"ot/|/wo" + r"rk/|/tmp/t" + r"s/)")

findings = []


def report(path, line, text):
    where = f"{path}:{line}" if line else str(path)
    findings.append(f"{where}: {text}")


def all_files():
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix in TEXTS and name not in SKIPPED and not path.is_symlink():
                yield path.relative_to(ROOT)


def check_header(path, lines):
    is_source = path.suffix in SOURCES or path.name == "CMakeLists.txt" or (lines and lines[0].startswith("#!"))
    if is_source and not any("SPDX-License-Identifier: GPL-3.0-or-later" in line for line in lines[:6]):
        report(path, 1, "no SPDX header")


def check_size(path, lines):
    limit = MAX_LINES.get(path.suffix)
    if limit and len(lines) > limit:
        report(path, None, f"{len(lines)} lines; split it at {limit}")


def check_words(path, lines):
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            report(path, number, "marks unfinished work; finish it or take it out")
        if MACHINE_PATH.search(line):
            report(path, number, "names a path of one machine")


def check_length(path, lines):
    if path.suffix not in SOURCES and path.name != "CMakeLists.txt":
        return
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LENGTH:
            report(path, number, f"{len(line)} characters; {MAX_LENGTH} at most")


def check_layers(path, lines):
    for number, text in layers.upward(path, lines):
        report(path, number, text)


def check_core(path, lines):
    """Core has neither window nor standard output."""
    for number, line in enumerate(lines, 1):
        if re.search(GUI_HEADERS, line) or (path.name == "CMakeLists.txt" and re.search(GUI_MODULES, line)):
            report(path, number, "core reaches for a window")
        if re.search(r"\bstd::(cout|cerr|abort|exit)\b|\bqFatal\(|[^n]printf\(", line):
            report(path, number, "core neither prints nor ends the program")


def check_includes(path, lines):
    for number, line in enumerate(lines, 1):
        if path.parts[0] != "tests" and re.match(r'\s*#include "\.\./', line):
            report(path, number, "include from the folder of the layer, not by ../")
        if re.match(r'\s*#include ["<]app/', line) and path.parts[0] not in ("app", "tests"):
            report(path, number, "nothing includes app")
        if re.search(r"#include <[^>]*(private|_p\.h)", line):
            report(path, number, "private Qt headers change with every Qt")


def check_tests(path, lines):
    for number, line in enumerate(lines, 1):
        if re.search(r"QTest::q(Wait|Sleep)\(", line):
            report(path, number, "waits for a while; await a signal or a state")


def check_markdown(path, lines):
    for number, line in enumerate(lines, 1):
        for target in re.findall(r"\]\(([^)#\s]+)", line) + re.findall(r'(?:src|srcset)="([^"]+)"', line):
            if not re.match(r"[a-z]+:", target) and not (ROOT / path.parent / target).exists():
                report(path, number, f"links to {target}, which is not there")


def check_listed(paths):
    """A source that no list of CMake names is not built: dead, or forgotten."""
    lists = "\n".join((ROOT / p).read_text() for p in paths if p.name == "CMakeLists.txt" or p.suffix == ".cmake")
    for path in paths:
        built = path.parts[0] in ("core", "broker", "app", "cli", "bench", "tests") and path.suffix == ".cpp"
        shown = path.parts[0] == "qml" and path.suffix == ".qml"
        # foreach(name ...) ${name}.cpp
        by_loop = path.name.startswith("tst_") and re.search(rf"\b(tst_)?{path.stem[4:]}\b", lists)
        if (built or shown) and path.name not in lists and not by_loop:
            report(path, None, "is in no list of CMake")


def check_repeaters(paths):
    """Qt 6.4 keeps pointers to the items that a Repeater removed from a layout that is hidden, and reads them at the
    next polish."""
    files = {path.stem: path for path in paths if path.suffix == ".qml" and path.parts[0] == "qml"}
    texts = {name: (ROOT / path).read_text() for name, path in files.items()}
    for name, line, layout in qmlrules.repeaters_in_layouts(texts):
        report(
            files[name],
            line,
            f"a Repeater in a {layout} is for models that are written there; "
            "take a Column, a ListView or an item that draws",
        )


def check_dialogs(path, lines):
    for number, line in enumerate(lines, 1):
        if re.match(r"\s*import QtQuick\.Dialogs", line):
            report(
                path,
                number,
                "loads dialogs by name, and ends the program where a module is missing; ask with a FileChooser",
            )


def check_parses(path, text):
    try:
        if path.suffix == ".py":
            ast.parse(text)
        elif path.suffix == ".json":
            json.loads(text)
    except (SyntaxError, ValueError) as error:
        report(path, None, f"does not parse: {error}")


def check_text_formats(path, lines):
    """Qt guesses HTML in a text that does not say it is plain, and what others sent could then draw what it likes."""
    for number, line in enumerate(lines):
        kind = re.match(r"( *)(?:[\w ]+: )?(Text|TextEdit|TextArea|Label) \{", line)
        if not kind:
            continue
        end = next((i for i in range(number + 1, len(lines)) if lines[i] == kind[1] + "}"), len(lines))
        if not any(re.match(r"\s+textFormat: \w+\.PlainText$", inner) for inner in lines[number:end]):
            report(path, number + 1, "is to say textFormat: PlainText")
    for number, line in enumerate(lines, 1):
        if re.search(r"\bToolTip\.text\b", line):
            report(path, number, "Qt's own tooltip takes HTML: use AppToolTip")


def main():
    paths = list(all_files())
    for path in paths:
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            report(path, None, "is not UTF-8")
            continue
        lines = text.splitlines()
        check_header(path, lines)
        check_size(path, lines)
        check_length(path, lines)
        if path.name not in ("LICENSE", "package-lock.json"):
            check_words(path, lines)
        if path.suffix in (".cpp", ".h"):
            check_includes(path, lines)
            check_layers(path, lines)
        if path.parts[0] in ("core", "broker"):
            check_core(path, lines)
        if path.parts[0] == "tests" and path.suffix == ".cpp":
            check_tests(path, lines)
        if path.suffix == ".qml":
            check_dialogs(path, lines)
        if path.suffix == ".qml" and path.parts[0] == "qml":
            check_text_formats(path, lines)
        if path.suffix == ".md":
            check_markdown(path, lines)
        check_parses(path, text)
    check_listed(paths)
    check_repeaters(paths)
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
