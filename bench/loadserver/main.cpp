// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loadserver/loadserver.h"

int main(int argc, char **argv)
{
    int exitCode = 0;
    const auto options = topicscope::bench::parseOptions(argc, argv, exitCode);
    if (!options)
        return exitCode;
    return topicscope::bench::LoadServer(*options).run();
}
