#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Usage: packaging/check-deb.sh [PACKAGE.deb]
# Installs the package with apt in a fresh, minimal root of this Debian, starts both programs there as an ordinary user,
# opens every page, panel, menu and dialog of the window, and throws the root away. Leaves build/package/screenshot.png.
# Needs mmdebstrap; works as root or as a user.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

shopt -s nullglob
packages=("${1:-}" build/package/*.deb)
[[ -n ${packages[0]} ]] || packages=("${packages[@]:1}")
[[ ${#packages[@]} -gt 0 ]] || { echo 'check-deb: there is no package; run "./dev package" first' >&2; exit 1; }
package=${packages[0]}
command -v mmdebstrap >/dev/null || { echo 'check-deb: needs Debian package mmdebstrap' >&2; exit 1; }

# The mirrors this machine uses, whatever the form of its lists. The root itself has no other source.
# shellcheck disable=SC2016 # the format is apt-get's, not the shell's
sources=$(apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Origin: Debian' 'Created-By: Packages')
[[ -n $sources ]] || { echo 'check-deb: apt knows no Debian mirror; run "apt-get update" first' >&2; exit 1; }
# shellcheck source=/dev/null
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")

screenshots=$PWD/build/package
mkdir -p "$screenshots"
# Recommended packages stay out, so that only what the package depends on can help it.
# shellcheck disable=SC2016 # $1 belongs to mmdebstrap, which sets it to the root's path
mmdebstrap --variant=minbase --format=null --quiet \
    --customize-hook="upload '$package' /tmp/topicscope.deb" \
    --customize-hook='upload packaging/check-installed.sh /tmp/check-installed.sh' \
    --customize-hook='upload packaging/drive-window.sh /tmp/drive-window.sh' \
    --customize-hook='chroot "$1" apt-get install -y -qq --no-install-recommends /tmp/topicscope.deb' \
    --customize-hook='chroot "$1" apt-get install -y -qq --no-install-recommends xvfb xauth xdotool' \
    --customize-hook='chroot "$1" useradd --create-home tester' \
    --customize-hook='chroot "$1" su tester -s /bin/bash -c \
        "timeout 600 bash /tmp/check-installed.sh /tmp/screenshot.png"' \
    --customize-hook="download /tmp/screenshot.png '$screenshots/screenshot.png'" \
    "$suite" - <<<"$sources"
echo "The package works in a clean $suite; the window as it looked there is in build/package/screenshot.png"
