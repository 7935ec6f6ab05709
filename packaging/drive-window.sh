#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Usage: drive-window.sh PROGRAM
# Starts the window on demo traffic under an Xvfb of its own and in a home of its own, stops the traffic, and opens
# every page, panel, menu and dialog with keys and mouse. Nothing moves then but a cursor that blinks, so after each
# step there has to be a picture that there was not before it; a file dialog, which is a window of its own, has to come.
# Fails besides when the program ends, ends badly, or says that something cannot be loaded. Needs Xvfb and xdotool, and
# no window manager.
set -euo pipefail
program=$1
home=$(mktemp -d)
export HOME=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data
errors=$home/errors
: >"$errors"
picture=$home/Xvfb_screen0 # Xvfb keeps what it shows in this file
traffic=10 # seconds, which bring some dead letters
steps=0
xvfb='' pid=''

end() {
    [[ -z $pid ]] || kill "$pid" 2>/dev/null || true
    [[ -z $xvfb ]] || kill "$xvfb" 2>/dev/null || true
    wait
    rm -rf "$home"
}
trap end EXIT

fail() {
    printf 'drive-window: %s\n' "$1" >&2
    cat "$errors" >&2
    exit 1
}

must_live() { kill -0 "$pid" 2>/dev/null || fail "the program ended: $1"; }

windows() { xdotool search --onlyvisible --pid "$pid" 2>/dev/null || true; }

# await COUNT WHAT: until the program shows so many windows.
await() {
    for _ in {1..200}; do
        must_live "$2"
        [[ $(windows | wc -l) -ne $1 ]] || return 0
        sleep 0.1
    done
    fail "$2: $(windows | wc -l) windows instead of $1"
}

shown() { cksum <"$picture" | cut -d ' ' -f 1; }

# step WHAT COMMAND...: does it, and waits for a picture that there was not before, and that lasts.
step() {
    local what=$1
    shift
    local -A before=()
    for _ in {1..8}; do # a cursor that blinks makes two of them, a tooltip that is about to come one more
        before[$(shown)]=1
        sleep 0.2
    done
    "$@"
    for _ in {1..50}; do
        must_live "$what"
        if [[ -z ${before[$(shown)]:-} ]]; then
            sleep 0.5
            if [[ -z ${before[$(shown)]:-} ]]; then
                steps=$((steps + 1))
                return 0
            fi
        fi
        sleep 0.2
    done
    fail "$what: the window looks as before"
}

keys() { xdotool windowfocus "$main" key --delay 60 "$@"; }

# press WHAT KEY...: what these keys open or close.
press() { step "$1" keys "${@:2}"; }

# click WHAT X Y: what a click there opens.
click() {
    xdotool mousemove "$2" "$3"
    step "$1" xdotool click 1
}

# close_file_dialog WHAT: one has come; it is closed again.
close_file_dialog() {
    await 2 "$1"
    xdotool windowfocus "$(windows | grep -vx "$main" | tail -1)" key Escape
    await 1 "$1, closed"
    steps=$((steps + 1))
}

: >"$home/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -fbdir "$home" -nolisten tcp 3>"$home/display" 2>"$home/display-errors" &
xvfb=$!
until read -r display <"$home/display"; do
    kill -0 "$xvfb" 2>/dev/null || fail "Xvfb did not start: $(cat "$home/display-errors")"
    sleep 0.1
done
export DISPLAY=:$display

"$program" --demo --size 1280x800 2>"$errors" &
pid=$!
await 1 'the window'
main=$(windows | tail -1)
read -r width height < <(xdotool getwindowgeometry --shell "$main" | sed -n 's/^\(WIDTH\|HEIGHT\)=//p' | xargs)
xdotool mousemove 1500 900 # beside the window
sleep "$traffic"
keys ctrl+Return # disconnects
keys ctrl+6 # the plots move on
sleep 3

for panel in 2 3 4 5 6; do
    press "panel $panel" "ctrl+$panel"
done
press 'panel 1' ctrl+1
keys ctrl+6
keys ctrl+2
click 'add a handler' 1210 542
press 'add a handler, closed' Escape
keys ctrl+6
click 'state filter' 686 62
press 'state filter, closed' Escape
press 'select a message' F6 Up Up
press 'find in the message' ctrl+f
press 'back to the messages' F6
press 'shortcuts' F1
press 'shortcuts, closed' Escape
click 'main menu' $((width - 22)) 22
press 'main menu, closed' Escape
click 'all counts of the ledger' $((width - 16)) $((height - 14))
press 'all counts of the ledger, closed' Escape
xdotool mousemove 1500 900

press 'advanced' ctrl+l Tab Tab Tab space
keys Tab Tab Tab Tab Tab Tab Tab Tab Tab space
close_file_dialog 'the CA file'
press 'advanced, closed' Escape
keys ctrl+l ctrl+a
xdotool type 'http://127.0.0.1:9'
press 'another server' Return
press 'another server, cancelled' Escape
xdotool mousemove 1102 542 click 1
close_file_dialog 'export dead letters'
press 'quit' ctrl+q
press 'quit, cancelled' Escape

press 'scripts' ctrl+e
press 'new script' ctrl+n
press 'create it' Return
press 'start it' F5
for tab in 1018 1086 945; do
    click "tab at $tab" "$tab" 62
done
keys ctrl+o
close_file_dialog 'open a script'
click 'dry run' 1086 62
xdotool mousemove 1123 103 click 1
close_file_dialog 'dry run over a file'
press 'back to the stream' ctrl+e
unloaded='is not installed|cannot load|could not (load|be loaded)|no such (plugin|module)|is not a type'
if grep -iE "$unloaded" "$errors"; then
    fail 'something could not be loaded'
fi
kill "$pid"
wait "$pid" || fail "the program ended with code $?"
pid=''
echo "Each of $steps steps over pages, panels, menus and dialogs opened or closed something."
