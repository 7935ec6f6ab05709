#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Usage: drive-window.sh PROGRAM
# Starts the window on demo traffic on the display at hand, and opens every page, panel, menu and dialog with keys and mouse. Fails
# when the program ends, when a dialog of its own window does not come, or when it says that something cannot be loaded. Needs xdotool.
set -euo pipefail
program=$1
XDG_CONFIG_HOME=$(mktemp -d)
export XDG_CONFIG_HOME
errors=$XDG_CONFIG_HOME/errors

"$program" --demo --size 1280x800 2>"$errors" &
pid=$!
trap 'kill "$pid" 2>/dev/null || true' EXIT

fail() {
    printf 'drive-window: %s\n' "$1" >&2
    cat "$errors" >&2
    exit 1
}

windows() { xdotool search --onlyvisible --pid "$pid" 2>/dev/null | wc -l; }

# await COUNT WHAT: until the program shows so many windows.
await() {
    for _ in {1..100}; do
        kill -0 "$pid" 2>/dev/null || fail "the program ended: $2"
        [[ $(windows) -ne $1 ]] || return 0
        sleep 0.1
    done
    fail "$2: $(windows) windows instead of $1"
}

# press WHAT KEY...: in the window, which has to live on.
press() {
    local what=$1
    shift
    xdotool windowfocus "$main" key --delay 50 "$@"
    sleep 0.4
    kill -0 "$pid" 2>/dev/null || fail "the program ended: $what"
}

# click WHAT X Y
click() {
    xdotool mousemove "$2" "$3" click 1
    sleep 0.4
    kill -0 "$pid" 2>/dev/null || fail "the program ended: $1"
}

# file_dialog WHAT: one has come; it is closed again.
file_dialog() {
    await 2 "$1"
    xdotool windowfocus "$(xdotool search --onlyvisible --pid "$pid" | grep -vx "$main" | tail -1)" key Escape
    await 1 "$1, closed"
}

await 1 'the window'
main=$(xdotool search --onlyvisible --pid "$pid" | tail -1)
read -r width < <(xdotool getwindowgeometry --shell "$main" | sed -n 's/WIDTH=//p')
sleep 1
for panel in 1 2 3 4 5 6; do
    press "panel $panel" "ctrl+$panel"
done
press 'shortcuts' F1
press 'shortcuts, closed' Escape
click 'main menu' $((width - 22)) 22
press 'main menu, closed' Escape
click 'advanced' 675 22
press 'advanced, closed' Escape
press 'scripts' ctrl+e
press 'new script' ctrl+n
press 'create it' Tab Return
press 'start it' F5
for tab in 1018 1086 945; do
    click "tab at $tab" "$tab" 62
done
press 'open a script' ctrl+o
file_dialog 'open a script'
click 'dry run' 1086 62
click 'over a file' 1123 103
file_dialog 'dry run over a file'
press 'back to the stream' ctrl+e
press 'find' ctrl+f
press 'find, closed' Escape
if grep -iE 'is not installed|cannot load|could not (load|be loaded)|no such (plugin|module)|is not a type' "$errors"; then
    fail 'something could not be loaded'
fi
kill "$pid"
wait "$pid" || true
echo 'Every page, panel, menu and dialog opened.'
