# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# What every target of ours shares: the language level, the warnings and Qt's strict mode.
option(TOPICSCOPE_WERROR "Treat compiler warnings in our own code as errors" ON)

add_library(topicscope_options INTERFACE)
target_compile_features(topicscope_options INTERFACE cxx_std_20)
target_compile_options(topicscope_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
    $<$<BOOL:${TOPICSCOPE_WERROR}>:-Werror>)
target_compile_definitions(topicscope_options INTERFACE
    QT_NO_CONTEXTLESS_CONNECT
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH
    QT_NO_JAVA_STYLE_ITERATORS
    QT_NO_SIGNALS_SLOTS_KEYWORDS
    QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# topicscope_add_test(NAME <tst_x> SOURCES ... [LIBRARIES ...] [LABELS ...] [TIMEOUT seconds])
# One Qt Test program, run by ctest on the offscreen platform.
function(topicscope_add_test)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;TIMEOUT" "SOURCES;LIBRARIES;LABELS")
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    qt_add_executable(${arg_NAME} ${arg_SOURCES})
    target_link_libraries(${arg_NAME} PRIVATE topicscope_options Qt6::Test ${arg_LIBRARIES})
    set_property(SOURCE ${arg_SOURCES} APPEND PROPERTY
        COMPILE_OPTIONS -include "${PROJECT_SOURCE_DIR}/tests/support/patience.h")
    if(TARGET topicscope_qt_synchronization)
        target_link_libraries(${arg_NAME} PRIVATE topicscope_qt_synchronization)
    endif()
    add_test(NAME ${arg_NAME} COMMAND ${arg_NAME})
    set_tests_properties(${arg_NAME} PROPERTIES
        LABELS "${arg_LABELS}"
        TIMEOUT ${arg_TIMEOUT}
        # Memory that was freed is poisoned, so that whoever reads it is found out.
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_QUICK_BACKEND=software;LC_ALL=C.UTF-8;MALLOC_PERTURB_=165")
endfunction()
