# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lint knows of QML: who stands in whom, and that no Repeater stands in a layout while its model can
change."""

import re

LAYOUTS = {"ColumnLayout", "GridLayout", "Layout", "RowLayout", "StackLayout"}
# Comments and texts, which may hold braces; a text keeps its quotes, so that a model made of texts can be told.
SKIPPED = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`", re.DOTALL)
OPENING = re.compile(r"(?:([A-Z][\w.]*)(?:\s+on\s+[\w.]+)?\s*)?\{")
# What never changes: a number, a text, one that is translated, a value of an enumeration.
TEXT = r"(?:\"[^\"]*\"|'[^']*')"
VALUE = rf"(?:-?\d+(?:\.\d+)?|{TEXT}|qsTr\(\s*{TEXT}(?:\s*,\s*{TEXT})?\s*\)|[A-Z]\w*(?:\.[A-Z]\w*)+)"
# A model that never changes: a number, a list of such values or a ListModel that is written there.
CONSTANT = re.compile(
    r"model\s*:\s*("
    r"\d+\s*(?:$|[;}\n])|"
    rf"\[\s*(?:{VALUE}\s*(?:,\s*|(?=\])))*\](?=[ \t]*(?:$|[;}}\n]))(?!\s*[.?[(])|"
    r"ListModel\s*\{)"
)


def without_texts(text):
    def blank(match):
        found = match[0]
        inner = re.sub(r"[^\n]", " ", found)
        return inner if found.startswith("/") else found[0] + inner[1:-1] + found[-1]
    return SKIPPED.sub(blank, text)


def objects(text):
    """(type, type of the object around it, position, body) of each object of a QML file; the one around the root is
    None."""
    text = without_texts(text)
    stack, found = [], []
    openings = {match.end() - 1: match[1] for match in OPENING.finditer(text)}
    for at, character in enumerate(text):
        if character == "{":
            name = openings.get(at)
            around = next((outer for outer, _ in reversed(stack) if outer), None)
            stack.append((name, len(found) if name else None))
            if name:
                found.append([name.split(".")[-1], around and around.split(".")[-1], at, None])
        elif character == "}" and stack:
            _, number = stack.pop()
            if number is not None:
                found[number][3] = text[found[number][2] + 1:at]
    return [tuple(entry) for entry in found]


def own_part(body):
    """\a body without the objects and functions in it."""
    depth, kept = 0, []
    for character in body or "":
        depth -= character == "}"
        if depth == 0:
            kept.append(character)
        depth += character == "{"
    return "".join(kept)


def layouts_among(files):
    """The names of layouts: those of Qt, and the components of ours whose root is one, in a file or in the file of
    another."""
    roots = {}
    for name, text in files.items():
        found = objects(text)
        if found:
            roots[name] = found[0][0]
        for inline in re.finditer(r"component\s+(\w+)\s*:\s*([A-Z][\w.]*)", without_texts(text)):
            roots[inline[1]] = inline[2].split(".")[-1]
    layouts = set(LAYOUTS)
    while more := {name for name, root in roots.items() if root in layouts} - layouts:
        layouts |= more
    return layouts


def repeaters_in_layouts(files):
    """(file, line, layout) of each Repeater that stands in a layout and whose model is not a constant. \a files: text
    by name, without .qml."""
    layouts = layouts_among(files)
    for name, text in files.items():
        for kind, around, at, body in objects(text):
            if kind == "Repeater" and around in layouts and not CONSTANT.search(own_part(body)):
                yield name, text.count("\n", 0, at) + 1, around
