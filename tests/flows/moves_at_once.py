"""In a process of its own with the stack's environment: many workers move one station's waitlist at once.

Reads {"station_id"} from standard input.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from chalicelib.kernel.ids import utc_now
from chalicelib.wiring import services

AT_ONCE = 6


def main() -> None:
    """All look before any writes, as far as a start together can make it so."""
    station_id = json.load(sys.stdin)["station_id"]
    waitlist, together = services().waitlist, Barrier(AT_ONCE)

    def move(_: int) -> None:
        together.wait()
        waitlist.move(station_id, utc_now())

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        list(crowd.map(move, range(AT_ONCE)))


if __name__ == "__main__":
    main()
