"""The local HTTP door, and each answer says what it cost DynamoDB: for the bench, and nobody else."""

import argparse
import json
import os
import signal
import sys
import threading
from dataclasses import astuple

from app import app
from infra.local.gateway import Gateway
from infra.local.http_door import Answer, Door, Handler
from infra.local.part import HOST
from tests.load.http_client import COST
from tests.load.metering import metered


class MeteredDoor(Door):
    """A thread serves one request at a time, so what it asks DynamoDB meanwhile is that request's."""

    meters = metered()

    def answer(self, request: Handler, body: bytes | None) -> Answer:
        """As the door's, with the cost."""
        before = self.meters.mine.copy()
        answer = super().answer(request, body)
        answer.headers.append((COST, json.dumps(astuple(self.meters.mine.since(before)))))
        return answer


def main() -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    door = MeteredDoor(arguments.port, Gateway(app), os.environ["AWS_ENDPOINT_URL"])
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=door.shutdown).start())
    print(f"metered door on {HOST}:{arguments.port}", file=sys.stderr)
    door.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
