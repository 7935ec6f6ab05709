#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every QML module that the window loads by name, and every one that those load in turn, is among the packages that
./dev installs and that the Debian package depends on. Nothing else tells before a user's machine lacks one.
Usage: tst_packages.py FOLDER_OF_QML_MODULES"""

import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = {"Topicscope"}
LOADED_BY = {"QtQuick.Dialogs": ["QtQuick.Dialogs.quickimpl"]}  # from C++, so that no file of QML says it
MODULES = Path()  # where Qt's are installed


def imports_of(text):
    return set(re.findall(r"^\s*import\s+([A-Z][\w.]*)", text, re.MULTILINE))


def types_in(text):
    return set(re.findall(r"\b[A-Z]\w*", text))


def needs_of(module, types):
    """What \a module imports: by its qmldir, and by its files for those of \a types that are in it, and what these use
    in turn."""
    folder = MODULES / module.replace(".", "/")
    qmldir = (folder / "qmldir").read_text()
    needs = set(re.findall(r"^(?:depends|import)\s+([A-Z][\w.]*)", qmldir, re.MULTILINE))
    files = {
        name: folder / file for name, file in re.findall(r"^(\S+)\s+[\d.]+\s+([^\s+]+\.qml)$", qmldir, re.MULTILINE)
    }
    needs |= set(LOADED_BY.get(module, ()))
    waiting, seen = set(types), set()
    while waiting := waiting - seen:
        seen |= waiting
        texts = [files[name].read_text() for name in waiting if name in files and files[name].exists()]
        needs |= set().union(*map(imports_of, texts))
        waiting = set().union(*map(types_in, texts))
    return needs


def closure(texts):
    """The modules that \a texts of QML import, and what those need, each with who named it first."""
    types = set().union(*map(types_in, texts))
    known, waiting = {}, [(module, "qml/") for module in sorted(set().union(*map(imports_of, texts)))]
    while waiting:
        module, by = waiting.pop()
        if module in known or module in OURS:
            continue
        known[module] = by
        if (MODULES / module.replace(".", "/") / "qmldir").exists():
            waiting += [(need, module) for need in sorted(needs_of(module, types))]
    return known


def package_of(module):
    """Debian names them after the module; styles and private parts are in the package of the module they belong to."""
    parts = module.lower().split(".")
    return "qml6-module-" + "-".join(parts[:3] if parts[:2] == ["qt", "labs"] else parts[:2])


def packages_of_dev():
    listed = re.search(r"WINDOW_PACKAGES=\((.*?)\)", (ROOT / "dev").read_text(), re.DOTALL)[1]
    return set(listed.split())


def packages_of_deb():
    text = (ROOT / "packaging/CMakeLists.txt").read_text()
    modules = re.search(r"set\(qml_modules (.*?)\)", text, re.DOTALL)[1].split()
    others = re.findall(r"list\(APPEND loaded_packages ([^)]*)\)", text)[0].split()
    return {"qml6-module-" + module for module in modules} | set(others)


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.modules = closure([path.read_text() for path in (ROOT / "qml").rglob("*.qml")])

    def test_are_installed_here(self):
        for module, by in self.modules.items():
            self.assertTrue(
                (MODULES / module.replace(".", "/") / "qmldir").exists(),
                f"{by} imports {module}, which is not installed: {package_of(module)}",
            )

    def test_are_in_the_lists(self):
        for where, listed in (("dev", packages_of_dev()), ("packaging/CMakeLists.txt", packages_of_deb())):
            for module, by in self.modules.items():
                self.assertIn(package_of(module), listed, f"{where} lacks it; {by} imports {module}")

    def test_both_lists_draw_icons(self):
        self.assertIn("libqt6svg6", packages_of_dev() & packages_of_deb())


if __name__ == "__main__":
    MODULES = Path(sys.argv.pop(1))
    unittest.main()
