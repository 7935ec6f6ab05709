# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# The scripts that come with the program: built into it, and installed to be copied.
set(topicscope_handler_folder "${CMAKE_CURRENT_LIST_DIR}")
set(topicscope_handler_files
    aggregate.js
    field-latency.js
    filter.js
    forward.js
    lib/fields.js
    rate-alert.js
    schema-check.js
    sequence-gap.js
)
