#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A long run at a steady rate, store and filter on: memory has to stay flat, and every message has to be acknowledged.

"./dev soak" builds what it needs. Ends with 1 when memory grew, a message was not acknowledged or the ledger does not
add up.
"""

import argparse
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

from driver.harness import Usage

ROOT = Path(__file__).resolve().parent.parent
GROWTH = 5.0  # MiB above what it was after the warm-up: room for what an allocator keeps, far below a byte a message
DUPLICATES = 2  # percent
END_TIMEOUT = 15  # seconds that a process may take to end


def arguments():
    parser = argparse.ArgumentParser(prog="./dev soak", description=__doc__.splitlines()[0])
    parser.add_argument("seconds", nargs="?", type=int, default=600, help="how long it sends (600; at least 10)")
    parser.add_argument("--rate", type=int, default=50_000, help="messages a second (50000)")
    parser.add_argument("--store", type=int, default=32, metavar="MIB", help="bound of the client's message store (32)")
    parser.add_argument(
        "--build", metavar="FOLDER", type=Path, default=ROOT / "build/release", help="where the programs are"
    )
    options = parser.parse_args()
    if options.seconds < 10 or not 1 <= options.seconds * options.rate <= 50_000_000:
        parser.error("it takes at least 10 seconds, and the load server sends 50,000,000 messages at most")
    return options


class Soak:
    def __init__(self, options):
        self.options = options
        self.warm_up = max(5.0, min(60.0, options.seconds / 10))  # the store is full and every buffer has grown by then
        self.samples = []
        self.measuring = threading.Event()
        self.result = None

    def run(self):
        options = self.options
        server = [
            options.build / "bench/bench_loadserver", "--mode", "paced", "--rate", options.rate, "--duplicates",
            DUPLICATES, "--count", options.seconds * options.rate, "--limit", options.seconds + 60,
        ]  # fmt: skip
        load = subprocess.Popen(list(map(str, server)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        client = None
        try:
            url = json.loads(load.stdout.readline() or "{}")["url"]
            program = [
                options.build / "bench/bench_client", "--url", url, "--store", options.store, "--idempotence", 1000
            ]
            client = subprocess.Popen(
                list(map(str, program)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
            )
            follower = threading.Thread(target=self._follow, args=(load,))
            follower.start()
            self._sample(client, follower)
            load.stdin.close()  # ends the server, and with it the connection and the client
            output, _ = client.communicate(timeout=END_TIMEOUT)
            return json.loads(output.strip().splitlines()[-1])
        finally:
            for process in filter(None, (load, client)):
                if process.poll() is None:
                    process.kill()
                process.wait()

    def _follow(self, load):
        for line in load.stdout:
            said = json.loads(line)
            if "mode" in said:
                self.result = said
                return
            if said.get("phase") == "measuring":
                self.measuring.set()

    def _sample(self, client, follower):
        self.measuring.wait(END_TIMEOUT)
        every = 2.0 if self.options.seconds >= 60 else 0.5
        told = 0.0
        while follower.is_alive() and client.poll() is None:
            usage = Usage.of(client.pid)
            self.samples.append(usage)
            if usage.at - told >= 10:
                told = usage.at
                print(f"{usage.at - self.samples[0].at:6.0f} s  {usage.rss:7.1f} MiB", flush=True)
            follower.join(every)

    def faults(self, client):
        result, ledger = self.result or {}, client["ledger"]
        if not result.get("complete"):
            yield f"not every message was acknowledged: {result.get('error', 'no result')}"
        for count in ("repeated_acks", "foreign_acks", "altered_acks"):
            if result.get(count):
                yield f"{count}: {result[count]}"
        if not ledger["balanced"] or ledger["received"] != self.options.seconds * self.options.rate:
            yield f"the ledger does not add up: {ledger}"
        if ledger["acked"] != ledger["handled"] or ledger["handled"] + ledger["duplicate"] != ledger["received"]:
            yield f"not everything was handled and acknowledged: {ledger}"
        settled = self.settled()
        if not settled:
            yield "there are no samples after the warm-up"
        elif (growth := max(sample.rss for sample in settled) - settled[0].rss) > GROWTH:
            yield f"memory grew by {growth:.1f} MiB after the warm-up; {GROWTH} are allowed"

    def settled(self):
        # What comes after the last message was sent is the server's arithmetic.
        first = self.samples[0].at if self.samples else 0
        return [sample for sample in self.samples if self.warm_up <= sample.at - first <= self.options.seconds]

    def summary(self, client):
        settled = self.settled()
        used = settled[-1].cpu - settled[0].cpu if settled else 0
        seconds = settled[-1].at - settled[0].at if settled else 0
        ledger = client["ledger"]
        yield (
            f"{ledger['received']:,} messages at {self.options.rate:,} a second: {ledger['handled']:,} handled, "
            f"{ledger['duplicate']:,} duplicates, {ledger['acked']:,} acknowledged"
        )
        if settled:
            yield (
                f"memory after {self.warm_up:.0f} s: {settled[0].rss:.1f} MiB; "
                f"at most, from then on: {max(s.rss for s in settled):.1f}; at the end: {settled[-1].rss:.1f}"
            )
            yield f"CPU: {100 * used / max(seconds, 0.001):.0f} % of one core"
        latencies = {name: value for name, value in (self.result or {}).items() if name.endswith("_us")}
        yield f"send to acknowledgement: {latencies}"


def main():
    soak = Soak(arguments())
    client = soak.run()
    for line in soak.summary(client):
        print(line)
    faults = list(soak.faults(client))
    for fault in faults:
        print(f"(!) {fault}")
    print("Failed." if faults else "Passed: memory is flat, and every message is accounted for.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
