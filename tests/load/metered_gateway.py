"""The gateway, and a file that tells how many requests it makes to DynamoDB: for the bench, and nobody else."""

import mmap
import os
import struct
import sys
from itertools import count
from typing import Any

import urllib3

from ocpp_ws.__main__ import main

FILE = "BENCH_REQUESTS"
COUNTERS = struct.Struct("qq")
"""All requests, and those of them that write many items at once, which is the message log."""


def meter() -> None:
    """Count from now on, at the one place that every request to storage goes through."""
    with open(os.environ[FILE], "r+b") as file:  # noqa: PTH123 - as mmap wants it
        shared = mmap.mmap(file.fileno(), COUNTERS.size)
    total, batches = count(1), count(1)
    told = [0, 0]
    send = urllib3.HTTPConnectionPool.urlopen

    def counted(pool: Any, method: str, url: str, body: Any = None, headers: Any = None, **more: Any) -> Any:
        target = str((headers or {}).get("X-Amz-Target", ""))
        if "DynamoDB" in target:
            told[0] = next(total)
            if "BatchWriteItem" in target:
                told[1] = next(batches)
            COUNTERS.pack_into(shared, 0, *told)
        return send(pool, method, url, body, headers, **more)

    urllib3.HTTPConnectionPool.urlopen = counted  # type: ignore[method-assign]


if __name__ == "__main__":
    meter()
    sys.exit(main())
