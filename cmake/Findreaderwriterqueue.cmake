# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Debian's libreaderwriterqueue-dev is headers only and brings no CMake package.
find_path(readerwriterqueue_INCLUDE_DIR readerwriterqueue/readerwriterqueue.h)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(readerwriterqueue REQUIRED_VARS readerwriterqueue_INCLUDE_DIR)
if(readerwriterqueue_FOUND AND NOT TARGET readerwriterqueue)
    add_library(readerwriterqueue INTERFACE IMPORTED)
    target_include_directories(readerwriterqueue SYSTEM INTERFACE "${readerwriterqueue_INCLUDE_DIR}")
endif()
mark_as_advanced(readerwriterqueue_INCLUDE_DIR)
