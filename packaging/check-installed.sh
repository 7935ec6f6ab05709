#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Usage: check-installed.sh SCREENSHOT
# Starts the installed programs: a broker with a round trip through it, then the window on demo traffic under Xvfb,
# where drive-window.sh beside this file opens all there is to open, and then for a picture.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd /

topicscope-cli --version
topicscope-cli --help >/dev/null
topicscope-cli check /usr/share/topicscope/handlers/*.js

coproc broker { exec topicscope-cli broker --port 0 --json; }
broker_pid=$!
read -r first <&"${broker[0]}"
url=$(sed -n 's/.*"url": *"\([^"]*\)".*/\1/p' <<<"$first")
printed=$(mktemp)
topicscope-cli tail --url "$url" --topic orders --count 1 --json >"$printed" &
tail=$!
# Until the other program has subscribed, nobody hears what is published.
for _ in {1..100}; do
    topicscope-cli pub --url "$url" --topic orders --message '{"price":12.50}'
    [[ ! -s $printed ]] || break
    sleep 0.1
done
wait "$tail"
cat "$printed"
# A profile, and that what speaks to the keychain finds all it needs.
XDG_CONFIG_HOME=$(mktemp -d)
export XDG_CONFIG_HOME
topicscope-cli profiles save here --url "$url" --topic orders
topicscope-cli pub --profile here --topic orders --message 1
if ldd /usr/lib/topicscope/topicscope-keychain.so | grep 'not found'; then
    exit 1
fi
grep -q '"topic":"orders"' "$printed"
kill -INT "$broker_pid"
wait "$broker_pid"

LC_ALL=C.UTF-8 bash "$here/drive-window.sh" topicscope
LC_ALL=C.UTF-8 xvfb-run -a -s '-screen 0 1600x1000x24' topicscope --demo --screenshot "$1" --after 8 --print-ledger
[[ -s $1 ]]
