# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps a program from writing outside of a folder, with Linux's Landlock: a file dialog can delete whatever the user
may.

The numbers are of linux/landlock.h and the same on every architecture.
"""

import ctypes
import os
import struct

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
PATH_BENEATH = 1
NO_NEW_PRIVILEGES = 38  # of prctl
WRITES = 1 << 1 | sum(1 << bit for bit in range(4, 13))  # write, remove and make files of all kinds


def confine(*folders):
    """In a child before it becomes another program. Does nothing where the kernel has no Landlock."""
    libc = ctypes.CDLL(None, use_errno=True)
    attributes = struct.pack("Q", WRITES)
    ruleset = libc.syscall(CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return
    for folder in folders:
        place = os.open(folder, os.O_PATH | os.O_DIRECTORY)
        libc.syscall(ADD_RULE, ruleset, PATH_BENEATH, struct.pack("=Qi", WRITES, place), 0)
        os.close(place)
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc.syscall(RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
