"""The job of every minute, on this machine: every few seconds, so that nobody waits for a minute to pass."""

import argparse
import signal
import sys
import threading

from infra.local.roles import act_as

PAUSE = 5.0
"""Seconds between two runs."""
READY = "Jobs run"


def main() -> None:
    """Run until SIGTERM; what has begun is brought to its end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between two runs")
    pause = parser.parse_args().pause
    over = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    act_as("EveryMinute")
    from chalicelib.jobs import every_minute  # noqa: PLC0415 - reads the environment when imported
    from chalicelib.kernel.ids import utc_now  # noqa: PLC0415 - likewise

    print(READY, file=sys.stderr, flush=True)
    while not over.is_set():
        every_minute(utc_now())
        over.wait(pause)


if __name__ == "__main__":
    main()
