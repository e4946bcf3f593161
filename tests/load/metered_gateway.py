"""The gateway, and a file that tells how many requests DynamoDB has from it: for the bench alone."""

import mmap
import os
import struct
import sys
from itertools import count
from typing import Any

from botocore.httpsession import URLLib3Session

from ocpp_ws.__main__ import main
from ocpp_ws.wire import Wire

FILE = "BENCH_REQUESTS"
COUNTERS = struct.Struct("qq")
"""All requests, and those of them that write many items at once, which is the message log."""


def meter() -> None:
    """Count from now on, at the two places that requests to storage go through."""
    with open(os.environ[FILE], "r+b") as file:  # noqa: PTH123 - as mmap wants it
        shared = mmap.mmap(file.fileno(), COUNTERS.size)
    total, batches = count(1), count(1)
    told = [0, 0]

    def counted(headers: Any) -> None:
        target = next((str(headers[name]) for name in headers if name.lower() == "x-amz-target"), "")
        if "DynamoDB" in target:
            told[0] = next(total)
            if "BatchWriteItem" in target:
                told[1] = next(batches)
            COUNTERS.pack_into(shared, 0, *told)

    post, send = Wire.post, URLLib3Session.send

    def counted_post(wire: Wire, headers: Any, body: bytes) -> Any:
        counted(headers)
        return post(wire, headers, body)

    def counted_send(session: Any, request: Any) -> Any:
        counted(request.headers)
        return send(session, request)

    Wire.post, URLLib3Session.send = counted_post, counted_send  # type: ignore[method-assign]


if __name__ == "__main__":
    meter()
    sys.exit(main())
